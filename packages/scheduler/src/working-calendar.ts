import { fingerprint } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { IRAN_PUBLIC_HOLIDAY_YEARS } from './data/iran-public-holidays.ts';
import { type EpochDay, FIRST_DAY, type Weekday, weekdayOf } from './epoch-day.ts';
import { epochDayOfJalali } from './jalali-date.ts';
import {
  HOLIDAY_STATUSES,
  type HolidayKey,
  type HolidayStatus,
  IRAN_PUBLIC_HOLIDAYS,
  IRAN_SPECIAL_CLOSURES,
  type PublicHoliday,
  type SpecialClosure,
} from './public-holiday.ts';

/** Which days of the week are off, from a day until the next period begins. Periods ascend; the law on this is a moving target. */
export type WeeklyPattern = {
  readonly id: string;
  readonly periods: readonly { readonly from: EpochDay; readonly off: readonly Weekday[] }[];
};

/** Friday is the only weekly holiday that is certain in law; many headquarters also close on Thursday. */
export const IRAN_WEEKLY_PATTERNS = {
  'IR-FRI': { id: 'IR-FRI', periods: [{ from: FIRST_DAY, off: ['friday'] }] },
  'IR-THU-FRI': { id: 'IR-THU-FRI', periods: [{ from: FIRST_DAY, off: ['thursday', 'friday'] }] },
} as const satisfies Record<string, WeeklyPattern>;

/** The dated facts a working calendar is made of. It answers for `firstDay` to `lastDay`, both included, and for no other day. */
export type WorkingCalendarData = {
  readonly weekly: WeeklyPattern;
  readonly firstDay: EpochDay;
  readonly lastDay: EpochDay;
  readonly holidays: readonly PublicHoliday[];
  readonly closures: readonly SpecialClosure[];
};

export type DayOffReason =
  | { readonly kind: 'weekly'; readonly weekday: Weekday }
  | { readonly kind: 'holiday'; readonly key: HolidayKey; readonly status: HolidayStatus }
  | ({ readonly kind: 'closure' } & Pick<SpecialClosure, 'reason'>);

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
  readonly daysOff: ReadonlyMap<EpochDay, readonly DayOffReason[]>;
};

/** Public holidays and known closures of Iran, 1390 to 1411, under a weekly pattern. Build it once and keep it. */
export function iranWorkingCalendar(weekly: WeeklyPattern = IRAN_WEEKLY_PATTERNS['IR-FRI']): Result<WorkingCalendar, CalendarError> {
  const [firstYear, lastYear] = IRAN_PUBLIC_HOLIDAY_YEARS;
  return epochDayOfJalali({ year: firstYear, month: 1, day: 1 }).andThen((firstDay) =>
    epochDayOfJalali({ year: lastYear + 1, month: 1, day: 1 }).andThen((dayAfter) =>
      workingCalendar({
        weekly,
        firstDay,
        lastDay: (dayAfter - 1) as EpochDay,
        holidays: IRAN_PUBLIC_HOLIDAYS,
        closures: IRAN_SPECIAL_CLOSURES,
      }),
    ),
  );
}

/**
 * Builds a working calendar. Fails with `workingCalendar.inconsistent` when the days are in no order, a holiday or closure lies outside,
 * or the weekly pattern is not in order of time or begins too late. The order of holidays and closures has no meaning.
 */
export function workingCalendar(data: WorkingCalendarData): Result<WorkingCalendar, CalendarError> {
  if (!isConsistent(data)) return err(calendarError('workingCalendar.inconsistent'));
  const { firstDay, lastDay } = data;
  const length = lastDay - firstDay + 1;
  const daysOff = daysOffOf(data);
  const predicted = predictedNeighbours(data);
  const workingDaysBefore = new Int32Array(length + 1);
  const workingDays: EpochDay[] = [];
  const statusIndexes = new Uint8Array(length);
  for (let position = 0; position < length; position += 1) {
    const day = (firstDay + position) as EpochDay;
    const reasons = daysOff.get(day);
    workingDaysBefore[position] = workingDays.length;
    statusIndexes[position] = reasons === undefined ? (predicted.get(day) ?? 0) : Math.min(...reasons.map(statusIndexOf));
    if (reasons === undefined) workingDays.push(day);
  }
  workingDaysBefore[length] = workingDays.length;
  const version = `${data.weekly.id}.${fingerprint([firstDay, workingDaysBefore.join(), statusIndexes.join('')].join('|'))}`;
  return ok({ version, firstDay, lastDay, workingDaysBefore, workingDays: Int32Array.from(workingDays), statusIndexes, daysOff });
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
 * A predicted lunar holiday makes its two neighbours as unsure as itself. Days outside the calendar are left out.
 */
export function confidenceBetween(calendar: WorkingCalendar, a: EpochDay, b: EpochDay): HolidayStatus {
  const last = Math.min(Math.max(a, b), calendar.lastDay);
  let weakest = 0;
  for (let day = Math.max(Math.min(a, b), calendar.firstDay); day <= last; day += 1) {
    weakest = Math.max(weakest, calendar.statusIndexes[day - calendar.firstDay] as number);
  }
  return HOLIDAY_STATUSES[weakest] as HolidayStatus;
}

const covers = ({ firstDay, lastDay }: WorkingCalendar, day: EpochDay): boolean => day >= firstDay && day <= lastDay;

function workingDayOfRank(calendar: WorkingCalendar, rank: number): Result<EpochDay, CalendarError> {
  const day = calendar.workingDays[rank];
  return day === undefined ? err(calendarError('workingCalendar.notCovered')) : ok(day as EpochDay);
}

function isConsistent({ weekly, firstDay, lastDay, holidays, closures }: WorkingCalendarData): boolean {
  const starts = weekly.periods.map(({ from }) => from);
  const ascending = starts.every((from, index) => index === 0 || from > (starts[index - 1] as EpochDay));
  const inside = [...holidays, ...closures].every(({ day }) => day >= firstDay && day <= lastDay);
  return firstDay <= lastDay && ascending && (starts[0] ?? lastDay + 1) <= firstDay && inside;
}

function daysOffOf({ weekly, firstDay, lastDay, holidays, closures }: WorkingCalendarData): Map<EpochDay, DayOffReason[]> {
  const daysOff = new Map<EpochDay, DayOffReason[]>();
  const add = (day: EpochDay, reason: DayOffReason): unknown => daysOff.set(day, [...(daysOff.get(day) ?? []), reason]);
  for (let day = firstDay; day <= lastDay; day = (day + 1) as EpochDay) {
    const weekday = weekdayOf(day);
    const period = weekly.periods.findLast(({ from }) => from <= day);
    if (period?.off.includes(weekday)) add(day, { kind: 'weekly', weekday });
  }
  for (const { day, key, status } of holidays) add(day, { kind: 'holiday', key, status });
  for (const { day, reason } of closures) add(day, { kind: 'closure', reason });
  return daysOff;
}

/** The working days that would be off if a predicted holiday fell a day early or late, with the position of the weakest status. */
function predictedNeighbours({ holidays }: WorkingCalendarData): Map<number, number> {
  const neighbours = new Map<number, number>();
  for (const { day, status } of holidays) {
    if (status === 'fixed' || status === 'announced') continue;
    const index = HOLIDAY_STATUSES.indexOf(status);
    for (const neighbour of [day - 1, day + 1]) neighbours.set(neighbour, Math.max(index, neighbours.get(neighbour) ?? 0));
  }
  return neighbours;
}

const statusIndexOf = (reason: DayOffReason): number => (reason.kind === 'holiday' ? HOLIDAY_STATUSES.indexOf(reason.status) : 0);
