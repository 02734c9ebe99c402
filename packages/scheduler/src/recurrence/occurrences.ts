import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from '../calendar-error.ts';
import { type EpochDay, LAST_DAY, WEEKDAYS, weekdayOf } from '../epoch-day.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import { holidayOccurrences, lastAnswerableDay } from './holiday-occurrences.ts';
import { daysOfMonth, monthPatternOf } from './month-pattern.ts';
import { MONTH_STARTS, monthNumberOf } from './month-table.ts';
import type { PeriodicRecurrence, Recurrence } from './recurrence.ts';

/** A span of days, both ends included. It is empty when `to` lies before `from`. */
export type DayWindow = { readonly from: EpochDay; readonly to: EpochDay };

/**
 * The occurrences of a rule within a window, ascending and each once; the anchor is the rule's first day.
 * Each is found from the anchor, never from the one before, so a wider window gives the same days and more.
 * Fails as {@link occurrencesInto} does.
 */
export function expandRecurrence(
  rule: Recurrence,
  anchor: EpochDay,
  window: DayWindow,
  calendar?: WorkingCalendar,
): Result<EpochDay[], CalendarError> {
  const days = new Int32Array(Math.max(0, Math.min(window.to - Math.max(window.from, anchor) + 1, rule.count ?? Number.POSITIVE_INFINITY)));
  return occurrencesInto(rule, anchor, window, days, calendar).map((count) => Array.from(days.subarray(0, count)) as EpochDay[]);
}

/** The first occurrence later than a day, or `undefined` when the series is over. Fails as {@link occurrencesInto} does. */
export function nextOccurrence(
  rule: Recurrence,
  anchor: EpochDay,
  after: EpochDay,
  calendar?: WorkingCalendar,
): Result<EpochDay | undefined, CalendarError> {
  const firstUpTo = (to: EpochDay): Result<EpochDay | undefined, CalendarError> => {
    const day = new Int32Array(1);
    return occurrencesInto(rule, anchor, { from: (after + 1) as EpochDay, to }, day, calendar).map((count) =>
      count === 0 ? undefined : (day[0] as EpochDay),
    );
  };
  if (rule.frequency !== 'holiday' || calendar === undefined) return firstUpTo(LAST_DAY);
  return firstUpTo(lastAnswerableDay(rule, calendar)).andThen((day) => (day === undefined ? firstUpTo(LAST_DAY) : ok(day)));
}

/** Whether a day is an occurrence. Fails as {@link occurrencesInto} does. */
export function isOccurrence(
  rule: Recurrence,
  anchor: EpochDay,
  day: EpochDay,
  calendar?: WorkingCalendar,
): Result<boolean, CalendarError> {
  return occurrencesInto(rule, anchor, { from: day, to: day }, new Int32Array(1), calendar).map((count) => count === 1);
}

/**
 * Writes the occurrences of {@link expandRecurrence} to a column of days, as many as it holds, and answers how many were written.
 * Linear in the months of the window; with `count`, in the months from the anchor on.
 * Fails with `month.tooShort` where `monthEnd` is `reject` and `clamp` would write other days than `skip`; a rule of holidays fails with
 * `recurrence.calendarNeeded` without a calendar and `workingCalendar.notCovered` where the calendar cannot know.
 */
export function occurrencesInto(
  rule: Recurrence,
  anchor: EpochDay,
  window: DayWindow,
  days: Int32Array,
  calendar?: WorkingCalendar,
): Result<number, CalendarError> {
  if (rule.frequency === 'holiday') {
    if (calendar === undefined) return err(calendarError('recurrence.calendarNeeded'));
    return holidayOccurrences(rule, anchor, window, calendar).map((found) => copyInto(days, found));
  }
  if (rule.monthEnd !== 'reject') return ok(periodicInto(rule, anchor, window, days));
  const count = periodicInto({ ...rule, monthEnd: 'clamp' }, anchor, window, days);
  const valid = new Int32Array(days.length);
  const validCount = periodicInto({ ...rule, monthEnd: 'skip' }, anchor, window, valid);
  const isSame = count === validCount && valid.subarray(0, count).every((day, index) => day === days[index]);
  return isSame ? ok(count) : err(calendarError('month.tooShort'));
}

function copyInto(days: Int32Array, found: readonly EpochDay[]): number {
  const fitting = found.slice(0, days.length);
  days.set(fitting);
  return fitting.length;
}

/** Walks the months of the window, or from the anchor on where occurrences are counted. */
function periodicInto(rule: PeriodicRecurrence, anchor: EpochDay, window: DayWindow, days: Int32Array): number {
  const from = Math.max(window.from, anchor) as EpochDay;
  const to = Math.min(window.to, rule.until ?? LAST_DAY) as EpochDay;
  if (from > to || days.length === 0) return 0;
  const pattern = monthPatternOf(rule, anchor);
  const stride = strideOf(rule, anchor);
  const count = rule.count ?? Number.POSITIVE_INFINITY;
  const except = rule.except === undefined ? undefined : new Set<number>(rule.except);
  const lastMonth = monthNumberOf(to);
  let counted = 0;
  let written = 0;
  for (let month = monthNumberOf(rule.count === undefined ? from : anchor); month <= lastMonth; month += 1) {
    const start = MONTH_STARTS[month] as number;
    for (let bits = daysOfMonth(pattern, month); bits !== 0; bits &= bits - 1) {
      const day = start + 31 - Math.clz32(bits & -bits);
      if (day < anchor || (stride !== undefined && !isOnStride(stride, day))) continue;
      counted += 1;
      if (day > to || counted > count) return written;
      if (day < from || except?.has(day)) continue;
      days[written] = day;
      written += 1;
      if (written === days.length) return written;
    }
  }
  return written;
}

/** Every so many spans of days, counted from the start of the span that holds the anchor. */
type Stride = { readonly start: number; readonly spanDays: number; readonly interval: number };

function strideOf({ frequency, interval }: PeriodicRecurrence, anchor: EpochDay): Stride | undefined {
  if (interval === 1 || frequency === 'monthly' || frequency === 'yearly') return undefined;
  return frequency === 'daily'
    ? { start: anchor, spanDays: 1, interval }
    : { start: anchor - WEEKDAYS.indexOf(weekdayOf(anchor)), spanDays: 7, interval };
}

const isOnStride = ({ start, spanDays, interval }: Stride, day: number): boolean => Math.floor((day - start) / spanDays) % interval === 0;
