import { DEDICATED_BASES } from '@rahyar/domain';
import type { Covering } from './covering.ts';
import { createTupleTable } from './kernel/tuple-table.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { freeSeats } from './seats.ts';
import { CLASS_OF_KIND } from './subject-columns.ts';

/** The rank of a free seat: lower than every tier. */
const FREE = 5;

/**
 * For subjects of one class: the lowest standing (highest number) of a seat that a chain of moves starting at the subject could free:
 * 5 a free seat, 1 to 4 a seat held by that tier, -1 nothing. A move takes the seat of somebody who is covered by another rahyar too and
 * goes on from there. Reads problem and plan only.
 */
export function reachableRanks(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  covering: Covering,
  subjectClass: number,
): (subject: number) => number {
  const { subjects, staff } = problem;
  const free = freeSeats(problem, plan);
  const rank = Int8Array.from(staff, (_member, index) => (covering.isAvailable[index] && free(index, subjectClass) > 0 ? FREE : -1));
  const holders = createTupleTable(5);
  const goesOnTo: Set<number>[] = staff.map(() => new Set());

  for (let subject = 0; subject < subjects.ids.count; subject++) {
    if (CLASS_OF_KIND[subjects.kind[subject] as number] !== subjectClass || !isDedicated(plan, subject)) continue;
    const seat = primaryOf(plan, subject);
    if (seat < 0 || seat >= staff.length) continue;
    rank[seat] = Math.max(rank[seat] as number, plan.tier[subject] as number);
    holders.key.set([seat, subjects.home[subject] as number, subjects.work[subject] as number]);
    holders.key.set([subjects.relationSet[subject] as number, subjects.linkSet[subject] as number], 3);
    if (holders.intern() < holders.size() - 1) continue;
    for (const other of candidates(covering, subject)) goesOnTo[other]?.add(seat);
  }
  spread(rank, goesOnTo);
  return (subject) => candidates(covering, subject).reduce((best, candidate) => Math.max(best, rank[candidate] as number), -1);
}

const candidates = (covering: Covering, subject: number): number[] =>
  DEDICATED_BASES.flatMap((basis) => covering.available(subject, basis));

/** Each rahyar gets the highest rank among all that can be reached; `reachedFrom[r]` holds those who have a move to r. */
function spread(rank: Int8Array, reachedFrom: readonly ReadonlySet<number>[]): void {
  for (let level = FREE; level >= 0; level--) {
    const open = Array.from(rank.keys()).filter((index) => rank[index] === level);
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const before of reachedFrom[next] ?? []) {
        if ((rank[before] as number) >= level) continue;
        rank[before] = level;
        open.push(before);
      }
    }
  }
}
