import { policyFingerprint } from '@rahyar/domain';
import type { Certificate } from './certificate.ts';
import { classify } from './classify.ts';
import { nameResponsible } from './companions.ts';
import { type CoverageIndex, coverageOf } from './coverage.ts';
import type { FactCells } from './fact-cells.ts';
import { findGaps } from './gaps.ts';
import type { AssignmentPlan } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { seatSubjects } from './seat.ts';
import { worklists } from './worklist.ts';

/**
 * Answers who accompanies whom, and whom first, for every subject on one day.
 *
 * Guarantees, each a rule of the catalogue that `verify` checks without the solver: everyone has exactly one named primary rahyar as long as
 * anyone is available; dedicated coverage is greatest tier by tier; a subject without a dedicated rahyar is listed as a gap with its cause.
 * Deterministic; the order in which subjects and staff were given makes no difference.
 */
export function assign(problem: AssignmentProblem): CertifiedPlan {
  const coverage = coverageOf(problem);
  const tier = classify(problem);
  const { facts, seat, certificate } = seatSubjects(problem, coverage, tier);
  return { ...planWithSeats(problem, coverage, tier, facts, seat), certificate };
}

/** A plan with the proof that no other has better seats: see `checkCertificate`. */
export type CertifiedPlan = AssignmentPlan & { readonly certificate: Certificate };

/** The plan that follows from a seating: names, gaps and worklists. */
export function planWithSeats(
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  tier: Uint8Array,
  facts: FactCells,
  seat: Int32Array,
): AssignmentPlan {
  const plan = {
    on: problem.on,
    policyVersion: problem.policy.version,
    policyFingerprint: policyFingerprint(problem.policy),
    tier,
    ...nameResponsible(problem, coverage, facts, seat),
    ...findGaps(problem, coverage, facts, seat),
  };
  return { ...plan, worklists: worklists(problem, plan) };
}
