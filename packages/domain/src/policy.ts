import * as z from 'zod';
import { fingerprint } from './fingerprint.ts';
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

/** Whether a rahyar without it is no choice at all, or only comes later. */
export const Demand = z.enum(['required', 'preferred']);
export type Demand = z.infer<typeof Demand>;

/**
 * What the rahyars who may be given a subject are compared by: the basis, a language in common, skill in the matters that the subject has
 * open, and how closely the jurisdiction fits the place. The array is the order in which the default policy looks at them.
 */
export const PREFERENCES = ['basis', 'language', 'skill', 'closeness'] as const;
export const Preference = z.enum(PREFERENCES);
export type Preference = z.infer<typeof Preference>;

export const PREFERENCE_TERMS = {
  basis: { fa: 'مبنای همراهی', en: 'basis', source: 'assumed' },
  language: { fa: 'زبان مشترک', en: 'language in common', source: 'assumed' },
  skill: { fa: 'تسلط بر نیاز فرد', en: 'skill in the open matters', source: 'L97' },
  closeness: { fa: 'نزدیکی محدوده', en: 'closeness of the area', source: 'L56' },
} as const satisfies Record<Preference, Term>;

const isPermutation = (order: readonly string[]): boolean => new Set(order).size === order.length;

/** What the founding text leaves to the association, as versioned data. */
export const RahyariPolicy = z.strictObject({
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/, 'value.format'),
  activity: ActivityPolicy,
  /** The order in which the primary rahyar is looked for; every dedicated basis exactly once. */
  primaryPreference: z.array(DedicatedBasis).length(DEDICATED_BASES.length).refine(isPermutation, { error: 'value.inconsistent' }),
  /** What an area or organisation rahyar must master to be assignable (L97). */
  requiredMastery: z.array(KeyProcess).max(KEY_PROCESSES.length),
  /** Whether a subject may be given a rahyar with whom it has no language in common. */
  language: Demand,
  /** Whether a subject may be given a rahyar who does not master what it needs. */
  skill: Demand,
  /** The order in which choices are compared; every preference exactly once. */
  preferenceOrder: z.array(Preference).length(PREFERENCES.length).refine(isPermutation, { error: 'value.inconsistent' }),
  /** Lists whoever has waited longer than so many days one tier higher. Absent: nobody is (L99). */
  ageing: z.strictObject({ afterDays: z.int().min(0).max(3_650) }).optional(),
});
export interface RahyariPolicy extends z.infer<typeof RahyariPolicy> {}

export const DEFAULT_POLICY: RahyariPolicy = {
  version: '1405.2',
  activity: { windowDays: 90, qualifying: [...ACTIVITY_KINDS], openObligationIsActive: true },
  primaryPreference: [...DEDICATED_BASES],
  requiredMastery: [...KEY_PROCESSES],
  language: 'preferred',
  skill: 'preferred',
  preferenceOrder: [...PREFERENCES],
};

/**
 * What a policy says, as 16 hexadecimal digits: equal for policies that are equal field by field, whatever the order of the fields. It tells
 * apart two policies of one version.
 */
export const policyFingerprint = (policy: RahyariPolicy): string => fingerprint(canonicalJson(policy));

const canonicalJson = (policy: RahyariPolicy): string =>
  JSON.stringify(policy, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
