import { countingSort } from './kernel/counting-sort.ts';
import { type AssignmentPlan, primaryOf, type Worklists } from './plan.ts';
import { type AssignmentProblem, dayOf } from './problem.ts';
import { DO_NOT_CONTACT, NO_DAY, NOBODY } from './subject-columns.ts';

/**
 * Whom first: every rahyar's subjects, strictly by tier (L99), then due follow-ups from the oldest, then the longest waiting, then id.
 * Collectives and organisations have no tier and come first. Whoever asked not to be contacted is left out; nobody else is (L91).
 */
export function worklists(problem: AssignmentProblem, plan: Omit<AssignmentPlan, 'worklists'>): Worklists {
  const { subjects } = problem;
  const { dueOn, contactedOn, waitingSince } = subjects;
  const count = subjects.ids.count;
  const today = dayOf(problem);
  const rahyar = new Uint32Array(count);
  const listed = new Uint32Array(count);
  let listedCount = 0;
  for (let index = 0; index < count; index++) {
    const primary = primaryOf(plan, index);
    if (primary === NOBODY || ((subjects.flags[index] as number) & DO_NOT_CONTACT) !== 0) continue;
    rahyar[index] = primary;
    listed[listedCount++] = index;
  }
  const byId = listed.slice(0, listedCount);
  const byWaiting = sortByDay(byId, (index) => Math.max(contactedOn[index] as number, waitingSince[index] as number));
  const byDue = sortByDay(byWaiting, (index) => dueKey(dueOn[index] as number, today));
  const byTier = countingSort(byDue, Uint32Array.from(plan.tier), TIER_COUNT).sorted;
  const { sorted, start } = countingSort(byTier, rahyar, problem.staff.length);
  return { start, order: sorted };
}

/** Tiers 0 to 4; a dishonest plan may hold any byte. */
const TIER_COUNT = 256;

/** Follow-ups that are due come first, from the oldest; the rest are alike. */
const dueKey = (due: number, today: number): number => (due === NO_DAY || due > today ? today + 1 : due);

/** A stable sort by day, NO_DAY first. */
function sortByDay(rows: Uint32Array, dayAt: (index: number) => number): Uint32Array {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  let size = 0;
  for (const row of rows) {
    const day = dayAt(row);
    if (day !== NO_DAY) first = Math.min(first, day);
    last = Math.max(last, day);
    size = Math.max(size, row + 1);
  }
  const keys = new Uint32Array(size);
  for (const row of rows) {
    const day = dayAt(row);
    keys[row] = day === NO_DAY ? 0 : day - first + 1;
  }
  return countingSort(rows, keys, Math.max(last - first + 2, 1)).sorted;
}

/** Negative when the first subject comes before the second. A total order: ids, and so indexes, are distinct. */
export function comparator(problem: AssignmentProblem, tier: Uint8Array): (a: number, b: number) => number {
  const { dueOn, contactedOn, waitingSince } = problem.subjects;
  const today = dayOf(problem);
  const waitsSince = (index: number): number => Math.max(contactedOn[index] as number, waitingSince[index] as number);
  return (a, b) => {
    const byTier = (tier[a] as number) - (tier[b] as number);
    if (byTier !== 0) return byTier;
    const dueA = dueKey(dueOn[a] as number, today);
    const dueB = dueKey(dueOn[b] as number, today);
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
