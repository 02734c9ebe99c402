import { err, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import type { EpochDay } from './epoch-day.ts';
import type { LocalTime } from './local-time.ts';
import type { HolidayStatus } from './public-holiday.ts';
import type { CivilTime } from './tehran-time.ts';
import { addWorkingDays, confidenceBetween, type WorkingCalendar, workingDayFrom } from './working-calendar.ts';

/** How working days are counted from an event to a deadline. */
export type DeadlineTerms = {
  readonly workingDays: number;
  /** Whether the day the event counts for is itself the first working day of the count. The usual reading of a legal period excludes it. */
  readonly dayZero: 'excluded' | 'included';
  /** An event later than this time of day counts for the next working day; one at this very minute does not. Absent: the day ends at midnight. */
  readonly cutOff?: LocalTime | undefined;
};

export type Deadline = {
  /** The working day that the event counts for. */
  readonly dayZero: EpochDay;
  /** The last day in time, a working day. */
  readonly day: EpochDay;
  /** The least sure holiday that both rest on. */
  readonly confidence: HolidayStatus;
};

/**
 * The deadline a number of working days after an event. An event on a day off, or after the cut-off, counts for the next working day.
 * Fails with `count.notInteger`; with `count.tooSmall` below 0, or below 1 where day zero is included; with `workingCalendar.notCovered`.
 */
export function deadline(
  calendar: WorkingCalendar,
  event: CivilTime,
  { workingDays, dayZero, cutOff }: DeadlineTerms,
): Result<Deadline, CalendarError> {
  const counted = dayZero === 'included' ? workingDays - 1 : workingDays;
  if (!Number.isInteger(counted)) return err(calendarError('count.notInteger'));
  if (counted < 0) return err(calendarError('count.tooSmall'));
  return dayOfEvent(calendar, event, cutOff).andThen((start) =>
    addWorkingDays(calendar, start, counted).map((day) => ({
      dayZero: start,
      day,
      confidence: confidenceBetween(calendar, event.day, day),
    })),
  );
}

/** One working day on from any day is the next working day, whether that day is one or not. */
const dayOfEvent = (calendar: WorkingCalendar, { day, time }: CivilTime, cutOff: LocalTime | undefined): Result<EpochDay, CalendarError> =>
  cutOff !== undefined && time > cutOff ? addWorkingDays(calendar, day, 1) : workingDayFrom(calendar, day);
