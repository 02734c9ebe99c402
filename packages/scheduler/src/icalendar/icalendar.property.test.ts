import { Instant } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALENDAR_ERROR_LABELS } from '../calendar-error.ts';
import { type EpochDay, LAST_DAY, WEEKDAYS } from '../epoch-day.ts';
import type { LocalTime } from '../local-time.ts';
import { expandRecurrence } from '../recurrence/occurrences.ts';
import type { Recurrence } from '../recurrence/recurrence.ts';
import { toInstant } from '../tehran-time.ts';
import { escapeText, fold, parseContentLine, unescapeText, unfold } from './content-line.ts';
import { occurrencesOfEvent } from './event-occurrences.ts';
import { type FeedEntry, ICALENDAR_DIALECTS } from './feed.ts';
import { expandGregorian } from './gregorian-rule.ts';
import { parseIcalendar } from './parse-icalendar.ts';
import { icalendarOf } from './write-icalendar.ts';

/** Signs that the format uses itself, Persian, half-spaces and signs beyond the basic plane, at which a line may be folded. */
const text = fc.string({ unit: fc.constantFrom(...'aAیژ\u200cک🙂🇮🇷;,:\\"\n\t nN= '), maxLength: 300 });

describe('content lines', () => {
  it('survive folding, in lines of at most 75 octets', () => {
    fc.assert(
      fc.property(text, (value) => {
        const line = `SUMMARY:${escapeText(value)}`;
        const folded = fold(line);
        expect(unfold(folded)).toEqual([{ line: 1, text: line }]);
        for (const part of folded.split('\r\n')) expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(75);
        const read = parseContentLine({ line: 1, text: line })._unsafeUnwrap();
        expect(unescapeText(read.value)._unsafeUnwrap()).toBe(value);
      }),
    );
  });
});

const monthDay = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }), fc.constantFrom(29, 30, 31, -30, -31));
const someOf = <T>(items: fc.Arbitrary<T>): fc.Arbitrary<T[] | undefined> =>
  fc.option(fc.array(items, { minLength: 1, maxLength: 3 }), { nil: undefined, freq: 2 });
/** Rules of every frequency; missing days, parts given twice and series that end by count, by day or not at all. */
const recurrence = fc
  .record({
    frequency: fc.constantFrom('daily', 'weekly', 'monthly', 'monthly', 'yearly'),
    interval: fc.constantFrom(1, 1, 1, 2, 3, 5),
    months: someOf(fc.integer({ min: 1, max: 12 })),
    monthDays: someOf(monthDay),
    weekdays: someOf(fc.record({ weekday: fc.constantFrom(...WEEKDAYS), nth: fc.constantFrom(0, 0, 1, 5, -1) })),
    monthEnd: fc.constantFrom('clamp', 'skip', 'next'),
    limit: fc.oneof(fc.constant({}), fc.record({ count: fc.integer({ min: 1, max: 30 }) }), fc.record({ untilAfter: fc.nat(900) })),
  })
  .map(({ frequency, interval, months, monthDays, weekdays, monthEnd, limit }) => ({
    untilAfter: 'untilAfter' in limit ? limit.untilAfter : undefined,
    rule: {
      frequency,
      interval,
      monthEnd,
      ...(months && { months }),
      ...(monthDays && frequency !== 'weekly' && { monthDays }),
      ...(weekdays && {
        weekdays: weekdays.map(({ weekday, nth }) =>
          nth !== 0 && (frequency === 'monthly' || (frequency === 'yearly' && months !== undefined)) ? { weekday, nth } : { weekday },
        ),
      }),
      ...('count' in limit && { count: limit.count }),
    } satisfies Recurrence,
  }));

const horizonDays = 1_100;
const entry = fc
  .record({
    id: fc.nat(1_000_000),
    kind: fc.constantFrom('event', 'todo'),
    summary: text,
    // From the end of local mean time (1314), which counts in seconds, and around the last change of the clock of Tehran (1401).
    first: fc.oneof(fc.integer({ min: 18_500, max: 21_000 }), fc.integer({ min: -12_600, max: LAST_DAY - horizonDays })),
    time: fc.option(fc.nat(1_439), { nil: undefined }),
    recurrence: fc.option(recurrence, { nil: undefined, freq: 8 }),
    left: fc.array(fc.nat(6), { maxLength: 2 }),
  })
  .map(({ id, kind, summary, first, time, recurrence, left }): FeedEntry => {
    const day = first as EpochDay;
    const base = {
      kind,
      id: `fu-${id}`,
      summary: { fa: summary, en: summary },
      first: day,
      ...(time !== undefined && { time: time as LocalTime }),
    };
    if (recurrence === undefined) return base;
    const { rule, untilAfter } = recurrence;
    const limited: Recurrence = untilAfter === undefined ? rule : { ...rule, until: (first + untilAfter) as EpochDay };
    const days = expandRecurrence(limited, day, { from: day, to: (day + horizonDays) as EpochDay })._unsafeUnwrap();
    const except = left.flatMap((index) => days[index] ?? []);
    return { ...base, recurrence: { ...limited, ...(except.length > 0 && { except }) } };
  });

describe('a feed', () => {
  it('is read back as the occurrences of its rules, in either dialect', () => {
    let native = 0;
    let dated = 0;
    fc.assert(
      fc.property(entry, fc.constantFrom(...ICALENDAR_DIALECTS), (written, dialect) => {
        const horizon = (written.first + horizonDays) as EpochDay;
        const feed = { name: written.summary, language: 'fa', dialect, horizon, entries: [written], holidays: [] } as const;
        const file = icalendarOf({ ...feed, stampedAt: Instant.parse('2026-11-23T20:45:00Z') })._unsafeUnwrap();
        if (file.includes('RSCALE=PERSIAN')) native += 1;
        if (file.includes('RDATE')) dated += 1;
        const { events, refused } = parseIcalendar(file)._unsafeUnwrap();
        expect(refused).toEqual([]);
        const window = { from: written.first, to: horizon };
        const days =
          written.recurrence === undefined ? [written.first] : expandRecurrence(written.recurrence, written.first, window)._unsafeUnwrap();
        const found = events.flatMap((event) => occurrencesOfEvent(event, window)._unsafeUnwrap());
        const { time } = written;
        expect(found).toEqual(days.map((day) => (time === undefined ? { day } : { day, instant: toInstant(day, time) })));
        for (const event of events) {
          expect(event).toMatchObject({ kind: written.kind, uid: written.id, summary: written.summary.fa });
          expect(event.origin?.recurrence).toEqual(written.recurrence);
        }
      }),
      { numRuns: 600 },
    );
    expect(native).toBeGreaterThan(40);
    expect(dated).toBeGreaterThan(200);
  });
});

describe('parseIcalendar', () => {
  const piece = fc.constantFrom(
    ...['BEGIN:VCALENDAR', 'END:VCALENDAR', 'BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VTODO', 'BEGIN:VALARM', 'END:VALARM', 'VERSION:2.0'],
    ...['UID:', 'DTSTART;VALUE=DATE:', 'DTSTART;TZID=Asia/Tehran:', 'RRULE:', 'RDATE:', 'EXDATE:', '20260420', 'T090000', 'Z', ','],
    ...[
      'RSCALE=PERSIAN;',
      'FREQ=MONTHLY',
      'FREQ=WEEKLY',
      ';BYMONTHDAY=',
      ';BYDAY=',
      '31',
      '-1',
      'MO',
      ';UNTIL=',
      ';COUNT=',
      'X-RAHYAR-RECURRENCE:',
    ],
    ...['\r\n', '\r\n', '\n', '\r\n ', '\r', '"', ';', '=', '\\', '\0', '{', '\uD800', '؛'],
  );
  /** Pieces of files in any order, most of them within an event so that they are looked at. */
  const garbage = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    fc
      .array(piece, { maxLength: 30 })
      .map(
        (pieces) =>
          `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;VALUE=DATE:20260420\r\n${pieces.join('')}\r\nEND:VEVENT\r\nEND:VCALENDAR`,
      ),
  );

  it('never throws, and refuses by a line of the text and a known code', () => {
    let refusals = 0;
    fc.assert(
      fc.property(garbage, (file) => {
        const parsed = parseIcalendar(file);
        if (parsed.isErr()) return;
        const lineCount = file.split('\n').length;
        for (const { line, code } of parsed.value.refused) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lineCount);
          expect(CALENDAR_ERROR_LABELS).toHaveProperty([code]);
          refusals += 1;
        }
        for (const event of parsed.value.events) {
          const window = { from: event.start.day, to: Math.min(event.start.day + 500, LAST_DAY) as EpochDay };
          expect(occurrencesOfEvent(event, window).isOk()).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(refusals).toBeGreaterThan(500);
  });
});

describe('expandGregorian', () => {
  it('finds the days of a Jalali rule of days or weeks, which are the same in every calendar', () => {
    const plain = fc.record({
      frequency: fc.constantFrom('daily', 'weekly'),
      interval: fc.integer({ min: 1, max: 9 }),
      weekdays: someOf(fc.record({ weekday: fc.constantFrom(...WEEKDAYS) })),
    });
    fc.assert(
      fc.property(plain, fc.integer({ min: 15_000, max: 40_000 }), fc.nat(600), ({ weekdays, ...rule }, anchor, span) => {
        const window = { from: anchor as EpochDay, to: (anchor + span) as EpochDay };
        const spread = weekdays === undefined ? {} : { weekdays };
        const jalali = expandRecurrence({ ...rule, ...spread, monthEnd: 'skip' }, window.from, window)._unsafeUnwrap();
        expect(expandGregorian({ ...rule, ...spread, monthEnd: 'skip', weekStart: 'saturday' }, window.from, window)).toEqual(jalali);
      }),
    );
  });
});
