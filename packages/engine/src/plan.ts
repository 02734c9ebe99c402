import { BASES, type Basis, DEDICATED_BASES, type IsoDate, type Label } from '@rahyar/domain';
import { NOBODY } from './subject-columns.ts';

/**
 * Why a subject has no dedicated rahyar. The array is append-only: plan files hold these words.
 * `nothingKnown`: neither place nor organisation nor link is known. `noneInCoverage`: no rahyar covers the subject.
 * `noneReachable`: those who do are on leave, without a channel, or do not master enough. `noneSuitable`: some are available, but share no channel
 * with the subject, lack a language or skill that the policy requires, or are vetoed. `allFull`: the caseloads of the suitable are full.
 */
export const GAP_CAUSES = ['none', 'nothingKnown', 'noneInCoverage', 'noneReachable', 'allFull', 'noneSuitable'] as const;
export type GapCause = Exclude<(typeof GAP_CAUSES)[number], 'none'>;

export const GAP_CAUSE_LABELS = {
  nothingKnown: { fa: 'نه محل، نه سازمان و نه پیوندی ثبت شده است', en: 'no place, organisation or link is recorded' },
  noneInCoverage: { fa: 'هیچ رهیاری آن را پوشش نمی‌دهد', en: 'no rahyar covers it' },
  noneReachable: { fa: 'رهیارِ پوشش‌دهنده در دسترس نیست', en: 'the covering rahyars are not available' },
  allFull: { fa: 'ظرفیت رهیاران پوشش‌دهنده پر است', en: 'the caseloads of the covering rahyars are full' },
  noneSuitable: {
    fa: 'هیچ رهیارِ پوشش‌دهنده‌ای مناسب نیست: راه ارتباطی، زبان یا مهارت مشترک نیست یا منع شده است',
    en: 'none of the covering rahyars suits: no channel, language or skill fits, or a person has ruled them out',
  },
} as const satisfies Record<GapCause, Label>;

/** For each member of staff, in the order of the problem, a slice of `order`: the subjects to turn to, whom first. Indexes of subjects. */
export type Worklists = { readonly start: Uint32Array; readonly order: Uint32Array };

/** Who accompanies whom, and whom first, on one day. One position per subject; rahyars are indexes into the problem's staff. */
export type AssignmentPlan = {
  readonly on: IsoDate;
  readonly policyVersion: string;
  /** See `policyFingerprint` of the domain. */
  readonly policyFingerprint: string;
  readonly tier: Uint8Array;
  /** The set of responsible rahyars: at most one on each basis, or NOBODY. */
  readonly responsible: Readonly<Record<Basis, Int32Array>>;
  /** One bit per basis, in the order of BASES; an honest plan has exactly one set. */
  readonly primary: Uint8Array;
  /** Indexes into GAP_CAUSES. */
  readonly gapCause: Uint8Array;
  /** The affairs secretary who is told of the gap, an index into the problem's staff, or NOBODY. */
  readonly gapAddressee: Int32Array;
  readonly worklists: Worklists;
};

export const basisBit = (basis: Basis): number => 1 << BASES.indexOf(basis);

const DEDICATED_BITS = DEDICATED_BASES.reduce((bits, basis) => bits | basisBit(basis), 0);

/** Whether the subject's primary rahyar closes the guarantee of L77. */
export const isDedicated = (plan: Pick<AssignmentPlan, 'primary'>, subject: number): boolean =>
  ((plan.primary[subject] as number) & DEDICATED_BITS) !== 0;

/** The basis of the primary rahyar, the first in the order of BASES if a dishonest plan has several; `undefined` if there is none. */
export const primaryBasis = (plan: Pick<AssignmentPlan, 'primary'>, subject: number): Basis | undefined =>
  BASIS_OF_BITS[plan.primary[subject] as number];

const BASIS_OF_BITS: readonly (Basis | undefined)[] = Array.from({ length: 1 << BASES.length }, (_, bits) =>
  BASES.find((basis) => (bits & basisBit(basis)) !== 0),
);

/** The primary rahyar, or NOBODY. */
export function primaryOf(plan: Pick<AssignmentPlan, 'primary' | 'responsible'>, subject: number): number {
  const basis = primaryBasis(plan, subject);
  return basis === undefined ? NOBODY : (plan.responsible[basis][subject] as number);
}
