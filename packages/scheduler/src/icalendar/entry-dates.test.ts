import { describe, expect, it } from 'vitest';
import type { EpochDay } from '../epoch-day.ts';
import { parseJalali } from '../jalali-text.ts';
import { parseLocalTime } from '../local-time.ts';
import { Recurrence } from '../recurrence/recurrence.ts';
import { datesOfEntry } from './entry-dates.ts';
import type { FeedEntry, IcalendarFeed } from './feed.ts';

const day = (text: string): EpochDay => parseJalali(text)._unsafeUnwrap();
const nine = parseLocalTime('09:00')._unsafeUnwrap();
const entry = (first: string, recurrence: unknown): FeedEntry => ({
  kind: 'event',
  id: 'fu-1',
  summary: { fa: 'پیگیری', en: 'Follow-up' },
  first: day(first),
  recurrence: Recurrence.parse(recurrence),
});
const within = (dialect: IcalendarFeed['dialect'], horizon: string) => ({ dialect, horizon: day(horizon) });
/** Without the line that keeps the rule of the entry. */
const linesOf = (entry: FeedEntry, dialect: IcalendarFeed['dialect'], horizon: string): string[] | undefined =>
  datesOfEntry(entry, within(dialect, horizon))
    ._unsafeUnwrap()
    ?.filter((line) => !line.startsWith('X-RAHYAR'));
const ruleOf = (entry: FeedEntry, horizon: string): string | undefined =>
  linesOf(entry, 'persian', horizon)?.find((line) => line.startsWith('RRULE'));
const DATED = 'RRULE:FREQ=DAILY;COUNT=1';

const weekday = (name: string) => ({ weekday: name });
/** Tuesday 31 Shahrivar 1405, the last day of the last month of 31 days. */
const first = '1405/06/31';

describe('a series as a rule', () => {
  it.each([
    ['days', { frequency: 'daily', interval: 3 }, 'FREQ=DAILY;INTERVAL=3;WKST=SA'],
    ['days of a weekday', { frequency: 'daily', weekdays: [weekday('tuesday')] }, 'FREQ=DAILY;INTERVAL=1;WKST=SA;BYDAY=TU'],
    ['weeks', { frequency: 'weekly' }, 'FREQ=WEEKLY;INTERVAL=1;WKST=SA;BYDAY=TU'],
    [
      'several weekdays of every week',
      { frequency: 'weekly', weekdays: [weekday('friday'), weekday('tuesday'), weekday('friday')] },
      'FREQ=WEEKLY;INTERVAL=1;WKST=SA;BYDAY=FR,TU',
    ],
    ['every other week', { frequency: 'weekly', interval: 2 }, 'FREQ=WEEKLY;INTERVAL=2;WKST=SA;BYDAY=TU'],
    [
      'one weekday of every other week',
      { frequency: 'weekly', interval: 2, weekdays: [weekday('tuesday')] },
      'FREQ=WEEKLY;INTERVAL=2;WKST=SA;BYDAY=TU',
    ],
  ])('is written in either dialect for %s', (_, recurrence, rule) => {
    for (const dialect of ['portable', 'persian'] as const)
      expect(linesOf(entry(first, recurrence), dialect, '1406/06/31')).toEqual(['DTSTART;VALUE=DATE:20260922', `RRULE:${rule}`]);
  });

  it.each([
    ['months', { frequency: 'monthly' }, 'FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD;WKST=SA'],
    ['years', { frequency: 'yearly' }, 'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=31;SKIP=BACKWARD;WKST=SA'],
    ['a day of every month of a year', { frequency: 'yearly', monthDays: [5] }, 'FREQ=MONTHLY;BYMONTHDAY=5;SKIP=BACKWARD;WKST=SA'],
    ['a weekday of every month of a year', { frequency: 'yearly', weekdays: [weekday('tuesday')] }, 'FREQ=MONTHLY;WKST=SA;BYDAY=TU'],
    ['certain months', { frequency: 'yearly', months: [6, 7, 6] }, 'FREQ=YEARLY;BYMONTH=6,7;BYMONTHDAY=31;SKIP=BACKWARD;WKST=SA'],
    [
      'the last Tuesday of certain months',
      { frequency: 'yearly', months: [6], weekdays: [{ weekday: 'tuesday', nth: -1 }], monthEnd: 'skip' },
      'FREQ=YEARLY;BYMONTH=6;WKST=SA;BYDAY=-1TU',
    ],
    ['every fourth month', { frequency: 'monthly', interval: 4 }, 'FREQ=YEARLY;BYMONTH=2,6,10;BYMONTHDAY=31;SKIP=BACKWARD;WKST=SA'],
    ['one day, moved where it is missing', { frequency: 'monthly', monthDays: [31] }, 'FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD;WKST=SA'],
    // Every month has a 29th day from either end: none is ever moved.
    [
      'days that no month lacks',
      { frequency: 'monthly', monthDays: [1, 29, -29] },
      'FREQ=MONTHLY;BYMONTHDAY=1,29,-29;SKIP=BACKWARD;WKST=SA',
    ],
    [
      'weekdays on days that no month lacks',
      { frequency: 'monthly', monthDays: [29, -1], weekdays: [weekday('tuesday')], monthEnd: 'next' },
      'FREQ=MONTHLY;BYMONTHDAY=29,-1;SKIP=FORWARD;WKST=SA;BYDAY=TU',
    ],
    [
      'several days, missing ones left out',
      { frequency: 'monthly', monthDays: [1, 31], monthEnd: 'skip' },
      'FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=OMIT;WKST=SA',
    ],
    [
      'a weekday of a day, missing ones left out',
      { frequency: 'monthly', monthDays: [31], weekdays: [weekday('tuesday')], monthEnd: 'skip' },
      'FREQ=MONTHLY;BYMONTHDAY=31;SKIP=OMIT;WKST=SA;BYDAY=TU',
    ],
  ])('names Jalali %s in the Persian dialect and lists dates in the other', (_, recurrence, rule) => {
    expect(ruleOf(entry(first, recurrence), '1408/12/29')).toBe(`RRULE:RSCALE=PERSIAN;${rule}`);
    expect(linesOf(entry(first, recurrence), 'portable', '1408/12/29')?.[1]).toBe(DATED);
  });

  it('ends with the series', () => {
    expect(ruleOf(entry(first, { frequency: 'monthly', count: 4 }), '1408/12/29')).toMatch(/;COUNT=4$/);
    expect(ruleOf(entry(first, { frequency: 'monthly', until: '1405/10/01' }), '1408/12/29')).toMatch(/;UNTIL=20261222$/);
    const timed = { ...entry(first, { frequency: 'monthly', until: '1405/10/01' }), time: nine };
    expect(ruleOf(timed, '1408/12/29')).toMatch(/;UNTIL=20261222T053000Z$/);
  });
});

describe('a series as dates', () => {
  it.each([
    ['weeks of certain months', { frequency: 'weekly', months: [6, 7] }],
    ['days of certain months', { frequency: 'daily', months: [6] }],
    ['days of the month by days', { frequency: 'daily', monthDays: [31] }],
    ['several weekdays of every other week', { frequency: 'weekly', interval: 2, weekdays: [weekday('tuesday'), weekday('friday')] }],
    ['a number of months that no year holds', { frequency: 'monthly', interval: 5 }],
    ['two years of months', { frequency: 'monthly', interval: 24 }],
    ['every other year', { frequency: 'yearly', interval: 2 }],
    ['an error in place of a missing day', { frequency: 'monthly', monthDays: [-1], monthEnd: 'reject' }],
    ['weekdays of a rule that would be an error', { frequency: 'monthly', weekdays: [weekday('tuesday')], monthEnd: 'reject' }],
    ['moved days beside others', { frequency: 'monthly', monthDays: [1, 31] }],
    ['moved days from the end beside others', { frequency: 'monthly', monthDays: [1, -30, 31], monthEnd: 'next' }],
    ['moved days of a weekday', { frequency: 'monthly', monthDays: [31], weekdays: [weekday('tuesday')] }],
  ])('is written in either dialect for %s', (_, recurrence) => {
    // Up to the first day, a wrong rule would give the right days.
    for (const horizon of [first, '1407/12/29']) {
      const series = entry(first, recurrence);
      const lines = linesOf(series, 'portable', horizon);
      expect(lines?.slice(0, 2)).toEqual(['DTSTART;VALUE=DATE:20260922', DATED]);
      expect(linesOf(series, 'persian', horizon)).toEqual(lines);
    }
  });

  it('is written where the first occurrence was moved into a month from which a client would not count it', () => {
    // 31 Mehr does not exist and is moved to 1 Aban; a rule that starts in Aban knows nothing of Mehr.
    const moved = entry('1405/07/15', { frequency: 'monthly', monthDays: [31], monthEnd: 'next' });
    expect(linesOf(moved, 'persian', '1405/09/30')).toEqual(['DTSTART;VALUE=DATE:20261023', DATED, 'RDATE;VALUE=DATE:20261122']);
  });

  it('has at most forty on a line, each once and in order', () => {
    const monthly = entry('1405/01/01', { frequency: 'yearly', monthDays: [1], monthEnd: 'skip' });
    // 1 Farvardin 1405 and the first days of the 81 months after it.
    const lines = linesOf(monthly, 'portable', '1411/10/01') ?? [];
    const lists = lines.filter((line) => line.startsWith('RDATE')).map((line) => line.replace('RDATE;VALUE=DATE:', '').split(','));
    expect(lists.map((list) => list.length)).toEqual([40, 40, 1]);
    const all = lists.flat();
    expect(all).toEqual([...new Set(all)].sort());
    expect(all[0]).toBe('20260421');
  });

  it('is written up to the last change of the clock of Tehran, and as a rule from that day on', () => {
    expect(ruleOf(entry('1401/06/30', { frequency: 'daily' }), '1401/07/10')).toBe(DATED);
    expect(ruleOf(entry('1401/06/31', { frequency: 'daily' }), '1401/07/10')).toBe('RRULE:FREQ=DAILY;INTERVAL=1;WKST=SA');
  });
});

describe('a day left out of a series', () => {
  it('is an EXDATE beside a rule, in order, and only where the rule would give it', () => {
    const series = entry(first, { frequency: 'daily', count: 4, except: ['1405/07/02', '1405/06/31', '1405/07/20'] });
    expect(linesOf(series, 'portable', '1405/12/29')).toEqual([
      'DTSTART;VALUE=DATE:20260922',
      'RRULE:FREQ=DAILY;INTERVAL=1;WKST=SA;COUNT=4',
      'EXDATE;VALUE=DATE:20260922',
      'EXDATE;VALUE=DATE:20260924',
    ]);
  });

  it('is missing among dates', () => {
    const series = entry(first, { frequency: 'monthly', except: ['1405/06/31'] });
    expect(linesOf(series, 'portable', '1405/08/30')).toEqual(['DTSTART;VALUE=DATE:20261022', DATED, 'RDATE;VALUE=DATE:20261121']);
  });

  it('leaves nothing when it was the only one', () => {
    const series = entry(first, { frequency: 'monthly', except: ['1405/06/31'] });
    expect(linesOf(series, 'portable', first)).toBeUndefined();
    expect(linesOf(series, 'portable', '1405/06/30')).toBeUndefined();
  });
});
