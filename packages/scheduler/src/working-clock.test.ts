import { Instant } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import type { EpochDay } from './epoch-day.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';
import { parseLocalTime } from './local-time.ts';
import type { CivilTime } from './tehran-time.ts';
import { IRAN_WEEKLY_PATTERNS } from './weekly-pattern.ts';
import { iranWorkingCalendar, workingCalendar } from './working-calendar.ts';
import {
  addWorkingMinutes,
  addWorkingMinutesToInstant,
  isWorkingMinute,
  workingClock,
  workingMinutesBetween,
  workingMinutesBetweenInstants,
} from './working-clock.ts';
import { ROUND_THE_CLOCK, spansOn, WorkingHours } from './working-hours.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const at = (text: string): CivilTime => ({ day: dayOf(text.slice(0, 10)), time: parseLocalTime(text.slice(11))._unsafeUnwrap() });
const shown = ({ day, time }: CivilTime): string =>
  `${formatJalali(day, 'en')} ${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;

const fullDay = [
  { opens: '08:00', closes: '12:00' },
  { opens: '13:00', closes: '16:30' },
];
const fasting = [{ opens: '09:00', closes: '14:00' }];
const sixDays = (full: unknown, half: unknown): Record<string, unknown> => ({
  saturday: full,
  sunday: full,
  monday: full,
  tuesday: full,
  wednesday: full,
  thursday: half,
});

/** Seven and a half hours with a break, a half day on Thursday, and shorter days in the Ramadan of 1404. */
const office = WorkingHours.parse({
  id: 'office',
  periods: [{ from: '1304/01/01', week: sixDays(fullDay, [{ opens: '08:00', closes: '12:30' }]) }],
  overlays: [{ from: '1404/11/30', to: '1404/12/29', reason: { fa: 'ماه رمضان', en: 'Ramadan' }, week: sixDays(fasting, fasting) }],
});
const iran = iranWorkingCalendar()._unsafeUnwrap();
const clock = workingClock(iran, office)._unsafeUnwrap();

describe('a working clock', () => {
  it.each([
    ['Monday 1405/09/02', 'Monday 1405/09/02', '08:00', '16:30', 450],
    ['Monday 1405/09/02', 'Monday 1405/09/02', '12:00', '13:00', 0],
    ['Wednesday 1405/09/04', 'Saturday 1405/09/07', '16:00', '08:10', 30 + 270 + 10],
    ['Friday 1405/09/06', 'Friday 1405/09/06', '00:00', '23:59', 0],
    ['Monday 1404/12/04', 'Tuesday 1404/12/05', '08:00', '08:00', 300],
    ['Tuesday 1405/09/03', 'Monday 1405/09/02', '08:30', '16:00', -60],
  ])('from %s to %s, %s to %s, runs for %i minutes', (from, to, start, end, minutes) => {
    const [a, b] = [at(`${from.split(' ')[1]} ${start}`), at(`${to.split(' ')[1]} ${end}`)];
    expect(workingMinutesBetween(clock, a, b)._unsafeUnwrap()).toBe(minutes);
  });

  it.each([
    ['1405/09/02 08:00', 240, '1405/09/02 12:00'],
    ['1405/09/02 08:00', 241, '1405/09/02 13:01'],
    ['1405/09/02 08:00', 450, '1405/09/02 16:30'],
    ['1405/09/04 16:30', 1, '1405/09/05 08:01'],
    ['1405/09/05 12:30', 60, '1405/09/07 09:00'],
    ['1405/09/06 10:00', 1, '1405/09/07 08:01'],
    ['1405/09/06 10:00', 0, '1405/09/06 10:00'],
    ['1405/09/07 08:00', -30, '1405/09/05 12:00'],
    ['1405/09/02 13:00', -1, '1405/09/02 11:59'],
  ])('%s and %i working minutes is %s', (from, count, to) => {
    expect(shown(addWorkingMinutes(clock, at(from), count)._unsafeUnwrap())).toBe(to);
  });

  it('counts an urgent matter over Nowruz by the holidays in between', () => {
    // Thursday 28 Esfand 1404 at 13:00 in Ramadan hours, then nothing before Wednesday 5 Farvardin 1405.
    const due = addWorkingMinutesToInstant(clock, Instant.parse('2026-03-19T13:00:00+03:30'), 120)._unsafeUnwrap();
    expect(due).toBe('2026-03-25T05:30:00Z');
  });

  it('ends where the calendar ends', () => {
    const codes = [
      addWorkingMinutes(clock, { day: iran.lastDay, time: at('1405/01/01 23:00').time }, 1),
      addWorkingMinutes(clock, { day: iran.firstDay, time: at('1405/01/01 00:00').time }, -1),
      addWorkingMinutes(clock, { day: (iran.lastDay + 1) as EpochDay, time: at('1405/01/01 00:00').time }, 0),
      workingMinutesBetween(clock, at('1405/01/01 00:00'), at('1389/12/29 00:00')),
      isWorkingMinute(clock, at('1389/12/29 00:00')),
    ].map((answer) => (answer.isErr() ? answer.error.code : 'none'));
    expect(new Set(codes)).toEqual(new Set(['workingCalendar.notCovered']));
    expect(addWorkingMinutes(clock, at('1405/09/02 08:00'), 0.5)._unsafeUnwrapErr().code).toBe('count.notInteger');
  });

  it('has no moment for the end of its last day, which is the beginning of a day it does not cover', () => {
    const monday = workingCalendar({
      weekly: IRAN_WEEKLY_PATTERNS['24x7'],
      firstDay: dayOf('1405/09/01'),
      lastDay: dayOf('1405/09/02'),
      holidays: [],
      closures: [],
    }).andThen((calendar) => workingClock(calendar, ROUND_THE_CLOCK));
    expect(shown(addWorkingMinutes(monday._unsafeUnwrap(), at('1405/09/02 23:58'), 1)._unsafeUnwrap())).toBe('1405/09/02 23:59');
    expect(addWorkingMinutes(monday._unsafeUnwrap(), at('1405/09/02 23:58'), 2)._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
  });

  it('never stops where work goes around the clock', () => {
    const always = iranWorkingCalendar(IRAN_WEEKLY_PATTERNS['24x7']).andThen((calendar) => workingClock(calendar, ROUND_THE_CLOCK));
    const [from, to] = [Instant.parse('2026-11-27T21:00:00Z'), Instant.parse('2026-11-28T21:00:59Z')];
    expect(workingMinutesBetweenInstants(always._unsafeUnwrap(), from, to)._unsafeUnwrap()).toBe(1_440);
    expect(addWorkingMinutesToInstant(always._unsafeUnwrap(), from, 1_440)._unsafeUnwrap()).toBe('2026-11-28T21:00:00Z');
    expect(shown(addWorkingMinutes(always._unsafeUnwrap(), at('1405/09/02 00:00'), 1_440)._unsafeUnwrap())).toBe('1405/09/03 00:00');
  });
});

describe('working hours', () => {
  it('change with the period, and give way to an overlay on its days alone', () => {
    const hours: WorkingHours = {
      ...office,
      periods: [
        ...office.periods,
        { from: dayOf('1405/07/01'), week: { saturday: [{ opens: at('1405/01/01 07:00').time, closes: 900 }] } },
      ],
    };
    const openedOn = (jalali: string): unknown => spansOn(hours, dayOf(jalali)).map(({ opens }) => opens);
    // Wednesday the last day before, Saturday the first in the new period; Sunday has no hours any more.
    expect(openedOn('1404/11/29')).toEqual([480, 780]);
    expect(openedOn('1404/11/30')).toEqual([540]);
    expect(openedOn('1404/12/28')).toEqual([540]);
    expect(openedOn('1405/06/31')).toEqual([480, 780]);
    expect(openedOn('1405/07/04')).toEqual([420]);
    expect(openedOn('1405/07/05')).toEqual([]);
  });
});
