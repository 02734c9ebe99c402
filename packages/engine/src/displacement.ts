import { DEDICATED_BASES } from '@rahyar/domain';
import type { Covering } from './covering.ts';
import { createTupleTable } from './kernel/tuple-table.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { freeSeats } from './seats.ts';
import { CLASS_OF_KIND } from './subject-columns.ts';

/** The rank of a free seat: lower than every tier. */
const FREE = 5;

/** How many facts tell whose seat one may take. */
const FACTS = 6;

/**
 * For subjects of one class: the lowest standing (highest number) of a seat that a chain of moves starting at the subject could free:
 * 5 a free seat, 1 to 4 a seat held by that tier, -1 nothing. A move takes the seat of somebody who is covered by another rahyar too and
 * goes on from there; who is pinned never moves. Reads problem and plan only.
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
  const alike = createTupleTable(FACTS);
  const holders = createTupleTable(FACTS + 1);
  const candidatesOf: (readonly number[])[] = [];
  const reachedFrom: Set<number>[] = staff.map(() => new Set());

  const writeFacts = (key: Int32Array, subject: number): void => {
    key[0] = subjects.home[subject] as number;
    key[1] = subjects.work[subject] as number;
    key[2] = subjects.relationSet[subject] as number;
    key[3] = subjects.linkSet[subject] as number;
    key[4] = subjects.profile[subject] as number;
    key[5] = problem.directives.has(subject) ? subject : -1;
  };
  const candidatesFor = (subject: number): readonly number[] => {
    writeFacts(alike.key, subject);
    const group = alike.intern();
    if (group === candidatesOf.length) candidatesOf.push(candidates(covering, subject));
    return candidatesOf[group] as readonly number[];
  };

  for (let subject = 0; subject < subjects.ids.count; subject++) {
    if (CLASS_OF_KIND[subjects.kind[subject] as number] !== subjectClass || !isDedicated(plan, subject)) continue;
    const seat = primaryOf(plan, subject);
    if (seat < 0 || seat >= staff.length) continue;
    if (problem.directives.get(subject)?.pin === undefined) rank[seat] = Math.max(rank[seat] as number, plan.tier[subject] as number);
    writeFacts(holders.key, subject);
    holders.key[FACTS] = seat;
    const known = holders.size();
    if (holders.intern() < known) continue;
    for (const other of candidatesFor(subject)) reachedFrom[other]?.add(seat);
  }
  spread(rank, reachedFrom);
  return (subject) => {
    let best = -1;
    for (const candidate of candidatesFor(subject)) best = Math.max(best, rank[candidate] as number);
    return best;
  };
}

const candidates = (covering: Covering, subject: number): number[] =>
  DEDICATED_BASES.flatMap((basis) => covering.options(subject, basis).map(({ staff }) => staff));

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
