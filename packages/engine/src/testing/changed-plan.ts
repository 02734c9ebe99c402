import type { Basis } from '@rahyar/domain';
import { coveringOf } from '../covering.ts';
import { type AssignmentPlan, basisBit, GAP_CAUSES } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import { RULES } from '../rules/catalogue.ts';
import type { RuleId, Violation } from '../rules/rule.ts';

/** What one rule finds, by name. */
export function findings(id: RuleId, problem: AssignmentProblem, plan: AssignmentPlan): string[] {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`no ${id}`);
  const text = ({ rule: own, subject, staff, detail }: Violation): string =>
    [
      own,
      subject === undefined ? '' : problem.subjects.ids.at(subject),
      staff === undefined ? '' : (problem.staff[staff]?.id ?? `#${staff}`),
      detail,
    ]
      .filter((word) => word !== '')
      .join(' ');
  return [...rule.check(problem, plan, coveringOf(problem))].map(text);
}

/** What is done to a plan; subjects and staff by their ids. */
export type Change = (plan: AssignmentPlan) => AssignmentPlan;
const at = (problem: AssignmentProblem, id: string): number => problem.subjects.ids.indexOf(id);
export const staffAt = (problem: AssignmentProblem, id: string): number => problem.staff.findIndex((member) => member.id === id);

export const naming =
  (problem: AssignmentProblem, subject: string, basis: Basis, staff: number): Change =>
  (plan) => {
    const slots = plan.responsible[basis].slice();
    slots[at(problem, subject)] = staff;
    return { ...plan, responsible: { ...plan.responsible, [basis]: slots } };
  };
export const primaryBy =
  (problem: AssignmentProblem, subject: string, ...bases: Basis[]): Change =>
  (plan) => {
    const primary = plan.primary.slice();
    primary[at(problem, subject)] = bases.reduce((bits, basis) => bits | basisBit(basis), 0);
    return { ...plan, primary };
  };
export const telling =
  (problem: AssignmentProblem, subject: string, cause: (typeof GAP_CAUSES)[number], tell: number): Change =>
  (plan) => {
    const [gapCause, gapAddressee] = [plan.gapCause.slice(), plan.gapAddressee.slice()];
    gapCause[at(problem, subject)] = GAP_CAUSES.indexOf(cause);
    gapAddressee[at(problem, subject)] = tell;
    return { ...plan, gapCause, gapAddressee };
  };
/** Everybody named on a basis is this one. */
export const everywhere = (plan: AssignmentPlan, basis: Basis, staff: number): AssignmentPlan['responsible'] => ({
  ...plan.responsible,
  [basis]: plan.responsible[basis].map(() => staff),
});
/** The worklist of one rahyar, by the ids of subjects; the others stay. */
export const listing =
  (problem: AssignmentProblem, staff: string, ...subjects: string[]): Change =>
  (plan) => {
    const lists = problem.staff.map((member, index) =>
      member.id === staff
        ? subjects.map((id) => at(problem, id))
        : [...plan.worklists.order.subarray(plan.worklists.start[index], plan.worklists.start[index + 1])],
    );
    const start = Uint32Array.from([0, ...lists.map((_, index) => lists.slice(0, index + 1).flat().length)]);
    return { ...plan, worklists: { start, order: Uint32Array.from(lists.flat()) } };
  };
export const both =
  (...changes: Change[]): Change =>
  (plan) =>
    changes.reduce((changed, change) => change(changed), plan);
export const nothing: Change = (plan) => plan;
