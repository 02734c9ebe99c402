import { listedTierFrom } from './ageing.ts';
import { reasonFrom, type TierFacts, type TierReason } from './classify.ts';
import type { AssignmentPlan } from './plan.ts';
import { type AssignmentProblem, dayOf, unavailability } from './problem.ts';
import { NO_DAY, NO_TIER } from './subject-columns.ts';
import { dueDay, waitingDay } from './worklist-order.ts';

/** One row of a worklist, with what put it where it stands. Days are epoch days. */
export type WorklistRow = {
  /** An index into the problem's subjects. */
  readonly subject: number;
  /** 1 to 4 in the order of L99, 0 for collectives and organisations. */
  readonly tier: number;
  readonly because: TierReason;
  /** Present where the policy's ageing lists the subject as if one tier higher. */
  readonly listedTier?: number;
  /** The day on which the follow-up fell due; absent when none is due yet. */
  readonly dueSince?: number;
  /** The later of the last contact and the day from which one is owed; absent when neither is known. */
  readonly waitingSince?: number;
  readonly neverContacted: boolean;
  /** Whether the rahyar's day has room for the contact. */
  readonly forToday: boolean;
};

/** A page of a rahyar's worklist, and how far one day goes on the whole of it. */
export type WorklistPage = {
  readonly rows: readonly WorklistRow[];
  /** How many subjects stand on the whole list. */
  readonly listed: number;
  /** For how many of them, the first ones, the day has room; 0 when the rahyar is not available. */
  readonly forToday: number;
  /** How many of each tier, 0 to 4, must wait for another day. */
  readonly unserved: readonly number[];
};

/** The facts about one listed subject that its row tells. */
export type RowFacts = TierFacts & {
  readonly tier: number;
  readonly dueOn: number;
  readonly contactedOn: number;
  readonly waitingSince: number;
};

/** A page of a rahyar's worklist: rows from `offset`, at most `limit`, each with its reason. O(list), to count who must wait. */
export function worklistPageOf(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  rahyar: number,
  offset: number,
  limit: number,
): WorklistPage {
  return pageOfList(problem, listOf(plan, rahyar), (subject) => rowFactsOf(problem, plan, subject), rahyar, offset, limit);
}

/** The whole list of a rahyar, a view into the plan's. */
export const listOf = ({ worklists: { start, order } }: AssignmentPlan, rahyar: number): Uint32Array =>
  order.subarray(start[rahyar] ?? 0, start[rahyar + 1] ?? 0);

export const rowFactsOf = ({ subjects }: AssignmentProblem, { tier }: AssignmentPlan, subject: number): RowFacts => ({
  tier: tier[subject] as number,
  kind: subjects.kind[subject] as number,
  flags: subjects.flags[subject] as number,
  activeOn: subjects.activeOn[subject] as number,
  dueOn: subjects.dueOn[subject] as number,
  contactedOn: subjects.contactedOn[subject] as number,
  waitingSince: subjects.waitingSince[subject] as number,
});

/** A page of a list that is in order, with the facts that put it in that order. */
export function pageOfList(
  problem: AssignmentProblem,
  list: Uint32Array,
  factsOf: (subject: number) => RowFacts,
  rahyar: number,
  offset: number,
  limit: number,
): WorklistPage {
  const forToday = Math.min(contactsOf(problem, rahyar), list.length);
  const today = dayOf(problem);
  const from = Math.max(0, offset);
  const rows = Array.from(list.subarray(from, from + Math.max(0, limit)), (subject, position): WorklistRow => {
    const facts = factsOf(subject);
    const listed = listedTierFrom(facts, today, problem.policy.ageing);
    const due = dueDay(facts.dueOn, today);
    const waiting = waitingDay(facts.contactedOn, facts.waitingSince);
    return {
      subject,
      tier: facts.tier,
      because: reasonFrom(facts, today, problem.policy.activity),
      ...(listed === facts.tier ? {} : { listedTier: listed }),
      ...(due > today ? {} : { dueSince: due }),
      ...(waiting === NO_DAY ? {} : { waitingSince: waiting }),
      neverContacted: facts.contactedOn === NO_DAY,
      forToday: from + position < forToday,
    };
  });
  return { rows, listed: list.length, forToday, unserved: unservedOf(list.subarray(forToday), (subject) => factsOf(subject).tier) };
}

function contactsOf({ rahyars, on, policy }: AssignmentProblem, rahyar: number): number {
  const found = rahyars[rahyar];
  return found === undefined || unavailability(found, on, policy) !== undefined ? 0 : found.service.contactsPerDay;
}

function unservedOf(list: Uint32Array, tierOf: (subject: number) => number): number[] {
  const counts = Array.from({ length: LAST_TIER - NO_TIER + 1 }, () => 0);
  for (const subject of list) {
    const tier = tierOf(subject);
    counts[tier] = (counts[tier] ?? 0) + 1;
  }
  return counts;
}

const LAST_TIER = 4;
