import { epochDayOf, type IsoDate, isoDateOf } from '@rahyar/domain';
import { type EpochDay, LAST_DAY, WEEKDAYS, weekdayOf } from '../epoch-day.ts';
import type { DayWindow } from '../recurrence/occurrences.ts';
import type { RuleParts } from './rule-text.ts';

/** A rule of Gregorian months, or of weeks that do not begin on Saturday: no `Recurrence` says the same. */
export type GregorianRule = Omit<RuleParts, 'scale' | 'until'> & { readonly until?: EpochDay };

/**
 * The occurrences of a rule within a window, ascending and each once, by RFC 5545 and RFC 7529; the anchor is the rule's first day.
 * Linear in the months, or for days and weeks in the days, from the anchor to the end of the window.
 */
export function expandGregorian(rule: GregorianRule, anchor: EpochDay, window: DayWindow): EpochDay[] {
  const to = Math.min(window.to, rule.until ?? LAST_DAY);
  const candidates = rule.frequency === 'daily' || rule.frequency === 'weekly' ? daysBetween(anchor, to) : monthDaysUpTo(rule, anchor, to);
  const fits = filterOf(rule, anchor);
  const occurrences = [...new Set(candidates)].filter((day) => day >= anchor && day <= to && fits(day)).sort((a, b) => a - b);
  return occurrences.slice(0, rule.count).filter((day) => day >= window.from) as EpochDay[];
}

const daysBetween = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

/** The days that a monthly or yearly rule names, before weekdays are asked; a missing day is moved as the rule says. */
function monthDaysUpTo(rule: GregorianRule, anchor: EpochDay, to: number): number[] {
  const anchorDate = gregorianDateOf(anchor);
  const hasDays = rule.monthDays !== undefined || rule.weekdays !== undefined;
  const monthDays = rule.monthDays ?? (rule.weekdays === undefined ? [anchorDate.day] : undefined);
  const months = rule.months ?? (rule.frequency === 'yearly' && !hasDays ? [anchorDate.month] : undefined);
  const first = monthNumber(anchorDate.year, rule.frequency === 'yearly' ? 1 : anchorDate.month);
  const step = rule.frequency === 'yearly' ? 12 * rule.interval : rule.interval;
  const days: number[] = [];
  // A day counted from the end of the month after may be moved back to the last day of the window.
  for (let period = first; monthStart(period) <= to + 1; period += step) {
    for (let month = period; month < period + (rule.frequency === 'yearly' ? 12 : 1); month += 1) {
      if (months !== undefined && !months.includes((month % 12) + 1)) continue;
      const start = monthStart(month);
      const length = monthStart(month + 1) - start;
      if (monthDays === undefined) days.push(...daysBetween(start, start + length - 1));
      else for (const monthDay of monthDays) days.push(...placed(monthDay, start, length, rule.monthEnd));
    }
  }
  return days;
}

function placed(monthDay: number, start: number, length: number, monthEnd: RuleParts['monthEnd']): number[] {
  const day = monthDay > 0 ? monthDay : length + 1 + monthDay;
  if (day >= 1 && day <= length) return [start + day - 1];
  if (monthEnd === 'skip') return [];
  const before = day < 1 ? start - 1 : start + length - 1;
  return [monthEnd === 'clamp' ? before : before + 1];
}

/** What remains to be asked of each day: its weekday, and for days and weeks the interval, the month and the day of the month. */
function filterOf(rule: GregorianRule, anchor: EpochDay): (day: number) => boolean {
  const { frequency, interval, weekStart, months, monthDays } = rule;
  const weekdays = rule.weekdays ?? (frequency === 'weekly' ? [{ weekday: weekdayOf(anchor) }] : undefined);
  const fitsWeekday = (day: number): boolean => {
    if (weekdays === undefined) return true;
    const weekday = weekdayOf(day as EpochDay);
    return weekdays.some((part) => part.weekday === weekday && (part.nth === undefined || isNth(day, part.nth)));
  };
  if (frequency === 'monthly' || frequency === 'yearly') return fitsWeekday;
  const intoWeek = (WEEKDAYS.indexOf(weekdayOf(anchor)) - WEEKDAYS.indexOf(weekStart) + 7) % 7;
  const [start, span] = frequency === 'daily' ? [anchor as number, 1] : [anchor - intoWeek, 7];
  return (day) => {
    if (Math.floor((day - start) / span) % interval !== 0 || !fitsWeekday(day)) return false;
    const date = gregorianDateOf(day);
    const fitsDay = monthDays?.some((monthDay) => monthDay === date.day || monthDay === date.day - date.length - 1) ?? true;
    return fitsDay && (months?.includes(date.month) ?? true);
  };
}

function isNth(day: number, nth: number): boolean {
  const { day: dayOfMonth, length } = gregorianDateOf(day);
  return nth > 0 ? Math.ceil(dayOfMonth / 7) === nth : Math.ceil((length - dayOfMonth + 1) / 7) === -nth;
}

/** The Gregorian date of a day, with the length of its month. */
function gregorianDateOf(day: number): { readonly year: number; readonly month: number; readonly day: number; readonly length: number } {
  const date = isoDateOf(day);
  const [year, month, dayOfMonth] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  const number = monthNumber(year, month);
  return { year, month, day: dayOfMonth, length: monthStart(number + 1) - monthStart(number) };
}

/** Months counted from January of the year 0. */
const monthNumber = (year: number, month: number): number => year * 12 + month - 1;
const monthStart = (month: number): number =>
  epochDayOf(`${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01` as IsoDate);
