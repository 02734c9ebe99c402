import { listedTiers } from './ageing.ts';
import type { AssignmentPlan, Worklists } from './plan.ts';
import { type AssignmentProblem, dayOf } from './problem.ts';
import { comparePlaces, placeOf, type WorklistFacts } from './worklist-order.ts';
import { layOutWorklists, placeOnWorklists, sortWorklists, tallyWorklists, type WorklistInput } from './worklist-stages.ts';

/**
 * Whom first: every rahyar's subjects, strictly by tier (L99), then due follow-ups from the oldest, then the longest waiting, then id.
 * Where the policy has chosen ageing, whoever waits too long stands among the tier above: see {@link listedTier}.
 * Collectives and organisations have no tier and come first. Whoever asked not to be contacted is left out; nobody else is (L91).
 */
export function worklists(problem: AssignmentProblem, plan: Omit<AssignmentPlan, 'worklists'>): Worklists {
  const input = worklistInput(problem, plan);
  const { count } = problem.subjects.ids;
  const layout = layOutWorklists(input, [tallyWorklists(input, 0, count)]);
  const length = layout.start[input.staffCount] as number;
  const draft = { order: new Uint32Array(length), keys: new Uint32Array(layout.scale === undefined ? 0 : length) };
  placeOnWorklists(input, draft, layout.scale, layout.next[0] as Uint32Array, 0, count);
  sortWorklists(input, draft, layout, 0, input.staffCount);
  return { start: layout.start, order: draft.order };
}

/** What the stages of the worklists read. */
export const worklistInput = (problem: AssignmentProblem, plan: Omit<AssignmentPlan, 'worklists'>): WorklistInput => ({
  ...worklistFacts(problem, listedTiers(problem, plan.tier, problem.policy.ageing)),
  staffCount: problem.staff.length,
  flags: problem.subjects.flags,
  primary: plan.primary,
  responsible: plan.responsible,
});

const worklistFacts = (problem: AssignmentProblem, tier: Uint8Array): WorklistFacts => ({
  today: dayOf(problem),
  tier,
  dueOn: problem.subjects.dueOn,
  contactedOn: problem.subjects.contactedOn,
  waitingSince: problem.subjects.waitingSince,
});

/** Negative when the first subject comes before the second on a worklist. */
export function comparator(problem: AssignmentProblem, tier: Uint8Array): (a: number, b: number) => number {
  const facts = worklistFacts(problem, listedTiers(problem, tier, problem.policy.ageing));
  return (a, b) => comparePlaces(placeOf(facts, a), placeOf(facts, b));
}

/** A page of a rahyar's worklist: subjects from `offset`, at most `limit`. Without copying more than the page. */
export const worklistPage = (plan: AssignmentPlan, rahyar: number, offset: number, limit: number): Uint32Array => {
  const from = (plan.worklists.start[rahyar] ?? 0) + Math.max(0, offset);
  const to = Math.min(plan.worklists.start[rahyar + 1] ?? 0, from + Math.max(0, limit));
  return plan.worklists.order.slice(from, Math.max(from, to));
};
