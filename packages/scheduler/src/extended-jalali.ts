import type { Label } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { FIRST_DAY, LAST_DAY } from './epoch-day.ts';
import type { JalaliFields } from './jalali-date.ts';

/** How sure a date is that may lie outside the strict range. */
export const DATE_CERTAINTY_LABELS = {
  official: { fa: 'جدول رسمی، ۱۳۰۴ تا ۱۴۹۸', en: 'the official table, 1304 to 1498' },
  proleptic: {
    fa: 'ماه‌های امروز بر سال‌های ۱۲۰۶ تا ۱۳۰۳؛ سندهای آن زمان گاه تاریخ دیگری دارند',
    en: 'the months of today carried back to 1206 to 1303; papers of the time may bear another date',
  },
  arithmetic: { fa: 'قاعدهٔ ۳۳ ساله، ۱۴۹۹ تا ۱۵۰۲؛ جدول رسمی نیست', en: 'the 33-year rule, 1499 to 1502; no official table' },
} as const satisfies Record<string, Label>;
export type DateCertainty = keyof typeof DATE_CERTAINTY_LABELS;

/** A day and its Jalali date where the strict range may have been left; not to be planned with, hence neither has the brand of one that may. */
export type ExtendedDate = {
  /** Days since 1970-01-01. */
  readonly days: number;
  readonly date: JalaliFields;
  readonly certainty: DateCertainty;
};

/**
 * The Jalali date of a number of days since 1970-01-01, from 1206 to 1502, with how sure it is.
 * The years of 1206 to 1498 begin as in the official table. From 1503 on calendars disagree, since the equinox of 2124 falls some three
 * minutes from noon, and nobody can know.
 * Fails with `count.notInteger`, or `date.unsettled` outside those years.
 */
export function extendedJalaliOf(days: number): Result<ExtendedDate, CalendarError> {
  if (!Number.isInteger(days)) return err(calendarError('count.notInteger'));
  if (days < nowruzOf(FIRST_YEAR) || days >= nowruzOf(LAST_YEAR + 1)) return err(calendarError('date.unsettled'));
  const guess = FIRST_YEAR + Math.floor((days - nowruzOf(FIRST_YEAR)) / 366);
  const year = days >= nowruzOf(guess + 1) ? guess + 1 : guess;
  const dayOfYear = days - nowruzOf(year);
  const month = dayOfYear < 186 ? 1 + Math.floor(dayOfYear / 31) : 7 + Math.floor((dayOfYear - 186) / 30);
  return ok({ days: days + 0, date: { year, month, day: 1 + dayOfYear - daysBefore(month) }, certainty: certaintyOf(days) });
}

/** The day that three numbers name, from 1206 to 1502. Fails with `date.unsettled` for the year, `date.notInCalendar` for month and day. */
export function extendedJalali({ year, month, day }: JalaliFields): Result<ExtendedDate, CalendarError> {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return err(calendarError('date.unsettled'));
  if (!Number.isInteger(month) || month < 1 || month > 12) return err(calendarError('date.notInCalendar'));
  const length = (month === 12 ? nowruzOf(year + 1) - nowruzOf(year) : daysBefore(month + 1)) - daysBefore(month);
  if (!Number.isInteger(day) || day < 1 || day > length) return err(calendarError('date.notInCalendar'));
  const days = nowruzOf(year) + daysBefore(month) + day - 1;
  return ok({ days, date: { year, month, day }, certainty: certaintyOf(days) });
}

const FIRST_YEAR = 1206;
const LAST_YEAR = 1502;

/** 1 Farvardin by the 33-year rule: eight leap years in 33, as in the official table of 1206 to 1498. */
const nowruzOf = (year: number): number => 365 * (year - 1) + Math.floor((8 * year + 21) / 33) + NOWRUZ_OF_YEAR_1;
const NOWRUZ_OF_YEAR_1 = -492_268;

const daysBefore = (month: number): number => (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30);

function certaintyOf(days: number): DateCertainty {
  if (days < FIRST_DAY) return 'proleptic';
  return days <= LAST_DAY ? 'official' : 'arithmetic';
}
