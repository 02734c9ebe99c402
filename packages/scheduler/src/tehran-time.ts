import { epochDayOf, type Instant, type IsoDate, isoDateOf } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { TEHRAN_FIRST_OFFSET_SECONDS, TEHRAN_TRANSITIONS } from './data/tehran-transitions.ts';
import { type EpochDay, epochDay } from './epoch-day.ts';
import type { LocalTime } from './local-time.ts';

/** What calendar and clock show in Tehran, to the minute. */
export type CivilTime = { readonly day: EpochDay; readonly time: LocalTime };

/**
 * The instant of a clock time in Tehran. Where the clock was put forward, a time that did not exist becomes as much later;
 * where it was put back, the first of the two is meant. No change of the clock is known after 1401 (2022), none is assumed.
 */
export function toInstant(day: EpochDay, time: LocalTime): Instant {
  const wallSecond = day * DAY_SECONDS + time * 60;
  // Both in a gap and in an overlap the offset before the change is the one that obeys the rule above.
  return instantOfSecond(wallSecond - offsetBefore(changesPast(wallSecond)));
}

/**
 * The instant of a clock time in Tehran that the clock showed exactly once.
 * Fails with `time.skipped` where it was put forward past that time, `time.repeated` where it was put back and showed it twice.
 */
export function exactInstant(day: EpochDay, time: LocalTime): Result<Instant, CalendarError> {
  const wallSecond = day * DAY_SECONDS + time * 60;
  const next = changesPast(wallSecond);
  const [before, after] = [offsetBefore(next), offsetBefore(next + 1)];
  const changesAt = TEHRAN_TRANSITIONS[next]?.[0] ?? Number.POSITIVE_INFINITY;
  if (wallSecond < changesAt + Math.min(before, after)) return ok(instantOfSecond(wallSecond - before));
  return err(calendarError(after > before ? 'time.skipped' : 'time.repeated'));
}

/** The first instant of a day in Tehran. On 34 days of 1314 to 1401 it is not shown as 00:00. */
export const startOfDayInstant = (day: EpochDay): Instant => toInstant(day, 0 as LocalTime);

/** The civil day and clock time in Tehran at an instant, rounded down to the minute. Fails with `date.outOfRange` outside 1304 to 1498. */
export function fromInstant(instant: Instant): Result<CivilTime, CalendarError> {
  const second = epochSecondOf(instant);
  const wallSecond = second + offsetBefore(countUpTo(TEHRAN_TRANSITIONS, second, (at) => at));
  const dayNumber = Math.floor(wallSecond / DAY_SECONDS);
  return epochDay(dayNumber).map((day) => ({ day, time: Math.floor((wallSecond - dayNumber * DAY_SECONDS) / 60) as LocalTime }));
}

/** Whole minutes from one instant to another, rounded down; negative when the second is the earlier one. */
export const minutesBetween = (from: Instant, to: Instant): number => Math.floor((epochSecondOf(to) - epochSecondOf(from)) / 60);

const DAY_SECONDS = 86_400;

/** How many changes of the clock lie wholly before what it shows: past the end of the gap, past the second of two equal times. */
const changesPast = (wallSecond: number): number =>
  countUpTo(TEHRAN_TRANSITIONS, wallSecond, (at, index) => at + Math.max(offsetBefore(index), offsetBefore(index + 1)));

/** Seconds east of Greenwich just before the transition with this index; after the last one, with the length as index. */
const offsetBefore = (index: number): number => TEHRAN_TRANSITIONS[index - 1]?.[1] ?? TEHRAN_FIRST_OFFSET_SECONDS;

/** How many transitions, in their order, took effect at or before a second, where `effect` says when one does. */
function countUpTo(
  transitions: readonly (readonly [number, number])[],
  second: number,
  effect: (at: number, index: number) => number,
): number {
  let low = 0;
  let high = transitions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (effect(transitions[middle]?.[0] as number, middle) <= second) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whole seconds since 1970-01-01T00:00Z, rounded down. The brand says that the text is RFC 3339. */
function epochSecondOf(instant: Instant): number {
  const [hour, minute, second] = [instant.slice(11, 13), instant.slice(14, 16), instant.slice(17, 19)].map(Number) as [
    number,
    number,
    number,
  ];
  const offset = /([+-])(\d\d):(\d\d)$/.exec(instant);
  const offsetMinutes = offset === null ? 0 : (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1);
  return epochDayOf(instant.slice(0, 10) as IsoDate) * DAY_SECONDS + (hour * 60 + minute - offsetMinutes) * 60 + second;
}

function instantOfSecond(second: number): Instant {
  const day = Math.floor(second / DAY_SECONDS);
  const rest = second - day * DAY_SECONDS;
  const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${isoDateOf(day)}T${twoDigits(rest / 3600)}:${twoDigits((rest / 60) % 60)}:${twoDigits(rest % 60)}Z` as Instant;
}
