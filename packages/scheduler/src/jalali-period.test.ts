import { describe, expect, it } from 'vitest';
import type { EpochDay } from './epoch-day.ts';
import { addJalaliPeriod, jalaliPeriodBetween } from './jalali-period.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();

describe('jalaliPeriodBetween', () => {
  it.each([
    ['1404/06/31', '1404/07/30', { years: 0, months: 0, days: 30 }],
    ['1404/06/30', '1404/07/30', { years: 0, months: 1, days: 0 }],
    ['1403/12/30', '1404/12/29', { years: 0, months: 11, days: 29 }],
    ['1403/12/30', '1408/12/30', { years: 5, months: 0, days: 0 }],
    ['1403/12/30', '1405/01/01', { years: 1, months: 0, days: 1 }],
    ['1405/12/29', '1403/12/30', { years: -1, months: -11, days: -29 }],
    ['1405/01/31', '1404/07/30', { years: 0, months: -6, days: 0 }],
    ['1304/01/01', '1498/12/30', { years: 194, months: 11, days: 29 }],
    ['1405/09/02', '1405/09/02', { years: 0, months: 0, days: 0 }],
  ])('from %s to %s', (from, to, period) => {
    expect(jalaliPeriodBetween(dayOf(from), dayOf(to), 'years')).toEqual(period);
  });

  it('uses no unit larger than the one named', () => {
    expect(jalaliPeriodBetween(dayOf('1403/12/30'), dayOf('1408/12/30'), 'months')).toEqual({ years: 0, months: 60, days: 0 });
    expect(jalaliPeriodBetween(dayOf('1403/12/30'), dayOf('1408/12/30'), 'days')).toEqual({ years: 0, months: 0, days: 1_826 });
  });
});

describe('addJalaliPeriod', () => {
  it('asks the month-end policy once, for years and months together', () => {
    const yearAndMonth = { years: 1, months: 1, days: 0 };
    expect(formatJalali(addJalaliPeriod(dayOf('1404/06/31'), yearAndMonth)._unsafeUnwrap(), 'en')).toBe('1405/07/30');
    expect(formatJalali(addJalaliPeriod(dayOf('1404/06/31'), yearAndMonth, 'next')._unsafeUnwrap(), 'en')).toBe('1405/08/01');
    expect(addJalaliPeriod(dayOf('1404/06/31'), yearAndMonth, 'reject')._unsafeUnwrapErr().code).toBe('month.tooShort');
    expect(formatJalali(addJalaliPeriod(dayOf('1403/11/30'), { years: 1, months: 1, days: 1 })._unsafeUnwrap(), 'en')).toBe('1405/01/01');
  });
});
