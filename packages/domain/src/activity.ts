import * as z from 'zod';
import type { Term } from './label.ts';

/** The six activities of rahyari (L117). The text writes هم‌آهنگی and هماهنگی side by side; the English pair keeps them apart. */
export const RAHYARI_ACTIVITIES = ['consultation', 'guidance', 'followUp', 'accompaniment', 'harmonization', 'coordination'] as const;
export const RahyariActivity = z.enum(RAHYARI_ACTIVITIES);
export type RahyariActivity = z.infer<typeof RahyariActivity>;

export const RAHYARI_ACTIVITY_TERMS = {
  consultation: { fa: 'مشاوره', en: 'consultation', source: 'L117' },
  guidance: { fa: 'راهنمایی', en: 'guidance', source: 'L117' },
  followUp: { fa: 'پیگیری', en: 'follow-up', source: 'L117' },
  accompaniment: { fa: 'دنبال‌کردن و همراهی', en: 'accompaniment', source: 'L117' },
  harmonization: { fa: 'هم‌آهنگی', en: 'harmonisation', source: 'L117' },
  coordination: { fa: 'هماهنگی', en: 'coordination', source: 'L117' },
} as const satisfies Record<RahyariActivity, Term>;
