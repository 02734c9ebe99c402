import type { PriorityTier } from '@rahyar/domain';
import type { BusinessDayConvention } from './business-day-convention.ts';
import type { Interval } from './interval.ts';
import type { LocalTime } from './tehran-time.ts';

/** How often the subjects of one tier are contacted, and how far around the planned day a contact still counts as made in time. */
export type TierCadence = {
  /** From the last contact, or from the day since which the subject waits when that is later. */
  readonly every: Interval;
  readonly convention: BusinessDayConvention;
  readonly windowBeforeDays: number;
  readonly windowAfterDays: number;
};

export type Cadence = {
  /** The clock time in Tehran that a follow-up is planned for. */
  readonly timeOfDay: LocalTime;
  readonly tiers: Readonly<Record<PriorityTier, TierCadence>>;
};

/** Nine in the morning. */
const NINE = (9 * 60) as LocalTime;

/**
 * What the SDK does until the association decides: the founding text sets the order of the tiers (L99) and asks for deep and continuous
 * service to all (L91), and says no figure. Each is argued for in `docs/decisions/0103-cadence-assumptions.md`.
 */
export const ASSUMED_CADENCE: Cadence = {
  timeOfDay: NINE,
  tiers: {
    activeMember: { every: { unit: 'days', count: 90 }, convention: 'following', windowBeforeDays: 7, windowAfterDays: 14 },
    applicant: { every: { unit: 'workingDays', count: 3 }, convention: 'following', windowBeforeDays: 0, windowAfterDays: 2 },
    inactiveMember: { every: { unit: 'days', count: 180 }, convention: 'following', windowBeforeDays: 14, windowAfterDays: 30 },
    nonApplicant: { every: { unit: 'days', count: 365 }, convention: 'following', windowBeforeDays: 30, windowAfterDays: 60 },
  },
};
