import { describe, expect, it } from 'vitest';
import { isoDateOf } from '../epoch-day.ts';
import { parseContentLine } from './content-line.ts';
import { keyOf, parseTime, parseTimes } from './icalendar-time.ts';

const timesOf = (line: string) => parseContentLine({ line: 1, text: line }).andThen(parseTimes);
const keyOfLine = (line: string) => timesOf(line)._unsafeUnwrap().map(keyOf).join();

describe('parseTimes', () => {
  it.each([
    ['RDATE;VALUE=DATE:20260420,20260421', '2026-04-20,2026-04-21'],
    ['RDATE;VALUE=DATE-TIME:20260420T053000Z', '2026-04-20T05:30:00Z'],
    ['RDATE;value=date-time;tzid=ASIA/TEHRAN:20260420T090000', '2026-04-20T05:30:00Z'],
    ['RDATE;TZID=Iran Standard Time:20260420T090000', '2026-04-20T05:30:00Z'],
    ['RDATE;TZID=Etc/UTC:20260420T090000', '2026-04-20T09:00:00Z'],
    ['RDATE:20260420T235900', '2026-04-20T20:29:00Z'],
  ])('reads %s', (line, key) => {
    expect(keyOfLine(line)).toBe(key);
  });

  it('takes 20,000 dates and not one more', () => {
    const line = (count: number) => `RDATE;VALUE=DATE:${Array<string>(count).fill('20260420').join()}`;
    expect(timesOf(line(20_000))._unsafeUnwrap()).toHaveLength(20_000);
    expect(timesOf(line(20_001))._unsafeUnwrapErr().code).toBe('icalendar.tooManyDates');
  });
});

describe('parseTime', () => {
  it.each([
    'x20260420',
    '20260420x',
    '20260420T090000Zx',
    '20260420T0900',
    '20260420T096000',
    '020260420',
    ' 20260420',
    '20260420T090000z',
  ])('refuses %j', (text) => {
    expect(parseTime(text, 'floating')._unsafeUnwrapErr().code).toBe('icalendar.dateFormat');
  });

  it('refuses a leap second as seconds', () => {
    expect(parseTime('20260420T235960Z', 'floating')._unsafeUnwrapErr().code).toBe('icalendar.secondsUnsupported');
  });

  it('reads the day of Greenwich for a time in UTC', () => {
    const time = parseTime('20260420T233000Z', 'floating')._unsafeUnwrap();
    expect(time).toStrictEqual({ kind: 'time', zone: 'UTC', day: time.day, time: 23 * 60 + 30 });
    expect(isoDateOf(time.day)).toBe('2026-04-20');
  });
});

describe('keyOf', () => {
  it('is equal for one instant in every zone, and differs for two times of a day and for the day itself', () => {
    const keys = [
      'RDATE:20260420T053000Z',
      'RDATE;TZID=UTC:20260420T053000',
      'RDATE;TZID=Asia/Tehran:20260420T090000',
      'RDATE:20260420T090000',
      'RDATE:20260420T053100Z',
      'RDATE;VALUE=DATE:20260420',
    ].map(keyOfLine);
    expect(new Set(keys.slice(0, 4)).size).toBe(1);
    expect(new Set(keys).size).toBe(3);
  });
});
