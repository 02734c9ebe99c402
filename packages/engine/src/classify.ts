import { type ActivityPolicy, PRIORITY_TIERS, type PriorityTier, type SubjectKind } from '@rahyar/domain';
import { type AssignmentProblem, dayOf } from './problem.ts';
import { NO_DAY, NO_TIER, OPEN_OBLIGATION, SUBJECT_KINDS, type SubjectColumns } from './subject-columns.ts';

/** Why a subject is in its tier. */
export type TierReason = 'applied' | 'neverApplied' | 'recentActivity' | 'openObligation' | 'noRecentActivity' | 'noTier';

/**
 * The tier of every subject on the day, 1 to 4 in the order of L99, 0 for collectives and organisations.
 * Activity lies in the window when it is at most `windowDays - 1` days old; an activity dated after the day counts as recent.
 */
export function classify(problem: AssignmentProblem): Uint8Array {
  const { count } = problem.subjects.ids;
  const tier = new Uint8Array(count);
  classifyRange(classifyInput(problem), tier, 0, count);
  return tier;
}

/** What tiers are made from: only arrays and plain records, so that threads that share the arrays share the work. */
export type ClassifyInput = Pick<SubjectColumns, 'kind' | 'flags' | 'activeOn'> & {
  readonly today: number;
  readonly policy: ActivityPolicy;
};

export const classifyInput = (problem: AssignmentProblem): ClassifyInput => ({
  kind: problem.subjects.kind,
  flags: problem.subjects.flags,
  activeOn: problem.subjects.activeOn,
  today: dayOf(problem),
  policy: problem.policy.activity,
});

/** Writes the tiers of the subjects from `from` to `to`, exclusive. */
export function classifyRange(input: ClassifyInput, tier: Uint8Array, from: number, to: number): void {
  const tierOf = Uint8Array.from({ length: SUBJECT_KINDS.length * 4 }, (_, facts) => {
    const kind = SUBJECT_KINDS[facts >> 2];
    return kind === undefined ? NO_TIER : TIER_OF_REASON[reasonOf(kind, (facts & 2) !== 0, (facts & 1) !== 0, input.policy)];
  });
  for (let block = from; block < to; block += BLOCK) classifyBlock(input, tierOf, tier, block, Math.min(block + BLOCK, to));
}

/** A function called for each block of subjects is compiled once, for good; one loop over all is replaced while it runs. */
const BLOCK = 1 << 16;

function classifyBlock(
  { kind, flags, activeOn, today, policy }: ClassifyInput,
  tierOf: Uint8Array,
  tier: Uint8Array,
  from: number,
  to: number,
): void {
  const recentFrom = firstRecentDay(today, policy);
  for (let subject = from; subject < to; subject++) {
    const recent = (activeOn[subject] as number) >= recentFrom ? 2 : 0;
    const owes = ((flags[subject] as number) & OPEN_OBLIGATION) !== 0 ? 1 : 0;
    tier[subject] = tierOf[((kind[subject] as number) << 2) | recent | owes] as number;
  }
}

/** The facts about one subject from which its tier follows. */
export type TierFacts = { readonly kind: number; readonly flags: number; readonly activeOn: number };

/** The reason behind the tier of one subject; the tier follows from it by {@link TIER_OF_REASON}. */
export function tierReason(subjects: SubjectColumns, index: number, today: number, policy: ActivityPolicy): TierReason {
  const { kind, flags, activeOn } = subjects;
  return reasonFrom({ kind: kind[index] as number, flags: flags[index] as number, activeOn: activeOn[index] as number }, today, policy);
}

export const reasonFrom = ({ kind, flags, activeOn }: TierFacts, today: number, policy: ActivityPolicy): TierReason =>
  reasonOf(SUBJECT_KINDS[kind] as SubjectKind, activeOn >= firstRecentDay(today, policy), (flags & OPEN_OBLIGATION) !== 0, policy);

function reasonOf(kind: SubjectKind, recentlyActive: boolean, owes: boolean, policy: ActivityPolicy): TierReason {
  if (kind === 'applicant') return 'applied';
  if (kind === 'prospect') return 'neverApplied';
  if (kind !== 'member') return 'noTier';
  if (recentlyActive) return 'recentActivity';
  return owes && policy.openObligationIsActive ? 'openObligation' : 'noRecentActivity';
}

/** The first day of the window; never NO_DAY. */
const firstRecentDay = (today: number, { windowDays }: ActivityPolicy): number => Math.max(today - windowDays + 1, NO_DAY + 1);

const rank = (tier: PriorityTier): number => PRIORITY_TIERS.indexOf(tier) + 1;

export const TIER_OF_REASON: Readonly<Record<TierReason, number>> = {
  recentActivity: rank('activeMember'),
  openObligation: rank('activeMember'),
  applied: rank('applicant'),
  noRecentActivity: rank('inactiveMember'),
  neverApplied: rank('nonApplicant'),
  noTier: NO_TIER,
};
