import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from '../calendar-error.ts';
import { type EpochDay, FIRST_DAY, LAST_DAY } from '../epoch-day.ts';
import { addInterval } from '../interval.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import type { HolidayRecurrence } from './recurrence.ts';

/**
 * The occurrences of a rule of holidays within a window, ascending and each once.
 * Fails with `workingCalendar.notCovered` where a holiday that the calendar does not know could have brought one: in the window, or, where
 * occurrences are counted, since the anchor.
 */
export function holidayOccurrences(
  rule: HolidayRecurrence,
  anchor: EpochDay,
  window: { readonly from: EpochDay; readonly to: EpochDay },
  calendar: WorkingCalendar,
): Result<EpochDay[], CalendarError> {
  const from = Math.max(window.from, anchor);
  const to = Math.min(window.to, rule.until ?? LAST_DAY);
  if (from > to) return ok([]);
  const known = answerableDays(rule, calendar);
  const isCounted = rule.count !== undefined;
  if ((isCounted ? anchor : from) < known.first) return err(calendarError('workingCalendar.notCovered'));
  const series = seriesOf(rule, calendar)
    .filter((day) => day >= anchor)
    .slice(0, rule.count);
  if (to > known.last && !(isCounted && series.length === rule.count)) return err(calendarError('workingCalendar.notCovered'));
  const except = new Set(rule.except);
  return ok(series.filter((day) => day >= from && day <= to && !except.has(day)));
}

/** The last day of which a calendar can tell whether a rule of holidays brings it. */
export const lastAnswerableDay = (rule: HolidayRecurrence, calendar: WorkingCalendar): EpochDay => answerableDays(rule, calendar).last;

/** Every day of the strict range that a holiday of the calendar brings, as far as the calendar itself reaches. */
function seriesOf({ holiday, offset }: HolidayRecurrence, calendar: WorkingCalendar): EpochDay[] {
  const days = new Set<EpochDay>();
  for (const [day, reasons] of calendar.daysOff) {
    if (!reasons.some((reason) => reason.kind === 'holiday' && reason.key === holiday)) continue;
    const moved = addInterval(calendar, day, offset);
    if (moved.isOk()) days.add(moved.value);
  }
  return [...days].sort((a, b) => a - b);
}

/**
 * The days for which no holiday outside the calendar can matter. Days shift both ends; working days are also counted inside the calendar,
 * so that they shorten the end from which they are counted.
 */
function answerableDays({ offset }: HolidayRecurrence, calendar: WorkingCalendar): { readonly first: EpochDay; readonly last: EpochDay } {
  const { firstDay, lastDay, workingDays } = calendar;
  const { unit, count } = offset;
  if (unit === 'days') {
    return { first: Math.max(firstDay + count, FIRST_DAY) as EpochDay, last: Math.min(lastDay + count, LAST_DAY) as EpochDay };
  }
  if (count === 0) return { first: firstDay, last: lastDay };
  return count > 0
    ? { first: ((workingDays[count - 1] ?? lastDay) + 1) as EpochDay, last: lastDay }
    : { first: firstDay, last: ((workingDays.at(count) ?? firstDay) - 1) as EpochDay };
}
