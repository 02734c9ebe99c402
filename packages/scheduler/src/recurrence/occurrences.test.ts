import fc from 'fast-check';
import rrule from 'rrule';
import { describe, expect, it } from 'vitest';
import { type EpochDay, FIRST_DAY, LAST_DAY, WEEKDAYS, type Weekday } from '../epoch-day.ts';
import { formatJalali, formatJalaliLong, parseJalali } from '../jalali-text.ts';
import { iranWorkingCalendar } from '../working-calendar.ts';
import { expandRecurrence, isOccurrence, nextOccurrence, occurrencesInto } from './occurrences.ts';
import { Recurrence } from './recurrence.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const calendar = iranWorkingCalendar()._unsafeUnwrap();
const expand = (rule: unknown, first: string, to: string, from = first): string[] =>
  expandRecurrence(Recurrence.parse(rule), dayOf(first), { from: dayOf(from), to: dayOf(to) }, calendar)
    ._unsafeUnwrap()
    .map((day) => formatJalali(day, 'en'));
const weekdaysOf = (rule: unknown, first: string, to: string): string[] =>
  expandRecurrence(Recurrence.parse(rule), dayOf(first), { from: dayOf(first), to: dayOf(to) }, calendar)
    ._unsafeUnwrap()
    .map((day) => formatJalaliLong(day, 'en'));

describe('expandRecurrence, by month and year', () => {
  const monthly = { frequency: 'monthly' };

  it('returns to the 31st of the anchor after months of 30 and 29', () => {
    expect(expand(monthly, '1405/06/31', '1406/02/31')).toEqual([
      ...['1405/06/31', '1405/07/30', '1405/08/30', '1405/09/30', '1405/10/30', '1405/11/30', '1405/12/29'],
      ...['1406/01/31', '1406/02/31'],
    ]);
    expect(expand({ ...monthly, monthEnd: 'skip' }, '1405/06/31', '1406/02/31')).toEqual(['1405/06/31', '1406/01/31', '1406/02/31']);
    expect(expand({ ...monthly, monthEnd: 'next' }, '1405/11/30', '1406/02/31')).toEqual([
      ...['1405/11/30', '1406/01/01', '1406/01/30', '1406/02/30'],
    ]);
  });

  it('returns to 30 Esfand in leap years', () => {
    const yearly = { frequency: 'yearly' };
    expect(expand(yearly, '1403/12/30', '1408/12/30')).toEqual([
      ...['1403/12/30', '1404/12/29', '1405/12/29', '1406/12/29', '1407/12/29', '1408/12/30'],
    ]);
    expect(expand({ ...yearly, monthEnd: 'skip' }, '1403/12/30', '1413/01/01')).toEqual(['1403/12/30', '1408/12/30', '1412/12/30']);
    expect(expand({ ...yearly, monthEnd: 'next' }, '1403/12/30', '1406/01/01')).toEqual(['1403/12/30', '1405/01/01', '1406/01/01']);
  });

  it('refuses a missing day only in the window that holds it, and not where it is an exception', () => {
    const rule = Recurrence.parse({ ...monthly, monthEnd: 'reject' });
    const first = dayOf('1405/06/31');
    const upTo = (to: string, except?: EpochDay[]): string =>
      expandRecurrence({ ...rule, except }, first, { from: first, to: dayOf(to) }).match(
        (days) => String(days.length),
        ({ code }) => code,
      );
    expect(upTo('1405/07/29')).toBe('1');
    expect(upTo('1405/07/30')).toBe('month.tooShort');
    expect(upTo('1405/07/30', [dayOf('1405/07/30')])).toBe('1');
    expect(nextOccurrence(rule, first, first)._unsafeUnwrapErr().code).toBe('month.tooShort');
  });

  it('finds the last day, the nth weekday and the last weekday of Jalali months', () => {
    expect(expand({ ...monthly, monthDays: [-1] }, '1405/11/01', '1406/01/31')).toEqual(['1405/11/30', '1405/12/29', '1406/01/31']);
    expect(weekdaysOf({ ...monthly, weekdays: [{ weekday: 'saturday', nth: 1 }] }, '1405/07/01', '1405/09/30')).toEqual([
      ...['Saturday 4 Mehr 1405', 'Saturday 2 Aban 1405', 'Saturday 7 Azar 1405'],
    ]);
    expect(weekdaysOf({ ...monthly, weekdays: [{ weekday: 'thursday', nth: -1 }] }, '1405/07/01', '1405/09/30')).toEqual([
      ...['Thursday 30 Mehr 1405', 'Thursday 28 Aban 1405', 'Thursday 26 Azar 1405'],
    ]);
  });

  it('lets weekdays limit where days of the month are named', () => {
    expect(weekdaysOf({ ...monthly, monthDays: [13], weekdays: [{ weekday: 'friday' }] }, '1405/01/01', '1406/01/31')).toEqual([
      ...['Friday 13 Shahrivar 1405', 'Friday 13 Azar 1405', 'Friday 13 Farvardin 1406'],
    ]);
  });

  it('takes a yearly rule apart as RFC 5545 does', () => {
    expect(expand({ frequency: 'yearly', months: [1, 7] }, '1405/03/05', '1407/01/05')).toEqual([
      '1405/07/05',
      '1406/01/05',
      '1406/07/05',
      '1407/01/05',
    ]);
    expect(expand({ frequency: 'yearly', monthDays: [1] }, '1405/11/02', '1406/02/01')).toEqual(['1405/12/01', '1406/01/01', '1406/02/01']);
    expect(expand({ frequency: 'yearly', weekdays: [{ weekday: 'friday' }] }, '1405/12/20', '1406/01/13')).toEqual([
      ...['1405/12/21', '1405/12/28', '1406/01/06', '1406/01/13'],
    ]);
  });

  it('takes nothing from before the month, or the year, of the anchor', () => {
    const next = { monthDays: [31], monthEnd: 'next' };
    expect(expand({ ...monthly, ...next }, '1405/08/01', '1405/09/01')).toEqual(['1405/09/01']);
    expect(expand({ frequency: 'yearly', months: [7], ...next }, '1405/08/01', '1406/08/01')).toEqual(['1405/08/01', '1406/08/01']);
    expect(expand({ frequency: 'yearly', months: [12], ...next }, '1406/01/01', '1407/01/01')).toEqual(['1407/01/01']);
  });

  it('moves a day that is counted from the end and missing to the month before, or to the first of its own', () => {
    const fromEnd = { ...monthly, monthDays: [-31] };
    expect(expand(fromEnd, '1405/05/01', '1405/09/30')).toEqual([
      ...['1405/05/01', '1405/06/01', '1405/06/31', '1405/07/30', '1405/08/30', '1405/09/30'],
    ]);
    expect(expand({ ...fromEnd, monthEnd: 'next' }, '1405/05/01', '1405/08/30')).toEqual([
      ...['1405/05/01', '1405/06/01', '1405/07/01', '1405/08/01'],
    ]);
    expect(expand({ ...fromEnd, monthEnd: 'skip' }, '1405/05/01', '1406/01/31')).toEqual(['1405/05/01', '1405/06/01', '1406/01/01']);
    expect(expand({ frequency: 'yearly', months: [8], monthDays: [-31] }, '1405/01/01', '1406/12/29')).toEqual([
      '1405/07/30',
      '1406/07/30',
    ]);
  });

  it('knows of no month after the last', () => {
    const fromEnd = { ...monthly, monthDays: [-31] };
    expect(expand(fromEnd, '1498/10/01', '1498/12/30')).toEqual(['1498/10/30', '1498/11/30']);
    expect(expand({ ...monthly, monthDays: [31] }, '1498/10/01', '1498/12/30')).toEqual(['1498/10/30', '1498/11/30', '1498/12/30']);
  });

  it('gives a day that two months bring only once', () => {
    expect(expand({ ...monthly, monthDays: [1, 31], monthEnd: 'next' }, '1405/07/02', '1405/09/01')).toEqual(['1405/08/01', '1405/09/01']);
    expect(expand({ ...monthly, monthDays: [-1, -31] }, '1405/06/02', '1405/07/30')).toEqual(['1405/06/31', '1405/07/30']);
  });
});

describe('expandRecurrence, by day and week', () => {
  it('counts weeks from the Saturday before the anchor', () => {
    const rule = { frequency: 'weekly', interval: 2, weekdays: [{ weekday: 'saturday' }, { weekday: 'friday' }] };
    expect(weekdaysOf(rule, '1405/09/02', '1405/09/30')).toEqual([
      'Friday 6 Azar 1405',
      'Saturday 14 Azar 1405',
      'Friday 20 Azar 1405',
      'Saturday 28 Azar 1405',
    ]);
  });

  it('counts an exception, as COUNT and EXDATE do', () => {
    const rule = { frequency: 'daily', interval: 10, count: 4, except: ['1405/09/12', '1405/09/13'] };
    expect(expand(rule, '1405/09/02', '1406/01/01')).toEqual(['1405/09/02', '1405/09/22', '1405/10/02']);
  });

  it('fills a window to its last day', () => {
    expect(expand({ frequency: 'daily' }, '1405/09/02', '1405/09/04')).toEqual(['1405/09/02', '1405/09/03', '1405/09/04']);
    expect(expand({ frequency: 'daily' }, '1405/09/02', '1405/09/04', '1405/09/04')).toEqual(['1405/09/04']);
  });

  it('writes nothing to a column without room', () => {
    const window = { from: FIRST_DAY, to: LAST_DAY };
    expect(occurrencesInto(Recurrence.parse({ frequency: 'daily' }), FIRST_DAY, window, new Int32Array(0))._unsafeUnwrap()).toBe(0);
  });

  it('has nothing before the anchor, after the end, or in an empty window', () => {
    expect(expand({ frequency: 'daily', until: '1405/09/03' }, '1405/09/02', '1405/12/01', '1405/01/01')).toEqual([
      '1405/09/02',
      '1405/09/03',
    ]);
    expect(expand({ frequency: 'daily' }, '1405/09/02', '1405/09/01')).toEqual([]);
    expect(nextOccurrence(Recurrence.parse({ frequency: 'daily', count: 1 }), FIRST_DAY, FIRST_DAY)._unsafeUnwrap()).toBeUndefined();
    expect(nextOccurrence(Recurrence.parse({ frequency: 'daily' }), FIRST_DAY, LAST_DAY)._unsafeUnwrap()).toBeUndefined();
    expect(isOccurrence(Recurrence.parse({ frequency: 'daily' }), LAST_DAY, LAST_DAY)._unsafeUnwrap()).toBe(true);
  });
});

describe('expandRecurrence, by holiday', () => {
  const beforeNowruz = { frequency: 'holiday', holiday: 'nowruz', offset: { unit: 'workingDays', count: -5 } };

  it('counts working days before and days after', () => {
    expect(weekdaysOf(beforeNowruz, '1404/01/01', '1405/12/29')).toEqual(['Sunday 24 Esfand 1404', 'Sunday 23 Esfand 1405']);
    expect(expand({ ...beforeNowruz, offset: { unit: 'days', count: 13 } }, '1404/01/20', '1406/12/29')).toEqual([
      '1405/01/14',
      '1406/01/14',
    ]);
  });

  it('begins with the anchor, counts from it, and finds the next where the calendar still knows', () => {
    const onNowruz = { ...beforeNowruz, offset: { unit: 'workingDays', count: 0 } };
    expect(expand({ ...onNowruz, count: 2 }, '1404/01/01', '1408/12/29')).toEqual(['1404/01/01', '1405/01/01']);
    expect(expand({ ...onNowruz, count: 2 }, '1404/01/02', '1408/12/29')).toEqual(['1405/01/01', '1406/01/01']);
    const next = nextOccurrence(Recurrence.parse(beforeNowruz), calendar.firstDay, dayOf('1405/01/01'), calendar);
    expect(next._unsafeUnwrap()).toBe(dayOf('1405/12/23'));
    const beyond = { from: LAST_DAY, to: (LAST_DAY - 1) as EpochDay };
    expect(expandRecurrence(Recurrence.parse(onNowruz), calendar.firstDay, beyond, calendar)._unsafeUnwrap()).toEqual([]);
  });

  it('knows the days on the holiday itself from the first to the last day of the calendar, and no other', () => {
    const onDay = Recurrence.parse({ ...beforeNowruz, offset: { unit: 'workingDays', count: 0 } });
    const knows = (day: number): boolean => isOccurrence(onDay, FIRST_DAY, day as EpochDay, calendar).isOk();
    const { firstDay, lastDay } = calendar;
    expect([firstDay - 1, firstDay, lastDay, lastDay + 1].map(knows)).toEqual([false, true, true, false]);
  });

  it('fails without a calendar and where the calendar ends', () => {
    const rule = Recurrence.parse(beforeNowruz);
    const window = { from: FIRST_DAY, to: LAST_DAY };
    expect(expandRecurrence(rule, FIRST_DAY, window)._unsafeUnwrapErr().code).toBe('recurrence.calendarNeeded');
    expect(nextOccurrence(rule, FIRST_DAY, FIRST_DAY)._unsafeUnwrapErr().code).toBe('recurrence.calendarNeeded');
    expect(expandRecurrence(rule, FIRST_DAY, window, calendar)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
    expect(nextOccurrence(rule, calendar.firstDay, calendar.lastDay, calendar)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
    const over = { ...rule, count: 2 };
    expect(nextOccurrence(over, calendar.firstDay, dayOf('1395/01/01'), calendar)._unsafeUnwrap()).toBeUndefined();
  });
});

const { RRule, RRuleSet } = rrule;
const RRULE_WEEKDAYS = {
  saturday: RRule.SA,
  sunday: RRule.SU,
  monday: RRule.MO,
  tuesday: RRule.TU,
  wednesday: RRule.WE,
  thursday: RRule.TH,
  friday: RRule.FR,
} as const satisfies Record<Weekday, unknown>;
const DAY_MS = 86_400_000;
const dateOf = (day: number): Date => new Date(day * DAY_MS);

describe('a daily or weekly rule', () => {
  it('is expanded as rrule.js expands it with weeks from Saturday', () => {
    const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY - 4_000 }).map((day) => day as EpochDay);
    const anyRule = fc.record({
      frequency: fc.constantFrom('daily' as const, 'weekly' as const),
      interval: fc.integer({ min: 1, max: 30 }),
      monthEnd: fc.constant('clamp' as const),
      weekdays: fc.option(
        fc.subarray([...WEEKDAYS], { minLength: 1 }).map((list) => list.map((weekday) => ({ weekday }))),
        { nil: undefined },
      ),
      count: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(anyRule, anyDay, fc.nat(400), fc.array(fc.nat(200), { maxLength: 20 }), (rule, first, length, left) => {
        const except = left.map((days) => (first + days) as EpochDay);
        const days = expandRecurrence({ ...rule, except }, first, { from: first, to: (first + length) as EpochDay })._unsafeUnwrap();
        const set = new RRuleSet();
        set.rrule(
          new RRule({
            freq: rule.frequency === 'daily' ? RRule.DAILY : RRule.WEEKLY,
            interval: rule.interval,
            wkst: RRule.SA,
            dtstart: dateOf(first),
            byweekday: rule.weekdays?.map(({ weekday }) => RRULE_WEEKDAYS[weekday]) ?? null,
            count: rule.count ?? null,
          }),
        );
        for (const day of except) set.exdate(dateOf(day));
        const dates = set.between(dateOf(first), dateOf(first + length), true);
        expect(days).toEqual(dates.map((date) => date.getTime() / DAY_MS));
      }),
      { numRuns: 60 },
    );
  });
});
