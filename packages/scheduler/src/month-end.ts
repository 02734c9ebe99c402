import type { Label } from '@rahyar/domain';

/**
 * What becomes of a day that its month does not have, such as 31 Mehr or 30 Esfand of a common year: the day before it, no day, the day
 * after it, or an error. The first three are SKIP=BACKWARD, OMIT and FORWARD of RFC 7529.
 */
export const MONTH_ENDS = ['clamp', 'skip', 'next', 'reject'] as const;
export type MonthEnd = (typeof MONTH_ENDS)[number];

export const MONTH_END_LABELS = {
  clamp: { fa: 'در ماهی که آن روز را ندارد، روز پیش از آن', en: 'where a month lacks that day, the day before it' },
  skip: { fa: 'ماهی که آن روز را ندارد کنار می‌رود', en: 'months that lack that day are left out' },
  next: { fa: 'در ماهی که آن روز را ندارد، روز پس از آن', en: 'where a month lacks that day, the day after it' },
  reject: { fa: 'ماهی که آن روز را ندارد خطاست', en: 'a month that lacks that day is an error' },
} as const satisfies Record<MonthEnd, Label>;
