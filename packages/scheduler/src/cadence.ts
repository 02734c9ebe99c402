import { KeyProcess, PRIORITY_TIERS, type PriorityTier, RahyarKind } from '@rahyar/domain';
import * as z from 'zod';
import { BUSINESS_DAY_CONVENTIONS } from './business-day-convention.ts';
import { ClockTime } from './clock-time.ts';
import { IntervalData } from './interval-data.ts';
import type { LocalTime } from './local-time.ts';

/** How often subjects are contacted, and how far around the planned day a contact still counts as made in time. */
export const ContactCadence = z.strictObject({
  /** From the last contact, or from the day since which the subject waits when that is later. */
  every: IntervalData,
  convention: z.enum(BUSINESS_DAY_CONVENTIONS),
  windowBeforeDays: z.int().min(0).max(366),
  windowAfterDays: z.int().min(0).max(366),
});
export interface ContactCadence extends z.infer<typeof ContactCadence> {}

/** Whom an exception is for: whoever has all that it names. */
export const CadenceException = z.strictObject({
  tier: z.enum(PRIORITY_TIERS).optional(),
  process: KeyProcess.optional(),
  kind: RahyarKind.optional(),
  cadence: ContactCadence,
});
export interface CadenceException extends z.infer<typeof CadenceException> {}

const tiers = Object.fromEntries(PRIORITY_TIERS.map((tier) => [tier, ContactCadence])) as Record<PriorityTier, typeof ContactCadence>;

/** How often whom. Exceptions are asked in their order, and the first that fits decides; the tier decides where none does. */
export const Cadence = z.strictObject({
  /** The clock time in Tehran that a follow-up is planned for. */
  timeOfDay: ClockTime,
  tiers: z.strictObject(tiers),
  exceptions: z.array(CadenceException).max(200).optional(),
});
export interface Cadence extends z.infer<typeof Cadence> {}

/** What a cadence depends on: the tier, the process of an open matter, and the kind of rahyar who keeps the contact. */
export type CadenceKey = { readonly tier: PriorityTier; readonly process?: KeyProcess | undefined; readonly kind?: RahyarKind | undefined };

/** The cadence for a subject. */
export function cadenceFor({ tiers, exceptions = [] }: Cadence, { tier, process, kind }: CadenceKey): ContactCadence {
  const exception = exceptions.find(
    (row) =>
      (row.tier === undefined || row.tier === tier) &&
      (row.process === undefined || row.process === process) &&
      (row.kind === undefined || row.kind === kind),
  );
  return exception?.cadence ?? tiers[tier];
}

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
  exceptions: [
    // A matter with a partner is asked after more often than its subject's tier would; a social rahyar accompanies by choice, monthly.
    {
      process: 'loanRequest',
      tier: 'activeMember',
      cadence: { every: { unit: 'days', count: 30 }, convention: 'following', windowBeforeDays: 3, windowAfterDays: 7 },
    },
    {
      process: 'membership',
      cadence: { every: { unit: 'workingDays', count: 3 }, convention: 'following', windowBeforeDays: 0, windowAfterDays: 2 },
    },
    {
      kind: 'social',
      cadence: { every: { unit: 'jalaliMonths', count: 1 }, convention: 'following', windowBeforeDays: 7, windowAfterDays: 14 },
    },
  ],
};
