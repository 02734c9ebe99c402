import { err, ok, Result } from 'neverthrow';
import { type CalendarError, type CalendarErrorCode, calendarError } from '../calendar-error.ts';
import type { Component, IcalendarRefusal } from './component.ts';
import { type ContentLine, unescapeText } from './content-line.ts';
import { DATES_LIMIT, type IcalendarTime, parseTimes } from './icalendar-time.ts';
import { RecurrenceOrigin } from './recurrence-origin.ts';
import { type IcalendarRule, parseRule } from './rule.ts';

/** A VEVENT or VTODO as data. Its occurrences are those of the rule, or its start alone, with `added` and without `excluded`. */
export type IcalendarEvent = {
  readonly kind: 'event' | 'todo';
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
  readonly uid: string;
  readonly summary?: string;
  readonly status?: IcalendarStatus;
  readonly start: IcalendarTime;
  readonly rule?: IcalendarRule;
  readonly added: readonly IcalendarTime[];
  readonly excluded: readonly IcalendarTime[];
  /** The rule from which this SDK wrote the event. The occurrences do not rest on it. */
  readonly origin?: RecurrenceOrigin;
};

export const ICALENDAR_STATUSES = ['tentative', 'confirmed', 'cancelled', 'needs-action', 'in-process', 'completed'] as const;
export type IcalendarStatus = (typeof ICALENDAR_STATUSES)[number];

/** Reads one component; what it says beyond these properties is left unread. Fails with the line that is wrong. */
export function parseEvent({ kind, line, properties }: Component): Result<IcalendarEvent, IcalendarRefusal> {
  const single = (name: string): ContentLine | undefined => properties.find((property) => property.name === name);
  const fault = repeatedOf(properties) ?? unsupportedOf(properties);
  if (fault !== undefined) return err(fault);
  const uid = single('UID');
  if (uid === undefined) return err({ line, code: 'icalendar.uidMissing' });
  const dtstart = single('DTSTART');
  if (dtstart === undefined) return err({ line, code: 'icalendar.startMissing' });
  const optional = <T>(
    name: string,
    read: (property: ContentLine) => Result<T, CalendarError>,
  ): Result<T | undefined, IcalendarRefusal> => {
    const property = single(name);
    return property === undefined ? ok(undefined) : at(property, read(property));
  };
  return at(dtstart, startOf(dtstart)).andThen((start) =>
    Result.combine([
      at(uid, unescapeText(uid.value).andThen(notEmpty)),
      optional('SUMMARY', ({ value }) => unescapeText(value)),
      optional('STATUS', ({ value }) => statusOf(value)),
      optional('RRULE', ({ value }) => parseRule(value, start)),
      datesOf(properties, 'RDATE', start),
      datesOf(properties, 'EXDATE', start),
      optional('X-RAHYAR-RECURRENCE', ({ value }) => unescapeText(value).andThen(parseOrigin)),
    ]).map(([uid, summary, status, rule, added, excluded, origin]) => ({
      kind,
      line,
      uid,
      ...(summary !== undefined && { summary }),
      ...(status !== undefined && { status }),
      start,
      ...(rule !== undefined && { rule }),
      added,
      excluded,
      ...(origin !== undefined && { origin }),
    })),
  );
}

const SINGLE = new Set(['UID', 'DTSTART', 'SUMMARY', 'STATUS', 'RRULE', 'X-RAHYAR-RECURRENCE']);

function repeatedOf(properties: readonly ContentLine[]): IcalendarRefusal | undefined {
  const seen = new Set<string>();
  for (const { name, line } of properties) {
    if (SINGLE.has(name) && seen.has(name)) return { line, code: 'icalendar.propertyRepeated' };
    seen.add(name);
  }
  return undefined;
}

/** Properties that change which days are meant and are not understood here. */
const UNSUPPORTED: ReadonlyMap<string, CalendarErrorCode> = new Map([['EXRULE', 'icalendar.exclusionRuleUnsupported']]);

function unsupportedOf(properties: readonly ContentLine[]): IcalendarRefusal | undefined {
  for (const { name, line } of properties) {
    const code = UNSUPPORTED.get(name);
    if (code !== undefined) return { line, code };
  }
  return undefined;
}

const at = <T>({ line }: ContentLine, result: Result<T, CalendarError>): Result<T, IcalendarRefusal> =>
  result.mapErr(({ code }) => ({ line, code }));

const notEmpty = (text: string): Result<string, CalendarError> =>
  text.trim() === '' ? err(calendarError('icalendar.propertyEmpty')) : ok(text);

const startOf = (property: ContentLine): Result<IcalendarTime, CalendarError> =>
  parseTimes(property).andThen(([start, ...others]) =>
    start === undefined || others.length > 0 ? err(calendarError('icalendar.dateFormat')) : ok(start),
  );

function statusOf(value: string): Result<IcalendarStatus, CalendarError> {
  const status = ICALENDAR_STATUSES.find((name) => name === value.toLowerCase());
  return status === undefined ? err(calendarError('icalendar.statusUnknown')) : ok(status);
}

/** Every date that the properties of a name list; all of the kind of the start. */
function datesOf(properties: readonly ContentLine[], name: string, start: IcalendarTime): Result<IcalendarTime[], IcalendarRefusal> {
  const dates: IcalendarTime[] = [];
  for (const property of properties) {
    if (property.name !== name) continue;
    const times = at(property, parseTimes(property));
    if (times.isErr()) return err(times.error);
    if (times.value.some(({ kind }) => kind !== start.kind)) return err({ line: property.line, code: 'icalendar.valueTypeMismatch' });
    if (dates.length + times.value.length > DATES_LIMIT) return err({ line: property.line, code: 'icalendar.tooManyDates' });
    for (const time of times.value) dates.push(time);
  }
  return ok(dates);
}

const parseJson = Result.fromThrowable(
  (text: string): unknown => JSON.parse(text),
  () => calendarError('icalendar.originInvalid'),
);

const parseOrigin = (text: string): Result<RecurrenceOrigin, CalendarError> =>
  parseJson(text).andThen((json) => {
    const origin = RecurrenceOrigin.safeParse(json);
    return origin.success ? ok(origin.data) : err(calendarError('icalendar.originInvalid'));
  });
