import { epochDayOf, type IsoDate } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { type EpochDay, FIRST_DAY, isoDateOf, LAST_DAY } from '../epoch-day.ts';
import { occurrencesOfEvent } from './event-occurrences.ts';
import { parseIcalendar } from './parse-icalendar.ts';

const day = (date: string): EpochDay => epochDayOf(date as IsoDate) as EpochDay;
const eventOf = (...lines: string[]) => {
  const file = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
  return parseIcalendar(file)._unsafeUnwrap().events[0] ?? expect.unreachable('refused');
};
const occurrencesOf = (lines: readonly string[], from: string, to: string) =>
  occurrencesOfEvent(eventOf(...lines), { from: day(from), to: day(to) })
    ._unsafeUnwrap()
    .map((found) => found.instant ?? isoDateOf(found.day));
const datesOf = (lines: readonly string[], from: string, to: string) =>
  occurrencesOfEvent(eventOf(...lines), { from: day(from), to: day(to) })
    ._unsafeUnwrap()
    .map((found) => isoDateOf(found.day));

describe('occurrencesOfEvent', () => {
  it('gives dates in order and once, wherever the file lists them', () => {
    const lines = [
      'DTSTART;VALUE=DATE:20260420',
      'RDATE;VALUE=DATE:20260501,20260410',
      'RRULE:FREQ=WEEKLY;COUNT=2',
      'RDATE;VALUE=DATE:20260420,20260421',
    ];
    expect(datesOf(lines, '2026-01-01', '2026-12-31')).toEqual(['2026-04-10', '2026-04-20', '2026-04-21', '2026-04-27', '2026-05-01']);
  });

  it('gives times in the order of their instants, whatever their zones', () => {
    const lines = [
      'DTSTART;TZID=Asia/Tehran:20260420T090000',
      'RDATE:20260420T040000Z,20260421T060000Z',
      'RDATE;TZID=Asia/Tehran:20260420T120000,20260421T080000',
      // The instant of the start once more.
      'RDATE:20260420T053000Z',
    ];
    expect(occurrencesOf(lines, '2026-01-01', '2026-12-31')).toEqual([
      '2026-04-20T04:00:00Z',
      '2026-04-20T05:30:00Z',
      '2026-04-20T08:30:00Z',
      '2026-04-21T04:30:00Z',
      '2026-04-21T06:00:00Z',
    ]);
  });

  it('leaves out an instant in whatever zone EXDATE names it, and only that instant of its day', () => {
    const lines = ['DTSTART;TZID=Asia/Tehran:20260420T090000', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20260421T053000Z,20260422T053100Z'];
    expect(occurrencesOf(lines, '2026-01-01', '2026-12-31')).toEqual(['2026-04-20T05:30:00Z', '2026-04-22T05:30:00Z']);
  });

  it.each([
    ['an event without a rule', ['DTSTART;VALUE=DATE:20260420', 'RDATE;VALUE=DATE:20260418,20260422']],
    ['an event with a rule', ['DTSTART;VALUE=DATE:20260418', 'RRULE:FREQ=DAILY;INTERVAL=2;COUNT=3']],
    ['times in UTC, by their days in Tehran', ['DTSTART:20260417T210000Z', 'RRULE:FREQ=DAILY;INTERVAL=2;COUNT=3']],
    ['times in Tehran', ['DTSTART;TZID=Asia/Tehran:20260418T003000', 'RRULE:FREQ=DAILY;INTERVAL=2;COUNT=3']],
  ])('keeps to the window, both ends included: %s', (_, lines) => {
    expect(datesOf(lines, '2026-04-18', '2026-04-22')).toEqual(['2026-04-18', '2026-04-20', '2026-04-22']);
    expect(datesOf(lines, '2026-04-19', '2026-04-21')).toEqual(['2026-04-20']);
    expect(datesOf(lines, '2026-04-20', '2026-04-20')).toEqual(['2026-04-20']);
    expect(datesOf(lines, '2026-04-21', '2026-04-21')).toEqual([]);
    expect(datesOf(lines, '2026-04-23', '2026-05-23')).toEqual([]);
  });

  it('keeps a time that the clock of Tehran skipped on the day that the file names', () => {
    // On 30 Esfand 1355 the clock went from 23:00 to midnight.
    const [found] = occurrencesOfEvent(eventOf('DTSTART;TZID=Asia/Tehran:19770321T233000'), {
      from: FIRST_DAY,
      to: LAST_DAY,
    })._unsafeUnwrap();
    expect(found).toEqual({ day: day('1977-03-21'), instant: '1977-03-21T20:00:00Z' });
  });

  it('fails where a time in UTC lies after the last day of Tehran', () => {
    const found = occurrencesOfEvent(eventOf(`DTSTART:${isoDateOf(LAST_DAY).replaceAll('-', '')}T210000Z`), {
      from: FIRST_DAY,
      to: LAST_DAY,
    });
    expect(found._unsafeUnwrapErr().code).toBe('date.outOfRange');
  });

  it('finds the days of a series at both ends of the calendar', () => {
    const whole = { from: FIRST_DAY, to: LAST_DAY };
    const countFrom = (first: EpochDay, rule: string) => {
      const event = eventOf(`DTSTART;VALUE=DATE:${isoDateOf(first).replaceAll('-', '')}`, `RRULE:${rule}`);
      return occurrencesOfEvent(event, whole)._unsafeUnwrap().length;
    };
    expect(countFrom(FIRST_DAY, 'FREQ=DAILY;COUNT=3')).toBe(3);
    expect(countFrom((LAST_DAY - 2) as EpochDay, 'FREQ=DAILY')).toBe(3);
    expect(countFrom((LAST_DAY - 2) as EpochDay, 'FREQ=DAILY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12')).toBe(3);
  });
});
