import type { Instant } from '@rahyar/domain';
import { ok, Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import { type EpochDay, FIRST_DAY, LAST_DAY } from '../epoch-day.ts';
import type { DayWindow } from '../recurrence/occurrences.ts';
import { fromInstant } from '../tehran-time.ts';
import type { IcalendarEvent } from './event.ts';
import { type IcalendarTime, instantIn, keyOf } from './icalendar-time.ts';
import { daysOfRule } from './rule.ts';

/** When an event takes place: its civil day in Tehran, and its instant in UTC unless it is an event of the whole day. */
export type EventOccurrence = { readonly day: EpochDay; readonly instant?: Instant };

/** The occurrences of an event whose civil day in Tehran lies within a window, ascending and each once. Fails as `expandRecurrence` does. */
export function occurrencesOfEvent(
  { start, rule, added, excluded }: IcalendarEvent,
  window: DayWindow,
): Result<EventOccurrence[], CalendarError> {
  const days = rule === undefined ? ok([start.day]) : daysOfRule(rule, start.day, aDayWider(window));
  return days.andThen((ruled) => {
    const left = new Set(excluded.map(keyOf));
    const times = [...ruled.map((day): IcalendarTime => ({ ...start, day })), ...added];
    const byKey = new Map(times.map((time) => [keyOf(time), time]));
    const kept = [...byKey].filter(([key]) => !left.has(key)).sort(([a], [b]) => (a < b ? -1 : 1));
    return Result.combine(kept.map(([, time]) => occurrenceOf(time))).map((occurrences) =>
      occurrences.filter(({ day }) => day >= window.from && day <= window.to),
    );
  });
}

/** A day of Tehran holds instants of two days of Greenwich. */
const aDayWider = ({ from, to }: DayWindow): DayWindow => ({
  from: Math.max(from - 1, FIRST_DAY) as EpochDay,
  to: Math.min(to + 1, LAST_DAY) as EpochDay,
});

function occurrenceOf(time: IcalendarTime): Result<EventOccurrence, CalendarError> {
  if (time.kind === 'day') return ok({ day: time.day });
  const instant = instantIn(time.zone, time.day, time.time);
  return time.zone === 'UTC' ? fromInstant(instant).map(({ day }) => ({ day, instant })) : ok({ day: time.day, instant });
}
