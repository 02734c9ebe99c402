import { type ActivityPolicy, PRIORITY_TIERS, type PriorityTier } from '@rahyar/domain';
import { type AssignmentProblem, dayOf } from './problem.ts';
import { NO_DAY, NO_TIER, OPEN_OBLIGATION, SUBJECT_KINDS, type SubjectColumns } from './subject-columns.ts';

/** Why a subject is in its tier. */
export type TierReason = 'applied' | 'neverApplied' | 'recentActivity' | 'openObligation' | 'noRecentActivity' | 'noTier';

/**
 * The tier of every subject on the day, 1 to 4 in the order of L99, 0 for collectives and organisations.
 * Activity lies in the window when it is at most `windowDays - 1` days old; an activity dated after the day counts as recent.
 */
export function classify(problem: AssignmentProblem): Uint8Array {
  const { subjects } = problem;
  const today = dayOf(problem);
  const tiers = new Uint8Array(subjects.ids.count);
  for (let index = 0; index < tiers.length; index++) {
    tiers[index] = TIER_OF_REASON[tierReason(subjects, index, today, problem.policy.activity)];
  }
  return tiers;
}

/** The reason behind the tier of one subject; the tier follows from it by {@link TIER_OF_REASON}. */
export function tierReason(subjects: SubjectColumns, index: number, today: number, policy: ActivityPolicy): TierReason {
  const kind = SUBJECT_KINDS[subjects.kind[index] as number];
  if (kind === 'applicant') return 'applied';
  if (kind === 'prospect') return 'neverApplied';
  if (kind !== 'member') return 'noTier';
  const activeOn = subjects.activeOn[index] as number;
  if (activeOn !== NO_DAY && today - activeOn < policy.windowDays) return 'recentActivity';
  const owes = ((subjects.flags[index] as number) & OPEN_OBLIGATION) !== 0;
  return owes && policy.openObligationIsActive ? 'openObligation' : 'noRecentActivity';
}

const rank = (tier: PriorityTier): number => PRIORITY_TIERS.indexOf(tier) + 1;

export const TIER_OF_REASON: Readonly<Record<TierReason, number>> = {
  recentActivity: rank('activeMember'),
  openObligation: rank('activeMember'),
  applied: rank('applicant'),
  noRecentActivity: rank('inactiveMember'),
  neverApplied: rank('nonApplicant'),
  noTier: NO_TIER,
};
