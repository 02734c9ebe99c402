import type { DivisionCode } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import type { EpochDay, Weekday } from './epoch-day.ts';
import { FIRST_DAY, weekdayOf } from './epoch-day.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';
import type { PublicHoliday } from './public-holiday.ts';
import { IRAN_WEEKLY_PATTERNS, WeeklyPattern } from './weekly-pattern.ts';
import {
  addWorkingDays,
  alternativesAt,
  confidenceBetween,
  dayOffReasons,
  iranWorkingCalendar,
  isWorkingDay,
  workingCalendar,
  workingDayFrom,
  workingDaysBetween,
  workingDayUpTo,
} from './working-calendar.ts';
import type { WorkingCalendarData } from './working-calendar-data.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const iran = iranWorkingCalendar()._unsafeUnwrap();
const iranThursdayOff = iranWorkingCalendar(IRAN_WEEKLY_PATTERNS['IR-THU-FRI'])._unsafeUnwrap();

const data: WorkingCalendarData = {
  weekly: IRAN_WEEKLY_PATTERNS['IR-FRI'],
  firstDay: dayOf('1405/01/01'),
  lastDay: dayOf('1405/12/29'),
  holidays: [],
  closures: [],
};

describe('the working calendar of Iran', () => {
  it.each<[string, Weekday, boolean]>([
    ['1405/09/02', 'monday', true],
    ['1405/09/05', 'thursday', true],
    ['1405/09/06', 'friday', false],
    ['1403/12/29', 'wednesday', false],
    ['1403/12/30', 'thursday', false],
    ['1405/01/04', 'tuesday', false],
    ['1405/01/05', 'wednesday', true],
    ['1405/01/13', 'thursday', false],
    ['1405/11/22', 'thursday', false],
    ['1402/05/10', 'tuesday', false],
    ['1402/05/11', 'wednesday', false],
    ['1402/05/12', 'thursday', true],
  ])('%s, a %s, is a working day: %s', (jalali, weekday, works) => {
    expect(weekdayOf(dayOf(jalali))).toBe(weekday);
    expect(isWorkingDay(iran, dayOf(jalali))._unsafeUnwrap()).toBe(works);
  });

  it('covers 1390 to 1426 and answers for no other day', () => {
    expect(formatJalali(iran.firstDay, 'en')).toBe('1390/01/01');
    expect(formatJalali(iran.lastDay, 'en')).toBe('1426/12/29');
    for (const day of [iran.firstDay - 1, iran.lastDay + 1] as EpochDay[]) {
      expect(isWorkingDay(iran, day)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
      expect(dayOffReasons(iran, day)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
      expect(addWorkingDays(iran, day, 1)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
      expect(workingDayFrom(iran, day)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
      expect(workingDayUpTo(iran, day)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
      expect(workingDaysBetween(iran, day, dayOf('1405/09/02'))._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
      expect(workingDaysBetween(iran, dayOf('1405/09/02'), day)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
      expect(confidenceBetween(iran, day, day)).toBe('fixed');
    }
  });

  it('has 289 working days in 1402 without the two days of heat, as an independent table counts', () => {
    const days = workingDaysBetween(iran, dayOf('1401/12/29'), dayOf('1402/12/29'))._unsafeUnwrap();
    expect(days + 2).toBe(289);
  });

  it('keeps Thursday off where the pattern says so', () => {
    expect(isWorkingDay(iranThursdayOff, dayOf('1405/09/05'))._unsafeUnwrap()).toBe(false);
    expect(addWorkingDays(iran, dayOf('1405/09/04'), 1)._unsafeUnwrap()).toBe(dayOf('1405/09/05'));
    expect(addWorkingDays(iranThursdayOff, dayOf('1405/09/04'), 1)._unsafeUnwrap()).toBe(dayOf('1405/09/07'));
  });

  it('names every reason of a day off', () => {
    expect(dayOffReasons(iran, dayOf('1405/09/02'))._unsafeUnwrap()).toEqual([]);
    expect(dayOffReasons(iran, dayOf('1405/01/01'))._unsafeUnwrap()).toEqual([
      { kind: 'holiday', key: 'fitr', status: 'announced' },
      { kind: 'holiday', key: 'nowruz', status: 'fixed' },
    ]);
    expect(dayOffReasons(iran, dayOf('1404/12/15'))._unsafeUnwrap()).toEqual([
      { kind: 'weekly', weekday: 'friday' },
      { kind: 'closure', reason: { fa: 'عزای عمومی', en: 'national mourning' } },
    ]);
  });
});

describe('addWorkingDays', () => {
  it.each([
    ['1405/09/02', 3, '1405/09/05'],
    ['1405/09/02', 4, '1405/09/07'],
    ['1405/09/06', 1, '1405/09/07'],
    ['1405/09/06', -1, '1405/09/05'],
    ['1405/09/06', 0, '1405/09/06'],
    ['1404/12/28', 1, '1405/01/05'],
    ['1405/01/05', -1, '1404/12/28'],
  ])('%s and %i working days is %s', (from, count, to) => {
    expect(formatJalali(addWorkingDays(iran, dayOf(from), count)._unsafeUnwrap(), 'en')).toBe(to);
  });

  it('refuses fractions, and ends where the calendar ends', () => {
    expect(addWorkingDays(iran, dayOf('1405/09/02'), 0.5)._unsafeUnwrapErr().code).toBe('count.notInteger');
    expect(addWorkingDays(iran, iran.lastDay, 1)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
    expect(addWorkingDays(iran, iran.firstDay, -1)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
  });
});

describe('confidenceBetween', () => {
  it('is as sure as the least sure holiday that the span rests on', () => {
    const confidence = (from: string, to: string): string => confidenceBetween(iran, dayOf(from), dayOf(to));
    expect(confidence('1405/11/20', '1405/11/23')).toBe('fixed');
    expect(confidence('1405/12/18', '1405/12/20')).toBe('announced');
    expect(confidence('1406/12/08', '1406/12/08')).toBe('predicted-firm');
    expect(confidence('1406/12/01', '1406/12/28')).toBe('predicted-firm');
  });

  it('makes the neighbours of a predicted holiday as unsure, except where they are off in any case', () => {
    const predicted: PublicHoliday = { day: dayOf('1405/09/05'), key: 'mabath', status: 'predicted-likely' };
    const calendar = workingCalendar({ ...data, holidays: [predicted] })._unsafeUnwrap();
    const confidenceOn = (jalali: string): string => confidenceBetween(calendar, dayOf(jalali), dayOf(jalali));
    expect(['1405/09/03', '1405/09/04', '1405/09/05', '1405/09/06', '1405/09/07'].map(confidenceOn)).toEqual([
      'fixed',
      'predicted-likely',
      'predicted-likely',
      'fixed',
      'fixed',
    ]);
  });

  it('rests on the surer of two holidays on one day', () => {
    const day = dayOf('1405/09/05');
    const holidays: PublicHoliday[] = [
      { day, key: 'mabath', status: 'predicted-likely' },
      { day, key: 'nature-day', status: 'fixed' },
    ];
    expect(confidenceBetween(workingCalendar({ ...data, holidays })._unsafeUnwrap(), day, day)).toBe('fixed');
  });
});

describe('alternativesAt', () => {
  const moon: PublicHoliday = { day: dayOf('1405/12/29'), key: 'fitr', status: 'predicted-uncertain' };
  const calendar = workingCalendar({ ...data, holidays: [moon] })._unsafeUnwrap();

  it('names the days on which a predicted holiday may fall instead, on that day and on both beside it', () => {
    const predicted: PublicHoliday = { day: dayOf('1405/09/02'), key: 'mabath', status: 'predicted-likely' };
    const found = workingCalendar({ ...data, holidays: [predicted] })._unsafeUnwrap();
    const expected = [{ ...predicted, alternatives: [dayOf('1405/09/01'), dayOf('1405/09/03')] }];
    for (const jalali of ['1405/09/01', '1405/09/02', '1405/09/03']) {
      expect(alternativesAt(found, dayOf(jalali))._unsafeUnwrap()).toEqual(expected);
    }
    expect(alternativesAt(found, dayOf('1405/09/04'))._unsafeUnwrap()).toEqual([]);
  });

  it('leaves out what lies outside the calendar, and knows no other days', () => {
    expect(alternativesAt(calendar, dayOf('1405/12/29'))._unsafeUnwrap()).toEqual([{ ...moon, alternatives: [dayOf('1405/12/28')] }]);
    expect(alternativesAt(calendar, dayOf('1406/01/01'))._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
  });

  it('knows that an announced holiday may wait for the moon, and how sure the days beside it are then', () => {
    const eid: PublicHoliday = { day: dayOf('1405/09/02'), key: 'fitr', status: 'announced', alternatives: [dayOf('1405/09/03')] };
    const found = workingCalendar({ ...data, holidays: [eid] })._unsafeUnwrap();
    const days = ['1405/09/01', '1405/09/02', '1405/09/03'].map(dayOf);
    expect(days.map((day) => alternativesAt(found, day)._unsafeUnwrap())).toEqual([[], [eid], [eid]]);
    expect(days.map((day) => confidenceBetween(found, day, day))).toEqual(['fixed', 'announced', 'announced']);
  });

  it('is empty on a Friday, which is off in any case, and for what was announced', () => {
    const friday: PublicHoliday = { day: dayOf('1405/09/06'), key: 'mabath', status: 'predicted-likely' };
    const announced: PublicHoliday = { day: dayOf('1405/09/02'), key: 'mabath', status: 'announced' };
    const found = workingCalendar({ ...data, holidays: [friday, announced] })._unsafeUnwrap();
    expect(['1405/09/02', '1405/09/06'].map((jalali) => alternativesAt(found, dayOf(jalali))._unsafeUnwrap())).toEqual([[], []]);
  });
});

describe('workingCalendar', () => {
  it('takes a week from data, with the names of days and a date in either digits', () => {
    const weekly = WeeklyPattern.parse({ id: 'own', periods: [{ from: '۱۴۰۵/۰۱/۰۱', off: ['thursday', 'friday'] }] });
    expect(isWorkingDay(workingCalendar({ ...data, weekly })._unsafeUnwrap(), dayOf('1405/09/05'))._unsafeUnwrap()).toBe(false);
  });

  it('has no weekly holiday around the clock, and public holidays all the same', () => {
    const always = iranWorkingCalendar(IRAN_WEEKLY_PATTERNS['24x7'])._unsafeUnwrap();
    expect(isWorkingDay(always, dayOf('1405/09/06'))._unsafeUnwrap()).toBe(true);
    expect(isWorkingDay(always, dayOf('1406/01/01'))._unsafeUnwrap()).toBe(false);
  });

  it('changes its week with the period', () => {
    const weekly = {
      id: 'bill',
      periods: [
        { from: FIRST_DAY, off: ['friday'] as const },
        { from: dayOf('1405/07/01'), off: ['thursday', 'friday'] as const },
      ],
    };
    const calendar = workingCalendar({ ...data, weekly })._unsafeUnwrap();
    expect(isWorkingDay(calendar, dayOf('1405/06/26'))._unsafeUnwrap()).toBe(true);
    expect(isWorkingDay(calendar, dayOf('1405/07/02'))._unsafeUnwrap()).toBe(false);
    // A Thursday on which the period begins.
    const onThursday = {
      ...weekly,
      periods: weekly.periods.map((period, index) => (index === 0 ? period : { ...period, from: dayOf('1405/07/02') })),
    };
    expect(isWorkingDay(workingCalendar({ ...data, weekly: onThursday })._unsafeUnwrap(), dayOf('1405/07/02'))._unsafeUnwrap()).toBe(false);
  });

  it('of a province is closed with the whole country, and not with another province', () => {
    const heat = { fa: 'گرما', en: 'heat' };
    const [khuzestan, fars] = ['06', '07'] as DivisionCode[];
    const closures = [
      { day: dayOf('1405/05/06'), reason: heat },
      { day: dayOf('1405/05/07'), reason: heat, province: khuzestan },
      { day: dayOf('1405/05/08'), reason: heat, province: fars },
    ];
    const calendar = workingCalendar({ ...data, closures, province: khuzestan })._unsafeUnwrap();
    expect(['1405/05/06', '1405/05/07', '1405/05/08'].map((day) => isWorkingDay(calendar, dayOf(day))._unsafeUnwrap())).toEqual([
      ...[false, false, true],
    ]);
  });

  it('has a version that depends on its answers, not on the order of its facts', () => {
    const holidays: PublicHoliday[] = [
      { day: dayOf('1405/01/12'), key: 'islamic-republic-day', status: 'fixed' },
      { day: dayOf('1405/01/25'), key: 'sadiq-death', status: 'announced' },
    ];
    const versionOf = (change: Partial<WorkingCalendarData>): string => workingCalendar({ ...data, ...change })._unsafeUnwrap().version;
    expect(versionOf({ holidays: holidays.toReversed() })).toBe(versionOf({ holidays }));
    const closures = [{ day: dayOf('1405/05/11'), reason: { fa: 'گرما', en: 'heat' } }];
    const others = [{}, { holidays }, { closures }, { weekly: IRAN_WEEKLY_PATTERNS['IR-THU-FRI'] }, { lastDay: dayOf('1405/12/28') }];
    expect(new Set(others.map(versionOf)).size).toBe(5);
    expect(iran.version).toMatch(/^IR-FRI\.[0-9a-f]{16}$/);
  });

  it.each<[string, Partial<WorkingCalendarData>]>([
    ['days in no order', { lastDay: dayOf('1404/12/29') }],
    ['a holiday outside', { holidays: [{ day: dayOf('1406/01/01'), key: 'nowruz', status: 'fixed' }] }],
    ['a closure outside', { closures: [{ day: dayOf('1404/12/29'), reason: { fa: 'گرما', en: 'heat' } }] }],
    ['a week that begins too late', { weekly: { id: 'late', periods: [{ from: dayOf('1405/01/02'), off: ['friday'] }] } }],
    ['no week', { weekly: { id: 'none', periods: [] } }],
    [
      'periods in no order',
      {
        weekly: {
          id: 'double',
          periods: [
            { from: FIRST_DAY, off: ['friday'] },
            { from: FIRST_DAY, off: [] },
          ],
        },
      },
    ],
  ])('refuses %s', (_, change) => {
    expect(workingCalendar({ ...data, ...change })._unsafeUnwrapErr().code).toBe('workingCalendar.inconsistent');
  });

  it('finds no working day where there is none', () => {
    const off: Weekday[] = ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
    const calendar = workingCalendar({ ...data, weekly: { id: 'closed', periods: [{ from: FIRST_DAY, off }] } })._unsafeUnwrap();
    expect(addWorkingDays(calendar, dayOf('1405/06/01'), 1)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
  });
});
