import type { IsoDate } from '@rahyar/domain';
import type { Language } from '@rahyar/engine';
import { findDivision } from '@rahyar/geo';
import { epochDayOfIsoDate, formatJalaliLong } from '@rahyar/scheduler';

/** How a person at a terminal reads places and days: places by name, days as Jalali dates in Persian. */
export const namesIn = (language: Language) => ({
  place: (code: string): string => findDivision(code)?.name ?? code,
  day: (date: IsoDate): string => (language === 'fa' ? jalali(date) : date),
});

const jalali = (date: IsoDate): string =>
  epochDayOfIsoDate(date).match(
    (known) => formatJalaliLong(known, 'fa'),
    () => date,
  );
