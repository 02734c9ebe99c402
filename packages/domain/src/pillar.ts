import * as z from 'zod';
import type { Term } from './label.ts';

/** The three pillars through which the social excellence model works (L131). */
export const PILLARS = ['socialCooperation', 'qardHasan', 'socialEntrepreneurship'] as const;
export const Pillar = z.enum(PILLARS);
export type Pillar = z.infer<typeof Pillar>;

export const PILLAR_TERMS = {
  socialCooperation: { fa: 'همیاری اجتماعی', en: 'social cooperation', source: 'L131' },
  qardHasan: { fa: 'قرض‌الحسنه', en: 'interest-free lending', source: 'L131' },
  socialEntrepreneurship: { fa: 'کارآفرینی اجتماعی', en: 'social entrepreneurship', source: 'L131' },
} as const satisfies Record<Pillar, Term>;
