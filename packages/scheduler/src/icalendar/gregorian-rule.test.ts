import { epochDayOf, type IsoDate } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { type EpochDay, isoDateOf } from '../epoch-day.ts';
import { expandGregorian, type GregorianRule } from './gregorian-rule.ts';
import { parseRuleText } from './rule-text.ts';

const day = (date: string): EpochDay => epochDayOf(date as IsoDate) as EpochDay;
/** The rule of an RRULE without UNTIL, counted in Gregorian months. */
const ruleOf = (text: string): GregorianRule => {
  const { scale: _, until: __, ...rule } = parseRuleText(text)._unsafeUnwrap();
  return rule;
};
/** From the first day to the last one, both included, as `MM-DD`, with the year where it begins. */
function datesOf(text: string, first: string, last: string, from = first): string {
  let year = '';
  return expandGregorian(ruleOf(text), day(first), { from: day(from), to: day(last) })
    .map((found) => {
      const date = isoDateOf(found);
      const isNew = date.slice(0, 4) !== year;
      year = date.slice(0, 4);
      return isNew ? date : date.slice(5);
    })
    .join(' ');
}

describe('the examples of RFC 5545, 3.8.5.3', () => {
  it.each([
    [
      'every other week on Monday, Wednesday and Friday',
      'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE,FR',
      ['1997-09-01', '1997-10-31'],
      '1997-09-01 09-03 09-05 09-15 09-17 09-19 09-29 10-01 10-03 10-13 10-15 10-17 10-27 10-29 10-31',
    ],
    [
      'ten first Fridays of a month',
      'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
      ['1997-09-05', '1999-12-31'],
      '1997-09-05 10-03 11-07 12-05 1998-01-02 02-06 03-06 04-03 05-01 06-05',
    ],
    [
      'the first and last Sunday of every other month',
      'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
      ['1997-09-07', '1999-12-31'],
      '1997-09-07 09-28 11-02 11-30 1998-01-04 01-25 03-01 03-29 05-03 05-31',
    ],
    [
      'the second Monday from the end of a month',
      'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
      ['1997-09-22', '1999-12-31'],
      '1997-09-22 10-20 11-17 12-22 1998-01-19 02-16',
    ],
    [
      'the third day from the end of a month',
      'FREQ=MONTHLY;BYMONTHDAY=-3',
      ['1997-09-28', '1998-02-28'],
      '1997-09-28 10-29 11-28 12-29 1998-01-29 02-26',
    ],
    [
      'the first and last day of a month',
      'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
      ['1997-09-30', '1999-12-31'],
      '1997-09-30 10-01 10-31 11-01 11-30 12-01 12-31 1998-01-01 01-31 02-01',
    ],
    [
      'the 10th to 15th of every 18th month',
      'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
      ['1997-09-10', '2001-12-31'],
      '1997-09-10 09-11 09-12 09-13 09-14 09-15 1999-03-10 03-11 03-12 03-13',
    ],
    [
      'every Tuesday of every other month',
      'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
      ['1997-09-02', '1998-01-31'],
      '1997-09-02 09-09 09-16 09-23 09-30 11-04 11-11 11-18 11-25 1998-01-06 01-13 01-20 01-27',
    ],
    [
      'June and July of every year',
      'FREQ=YEARLY;COUNT=5;BYMONTH=6,7',
      ['1997-06-10', '2001-12-31'],
      '1997-06-10 07-10 1998-06-10 07-10 1999-06-10',
    ],
    [
      'January, February and March of every other year',
      'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
      ['1997-03-10', '2009-12-31'],
      '1997-03-10 1999-01-10 02-10 03-10 2001-01-10 02-10 03-10 2003-01-10 02-10 03-10',
    ],
    [
      'every Thursday of March',
      'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
      ['1997-03-13', '1999-12-31'],
      '1997-03-13 03-20 03-27 1998-03-05 03-12 03-19 03-26 1999-03-04 03-11 03-18 03-25',
    ],
    [
      'every Friday the 13th',
      'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
      ['1998-02-13', '2000-12-31'],
      '1998-02-13 03-13 11-13 1999-08-13 2000-10-13',
    ],
    [
      'the first Saturday after the first Sunday of a month',
      'FREQ=MONTHLY;COUNT=10;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
      ['1997-09-13', '1999-12-31'],
      '1997-09-13 10-11 11-08 12-13 1998-01-10 02-07 03-07 04-11 05-09 06-13',
    ],
    [
      'the Tuesday after the first Monday of November every fourth year',
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      ['1996-11-05', '2004-12-31'],
      '1996-11-05 2000-11-07 2004-11-02',
    ],
    [
      'weeks from Monday',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
      ['1997-08-05', '1997-12-31'],
      '1997-08-05 08-10 08-19 08-24',
    ],
    [
      'weeks from Sunday',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
      ['1997-08-05', '1997-12-31'],
      '1997-08-05 08-17 08-19 08-31',
    ],
    [
      'a day that a month lacks',
      'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
      ['2007-01-15', '2008-12-31'],
      '2007-01-15 01-30 02-15 03-15 03-30',
    ],
  ])('%s', (_, text, [first, last], dates) => {
    expect(datesOf(text, first as string, last as string)).toBe(dates);
  });

  it('every day of January, by days or by years', () => {
    const byDays = datesOf('FREQ=DAILY;BYMONTH=1', '1998-01-01', '2000-12-31');
    expect(byDays.split(' ')).toHaveLength(3 * 31);
    expect(byDays).toMatch(/^1998-01-01 01-02 .* 01-31 1999-01-01 .* 01-31 2000-01-01 .* 01-31$/);
    expect(datesOf('FREQ=YEARLY;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA', '1998-01-01', '2000-12-31')).toBe(byDays);
  });
});

describe('a missing day of a Gregorian month', () => {
  it.each([
    ['OMIT', 'FREQ=MONTHLY', '2014-01-31 03-31 05-31'],
    ['BACKWARD', 'FREQ=MONTHLY', '2014-01-31 02-28 03-31 04-30 05-31'],
    ['FORWARD', 'FREQ=MONTHLY', '2014-01-31 03-01 03-31 05-01 05-31'],
    ['OMIT', 'FREQ=MONTHLY;BYMONTHDAY=31,-31', '2014-01-31 03-01 03-31 05-01 05-31'],
    // From the end, a day that a month lacks lies before the month: back is the last day of the month before, forward the first of its own.
    ['BACKWARD', 'FREQ=MONTHLY;BYMONTHDAY=31,-31', '2014-01-31 02-28 03-01 03-31 04-30 05-01 05-31'],
    ['FORWARD', 'FREQ=MONTHLY;BYMONTHDAY=31,-31', '2014-01-31 02-01 03-01 03-31 04-01 05-01 05-31'],
    // A day that moves out of the months of the rule is moved all the same, and is asked for its weekday where it arrives.
    ['FORWARD', 'FREQ=YEARLY;BYMONTH=1,4;BYMONTHDAY=31', '2014-01-31 05-01'],
    ['FORWARD', 'FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=TH,FR', '2014-01-31 05-01'],
  ])('SKIP=%s of %s', (skip, rule, dates) => {
    expect(datesOf(`RSCALE=GREGORIAN;SKIP=${skip};${rule}`, '2014-01-31', '2014-05-31')).toBe(dates);
  });

  it('is moved back into a window that ends on the day before its month, and not beyond', () => {
    const text = 'RSCALE=GREGORIAN;SKIP=BACKWARD;FREQ=MONTHLY;BYMONTHDAY=31,-31';
    expect(datesOf(text, '2014-01-31', '2014-03-31')).toBe('2014-01-31 02-28 03-01 03-31');
    expect(datesOf('RSCALE=GREGORIAN;SKIP=BACKWARD;FREQ=MONTHLY;BYMONTHDAY=-31', '2014-03-01', '2014-03-31')).toBe('2014-03-01 03-31');
    expect(datesOf('RSCALE=GREGORIAN;SKIP=BACKWARD;FREQ=MONTHLY;BYMONTHDAY=-31', '2014-03-01', '2014-03-30')).toBe('2014-03-01');
  });
});

describe('a Gregorian rule', () => {
  it.each([
    [
      'a year takes a day of the month in every month',
      'FREQ=YEARLY;BYMONTHDAY=15',
      '2026-10-15',
      '2026-10-15 11-15 12-15 2027-01-15 02-15 03-15 04-15',
    ],
    ['a year takes a weekday in every month', 'FREQ=YEARLY;BYDAY=MO;BYMONTHDAY=5,12', '2026-10-05', '2026-10-05 10-12 2027-04-05 04-12'],
    ['a year alone keeps month and day', 'FREQ=YEARLY', '2026-10-15', '2026-10-15'],
    ['every other year', 'FREQ=YEARLY;INTERVAL=2', '2025-02-15', '2025-02-15 2027-02-15'],
    ['days of certain months and days', 'FREQ=DAILY;BYMONTH=2,3;BYMONTHDAY=1,-1', '2027-02-01', '2027-02-01 02-28 03-01 03-31'],
    ['days counted from the end of months', 'FREQ=DAILY;BYMONTHDAY=-31,-2', '2027-02-27', '2027-02-27 03-01 03-30 04-29'],
    ['every other day of certain days', 'FREQ=DAILY;INTERVAL=2;BYMONTHDAY=1,2,3', '2027-02-01', '2027-02-01 02-03 03-01 03-03 04-02'],
    ['weeks of a month', 'FREQ=WEEKLY;BYMONTH=3', '2027-03-04', '2027-03-04 03-11 03-18 03-25'],
    ['the fifth weekday where there is one', 'FREQ=MONTHLY;BYDAY=5TH,-5FR', '2026-12-31', '2026-12-31 2027-01-01 04-02 04-29'],
  ])('%s', (_, text, first, dates) => {
    expect(datesOf(text, first, '2027-04-30')).toBe(dates);
  });

  it('takes a weekday in every week of a year', () => {
    expect(datesOf('FREQ=YEARLY;BYDAY=MO', '2026-11-30', '2026-12-31')).toBe('2026-11-30 12-07 12-14 12-21 12-28');
  });

  it('gives its days in order and once, however the rule lists them, before 1970 too', () => {
    expect(datesOf('FREQ=MONTHLY;BYMONTHDAY=20,5,-11,20', '1968-06-05', '1968-08-04')).toBe('1968-06-05 06-20 07-05 07-20 07-21');
  });

  it('ends with its last day or with the window, and counts days before the window', () => {
    const rule = ruleOf('FREQ=MONTHLY;BYMONTHDAY=10,20');
    const window = { from: day('2026-02-15'), to: day('2026-04-10') };
    const datesWith = (limit: Partial<GregorianRule>) => expandGregorian({ ...rule, ...limit }, day('2026-01-10'), window).map(isoDateOf);
    expect(datesWith({})).toEqual(['2026-02-20', '2026-03-10', '2026-03-20', '2026-04-10']);
    expect(datesWith({ until: day('2026-03-10') })).toEqual(['2026-02-20', '2026-03-10']);
    expect(datesWith({ until: day('2026-03-09') })).toEqual(['2026-02-20']);
    expect(datesWith({ count: 5 })).toEqual(['2026-02-20', '2026-03-10']);
    expect(datesWith({ count: 3 })).toEqual([]);
  });
});
