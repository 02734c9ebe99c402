import { epochDayOf, type IsoDate } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { type EpochDay, isoDateOf, WEEKDAYS } from '../epoch-day.ts';
import { expandGregorian } from './gregorian-rule.ts';
import { parseTime } from './icalendar-time.ts';
import { daysOfRule, parseRule } from './rule.ts';
import { WEEKDAY_CODES } from './rule-text.ts';

const day = (date: string): EpochDay => epochDayOf(date as IsoDate) as EpochDay;
/** A start as DTSTART writes it: `Z` ends a time in UTC, `Tehran` one in Tehran, nothing a floating one. */
const startOf = (text: string) =>
  parseTime(text.replace('Tehran', ''), text.endsWith('Tehran') ? 'Asia/Tehran' : 'floating')._unsafeUnwrap();
const parse = (text: string, start: string) => parseRule(text, startOf(start));
const datesOf = (text: string, start: string): string[] => {
  const first = startOf(start).day;
  const window = { from: first, to: (first + 400) as EpochDay };
  return parse(text, start)
    .andThen((rule) => daysOfRule(rule, first, window))
    ._unsafeUnwrap()
    .map(isoDateOf);
};

const weekdayOfCode = (code: (typeof WEEKDAY_CODES)[number]) => WEEKDAYS[WEEKDAY_CODES.indexOf(code)] ?? expect.unreachable(code);

/** Monday 31 Farvardin 1405. */
const monday = '20260420';

describe('parseRule', () => {
  it.each([
    ['days', 'FREQ=DAILY', 'jalali'],
    ['weeks', 'FREQ=WEEKLY', 'jalali'],
    ['weeks from Monday with a weekday of each side', 'FREQ=WEEKLY;BYDAY=SA,MO;WKST=MO', 'jalali'],
    ['every other week from Saturday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,MO;WKST=SA', 'jalali'],
    ['every other week of one weekday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', 'jalali'],
    ['every other week from Monday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,MO', 'gregorian'],
    ['every other week from Monday, beside a calendar', 'RSCALE=PERSIAN;FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,MO', 'gregorian'],
    ['every other week from Monday in April', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,MO;BYMONTH=4', 'gregorian'],
    ['weeks in April', 'FREQ=WEEKLY;BYMONTH=4', 'gregorian'],
    ['weeks in Farvardin', 'RSCALE=PERSIAN;FREQ=WEEKLY;BYMONTH=1', 'jalali'],
    ['days in April', 'FREQ=DAILY;BYMONTH=4', 'gregorian'],
    ['days of Gregorian months', 'FREQ=DAILY;BYMONTHDAY=20', 'gregorian'],
    ['days of Jalali months', 'RSCALE=PERSIAN;FREQ=DAILY;BYMONTHDAY=31', 'jalali'],
    ['Gregorian months', 'FREQ=MONTHLY', 'gregorian'],
    ['Jalali months', 'RSCALE=PERSIAN;FREQ=MONTHLY;INTERVAL=2;BYDAY=SA,MO', 'jalali'],
    ['Gregorian years', 'FREQ=YEARLY', 'gregorian'],
    ['Jalali years', 'RSCALE=PERSIAN;FREQ=YEARLY', 'jalali'],
    ['the third Monday of April', 'FREQ=YEARLY;BYMONTH=4;BYDAY=3MO', 'gregorian'],
  ])('reads %s as a rule of the calendar in which they are meant', (_, text, kind) => {
    expect(parse(text, monday)._unsafeUnwrap().kind).toBe(kind);
  });

  it('holds what the text says and nothing more', () => {
    expect(parse('FREQ=DAILY', monday)._unsafeUnwrap()).toStrictEqual({
      kind: 'jalali',
      recurrence: { frequency: 'daily', interval: 1, monthEnd: 'skip' },
    });
    expect(
      parse('RSCALE=PERSIAN;SKIP=FORWARD;FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=31;BYDAY=MO;COUNT=4', monday)._unsafeUnwrap(),
    ).toStrictEqual({
      kind: 'jalali',
      recurrence: {
        ...{ frequency: 'yearly', interval: 2, monthEnd: 'next', months: [1], monthDays: [31], weekdays: [{ weekday: 'monday' }] },
        count: 4,
      },
    });
    expect(parse('FREQ=MONTHLY;WKST=SU;UNTIL=20261231', monday)._unsafeUnwrap()).toStrictEqual({
      kind: 'gregorian',
      recurrence: { frequency: 'monthly', interval: 1, monthEnd: 'skip', weekStart: 'sunday', until: day('2026-12-31') },
    });
  });

  it.each([
    ['the third Monday of weeks', 'FREQ=WEEKLY;BYMONTH=4;BYDAY=3MO'],
    ['the third Monday of days', 'FREQ=DAILY;BYMONTH=4;BYDAY=3MO'],
    ['an nth weekday beside a plain one in a year', 'FREQ=YEARLY;BYDAY=MO,3MO'],
    ['days of the month in Jalali weeks', 'RSCALE=PERSIAN;FREQ=WEEKLY;BYMONTHDAY=31'],
  ])('refuses %s', (_, text) => {
    expect(parse(text, monday)._unsafeUnwrapErr().code).toBe('icalendar.rule.combinationUnsupported');
  });

  it('reads weeks as those of the Jalali calendar exactly where these hold the same days', () => {
    const kinds = { jalali: 0, gregorian: 0 };
    for (let start = day('2026-04-18'); start <= day('2026-04-24'); start = (start + 1) as EpochDay) {
      const window = { from: start, to: (start + 30) as EpochDay };
      const own = WEEKDAY_CODES[start - day('2026-04-18')] ?? expect.unreachable('seven days');
      for (const weekStart of WEEKDAY_CODES)
        for (const other of [...WEEKDAY_CODES, undefined]) {
          const byDay = other === undefined ? '' : `;BYDAY=${other},${own}`;
          const text = `FREQ=WEEKLY;INTERVAL=2${byDay};WKST=${weekStart}`;
          const rule = parseRule(text, { kind: 'day', day: start })._unsafeUnwrap();
          const weekdays = other === undefined ? {} : { weekdays: [own, other].map((code) => ({ weekday: weekdayOfCode(code) })) };
          const weekly = { frequency: 'weekly', interval: 2, monthEnd: 'skip', ...weekdays } as const;
          const meant = expandGregorian({ ...weekly, weekStart: weekdayOfCode(weekStart) }, start, window);
          const jalali = expandGregorian({ ...weekly, weekStart: 'saturday' }, start, window);
          expect(daysOfRule(rule, start, window)._unsafeUnwrap(), text).toEqual(meant);
          expect(rule.kind, text).toBe(meant.join() === jalali.join() ? 'jalali' : 'gregorian');
          kinds[rule.kind] += 1;
        }
    }
    expect(kinds.jalali).toBeGreaterThan(100);
    expect(kinds.gregorian).toBeGreaterThan(100);
  });
});

describe('UNTIL', () => {
  it.each([
    ['is a day of the rule itself', 'UNTIL=20260422', monday, 3],
    ['may be the day of the start', 'UNTIL=20260420', monday, 1],
    ['may be the start itself', 'UNTIL=20260420T090000Z', '20260420T090000Z', 1],
    ['in UTC ends times in UTC', 'UNTIL=20260422T090000Z', '20260420T090000Z', 3],
    ['in UTC ends times in UTC to the minute', 'UNTIL=20260422T085900Z', '20260420T090000Z', 2],
    ['in UTC ends times in UTC that lie in the next day of Tehran', 'UNTIL=20260422T210000Z', '20260420T230000Z', 2],
    // 02:00 in Tehran is 22:30 of the day before in Greenwich.
    ['in UTC ends times in Tehran', 'UNTIL=20260421T223000Z', '20260420T020000Tehran', 3],
    ['in UTC ends times in Tehran to the minute', 'UNTIL=20260421T222900Z', '20260420T020000Tehran', 2],
    ['in UTC may name the day before a start in Tehran', 'UNTIL=20260419T223000Z', '20260420T020000Tehran', 1],
    ['in no zone ends times in no zone', 'UNTIL=20260422T090000', '20260420T090000', 3],
    ['in no zone ends times in no zone to the minute', 'UNTIL=20260422T085900', '20260420T090000', 2],
  ])('%s', (_, until, start, count) => {
    expect(datesOf(`FREQ=DAILY;${until}`, start)).toHaveLength(count);
  });

  it.each([
    ['a day for times in UTC', 'UNTIL=20260501', '20260420T090000Z'],
    ['a day for times in Tehran', 'UNTIL=20260501', '20260420T090000Tehran'],
    ['a day for times in no zone', 'UNTIL=20260501', '20260420T090000'],
    ['a time in UTC for days', 'UNTIL=20260501T090000Z', monday],
    ['a time in no zone for days', 'UNTIL=20260501T090000', monday],
    ['a time in no zone for times in UTC', 'UNTIL=20260501T090000', '20260420T090000Z'],
    ['a time in no zone for times in Tehran', 'UNTIL=20260501T090000', '20260420T090000Tehran'],
    ['a time in UTC for times in no zone', 'UNTIL=20260501T090000Z', '20260420T090000'],
    ['two days before the start', 'UNTIL=20260418', monday],
    ['two days before the start, at a time', 'UNTIL=20260418T235900Z', '20260420T000000Z'],
    ['a date that does not exist', 'UNTIL=20260631', monday],
    ['seconds', 'UNTIL=20260501T090030Z', '20260420T090000Z'],
  ])('must be of the kind of the start and not before it: %s', (_, until, start) => {
    expect(parse(`FREQ=DAILY;${until}`, start)._unsafeUnwrapErr().code).toBe('icalendar.rule.untilInvalid');
  });

  it('a minute before the start leaves the start outside', () => {
    expect(parse('FREQ=DAILY;UNTIL=20260420T085900Z', '20260420T090000Z')._unsafeUnwrapErr().code).toBe('icalendar.rule.startOutside');
  });
});
