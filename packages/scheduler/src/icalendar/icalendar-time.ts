import { type Instant, IsoDate } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from '../calendar-error.ts';
import { type EpochDay, epochDayOfIsoDate, isoDateOf } from '../epoch-day.ts';
import type { LocalTime } from '../local-time.ts';
import { toInstant } from '../tehran-time.ts';
import type { ContentLine } from './content-line.ts';

/**
 * A day, or a clock time on a day of its zone. A floating time is shown everywhere alike; here it is one of Tehran.
 * The day of a time in UTC is a day of Greenwich.
 */
export type IcalendarTime =
  | { readonly kind: 'day'; readonly day: EpochDay }
  | { readonly kind: 'time'; readonly zone: IcalendarZone; readonly day: EpochDay; readonly time: LocalTime };

export type IcalendarZone = 'UTC' | 'Asia/Tehran' | 'floating';

/** How many dates one property, and one component, may list. */
export const DATES_LIMIT = 20_000;

/**
 * Reads the DATE or DATE-TIME values of a property.
 * Fails with `icalendar.dateFormat`, `icalendar.secondsUnsupported`, `icalendar.timeZoneUnknown`, `icalendar.valueTypeUnsupported`,
 * `icalendar.tooManyDates`, `date.notInCalendar` or `date.outOfRange`.
 */
export function parseTimes({ parameters, value }: ContentLine): Result<IcalendarTime[], CalendarError> {
  const zone = ZONES.get(parameters.get('TZID')?.toLowerCase());
  if (zone === undefined) return err(calendarError('icalendar.timeZoneUnknown'));
  const type = parameters.get('VALUE')?.toUpperCase();
  if (type !== undefined && type !== 'DATE' && type !== 'DATE-TIME') return err(calendarError('icalendar.valueTypeUnsupported'));
  const texts = value.split(',', DATES_LIMIT + 1);
  if (texts.length > DATES_LIMIT) return err(calendarError('icalendar.tooManyDates'));
  const times: IcalendarTime[] = [];
  for (const text of texts) {
    const time = parseTime(text, zone);
    if (time.isErr()) return err(time.error);
    if ((time.value.kind === 'day') !== (type === 'DATE')) return err(calendarError('icalendar.dateFormat'));
    times.push(time.value);
  }
  return ok(times);
}

/** Reads `20260321`, `20260321T053000Z`, or `20260321T090000` in a zone. */
export function parseTime(text: string, zone: IcalendarZone): Result<IcalendarTime, CalendarError> {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d|60)(Z?))?$/.exec(text);
  if (match === null) return err(calendarError('icalendar.dateFormat'));
  const [, year, month, dayOfMonth, hour, minute, second, utc] = match;
  if (utc === 'Z' && zone === 'Asia/Tehran') return err(calendarError('icalendar.dateFormat'));
  if (second !== undefined && second !== '00') return err(calendarError('icalendar.secondsUnsupported'));
  return dayOf(`${year}-${month}-${dayOfMonth}`).map((day) =>
    hour === undefined
      ? { kind: 'day', day }
      : { kind: 'time', zone: utc === 'Z' ? 'UTC' : zone, day, time: (Number(hour) * 60 + Number(minute)) as LocalTime },
  );
}

/** The instant of a clock time on a day of a zone, in UTC; texts of instants are in the order of time. */
export const instantIn = (zone: IcalendarZone, day: EpochDay, time: LocalTime): Instant =>
  zone === 'UTC' ? (`${isoDateOf(day)}T${hoursOf(time)}:${minutesOf(time)}:00Z` as Instant) : toInstant(day, time);

/** The text that is equal for equal days, and for equal instants whatever their zones. */
export const keyOf = (time: IcalendarTime): string =>
  time.kind === 'day' ? isoDateOf(time.day) : instantIn(time.zone, time.day, time.time);

/** `20260321`. */
export const formatDay = (day: EpochDay): string => isoDateOf(day).replaceAll('-', '');

/** `20260321T090000`, a clock time without a zone. */
export const formatLocal = (day: EpochDay, time: LocalTime): string => `${formatDay(day)}T${hoursOf(time)}${minutesOf(time)}00`;

/** `20260321T053000Z`, for a clock time in Tehran. */
export const formatUtc = (day: EpochDay, time: LocalTime): string => toInstant(day, time).replace(/[-:]/g, '');

/** The names that calendars give to the two zones; what a file says itself of a zone is not read. */
const ZONES: ReadonlyMap<string | undefined, IcalendarZone> = new Map([
  [undefined, 'floating'],
  ['asia/tehran', 'Asia/Tehran'],
  ['iran', 'Asia/Tehran'],
  ['iran standard time', 'Asia/Tehran'],
  ['utc', 'UTC'],
  ['etc/utc', 'UTC'],
]);

function dayOf(text: string): Result<EpochDay, CalendarError> {
  const date = IsoDate.safeParse(text);
  return date.success ? epochDayOfIsoDate(date.data) : err(calendarError('date.notInCalendar'));
}

const hoursOf = (time: LocalTime): string => String(Math.floor(time / 60)).padStart(2, '0');
const minutesOf = (time: LocalTime): string => String(time % 60).padStart(2, '0');
