import type { Term } from './label.ts';

/**
 * Whom first (L99): the array is the order, strict, and binds area and organisation rahyars.
 * A tier is derived from facts on a day and never stored by hand; it orders the work and excludes nobody (L91).
 */
export const PRIORITY_TIERS = ['activeMember', 'applicant', 'inactiveMember', 'nonApplicant'] as const;
export type PriorityTier = (typeof PRIORITY_TIERS)[number];

export const PRIORITY_TIER_TERMS = {
  activeMember: { fa: 'عضو موجود فعال', en: 'active member', source: 'L99' },
  applicant: { fa: 'متقاضی عضویت', en: 'applicant for membership', source: 'L99' },
  inactiveMember: { fa: 'عضو موجود غیرفعال', en: 'inactive member', source: 'L99' },
  nonApplicant: { fa: 'کسی که هنوز تقاضای عضویت نداده است', en: 'person who has not applied yet', source: 'L99' },
} as const satisfies Record<PriorityTier, Term>;
