import { type AssignmentPlan, primaryOf, type Worklists } from './plan.ts';
import { type AssignmentProblem, dayOf } from './problem.ts';
import { DO_NOT_CONTACT, NO_DAY, NOBODY } from './subject-columns.ts';

/**
 * Whom first: every rahyar's subjects, strictly by tier (L99), then due follow-ups from the oldest, then the longest waiting, then id.
 * Collectives and organisations have no tier and come first. Whoever asked not to be contacted is left out; nobody else is (L91).
 */
export function worklists(problem: AssignmentProblem, plan: Omit<AssignmentPlan, 'worklists'>): Worklists {
  const { subjects } = problem;
  const count = subjects.ids.count;
  const primary = new Int32Array(count).fill(NOBODY);
  const start = new Uint32Array(problem.rahyars.length + 1);
  for (let index = 0; index < count; index++) {
    if (((subjects.flags[index] as number) & DO_NOT_CONTACT) !== 0) continue;
    const rahyar = primaryOf(plan, index);
    primary[index] = rahyar;
    if (rahyar !== NOBODY) start[rahyar + 1] = (start[rahyar + 1] as number) + 1;
  }
  for (let rahyar = 0; rahyar < problem.rahyars.length; rahyar++)
    start[rahyar + 1] = (start[rahyar + 1] as number) + (start[rahyar] as number);

  const order = new Uint32Array(start[problem.rahyars.length] as number);
  const next = start.slice();
  for (let index = 0; index < count; index++) {
    const rahyar = primary[index] as number;
    if (rahyar === NOBODY) continue;
    order[next[rahyar] as number] = index;
    next[rahyar] = (next[rahyar] as number) + 1;
  }
  const compare = comparator(problem, plan.tier);
  for (let rahyar = 0; rahyar < problem.rahyars.length; rahyar++) order.subarray(start[rahyar], start[rahyar + 1]).sort(compare);
  return { start, order };
}

/** Negative when the first subject comes before the second. A total order: ids, and so indexes, are distinct. */
export function comparator(problem: AssignmentProblem, tier: Uint8Array): (a: number, b: number) => number {
  const { dueOn, contactedOn, waitingSince } = problem.subjects;
  const today = dayOf(problem);
  const dueKey = (index: number): number => {
    const due = dueOn[index] as number;
    return due === NO_DAY || due > today ? Number.POSITIVE_INFINITY : due;
  };
  const waitsSince = (index: number): number => Math.max(contactedOn[index] as number, waitingSince[index] as number);
  return (a, b) => {
    const byTier = (tier[a] as number) - (tier[b] as number);
    if (byTier !== 0) return byTier;
    const dueA = dueKey(a);
    const dueB = dueKey(b);
    if (dueA !== dueB) return dueA < dueB ? -1 : 1;
    return waitsSince(a) - waitsSince(b) || a - b;
  };
}

/** A page of a rahyar's worklist: subjects from `offset`, at most `limit`. Without copying more than the page. */
export const worklistPage = (plan: AssignmentPlan, rahyar: number, offset: number, limit: number): Uint32Array => {
  const from = (plan.worklists.start[rahyar] ?? 0) + Math.max(0, offset);
  const to = Math.min(plan.worklists.start[rahyar + 1] ?? 0, from + Math.max(0, limit));
  return plan.worklists.order.slice(from, Math.max(from, to));
};
