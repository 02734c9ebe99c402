import { describe, expect, it } from 'vitest';
import type { EpochDay } from './epoch-day.ts';
import { formatJalaliLong, parseJalali } from './jalali-text.ts';
import { parseLocalTime } from './local-time.ts';
import { iranWorkingCalendar } from './working-calendar.ts';
import { type DeadlineTerms, deadline } from './working-day-deadline.ts';

const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();
const timeOf = (text: string) => parseLocalTime(text)._unsafeUnwrap();
const iran = iranWorkingCalendar()._unsafeUnwrap();
const cutOff = timeOf('14:00');

describe('deadline', () => {
  it.each<[string, string, DeadlineTerms, string, string]>([
    // Day zero, then the last day in time.
    ['1405/09/02', '10:00', { workingDays: 3, dayZero: 'excluded' }, 'Monday 2 Azar 1405', 'Thursday 5 Azar 1405'],
    ['1405/09/02', '10:00', { workingDays: 3, dayZero: 'included' }, 'Monday 2 Azar 1405', 'Wednesday 4 Azar 1405'],
    ['1405/09/02', '14:00', { workingDays: 1, dayZero: 'excluded', cutOff }, 'Monday 2 Azar 1405', 'Tuesday 3 Azar 1405'],
    ['1405/09/02', '14:01', { workingDays: 1, dayZero: 'excluded', cutOff }, 'Tuesday 3 Azar 1405', 'Wednesday 4 Azar 1405'],
    ['1405/09/02', '23:59', { workingDays: 1, dayZero: 'excluded' }, 'Monday 2 Azar 1405', 'Tuesday 3 Azar 1405'],
    ['1405/09/05', '14:01', { workingDays: 1, dayZero: 'included', cutOff }, 'Saturday 7 Azar 1405', 'Saturday 7 Azar 1405'],
    ['1405/09/06', '23:00', { workingDays: 1, dayZero: 'excluded', cutOff }, 'Saturday 7 Azar 1405', 'Sunday 8 Azar 1405'],
    ['1405/09/06', '10:00', { workingDays: 0, dayZero: 'excluded' }, 'Saturday 7 Azar 1405', 'Saturday 7 Azar 1405'],
    ['1404/12/29', '10:00', { workingDays: 1, dayZero: 'included' }, 'Wednesday 5 Farvardin 1405', 'Wednesday 5 Farvardin 1405'],
  ])('%s %s under %o counts for %s and ends on %s', (jalali, time, terms, start, end) => {
    const found = deadline(iran, { day: dayOf(jalali), time: timeOf(time) }, terms)._unsafeUnwrap();
    expect([found.dayZero, found.day].map((day) => formatJalaliLong(day, 'en'))).toEqual([start, end]);
  });

  it('is as sure as the holidays that it rests on', () => {
    const over = (jalali: string): string =>
      deadline(iran, { day: dayOf(jalali), time: timeOf('10:00') }, { workingDays: 3, dayZero: 'excluded' })._unsafeUnwrap().confidence;
    expect(over('1405/11/20')).toBe('fixed');
    expect(over('1405/12/18')).toBe('announced');
    expect(over('1406/12/06')).toMatch(/^predicted/);
  });

  it.each<[DeadlineTerms, string]>([
    [{ workingDays: 1.5, dayZero: 'excluded' }, 'count.notInteger'],
    [{ workingDays: Number.NaN, dayZero: 'included' }, 'count.notInteger'],
    [{ workingDays: -1.5, dayZero: 'excluded' }, 'count.notInteger'],
    [{ workingDays: -1, dayZero: 'excluded' }, 'count.tooSmall'],
    [{ workingDays: 0, dayZero: 'included' }, 'count.tooSmall'],
    [{ workingDays: 100_000, dayZero: 'excluded' }, 'workingCalendar.notCovered'],
  ])('refuses %o with %s', (terms, code) => {
    expect(deadline(iran, { day: dayOf('1405/09/02'), time: timeOf('10:00') }, terms)._unsafeUnwrapErr().code).toBe(code);
  });

  it('knows no deadline of an event outside the calendar', () => {
    const event = { day: dayOf('1389/12/29'), time: timeOf('10:00') };
    expect(deadline(iran, event, { workingDays: 1, dayZero: 'excluded' })._unsafeUnwrapErr().code).toBe('workingCalendar.notCovered');
  });
});
