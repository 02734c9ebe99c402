import { type AssignmentProblem, dayOf } from './problem.ts';
import { NO_TIER } from './subject-columns.ts';

/** A choice of the association, off unless it is made: L99 orders the tiers strictly, and ageing softens that for whoever waits too long. */
export type Ageing = { readonly afterDays: number };

/** The tier among whose subjects each subject is listed: {@link listedTier} for all. Without ageing, the very array of the tiers. */
export function listedTiers(problem: AssignmentProblem, tier: Uint8Array, ageing: Ageing | undefined): Uint8Array {
  return ageing === undefined ? tier : tier.map((_, subject) => listedTier(problem, tier, subject, ageing));
}

export function listedTier(problem: AssignmentProblem, tier: Uint8Array, subject: number, ageing: Ageing | undefined): number {
  if (ageing === undefined) return tier[subject] as number;
  const { dueOn, contactedOn, waitingSince } = problem.subjects;
  return listedTierFrom(
    {
      tier: tier[subject] as number,
      dueOn: dueOn[subject] as number,
      contactedOn: contactedOn[subject] as number,
      waitingSince: waitingSince[subject] as number,
    },
    dayOf(problem),
    ageing,
  );
}

/** What one is listed by. Epoch days. */
export type WaitingFacts = { readonly tier: number; readonly dueOn: number; readonly contactedOn: number; readonly waitingSince: number };

/**
 * The tier among whose subjects one is listed: its own or, once it has waited longer than `afterDays` days, the one above. It waits from its
 * last contact or, if that is later, from the day since which a contact is owed; where neither is known, from the beginning. Whoever falls
 * due only on a later day does not wait yet. The tier itself, and with it the right to a seat, stays what it is.
 */
export function listedTierFrom(facts: WaitingFacts, today: number, ageing: Ageing | undefined): number {
  if (ageing === undefined || !canRise(facts.tier)) return facts.tier;
  const waitsFrom = Math.max(facts.contactedOn, facts.waitingSince);
  return facts.dueOn <= today && today - waitsFrom > ageing.afterDays ? facts.tier - 1 : facts.tier;
}

/** Whether the subjects of a tier can rise: the first tier has none above it, and what has no tier stays before all tiers. */
export const canRise = (tier: number): boolean => tier > NO_TIER + 1;
