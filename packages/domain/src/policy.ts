import * as z from 'zod';
import { KEY_PROCESSES, KeyProcess } from './key-process.ts';
import type { Term } from './label.ts';
import { ACTIVITY_KINDS, ActivityKind } from './subject.ts';

/**
 * Why a rahyar is responsible for a subject. The array is the order in which the default policy looks for the primary rahyar.
 * Organisation: the body itself, employment in it, or another relation to it.
 */
export const BASES = ['organization', 'residence', 'work', 'link', 'online'] as const;
export type Basis = (typeof BASES)[number];

/** The bases that close the guarantee of a named rahyar (L77); an online rahyar alone does not. */
export const DEDICATED_BASES = ['organization', 'residence', 'work', 'link'] as const;
export const DedicatedBasis = z.enum(DEDICATED_BASES);
export type DedicatedBasis = z.infer<typeof DedicatedBasis>;

export const BASIS_TERMS = {
  organization: { fa: 'سازمان', en: 'organisation', source: 'L57, L89' },
  residence: { fa: 'سکونت در محدوده', en: 'residence in the area', source: 'L56, L89' },
  work: { fa: 'اشتغال در محدوده', en: 'work in the area', source: 'L89' },
  link: { fa: 'پیوند پذیرفته‌شده', en: 'accepted link', source: 'L81' },
  online: { fa: 'رهیاری آنلاین', en: 'online rahyari', source: 'L58, L109' },
} as const satisfies Record<Basis, Term>;

/** What "active" means (L99 leaves it open): a qualifying act within the window, or an open obligation. Days, the asOf day included. */
export const ActivityPolicy = z.strictObject({
  windowDays: z.int().min(1).max(3_650),
  qualifying: z.array(ActivityKind).min(1).max(ACTIVITY_KINDS.length),
  openObligationIsActive: z.boolean(),
});
export interface ActivityPolicy extends z.infer<typeof ActivityPolicy> {}

/** What the founding text leaves to the association, as versioned data. */
export const RahyariPolicy = z.strictObject({
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/, 'value.format'),
  activity: ActivityPolicy,
  /** The order in which the primary rahyar is looked for; every dedicated basis exactly once. */
  primaryPreference: z
    .array(DedicatedBasis)
    .length(DEDICATED_BASES.length)
    .refine((order) => new Set(order).size === order.length, { error: 'value.inconsistent' }),
  /** What an area or organisation rahyar must master to be assignable (L97). */
  requiredMastery: z.array(KeyProcess).max(KEY_PROCESSES.length),
});
export interface RahyariPolicy extends z.infer<typeof RahyariPolicy> {}

export const DEFAULT_POLICY: RahyariPolicy = {
  version: '1405.1',
  activity: { windowDays: 90, qualifying: [...ACTIVITY_KINDS], openObligationIsActive: true },
  primaryPreference: [...DEDICATED_BASES],
  requiredMastery: [...KEY_PROCESSES],
};
