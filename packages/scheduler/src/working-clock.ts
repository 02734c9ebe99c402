import type { Instant } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { DAY_MINUTES, type DaySpans } from './clock-span.ts';
import type { EpochDay } from './epoch-day.ts';
import type { LocalTime } from './local-time.ts';
import { type CivilTime, fromInstant, toInstant } from './tehran-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { NO_SPANS, spansOn, type WorkingHours, workingHoursFault } from './working-hours.ts';

/**
 * A clock that runs in the hours of working days and stands still otherwise. Made by {@link workingClock}; read through the functions beside it.
 * It counts minutes as the clock on the wall shows them: the hour that came twice in an autumn up to 1401 counts once, the one that was left
 * out in a spring counts too, where the hours name them.
 */
export type WorkingClock = {
  readonly firstDay: EpochDay;
  readonly lastDay: EpochDay;
  /** By position from `firstDay`, one longer than the days: how many working minutes lie before. */
  readonly minutesBefore: Int32Array;
  /** By block of 256 working minutes: the position of the day with its first minute; at the end, of the last day. */
  readonly blockPositions: Int32Array;
  /** By position from `firstDay`: the position in `shapes`. */
  readonly shapeIndexes: Uint16Array;
  readonly shapes: readonly DayShape[];
};

/** The hours of a kind of day. */
export type DayShape = {
  /** By minute of the day, one longer than the day: how many working minutes lie before. */
  readonly minutesBefore: Int16Array;
  /** The working minutes in order. */
  readonly minutes: Int16Array;
};

/**
 * Compiles a calendar and hours. Fails with `span.outsideDay`, `span.reversed`, `span.overlap`, `range.reversed`, `range.overlap`,
 * `periods.notAscending`, or with `periods.beginLate` when the hours begin after the calendar.
 */
export function workingClock({ firstDay, lastDay, daysOff }: WorkingCalendar, hours: WorkingHours): Result<WorkingClock, CalendarError> {
  const fault = workingHoursFault(hours, firstDay);
  if (fault !== undefined) return err(calendarError(fault));
  const length = lastDay - firstDay + 1;
  const minutesBefore = new Int32Array(length + 1);
  const shapeIndexes = new Uint16Array(length);
  const shapes: DayShape[] = [];
  const indexBySpans = new Map<DaySpans, number>();
  for (let position = 0; position < length; position += 1) {
    const day = (firstDay + position) as EpochDay;
    const spans = daysOff.has(day) ? NO_SPANS : spansOn(hours, day);
    const index = indexBySpans.get(spans) ?? shapes.push(dayShape(spans)) - 1;
    indexBySpans.set(spans, index);
    shapeIndexes[position] = index;
    minutesBefore[position + 1] = (minutesBefore[position] as number) + (shapes[index] as DayShape).minutes.length;
  }
  return ok({ firstDay, lastDay, minutesBefore, blockPositions: blockPositionsOf(minutesBefore), shapeIndexes, shapes });
}

/** Whether the clock runs in a minute. Fails with `workingCalendar.notCovered` outside the calendar's days. */
export function isWorkingMinute(clock: WorkingClock, { day, time }: CivilTime): Result<boolean, CalendarError> {
  if (!covers(clock, day)) return err(calendarError('workingCalendar.notCovered'));
  const { minutesBefore } = shapeOf(clock, day - clock.firstDay);
  return ok(minutesBefore[time + 1] !== minutesBefore[time]);
}

/**
 * How many working minutes lie from `from`, included, to `to`, excluded; negative when `to` is earlier. What lies between three moments adds up.
 * Fails with `workingCalendar.notCovered`. Constant time.
 */
export function workingMinutesBetween(clock: WorkingClock, from: CivilTime, to: CivilTime): Result<number, CalendarError> {
  if (!covers(clock, from.day) || !covers(clock, to.day)) return err(calendarError('workingCalendar.notCovered'));
  return ok(minutesUpTo(clock, to) - minutesUpTo(clock, from));
}

/**
 * The earliest moment by which `count` working minutes have passed, so the end of a day rather than the beginning of the next; backwards,
 * the latest moment from which they pass. A count of 0 gives the moment back. Fails with `count.notInteger` or `workingCalendar.notCovered`.
 * Constant time, but for days off in a row: logarithmic in those.
 */
export function addWorkingMinutes(clock: WorkingClock, from: CivilTime, count: number): Result<CivilTime, CalendarError> {
  if (!Number.isInteger(count)) return err(calendarError('count.notInteger'));
  if (!covers(clock, from.day)) return err(calendarError('workingCalendar.notCovered'));
  if (count === 0) return ok(from);
  const rank = minutesUpTo(clock, from) + count;
  return count > 0 ? endOfMinute(clock, rank - 1) : startOfMinute(clock, rank);
}

/** As {@link workingMinutesBetween}; both instants are rounded down to the minute. Fails with `date.outOfRange` too. */
export function workingMinutesBetweenInstants(clock: WorkingClock, from: Instant, to: Instant): Result<number, CalendarError> {
  return fromInstant(from).andThen((start) => fromInstant(to).andThen((end) => workingMinutesBetween(clock, start, end)));
}

/** As {@link addWorkingMinutes}, from the instant rounded down to the minute. Fails with `date.outOfRange` too. */
export function addWorkingMinutesToInstant(clock: WorkingClock, from: Instant, count: number): Result<Instant, CalendarError> {
  return fromInstant(from)
    .andThen((start) => addWorkingMinutes(clock, start, count))
    .map(({ day, time }) => toInstant(day, time));
}

const covers = ({ firstDay, lastDay }: WorkingClock, day: EpochDay): boolean => day >= firstDay && day <= lastDay;

const shapeOf = ({ shapes, shapeIndexes }: WorkingClock, position: number): DayShape =>
  shapes[shapeIndexes[position] as number] as DayShape;

function dayShape(spans: DaySpans): DayShape {
  const minutes = spans
    .flatMap(({ opens, closes }) => Array.from({ length: closes - opens }, (_, index) => opens + index))
    .toSorted(ascending);
  const minutesBefore = new Int16Array(DAY_MINUTES + 1);
  for (const minute of minutes) minutesBefore[minute + 1] = 1;
  for (let minute = 0; minute < DAY_MINUTES; minute += 1) minutesBefore[minute + 1] = sumAt(minutesBefore, minute);
  return { minutesBefore, minutes: Int16Array.from(minutes) };
}

const ascending = (a: number, b: number): number => a - b;

const sumAt = (values: Int16Array, index: number): number => (values[index] as number) + (values[index + 1] as number);

function minutesUpTo(clock: WorkingClock, { day, time }: CivilTime): number {
  const position = day - clock.firstDay;
  return (clock.minutesBefore[position] as number) + (shapeOf(clock, position).minutesBefore[time] as number);
}

function startOfMinute(clock: WorkingClock, rank: number): Result<CivilTime, CalendarError> {
  const position = positionOf(clock, rank);
  if (position === undefined) return err(calendarError('workingCalendar.notCovered'));
  return ok({ day: (clock.firstDay + position) as EpochDay, time: minuteIn(clock, position, rank) as LocalTime });
}

/** The end of the last minute of a day is the beginning of the next day. */
function endOfMinute(clock: WorkingClock, rank: number): Result<CivilTime, CalendarError> {
  const position = positionOf(clock, rank);
  if (position === undefined) return err(calendarError('workingCalendar.notCovered'));
  const day = clock.firstDay + position;
  const end = minuteIn(clock, position, rank) + 1;
  if (end < DAY_MINUTES) return ok({ day: day as EpochDay, time: end as LocalTime });
  return day < clock.lastDay ? ok({ day: (day + 1) as EpochDay, time: 0 as LocalTime }) : err(calendarError('workingCalendar.notCovered'));
}

const minuteIn = (clock: WorkingClock, position: number, rank: number): number =>
  shapeOf(clock, position).minutes[rank - (clock.minutesBefore[position] as number)] as number;

/** About half a working day: a block lies in few days. */
const BLOCK_MINUTES = 256;

function blockPositionsOf(minutesBefore: Int32Array): Int32Array {
  const total = minutesBefore.at(-1) as number;
  const positions = new Int32Array(Math.ceil(total / BLOCK_MINUTES) + 1).fill(minutesBefore.length - 2);
  let block = 0;
  for (let position = 0; position < minutesBefore.length - 1; position += 1) {
    for (; block * BLOCK_MINUTES < (minutesBefore[position + 1] as number); block += 1) positions[block] = position;
  }
  return positions;
}

/** The position of the day that holds the working minute with this rank: the last one with no more than that many minutes before it. */
function positionOf({ minutesBefore, blockPositions }: WorkingClock, rank: number): number | undefined {
  if (rank < 0 || rank >= (minutesBefore.at(-1) as number)) return undefined;
  const block = Math.floor(rank / BLOCK_MINUTES);
  let low = blockPositions[block] as number;
  let high = (blockPositions[block + 1] as number) + 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((minutesBefore[middle] as number) <= rank) low = middle;
    else high = middle;
  }
  return low;
}
