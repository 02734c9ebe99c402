import { type EpochDay, WEEKDAYS, weekdayOf } from '../epoch-day.ts';
import { jalaliDateOf } from '../jalali-date.ts';
import { MONTH_COUNT, MONTH_STARTS, monthNumberOf } from './month-table.ts';
import type { PeriodicRecurrence, WeekdayOfMonth } from './recurrence.ts';

/**
 * A rule and its first day, ready to say in a few steps which days of a month it takes.
 * The days of a month are the bits of one number, bit 0 the first; the weekdays are seven bits, bit 0 Saturday. What no part of the rule
 * says has been taken from the first day. Whether a day fits an interval of days or weeks is left to be asked of each day.
 */
export type MonthPattern = {
  /** Months in bits, bit 0 Farvardin. */
  readonly months: number;
  /** Every how many months or years, counted from `firstMonth`; 0 where months are not counted. */
  readonly everyMonths: number;
  readonly everyYears: number;
  /** By the length of the month less 29: the days that `monthDays` name in it, moved ones that stay in the month included. */
  readonly daysByLength: readonly [number, number, number];
  /** By the length of the month less 29, in bits: whether a day that it lacks goes to the month before, or to the month after. */
  readonly movesBack: number;
  readonly movesForward: number;
  /** Weekdays that fit wherever they fall. */
  readonly weekdays: number;
  /** At n - 1, the weekdays that fit when they are the nth of the month, and the nth from its end; empty where no part asks for one. */
  readonly nthWeekdays: readonly number[];
  readonly nthWeekdaysFromEnd: readonly number[];
  /** The first month whose days the rule takes: that of the first day, or Farvardin of its year in a yearly rule. */
  readonly firstMonth: number;
};

/** Takes a rule apart. A missing day moves as `monthEnd` says; under `reject` it is dropped, as under `skip`. */
export function monthPatternOf(rule: PeriodicRecurrence, anchor: EpochDay): MonthPattern {
  const { frequency, interval, monthEnd, weekdays } = rule;
  const { month, day } = jalaliDateOf(anchor);
  const isSpread = frequency === 'monthly' || frequency === 'yearly';
  const monthDays = rule.monthDays ?? (isSpread && weekdays === undefined ? [day] : undefined);
  const months = rule.months ?? (frequency === 'yearly' && (rule.monthDays ?? weekdays) === undefined ? [month] : undefined);
  const weekdayParts = weekdays ?? (frequency === 'weekly' ? [{ weekday: weekdayOf(anchor) }] : undefined);
  const move = isSpread ? monthEnd : 'skip';
  const anchorMonth = monthNumberOf(anchor);
  return {
    months: months === undefined ? ALL_MONTHS : bitsOf(months.map((number) => number - 1)),
    everyMonths: frequency === 'monthly' ? interval : 0,
    everyYears: frequency === 'yearly' ? interval : 0,
    daysByLength: [daysIn(29, monthDays, move), daysIn(30, monthDays, move), daysIn(31, monthDays, move)],
    movesBack: move === 'clamp' ? lengthsThatLack(monthDays, -1) : 0,
    movesForward: move === 'next' ? lengthsThatLack(monthDays, 1) : 0,
    weekdays: weekdayParts === undefined ? ALL_WEEKDAYS : weekdayBits(weekdayParts, undefined),
    nthWeekdays: nthWeekdayBits(weekdayParts, 1),
    nthWeekdaysFromEnd: nthWeekdayBits(weekdayParts, -1),
    firstMonth: frequency === 'yearly' ? anchorMonth - (anchorMonth % 12) : anchorMonth,
  };
}

/** The days that a pattern takes of a month, which is given by its number. */
export function daysOfMonth(pattern: MonthPattern, month: number): number {
  const isTaken = takesMonth(pattern, month);
  if (!isTaken && pattern.movesForward === 0 && pattern.movesBack === 0) return 0;
  const start = MONTH_STARTS[month] as number;
  const length = (MONTH_STARTS[month + 1] as number) - start;
  let days = isTaken ? pattern.daysByLength[(length - 29) as 0 | 1 | 2] : 0;
  if (pattern.movesForward !== 0 && movesOut(pattern, pattern.movesForward, month - 1)) days |= 1;
  if (pattern.movesBack !== 0 && movesOut(pattern, pattern.movesBack, month + 1)) days |= 1 << (length - 1);
  return days === 0 || pattern.weekdays === ALL_WEEKDAYS ? days : days & fittingWeekdays(pattern, start, length);
}

const ALL_MONTHS = 0xfff;
const ALL_WEEKDAYS = 0x7f;

function takesMonth({ months, everyMonths, everyYears, firstMonth }: MonthPattern, month: number): boolean {
  if (month < firstMonth || ((months >> (month % 12)) & 1) === 0) return false;
  if (everyMonths > 1) return (month - firstMonth) % everyMonths === 0;
  return everyYears <= 1 || Math.floor((month - firstMonth) / 12) % everyYears === 0;
}

/** Whether a month that the pattern takes is of a length whose missing day leaves it. */
function movesOut(pattern: MonthPattern, lengths: number, month: number): boolean {
  if (month >= MONTH_COUNT || !takesMonth(pattern, month)) return false;
  const length = (MONTH_STARTS[month + 1] as number) - (MONTH_STARTS[month] as number);
  return ((lengths >> (length - 29)) & 1) === 1;
}

/** The days of a month, in bits, whose weekday fits. The nth of each weekday all lie in the nth seven days, from either end. */
function fittingWeekdays({ weekdays, nthWeekdays, nthWeekdaysFromEnd }: MonthPattern, start: number, length: number): number {
  const week = weekFrom(weekdays, start);
  let fitting = week | (week << 7) | (week << 14) | (week << 21) | (week << 28);
  for (let index = 0; index < nthWeekdays.length; index += 1) fitting |= weekFrom(nthWeekdays[index] as number, start) << (7 * index);
  for (let index = 0; index < nthWeekdaysFromEnd.length; index += 1) {
    const offset = length - 7 * (index + 1);
    const days = weekFrom(nthWeekdaysFromEnd[index] as number, start + offset);
    fitting |= offset < 0 ? days >> -offset : days << offset;
  }
  return fitting & (2 ** length - 1);
}

/** The seven days from a day on, in bits, whose weekday is among those given. */
const weekFrom = (weekdays: number, day: number): number => ((weekdays | (weekdays << 7)) >> ((day + EPOCH_WEEKDAY) % 7)) & ALL_WEEKDAYS;

/** Thursday's place in the week, and weeks enough that no day of the table is negative. */
const EPOCH_WEEKDAY = 5 + 7 * 3_000;

const bitsOf = (positions: readonly number[]): number => positions.reduce((bits, position) => bits | (1 << position), 0);

function daysIn(length: number, monthDays: readonly number[] | undefined, move: PeriodicRecurrence['monthEnd']): number {
  if (monthDays === undefined) return 2 ** length - 1;
  const days = monthDays.map((day) => (day > 0 ? day : length + 1 + day));
  const moved = days.flatMap((day) => {
    if (day > length) return move === 'clamp' ? [length] : [];
    if (day < 1) return move === 'next' ? [1] : [];
    return [day];
  });
  return bitsOf(moved.map((day) => day - 1));
}

/** The lengths less 29, in bits, of months in which a day counted from the front (1) or the end (-1) is missing. */
const lengthsThatLack = (monthDays: readonly number[] | undefined, sign: 1 | -1): number =>
  bitsOf([29, 30, 31].filter((length) => monthDays?.some((day) => day * sign > length)).map((length) => length - 29));

const weekdayBits = (weekdays: readonly WeekdayOfMonth[], nth: number | undefined): number =>
  bitsOf(weekdays.filter((part) => part.nth === nth).map(({ weekday }) => WEEKDAYS.indexOf(weekday)));

/** As far as the furthest place that a part asks for. */
function nthWeekdayBits(weekdays: readonly WeekdayOfMonth[] | undefined, sign: 1 | -1): readonly number[] {
  const furthest = Math.max(0, ...(weekdays ?? []).map(({ nth = 0 }) => nth * sign));
  return Array.from({ length: furthest }, (_, index) => weekdayBits(weekdays ?? [], (index + 1) * sign));
}
