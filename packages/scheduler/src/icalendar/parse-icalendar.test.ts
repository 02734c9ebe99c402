import { describe, expect, it } from 'vitest';
import type { EpochDay } from '../epoch-day.ts';
import { isoDateOf } from '../epoch-day.ts';
import { occurrencesOfEvent } from './event-occurrences.ts';
import { parseIcalendar } from './parse-icalendar.ts';

const calendar = (lines: readonly string[], head: readonly string[] = ['VERSION:2.0', 'PRODID:-//x//EN']): string =>
  ['BEGIN:VCALENDAR', ...head, ...lines, 'END:VCALENDAR', ''].join('\r\n');
/** Line 4 begins the event, line 5 is its UID, line 6 the first of the lines given. */
const event = (...lines: string[]): string => calendar(['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT']);
/** Monday 31 Farvardin 1405; the rule is on line 7. */
const withRule = (rule: string, start = ';VALUE=DATE:20260420'): string => event(`DTSTART${start}`, `RRULE:${rule}`);

const read = (text: string) => parseIcalendar(text)._unsafeUnwrap();
const window = { from: 20_000 as EpochDay, to: 22_000 as EpochDay };
const datesOf = (text: string, count: number): string[] =>
  occurrencesOfEvent(read(text).events[0] ?? expect.unreachable('refused'), window)
    ._unsafeUnwrap()
    .slice(0, count)
    .map(({ day }) => isoDateOf(day));

describe('parseIcalendar', () => {
  it('reads the last day of every Jalali month', () => {
    // 31 Farvardin, 31 Ordibehesht, ... 31 Shahrivar, 30 Mehr 1405
    const text = withRule('RSCALE=PERSIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD');
    expect(datesOf(text, 7)).toEqual(['2026-04-20', '2026-05-21', '2026-06-21', '2026-07-22', '2026-08-22', '2026-09-22', '2026-10-22']);
    expect(read(text).events[0]?.rule).toEqual({
      kind: 'jalali',
      recurrence: { frequency: 'monthly', interval: 1, monthEnd: 'clamp', monthDays: [31] },
    });
  });

  it('leaves a month without the day out when no SKIP is given, and takes the day after it by FORWARD', () => {
    expect(datesOf(withRule('RSCALE=PERSIAN;FREQ=MONTHLY;BYMONTHDAY=31'), 7).at(-1)).toBe('2027-04-20');
    expect(datesOf(withRule('RSCALE=PERSIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD'), 7).at(-1)).toBe('2026-10-23');
  });

  it('reads a rule without RSCALE as Gregorian', () => {
    expect(datesOf(withRule('FREQ=MONTHLY'), 3)).toEqual(['2026-04-20', '2026-05-20', '2026-06-20']);
    expect(datesOf(withRule('FREQ=MONTHLY;BYDAY=3MO'), 3)).toEqual(['2026-04-20', '2026-05-18', '2026-06-15']);
    expect(datesOf(withRule('RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD', ';VALUE=DATE:20280229'), 3)).toEqual([
      '2028-02-29',
      '2029-03-01',
      '2030-03-01',
    ]);
  });

  it('expands in the zone of the start: 21:00 in Greenwich is the next day in Tehran', () => {
    expect(datesOf(withRule('FREQ=WEEKLY;BYDAY=MO', ':20260420T210000Z'), 2)).toEqual(['2026-04-21', '2026-04-28']);
    expect(datesOf(withRule('FREQ=WEEKLY;BYDAY=MO', ';TZID=Asia/Tehran:20260420T210000'), 2)).toEqual(['2026-04-20', '2026-04-27']);
  });

  it('begins weeks where WKST says', () => {
    const biweekly = (weekStart: string) => withRule(`FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,MO;WKST=${weekStart}`);
    expect(datesOf(biweekly('SA'), 3)).toEqual(['2026-04-20', '2026-05-02', '2026-05-04']);
    expect(datesOf(biweekly('MO'), 3)).toEqual(['2026-04-20', '2026-04-25', '2026-05-04']);
  });

  it('ends by UNTIL to the minute, and counts days that EXDATE leaves out', () => {
    const start = ';TZID=Asia/Tehran:20260420T090000';
    expect(datesOf(withRule('FREQ=DAILY;UNTIL=20260422T053000Z', start), 9)).toHaveLength(3);
    expect(datesOf(withRule('FREQ=DAILY;UNTIL=20260422T052900Z', start), 9)).toHaveLength(2);
    const left = event(
      'DTSTART;VALUE=DATE:20260420',
      'RRULE:FREQ=DAILY;COUNT=3',
      'EXDATE;VALUE=DATE:20260421',
      'RDATE;VALUE=DATE:20260501',
    );
    expect(datesOf(left, 9)).toEqual(['2026-04-20', '2026-04-22', '2026-05-01']);
  });

  it('passes over what it has no use for, and goes on after what is broken', () => {
    const text = calendar([
      ...['BEGIN:VTIMEZONE', 'TZID:Asia/Tehran', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'END:STANDARD', 'END:VTIMEZONE'],
      ...['BEGIN:VEVENT', 'UID:broken', 'DTSTART;VALUE=DATE:20260230', 'END:VEVENT'],
      ...['BEGIN:VTODO', 'UID:whole', 'DTSTART:20260420T053000Z', 'STATUS:NEEDS-ACTION', 'X-OTHER;Y="z":?'],
      ...['BEGIN:VALARM', 'TRIGGER:-PT15M', 'UID:alarm', 'END:VALARM', 'END:VTODO'],
    ]);
    const { events, refused } = read(text);
    expect(refused).toEqual([{ line: 12, code: 'date.notInCalendar' }]);
    expect(events.map(({ kind, uid, status, line }) => ({ kind, uid, status, line }))).toEqual([
      { kind: 'todo', uid: 'whole', status: 'needs-action', line: 14 },
    ]);
  });
});

describe('what parseIcalendar refuses', () => {
  const start = 'DTSTART;VALUE=DATE:20260420';
  it.each([
    ['a line without a colon', event(start, 'SUMMARY'), 7, 'icalendar.lineFormat'],
    ['a parameter without a value', event(start, 'SUMMARY;X:y'), 7, 'icalendar.lineFormat'],
    ['an open quote', event(start, 'SUMMARY;X="y:z'), 7, 'icalendar.lineFormat'],
    ['a control character', event(start, 'SUMMARY:a\u0007'), 7, 'icalendar.controlCharacter'],
    ['a fold of nothing', event(start, '', ' more'), 8, 'icalendar.foldBroken'],
    ['a giant line', event(start, `SUMMARY:${'x'.repeat(200_001)}`), 7, 'icalendar.lineTooLong'],
    ['a giant line in folds', event(start, `SUMMARY:${`${'x'.repeat(70)}\r\n `.repeat(3_000)}x`), 7, 'icalendar.lineTooLong'],
    ['a wrong escape', event(start, 'SUMMARY:a\\b'), 7, 'icalendar.textFormat'],
    ['no UID', calendar(['BEGIN:VEVENT', start, 'END:VEVENT']), 4, 'icalendar.uidMissing'],
    ['an empty UID', calendar(['BEGIN:VEVENT', 'UID: ', start, 'END:VEVENT']), 5, 'icalendar.propertyEmpty'],
    ['no DTSTART', event('SUMMARY:x'), 4, 'icalendar.startMissing'],
    ['no DTSTART of a to-do', calendar(['BEGIN:VTODO', 'UID:a', 'DUE;VALUE=DATE:20260420', 'END:VTODO']), 4, 'icalendar.startMissing'],
    ['two DTSTARTs', event(start, start), 7, 'icalendar.propertyRepeated'],
    ['two RRULEs', event(start, 'RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY'), 8, 'icalendar.propertyRepeated'],
    ['an EXRULE', event(start, 'RRULE:FREQ=DAILY', 'EXRULE:FREQ=WEEKLY'), 8, 'icalendar.exclusionRuleUnsupported'],
    ['an override', event(start, 'RECURRENCE-ID;VALUE=DATE:20260420'), 5, 'icalendar.overrideUnsupported'],
    ['30 February', event('DTSTART;VALUE=DATE:20260230'), 6, 'date.notInCalendar'],
    ['29 February of a common year', event('DTSTART;VALUE=DATE:20260229'), 6, 'date.notInCalendar'],
    ['month 13', event('DTSTART;VALUE=DATE:20261301'), 6, 'date.notInCalendar'],
    ['a Jalali year as a Gregorian one', event('DTSTART;VALUE=DATE:14050131'), 6, 'date.notInCalendar'],
    ['a day after the calendar', event('DTSTART;VALUE=DATE:21900101'), 6, 'date.outOfRange'],
    ['a date with dashes', event('DTSTART;VALUE=DATE:2026-04-20'), 6, 'icalendar.dateFormat'],
    ['a date without its type', event('DTSTART:20260420'), 6, 'icalendar.dateFormat'],
    ['a time of the type DATE', event('DTSTART;VALUE=DATE:20260420T090000'), 6, 'icalendar.dateFormat'],
    ['hour 24', event('DTSTART:20260420T240000Z'), 6, 'icalendar.dateFormat'],
    ['UTC beside a zone', event('DTSTART;TZID=Asia/Tehran:20260420T090000Z'), 6, 'icalendar.dateFormat'],
    ['two dates in DTSTART', event('DTSTART:20260420T090000Z,20260421T090000Z'), 6, 'icalendar.dateFormat'],
    ['seconds', event('DTSTART:20260420T090030Z'), 6, 'icalendar.secondsUnsupported'],
    ['another zone', event('DTSTART;TZID=Europe/Paris:20260420T090000'), 6, 'icalendar.timeZoneUnknown'],
    ['a zone named as a property of objects', event('DTSTART;TZID=constructor:20260420T090000'), 6, 'icalendar.timeZoneUnknown'],
    ['periods', event(start, 'RDATE;VALUE=PERIOD:20260420T090000Z/PT1H'), 7, 'icalendar.valueTypeUnsupported'],
    ['a time left out of whole days', event(start, 'EXDATE:20260420T090000Z'), 7, 'icalendar.valueTypeMismatch'],
    ['an unknown status', event(start, 'STATUS:MAYBE'), 7, 'icalendar.statusUnknown'],
    ['too many dates', event(start, `RDATE;VALUE=DATE:${'20260420,'.repeat(20_001)}20260420`), 7, 'icalendar.tooManyDates'],
    ['an origin that is no JSON', event(start, 'X-RAHYAR-RECURRENCE:{'), 7, 'icalendar.originInvalid'],
    ['an origin of another shape', event(start, 'X-RAHYAR-RECURRENCE:null'), 7, 'icalendar.originInvalid'],
    ['an empty rule', withRule(''), 7, 'icalendar.rule.format'],
    ['a rule without signs of equality', withRule('DAILY'), 7, 'icalendar.rule.format'],
    ['a rule that ends in a semicolon', withRule('FREQ=DAILY;'), 7, 'icalendar.rule.format'],
    ['an unknown part', withRule('FREQ=DAILY;BYMOON=1'), 7, 'icalendar.rule.partUnknown'],
    ['a part given twice', withRule('FREQ=DAILY;COUNT=1;COUNT=2'), 7, 'icalendar.rule.partRepeated'],
    ['BYSETPOS', withRule('FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1'), 7, 'icalendar.rule.partUnsupported'],
    ['BYWEEKNO', withRule('FREQ=YEARLY;BYWEEKNO=17'), 7, 'icalendar.rule.partUnsupported'],
    ['BYYEARDAY', withRule('RSCALE=PERSIAN;FREQ=YEARLY;BYYEARDAY=31'), 7, 'icalendar.rule.partUnsupported'],
    ['no FREQ', withRule('INTERVAL=2'), 7, 'icalendar.rule.frequencyMissing'],
    ['hours', withRule('FREQ=HOURLY'), 7, 'icalendar.rule.frequencyUnsupported'],
    ['an unknown FREQ', withRule('FREQ=JALALI'), 7, 'icalendar.rule.frequencyUnsupported'],
    ['interval 0', withRule('FREQ=DAILY;INTERVAL=0'), 7, 'icalendar.rule.intervalInvalid'],
    ['half an interval', withRule('FREQ=MONTHLY;INTERVAL=1.5'), 7, 'icalendar.rule.intervalInvalid'],
    ['count 0', withRule('FREQ=DAILY;COUNT=0'), 7, 'icalendar.rule.countInvalid'],
    ['a negative count', withRule('FREQ=DAILY;COUNT=-3'), 7, 'icalendar.rule.countInvalid'],
    ['COUNT beside UNTIL', withRule('FREQ=DAILY;COUNT=3;UNTIL=20260501'), 7, 'icalendar.rule.countAndUntil'],
    ['an UNTIL that is no date', withRule('FREQ=DAILY;UNTIL=20260431'), 7, 'icalendar.rule.untilInvalid'],
    ['an UNTIL before DTSTART', withRule('FREQ=DAILY;UNTIL=20260401'), 7, 'icalendar.rule.untilInvalid'],
    ['an UNTIL of a day for times', withRule('FREQ=DAILY;UNTIL=20260501', ':20260420T090000Z'), 7, 'icalendar.rule.untilInvalid'],
    [
      'an UNTIL in no zone',
      withRule('FREQ=DAILY;UNTIL=20260501T090000', ';TZID=Asia/Tehran:20260420T090000'),
      7,
      'icalendar.rule.untilInvalid',
    ],
    ['BYMONTH=13', withRule('RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=13'), 7, 'icalendar.rule.monthInvalid'],
    ['a leap month', withRule('RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=5L'), 7, 'icalendar.rule.monthInvalid'],
    ['BYMONTHDAY=0', withRule('FREQ=MONTHLY;BYMONTHDAY=0'), 7, 'icalendar.rule.monthDayInvalid'],
    ['BYMONTHDAY=32', withRule('RSCALE=PERSIAN;FREQ=MONTHLY;BYMONTHDAY=32'), 7, 'icalendar.rule.monthDayInvalid'],
    ['an empty item', withRule('FREQ=MONTHLY;BYMONTHDAY=1,,2'), 7, 'icalendar.rule.monthDayInvalid'],
    ['an endless list', withRule(`FREQ=MONTHLY;BYMONTHDAY=${'1,'.repeat(80)}20`), 7, 'icalendar.rule.monthDayInvalid'],
    ['an unknown weekday', withRule('FREQ=WEEKLY;BYDAY=XX'), 7, 'icalendar.rule.weekdayInvalid'],
    ['the sixth Monday', withRule('FREQ=MONTHLY;BYDAY=6MO'), 7, 'icalendar.rule.weekdayInvalid'],
    ['an unknown first day of the week', withRule('FREQ=WEEKLY;WKST=0'), 7, 'icalendar.rule.weekStartInvalid'],
    ['an unknown calendar', withRule('RSCALE=JALALI;FREQ=MONTHLY'), 7, 'icalendar.rule.scaleUnsupported'],
    ['a calendar that is not read', withRule('RSCALE=HEBREW;FREQ=MONTHLY'), 7, 'icalendar.rule.scaleUnsupported'],
    ['SKIP without RSCALE', withRule('FREQ=MONTHLY;SKIP=BACKWARD'), 7, 'icalendar.rule.skipWithoutScale'],
    ['an unknown SKIP', withRule('RSCALE=PERSIAN;FREQ=MONTHLY;SKIP=CLAMP'), 7, 'icalendar.rule.skipInvalid'],
    ['days of the month in a week', withRule('FREQ=WEEKLY;BYMONTHDAY=20'), 7, 'icalendar.rule.combinationUnsupported'],
    ['the nth weekday of a week', withRule('FREQ=WEEKLY;BYDAY=1MO'), 7, 'icalendar.rule.combinationUnsupported'],
    ['the nth weekday of a year', withRule('FREQ=YEARLY;BYDAY=3MO'), 7, 'icalendar.rule.combinationUnsupported'],
    [
      'weeks from Monday in Jalali months',
      withRule('RSCALE=PERSIAN;FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,MO;BYMONTH=1;WKST=MO'),
      7,
      'icalendar.rule.combinationUnsupported',
    ],
    ['a start outside the rule', withRule('FREQ=WEEKLY;BYDAY=TU'), 7, 'icalendar.rule.startOutside'],
    [
      'a start in another month of the rule',
      withRule('RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30'),
      7,
      'icalendar.rule.startOutside',
    ],
  ])('%s', (_, text, line, code) => {
    const { events, refused } = read(text);
    expect(refused).toEqual([{ line, code }]);
    expect(events).toEqual([]);
  });

  it.each([
    ['no version', calendar([], []), 1, 'icalendar.versionUnsupported'],
    ['version 1.0', calendar([], ['VERSION:1.0']), 2, 'icalendar.versionUnsupported'],
    ['a Jalali CALSCALE', calendar([], ['VERSION:2.0', 'CALSCALE:PERSIAN']), 3, 'icalendar.calendarScaleUnsupported'],
    ['a cancellation', calendar([], ['VERSION:2.0', 'METHOD:CANCEL']), 3, 'icalendar.methodUnsupported'],
    ['a journal', calendar(['BEGIN:VJOURNAL', 'UID:a', 'END:VJOURNAL']), 4, 'icalendar.componentUnsupported'],
    ['a calendar in a calendar', calendar(['BEGIN:VCALENDAR', 'VERSION:2.0', 'END:VCALENDAR']), 4, 'icalendar.componentNested'],
    ['an unknown part of an event', calendar(['BEGIN:VEVENT', 'BEGIN:X', 'END:X', 'END:VEVENT']), 5, 'icalendar.componentNested'],
    ['an alarm in an alarm', event('BEGIN:VALARM', 'BEGIN:VALARM', 'END:VALARM', 'END:VALARM'), 7, 'icalendar.componentNested'],
    ['an end of another name', calendar(['BEGIN:VEVENT', 'END:VTODO', 'END:VEVENT']), 5, 'icalendar.componentUnclosed'],
    ['an end of nothing', calendar(['END:VEVENT']), 4, 'icalendar.componentUnclosed'],
    ['an event that the calendar ends', calendar(['BEGIN:VEVENT', 'UID:a']), 6, 'icalendar.componentUnclosed'],
    ['a calendar without an end', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n', 1, 'icalendar.componentUnclosed'],
    ['text after the calendar', `${calendar([])}SUMMARY:x`, 5, 'icalendar.notCalendar'],
    ['an event outside a calendar', `${calendar([])}BEGIN:VEVENT`, 5, 'icalendar.notCalendar'],
    ['a broken line of the calendar', calendar(['NAME']), 4, 'icalendar.lineFormat'],
  ])('%s', (_, text, line, code) => {
    const { events, refused } = read(text);
    expect(refused[0]).toEqual({ line, code });
    expect(events).toEqual([]);
  });

  it('an event within an event, but not the inner one', () => {
    const inner = ['BEGIN:VEVENT', 'UID:b', 'DTSTART;VALUE=DATE:20260420', 'END:VEVENT'];
    const { events, refused } = read(event('DTSTART;VALUE=DATE:20260420', ...inner));
    expect(events.map(({ uid }) => uid)).toEqual(['b']);
    expect(refused).toEqual([
      { line: 7, code: 'icalendar.componentNested' },
      { line: 11, code: 'icalendar.componentUnclosed' },
    ]);
  });

  it('a second event of one UID, and every event of a UID that is overridden', () => {
    const one = ['BEGIN:VEVENT', 'UID:a', 'DTSTART;VALUE=DATE:20260420', 'END:VEVENT'];
    expect(read(calendar([...one, ...one])).refused).toEqual([{ line: 9, code: 'icalendar.uidDuplicate' }]);
    const override = ['BEGIN:VEVENT', 'UID:a', 'RECURRENCE-ID;VALUE=DATE:20260420', 'DTSTART;VALUE=DATE:20260421', 'END:VEVENT'];
    expect(read(calendar([...one, ...override])).refused.map(({ line }) => line)).toEqual([5, 9]);
  });

  it('no event for a word that an override says of something else', () => {
    const override = ['BEGIN:VEVENT', 'SUMMARY:b', 'UID:a', 'RECURRENCE-ID:20260420T090000Z', 'DTSTART:20260421T090000Z', 'END:VEVENT'];
    const other = ['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20260420', 'UID:b', 'END:VEVENT'];
    const { events, refused } = read(calendar([...override, ...other]));
    expect(events.map(({ uid }) => uid)).toEqual(['b']);
    expect(refused).toEqual([{ line: 6, code: 'icalendar.overrideUnsupported' }]);
  });

  it('a UID used before, even by an event that was refused, and two events without one apart', () => {
    const broken = ['BEGIN:VEVENT', 'DTSTART:x', 'UID:a', 'END:VEVENT'];
    const none = ['BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20260420', 'END:VEVENT'];
    expect(read(calendar([...broken, ...broken, ...none, ...none])).refused).toEqual([
      { line: 5, code: 'icalendar.dateFormat' },
      { line: 10, code: 'icalendar.uidDuplicate' },
      { line: 12, code: 'icalendar.uidMissing' },
      { line: 15, code: 'icalendar.uidMissing' },
    ]);
  });

  it('in the order of the lines, whether a line, a component or an event is wrong', () => {
    const broken = (uid: string) => ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTART:x', 'END:VEVENT'];
    const journal = ['BEGIN:VJOURNAL', 'END:VJOURNAL'];
    expect(read(calendar([...broken('a'), ...journal, 'BROKEN', ...broken('b'), ...journal])).refused).toEqual([
      { line: 6, code: 'icalendar.dateFormat' },
      { line: 8, code: 'icalendar.componentUnsupported' },
      { line: 10, code: 'icalendar.lineFormat' },
      { line: 13, code: 'icalendar.dateFormat' },
      { line: 15, code: 'icalendar.componentUnsupported' },
    ]);
  });

  it.each([
    ['nothing', '', 'icalendar.notCalendar'],
    ['another text', 'شنبه', 'icalendar.notCalendar'],
    ['a folded beginning', ' BEGIN:VCALENDAR', 'icalendar.notCalendar'],
    ['an event alone', 'BEGIN:VEVENT\r\nEND:VEVENT', 'icalendar.notCalendar'],
    ['a giant file', ' '.repeat(10_000_001), 'icalendar.tooLarge'],
  ])('%s, as a whole', (_, text, code) => {
    expect(parseIcalendar(text)._unsafeUnwrapErr().code).toBe(code);
  });
});
