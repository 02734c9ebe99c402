import { fingerprint } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import type { Closure } from './closure.ts';
import { type EpochDay, type Weekday, weekdayOf } from './epoch-day.ts';
import { HOLIDAY_STATUSES, type HolidayKey, type HolidayStatus, type PublicHoliday } from './public-holiday.ts';
import type { WeeklyPattern } from './weekly-pattern.ts';
import { closuresInForce, iranWorkingCalendarData, type WorkingCalendarData, workingCalendarFault } from './working-calendar-data.ts';

export type DayOffReason =
  | { readonly kind: 'weekly'; readonly weekday: Weekday }
  | { readonly kind: 'holiday'; readonly key: HolidayKey; readonly status: HolidayStatus }
  | ({ readonly kind: 'closure' } & Pick<Closure, 'reason' | 'province'>);

/** A working calendar, ready to answer in constant time. Made by {@link workingCalendar}; read through the functions beside it. */
export type WorkingCalendar = {
  /** Equal for calendars that give equal answers, different otherwise: the pattern's id and a fingerprint. */
  readonly version: string;
  readonly firstDay: EpochDay;
  readonly lastDay: EpochDay;
  /** By position from `firstDay`, one longer than the days: how many working days lie before. */
  readonly workingDaysBefore: Int32Array;
  /** The working days in order. */
  readonly workingDays: Int32Array;
  /** By position from `firstDay`: the position in {@link HOLIDAY_STATUSES} of what the answer for the day rests on. */
  readonly statusIndexes: Uint8Array;
  /** By status in the order of {@link HOLIDAY_STATUSES}, then by position, one longer than the days: how many days before rest on it. */
  readonly statusCounts: readonly Int32Array[];
  readonly daysOff: ReadonlyMap<EpochDay, readonly DayOffReason[]>;
  /** The holidays that may fall on a day and may fall on another one: expected on it, or having it among their alternatives. */
  readonly movable: ReadonlyMap<EpochDay, readonly PublicHoliday[]>;
};

/** Public holidays and known closures of Iran in the years of the shipped table, under a weekly pattern. Build it once and keep it. */
export const iranWorkingCalendar = (weekly?: WeeklyPattern): Result<WorkingCalendar, CalendarError> =>
  iranWorkingCalendarData(weekly).andThen(workingCalendar);

/**
 * Builds a working calendar. Fails with `workingCalendar.inconsistent` when the days are in no order, a holiday or closure lies outside,
 * or the weekly pattern is not in order of time or begins too late; with `closure.notProvince` for a place of another level.
 */
export function workingCalendar(data: WorkingCalendarData): Result<WorkingCalendar, CalendarError> {
  const fault = workingCalendarFault(data);
  if (fault !== undefined) return err(calendarError(fault));
  const { firstDay, lastDay } = data;
  const length = lastDay - firstDay + 1;
  const daysOff = daysOffOf(data);
  const movable = movableOf(data);
  const workingDaysBefore = new Int32Array(length + 1);
  const workingDays: EpochDay[] = [];
  const statusIndexes = new Uint8Array(length);
  for (let position = 0; position < length; position += 1) {
    const day = (firstDay + position) as EpochDay;
    const reasons = daysOff.get(day);
    workingDaysBefore[position] = workingDays.length;
    statusIndexes[position] = reasons === undefined ? leastSure(movable.get(day)) : Math.min(...reasons.map(statusIndexOf));
    if (reasons === undefined) workingDays.push(day);
  }
  workingDaysBefore[length] = workingDays.length;
  return ok({
    version: `${data.weekly.id}.${fingerprint([firstDay, workingDaysBefore.join(), statusIndexes.join('')].join('|'))}`,
    firstDay,
    lastDay,
    workingDaysBefore,
    workingDays: Int32Array.from(workingDays),
    statusIndexes,
    statusCounts: HOLIDAY_STATUSES.map((_, index) => countsBefore(statusIndexes, index)),
    daysOff,
    movable,
  });
}

/** Fails with `workingCalendar.notCovered` outside the calendar's days. */
export function isWorkingDay(calendar: WorkingCalendar, day: EpochDay): Result<boolean, CalendarError> {
  return covers(calendar, day) ? ok(!calendar.daysOff.has(day)) : err(calendarError('workingCalendar.notCovered'));
}

/** Why a day is off; empty for a working day. Fails with `workingCalendar.notCovered` outside the calendar's days. */
export function dayOffReasons(calendar: WorkingCalendar, day: EpochDay): Result<readonly DayOffReason[], CalendarError> {
  return covers(calendar, day) ? ok(calendar.daysOff.get(day) ?? []) : err(calendarError('workingCalendar.notCovered'));
}

/**
 * The working day that is `count` working days after a day, or before it when negative. The day itself is not counted, whether it is a
 * working day or not; a count of 0 gives it back. Fails with `count.notInteger` or `workingCalendar.notCovered`.
 */
export function addWorkingDays(calendar: WorkingCalendar, day: EpochDay, count: number): Result<EpochDay, CalendarError> {
  if (!Number.isInteger(count)) return err(calendarError('count.notInteger'));
  if (!covers(calendar, day)) return err(calendarError('workingCalendar.notCovered'));
  if (count === 0) return ok(day);
  const position = day - calendar.firstDay;
  const rank = calendar.workingDaysBefore[count > 0 ? position + 1 : position] as number;
  return workingDayOfRank(calendar, count > 0 ? rank + count - 1 : rank + count);
}

/** How many working days lie after `from` up to and including `to`; negative when `to` is earlier. Inverse of {@link addWorkingDays}. */
export function workingDaysBetween(calendar: WorkingCalendar, from: EpochDay, to: EpochDay): Result<number, CalendarError> {
  if (!covers(calendar, from) || !covers(calendar, to)) return err(calendarError('workingCalendar.notCovered'));
  const upTo = (day: EpochDay): number => calendar.workingDaysBefore[day - calendar.firstDay + 1] as number;
  return ok(upTo(to) - upTo(from));
}

/** The first working day from a day on, the day included. */
export function workingDayFrom(calendar: WorkingCalendar, day: EpochDay): Result<EpochDay, CalendarError> {
  if (!covers(calendar, day)) return err(calendarError('workingCalendar.notCovered'));
  return workingDayOfRank(calendar, calendar.workingDaysBefore[day - calendar.firstDay] as number);
}

/** The last working day up to a day, the day included. */
export function workingDayUpTo(calendar: WorkingCalendar, day: EpochDay): Result<EpochDay, CalendarError> {
  if (!covers(calendar, day)) return err(calendarError('workingCalendar.notCovered'));
  return workingDayOfRank(calendar, (calendar.workingDaysBefore[day - calendar.firstDay + 1] as number) - 1);
}

/**
 * The least sure fact that the answers for a span of days rest on, both ends included and in any order.
 * A holiday that may fall on other days makes those as unsure as itself. Days outside the calendar are left out. Constant time.
 */
export function confidenceBetween({ firstDay, lastDay, statusCounts }: WorkingCalendar, a: EpochDay, b: EpochDay): HolidayStatus {
  const from = Math.max(Math.min(a, b), firstDay) - firstDay;
  const to = Math.min(Math.max(a, b), lastDay) - firstDay + 1;
  let weakest = from < to ? HOLIDAY_STATUSES.length - 1 : 0;
  while (weakest > 0 && statusCounts[weakest]?.[to] === statusCounts[weakest]?.[from]) weakest -= 1;
  return HOLIDAY_STATUSES[weakest] as HolidayStatus;
}

/** A holiday that may fall on other days than the one it is expected on. */
export type HolidayAlternatives = PublicHoliday & { readonly alternatives: readonly EpochDay[] };

/**
 * The holidays that would change what a day is if they fell on another day: a predicted one, a day early or late, or an announced one that
 * waits for the moon to be sighted. Empty where the day is off in any case. Alternatives outside the calendar are left out.
 * Fails with `workingCalendar.notCovered` outside the calendar's days.
 */
export function alternativesAt(calendar: WorkingCalendar, day: EpochDay): Result<readonly HolidayAlternatives[], CalendarError> {
  if (!covers(calendar, day)) return err(calendarError('workingCalendar.notCovered'));
  const movable = calendar.movable.get(day) ?? [];
  const expected = movable.filter((holiday) => holiday.day === day);
  if ((calendar.daysOff.get(day) ?? []).length > expected.length) return ok([]);
  return ok(movable.map((holiday) => ({ ...holiday, alternatives: otherDaysOf(holiday).filter((other) => covers(calendar, other)) })));
}

const covers = ({ firstDay, lastDay }: WorkingCalendar, day: EpochDay): boolean => day >= firstDay && day <= lastDay;

function workingDayOfRank(calendar: WorkingCalendar, rank: number): Result<EpochDay, CalendarError> {
  const day = calendar.workingDays[rank];
  return day === undefined ? err(calendarError('workingCalendar.notCovered')) : ok(day as EpochDay);
}

function daysOffOf(data: WorkingCalendarData): Map<EpochDay, DayOffReason[]> {
  const daysOff = new Map<EpochDay, DayOffReason[]>();
  const add = (day: EpochDay, reason: DayOffReason): unknown => daysOff.set(day, [...(daysOff.get(day) ?? []), reason]);
  for (let day = data.firstDay; day <= data.lastDay; day = (day + 1) as EpochDay) {
    const weekday = weekdayOf(day);
    const period = data.weekly.periods.findLast(({ from }) => from <= day);
    if (period?.off.includes(weekday)) add(day, { kind: 'weekly', weekday });
  }
  for (const { day, key, status } of data.holidays) add(day, { kind: 'holiday', key, status });
  for (const { day, ...closure } of closuresInForce(data)) add(day, { kind: 'closure', ...closure });
  return daysOff;
}

/** The holidays that may fall on more than one day, by those days. */
function movableOf({ holidays }: WorkingCalendarData): Map<EpochDay, PublicHoliday[]> {
  const byDay = new Map<EpochDay, PublicHoliday[]>();
  for (const holiday of holidays.filter((one) => otherDaysOf(one).length > 0)) {
    for (const day of [holiday.day, ...otherDaysOf(holiday)]) byDay.set(day, [...(byDay.get(day) ?? []), holiday]);
  }
  return byDay;
}

/** A predicted holiday that says nothing else may fall a day early or late. */
function otherDaysOf({ day, status, alternatives }: PublicHoliday): readonly EpochDay[] {
  const isPredicted = status !== 'fixed' && status !== 'announced';
  return alternatives ?? (isPredicted ? ([day - 1, day + 1] as EpochDay[]) : []);
}

const leastSure = (holidays: readonly PublicHoliday[] = []): number =>
  Math.max(0, ...holidays.map(({ status }) => HOLIDAY_STATUSES.indexOf(status)));

const statusIndexOf = (reason: DayOffReason): number => (reason.kind === 'holiday' ? HOLIDAY_STATUSES.indexOf(reason.status) : 0);

function countsBefore(values: Uint8Array, sought: number): Int32Array {
  const counts = new Int32Array(values.length + 1);
  for (const [position, value] of values.entries()) counts[position + 1] = (counts[position] as number) + (value === sought ? 1 : 0);
  return counts;
}
