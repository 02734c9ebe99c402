import { describe, expect, it } from 'vitest';
import { readComponents } from './component.ts';
import { parseEvent } from './event.ts';

const START = 'DTSTART;VALUE=DATE:20260420';
/** Line 3 begins the event, line 4 is the first of the lines given. */
const parse = (...lines: string[]) => {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
  return parseEvent(readComponents(text)._unsafeUnwrap().components[0] ?? expect.unreachable('no event'));
};
/** So many dates, which begin on line 6. */
const dates = (name: string, count: number) => `${name};VALUE=DATE:${Array<string>(count).fill('20260421').join()}`;

describe('parseEvent', () => {
  it('holds what the event says and nothing more', () => {
    const { start, ...event } = parse('UID:a', START)._unsafeUnwrap();
    expect(event).toStrictEqual({ kind: 'event', line: 3, uid: 'a', added: [], excluded: [] });
    expect(start).toStrictEqual({ kind: 'day', day: start.day });
  });

  it('holds all that it says, in whatever order', () => {
    const origin = '{"first":"1405/01/31"\\,"recurrence":{"frequency":"monthly"\\,"monthEnd":"skip"}}';
    const event = parse(
      `X-RAHYAR-RECURRENCE:${origin}`,
      'EXDATE;VALUE=DATE:20260422',
      'RDATE;VALUE=DATE:20260501',
      'RRULE:FREQ=DAILY;COUNT=3',
      'STATUS:Cancelled',
      'SUMMARY:یادآوری\\, دوم',
      START,
      'UID:a\\;b',
      'RDATE;VALUE=DATE:20260502,20260503',
    )._unsafeUnwrap();
    const first = event.start.day;
    const days = (...offsets: number[]) => offsets.map((offset) => ({ kind: 'day', day: first + offset }));
    expect(event).toStrictEqual({
      ...{ kind: 'event', line: 3, uid: 'a;b', summary: 'یادآوری, دوم', status: 'cancelled', start: event.start },
      rule: { kind: 'jalali', recurrence: { frequency: 'daily', interval: 1, monthEnd: 'skip', count: 3 } },
      added: days(11, 12, 13),
      excluded: days(2),
      origin: { first, recurrence: { frequency: 'monthly', interval: 1, monthEnd: 'skip' } },
    });
  });

  it('takes 20,000 dates of a name, on however many lines, and not one more', () => {
    const full = parse('UID:a', START, dates('RDATE', 12_000), dates('RDATE', 8_000), dates('EXDATE', 20_000))._unsafeUnwrap();
    expect([full.added.length, full.excluded.length]).toEqual([20_000, 20_000]);
    expect(parse('UID:a', START, dates('RDATE', 12_000), dates('RDATE', 8_001))._unsafeUnwrapErr()).toEqual({
      line: 7,
      code: 'icalendar.tooManyDates',
    });
  });

  it.each([
    ['a repeated UID before a missing start', ['UID:a', 'UID:a'], 5, 'icalendar.propertyRepeated'],
    ['an unsupported property before a missing UID', [START, 'EXRULE:FREQ=DAILY'], 5, 'icalendar.exclusionRuleUnsupported'],
    ['a wrong start before a wrong rule', ['UID:a', 'RRULE:x', 'DTSTART:x'], 6, 'icalendar.dateFormat'],
    ['a wrong rule before a wrong date', ['UID:a', START, 'EXDATE:x', 'RRULE:x'], 7, 'icalendar.rule.format'],
    ['a time among days', ['UID:a', START, 'RDATE;VALUE=DATE:20260421', 'RDATE:20260421T090000Z'], 7, 'icalendar.valueTypeMismatch'],
    ['a day among times', ['UID:a', 'DTSTART:20260421T090000Z', 'EXDATE;VALUE=DATE:20260421'], 6, 'icalendar.valueTypeMismatch'],
    ['a date that does not exist beside one that does', ['UID:a', START, 'RDATE;VALUE=DATE:20260421,20260431'], 6, 'date.notInCalendar'],
    ['two days in the start', ['UID:a', 'DTSTART;VALUE=DATE:20260420,20260421'], 5, 'icalendar.dateFormat'],
    ['a summary that ends within an escape', ['UID:a', START, 'SUMMARY:\\'], 6, 'icalendar.textFormat'],
  ])('refuses %s', (_, lines, line, code) => {
    expect(parse(...lines)._unsafeUnwrapErr()).toEqual({ line, code });
  });
});
