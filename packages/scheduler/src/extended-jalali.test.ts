import { readFileSync } from 'node:fs';
import { epochDayOf, type IsoDate } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { FIRST_DAY, LAST_DAY } from './epoch-day.ts';
import { type DateCertainty, extendedJalali, extendedJalaliOf } from './extended-jalali.ts';
import { jalaliDateOf } from './jalali-date.ts';

const officialYears = readFileSync(new URL('../data/nowruz-official-1206-1498.csv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => /^\d/.test(line))
  .map((line) => line.split(',') as [year: string, nowruz: string, days: string, leap: string]);

describe('extendedJalaliOf and extendedJalali', () => {
  it('begin and measure all 293 years of the official table as it does', () => {
    expect(officialYears).toHaveLength(293);
    for (const [yearText, nowruz, days] of officialYears) {
      const year = Number(yearText);
      expect(extendedJalali({ year, month: 1, day: 1 })._unsafeUnwrap().days).toBe(epochDayOf(nowruz as IsoDate));
      expect(extendedJalali({ year, month: 12, day: 30 }).isOk()).toBe(days === '366');
    }
  });

  it('are inverse on every day from 1206 to 1502, and equal to the strict conversion where there is one', () => {
    const first = extendedJalali({ year: 1206, month: 1, day: 1 })._unsafeUnwrap().days;
    const last = extendedJalali({ year: 1502, month: 12, day: 30 })._unsafeUnwrap().days;
    const counted: Record<DateCertainty, number> = { official: 0, proleptic: 0, arithmetic: 0 };
    for (let days = first; days <= last; days += 1) {
      const extended = extendedJalaliOf(days)._unsafeUnwrap();
      counted[extended.certainty] += 1;
      expect(extendedJalali(extended.date)._unsafeUnwrap()).toEqual(extended);
      if (days >= FIRST_DAY && days <= LAST_DAY) expect(extended.date).toEqual(jalaliDateOf(days as typeof FIRST_DAY));
    }
    expect(counted).toEqual({ official: 71_223, proleptic: 35_793, arithmetic: 1_461 });
  });

  it.each([
    [{ year: 1303, month: 12, day: 29 }, '1925-03-20', 'proleptic'],
    [{ year: 1304, month: 1, day: 1 }, '1925-03-21', 'official'],
    [{ year: 1499, month: 1, day: 1 }, '2120-03-21', 'arithmetic'],
    [{ year: 1502, month: 12, day: 30 }, '2124-03-20', 'arithmetic'],
  ])('%j is %s, %s', (date, isoDate, certainty) => {
    expect(extendedJalali(date)._unsafeUnwrap()).toEqual({ days: epochDayOf(isoDate as IsoDate), date, certainty });
  });

  it('say nothing of 1205 and of 1503, whose first day nobody knows', () => {
    expect(extendedJalali({ year: 1503, month: 1, day: 1 })._unsafeUnwrapErr().code).toBe('date.unsettled');
    expect(extendedJalali({ year: 1205, month: 12, day: 29 })._unsafeUnwrapErr().code).toBe('date.unsettled');
    expect(extendedJalaliOf(epochDayOf('2124-03-21' as IsoDate))._unsafeUnwrapErr().code).toBe('date.unsettled');
    expect(extendedJalaliOf(epochDayOf('1827-03-21' as IsoDate))._unsafeUnwrapErr().code).toBe('date.unsettled');
  });
});
