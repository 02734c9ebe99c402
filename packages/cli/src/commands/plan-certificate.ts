import { type AssignmentPlan, type AssignmentProblem, assign, type Certificate, checkCertificate } from '@rahyar/engine';

/** The proof that a plan that has been read has the best seats: found by solving its day again; `undefined` where it proves nothing. */
export function certificateFor(problem: AssignmentProblem, plan: AssignmentPlan): Certificate | undefined {
  const { certificate } = assign(problem);
  return checkCertificate(problem, plan, certificate).length === 0 ? certificate : undefined;
}
