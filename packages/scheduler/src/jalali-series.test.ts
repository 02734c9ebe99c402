import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EpochDay, FIRST_DAY } from './epoch-day.ts';
import { addJalaliMonths } from './jalali-date.ts';
import { jalaliSeries } from './jalali-series.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';
import { MONTH_ENDS } from './month-end.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const seriesOf = (...[anchor, options]: Parameters<typeof jalaliSeries>): string[] =>
  jalaliSeries(anchor, options)
    ._unsafeUnwrap()
    .map((day) => formatJalali(day, 'en'));

describe('jalaliSeries', () => {
  it('comes back to 31 after the months of 30 and 29 days', () => {
    expect(seriesOf(dayOf('1404/06/31'), { everyMonths: 1, count: 9 })).toEqual([
      '1404/06/31',
      '1404/07/30',
      '1404/08/30',
      '1404/09/30',
      '1404/10/30',
      '1404/11/30',
      '1404/12/29',
      '1405/01/31',
      '1405/02/31',
    ]);
  });

  it('comes back to 30 Esfand in leap years', () => {
    expect(seriesOf(dayOf('1403/12/30'), { everyMonths: 12, count: 6 })).toEqual([
      '1403/12/30',
      '1404/12/29',
      '1405/12/29',
      '1406/12/29',
      '1407/12/29',
      '1408/12/30',
    ]);
  });

  it('leaves out, moves on or refuses on request', () => {
    const yearly = { everyMonths: 12, count: 6 };
    expect(seriesOf(dayOf('1403/12/30'), { ...yearly, monthEnd: 'skip' })).toEqual(['1403/12/30', '1408/12/30']);
    expect(seriesOf(dayOf('1403/12/30'), { ...yearly, monthEnd: 'next' })).toEqual([
      '1403/12/30',
      '1405/01/01',
      '1406/01/01',
      '1407/01/01',
      '1408/01/01',
      '1408/12/30',
    ]);
    expect(jalaliSeries(dayOf('1403/12/30'), { ...yearly, monthEnd: 'reject' })._unsafeUnwrapErr().code).toBe('month.tooShort');
    expect(jalaliSeries(dayOf('1403/12/30'), { everyMonths: 60, count: 2, monthEnd: 'reject' }).isOk()).toBe(true);
  });

  it('has as its kth member what is k steps from the anchor, whatever lies between', () => {
    const anchor = fc.integer({ min: FIRST_DAY, max: dayOf('1440/12/29') }).map((day) => day as EpochDay);
    fc.assert(
      fc.property(
        anchor,
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...MONTH_ENDS),
        (from, everyMonths, count, monthEnd) => {
          const series = jalaliSeries(from, { everyMonths, count, monthEnd });
          const members = Array.from({ length: count }, (_, k) => addJalaliMonths(from, k * everyMonths, monthEnd));
          if (series.isErr()) expect(members.some((member) => member.isErr())).toBe(true);
          else expect(series.value).toEqual(members.map((member) => member._unsafeUnwrap()).filter((day) => day !== undefined));
        },
      ),
    );
  });
});
