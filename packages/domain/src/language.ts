import * as z from 'zod';
import type { Term } from './label.ts';

/**
 * Languages in which a rahyar and a subject speak with each other. The founding text names none. Persian is understood where nothing is said;
 * the list is open: append only.
 */
export const LANGUAGES = [
  'persian',
  'azerbaijani',
  'kurdish',
  'luri',
  'arabic',
  'baluchi',
  'turkmen',
  'gilaki',
  'mazandarani',
  'iranianSign',
] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

export const LANGUAGE_TERMS = {
  persian: { fa: 'فارسی', en: 'Persian', source: 'assumed' },
  azerbaijani: { fa: 'ترکی آذربایجانی', en: 'Azerbaijani Turkish', source: 'assumed' },
  kurdish: { fa: 'کردی', en: 'Kurdish', source: 'assumed' },
  luri: { fa: 'لری', en: 'Luri', source: 'assumed' },
  arabic: { fa: 'عربی', en: 'Arabic', source: 'assumed' },
  baluchi: { fa: 'بلوچی', en: 'Baluchi', source: 'assumed' },
  turkmen: { fa: 'ترکمنی', en: 'Turkmen', source: 'assumed' },
  gilaki: { fa: 'گیلکی', en: 'Gilaki', source: 'assumed' },
  mazandarani: { fa: 'مازندرانی', en: 'Mazandarani', source: 'assumed' },
  iranianSign: { fa: 'زبان اشارهٔ ایرانی', en: 'Iranian Sign Language', source: 'assumed' },
} as const satisfies Record<Language, Term>;

/** What somebody speaks of whom nothing is said. */
export const DEFAULT_LANGUAGES = ['persian'] as const satisfies readonly Language[];
