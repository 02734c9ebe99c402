import * as z from 'zod';
import type { Term } from './label.ts';

/** The four kinds of rahyar (L79-L109, L135). */
export const RAHYAR_KINDS = ['area', 'organization', 'social', 'online'] as const;
export const RahyarKind = z.enum(RAHYAR_KINDS);
export type RahyarKind = z.infer<typeof RahyarKind>;

export const RAHYAR_KIND_TERMS = {
  area: { fa: 'رهیار محدوده', en: 'area rahyar', source: 'L56, L89' },
  organization: { fa: 'رهیار سازمان', en: 'organisation rahyar', source: 'L57, L89' },
  social: { fa: 'رهیار اجتماعی', en: 'social rahyar', source: 'L81' },
  online: { fa: 'رهیار آنلاین', en: 'online rahyar', source: 'L58, L109' },
} as const satisfies Record<RahyarKind, Term>;
