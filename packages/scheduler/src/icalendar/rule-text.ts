import { err, ok, Result } from 'neverthrow';
import { type CalendarError, type CalendarErrorCode, calendarError } from '../calendar-error.ts';
import { WEEKDAYS, type Weekday } from '../epoch-day.ts';
import type { MonthEnd } from '../month-end.ts';
import { FREQUENCIES, type Frequency, type WeekdayOfMonth } from '../recurrence/recurrence.ts';

/** What an RRULE says, part by part, before its meaning is looked for. Absent parts are those that the text leaves out. */
export type RuleParts = {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly weekStart: Weekday;
  /** The calendar whose months and years are meant. */
  readonly scale: 'gregorian' | 'persian';
  /** SKIP of RFC 7529. */
  readonly monthEnd: Exclude<MonthEnd, 'reject'>;
  readonly months?: number[];
  readonly monthDays?: number[];
  readonly weekdays?: WeekdayOfMonth[];
  readonly count?: number;
  /** Still a text: its form depends on DTSTART. */
  readonly until?: string;
};

/** Reads an RRULE of RFC 5545 and RFC 7529, of days or longer. Fails with an `icalendar.rule.*` code for the first part that is wrong. */
export function parseRuleText(text: string): Result<RuleParts, CalendarError> {
  return split(text).andThen((parts) => {
    const frequency = FREQUENCIES.find((name) => name === parts.get('FREQ')?.toLowerCase());
    if (frequency === undefined)
      return refuse(parts.has('FREQ') ? 'icalendar.rule.frequencyUnsupported' : 'icalendar.rule.frequencyMissing');
    if (UNSUPPORTED.some((name) => parts.has(name))) return refuse('icalendar.rule.partUnsupported');
    if (parts.has('SKIP') && !parts.has('RSCALE')) return refuse('icalendar.rule.skipWithoutScale');
    if (parts.has('COUNT') && parts.has('UNTIL')) return refuse('icalendar.rule.countAndUntil');
    const read = <T>(
      name: string,
      code: CalendarErrorCode,
      reader: (value: string) => T | undefined,
    ): Result<T | undefined, CalendarError> => {
      const value = parts.get(name);
      if (value === undefined) return ok(undefined);
      const part = reader(value);
      return part === undefined ? refuse(code) : ok(part);
    };
    return Result.combine([
      read('INTERVAL', 'icalendar.rule.intervalInvalid', (value) => wholeNumber(value, 1_000)),
      read('COUNT', 'icalendar.rule.countInvalid', (value) => wholeNumber(value, 100_000)),
      read('RSCALE', 'icalendar.rule.scaleUnsupported', (value) => SCALES.get(value.toUpperCase())),
      read('SKIP', 'icalendar.rule.skipInvalid', (value) => SKIPS.get(value.toUpperCase())),
      read('WKST', 'icalendar.rule.weekStartInvalid', (value) => WEEKDAY_OF.get(value.toUpperCase())),
      read('BYMONTH', 'icalendar.rule.monthInvalid', (value) => listOf(value, (item) => wholeNumber(item, 12))),
      read('BYMONTHDAY', 'icalendar.rule.monthDayInvalid', (value) => listOf(value, monthDay)),
      read('BYDAY', 'icalendar.rule.weekdayInvalid', (value) => listOf(value, weekdayOfMonth)),
    ]).map(([interval = 1, count, scale = 'gregorian', monthEnd = 'skip', weekStart = 'monday', months, monthDays, weekdays]) => ({
      frequency,
      interval,
      weekStart,
      scale,
      monthEnd,
      ...(months && { months }),
      ...(monthDays && { monthDays }),
      ...(weekdays && { weekdays }),
      ...(count !== undefined && { count }),
      ...(parts.has('UNTIL') && { until: parts.get('UNTIL') as string }),
    }));
  });
}

/** RFC 5545 writes Saturday SA. In the order of {@link WEEKDAYS}. */
export const WEEKDAY_CODES = ['SA', 'SU', 'MO', 'TU', 'WE', 'TH', 'FR'] as const;

const WEEKDAY_OF: ReadonlyMap<string, Weekday> = new Map(WEEKDAY_CODES.map((code, index) => [code, WEEKDAYS[index] as Weekday]));
const SCALES: ReadonlyMap<string, RuleParts['scale']> = new Map([
  ['GREGORIAN', 'gregorian'],
  ['PERSIAN', 'persian'],
]);
const SKIPS: ReadonlyMap<string, RuleParts['monthEnd']> = new Map([
  ['OMIT', 'skip'],
  ['BACKWARD', 'clamp'],
  ['FORWARD', 'next'],
]);
/** Parts that the standards know and this reader does not: a rule with one of them would mean other days without it. */
const UNSUPPORTED = ['BYSECOND', 'BYMINUTE', 'BYHOUR', 'BYYEARDAY', 'BYWEEKNO', 'BYSETPOS'];
const KNOWN = new Set([
  ...['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'RSCALE', 'SKIP', 'WKST', 'BYMONTH', 'BYMONTHDAY', 'BYDAY'],
  ...UNSUPPORTED,
]);
const LIST_LIMIT = 77;

const refuse = (code: CalendarErrorCode) => err(calendarError(code));

function split(text: string): Result<Map<string, string>, CalendarError> {
  const parts = new Map<string, string>();
  for (const part of text.split(';', KNOWN.size + 1)) {
    const match = /^([A-Za-z-]+)=([^=]+)$/.exec(part);
    if (match === null) return refuse('icalendar.rule.format');
    const name = (match[1] as string).toUpperCase();
    if (!KNOWN.has(name)) return refuse('icalendar.rule.partUnknown');
    if (parts.has(name)) return refuse('icalendar.rule.partRepeated');
    parts.set(name, match[2] as string);
  }
  return ok(parts);
}

/** A number from 1 to the most; nothing for any other text. */
function wholeNumber(text: string, most: number): number | undefined {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
}

function monthDay(text: string): number | undefined {
  const day = wholeNumber(text.replace(/^[+-]/, ''), 31);
  return day !== undefined && text.startsWith('-') ? -day : day;
}

function weekdayOfMonth(text: string): WeekdayOfMonth | undefined {
  const match = /^([+-]?[1-5])?([A-Z]{2})$/.exec(text.toUpperCase());
  const weekday = WEEKDAY_OF.get(match?.[2] ?? '');
  if (match === null || weekday === undefined) return undefined;
  return match[1] === undefined ? { weekday } : { weekday, nth: Number(match[1]) };
}

/** Every item of a list, or nothing when one of them is wrong. */
function listOf<T>(text: string, reader: (item: string) => T | undefined): T[] | undefined {
  const items = text.split(',', LIST_LIMIT + 1).map(reader);
  return items.length <= LIST_LIMIT && items.every((item) => item !== undefined) ? items : undefined;
}
