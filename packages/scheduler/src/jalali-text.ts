import { type Label, toLatinDigits, toPersianDigits } from '@rahyar/domain';
import { err, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { type EpochDay, WEEKDAY_LABELS, weekdayOf } from './epoch-day.ts';
import { epochDayOfJalali, jalaliDateOf } from './jalali-date.ts';

export type Language = keyof Label;

/** In the order of the year, Farvardin first. */
export const JALALI_MONTH_LABELS = [
  { fa: 'فروردین', en: 'Farvardin' },
  { fa: 'اردیبهشت', en: 'Ordibehesht' },
  { fa: 'خرداد', en: 'Khordad' },
  { fa: 'تیر', en: 'Tir' },
  { fa: 'مرداد', en: 'Mordad' },
  { fa: 'شهریور', en: 'Shahrivar' },
  { fa: 'مهر', en: 'Mehr' },
  { fa: 'آبان', en: 'Aban' },
  { fa: 'آذر', en: 'Azar' },
  { fa: 'دی', en: 'Dey' },
  { fa: 'بهمن', en: 'Bahman' },
  { fa: 'اسفند', en: 'Esfand' },
] as const satisfies readonly Label[];

/**
 * Reads a Jalali date written as numbers: `1405/09/02`, `1405-9-2`, with Latin, Persian or Arabic digits and a year of four.
 * Fails with `date.format`, and as {@link epochDayOfJalali} does.
 */
export function parseJalali(text: string): Result<EpochDay, CalendarError> {
  const match = text.length <= 10 ? /^(\d{4})([/-])(\d{1,2})\2(\d{1,2})$/.exec(toLatinDigits(text)) : null;
  if (match === null) return err(calendarError('date.format'));
  return epochDayOfJalali({ year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) });
}

/** The date in numbers, `۱۴۰۵/۰۹/۰۲` or `1405/09/02`; {@link parseJalali} reads both back. */
export function formatJalali(day: EpochDay, language: Language): string {
  const date = jalaliDateOf(day);
  return inDigitsOf(language, `${date.year}/${String(date.month).padStart(2, '0')}/${String(date.day).padStart(2, '0')}`);
}

/** The date in words, `دوشنبه ۲ آذر ۱۴۰۵` or `Monday 2 Azar 1405`. */
export function formatJalaliLong(day: EpochDay, language: Language): string {
  const date = jalaliDateOf(day);
  const month = JALALI_MONTH_LABELS[date.month - 1] as Label;
  return inDigitsOf(language, `${WEEKDAY_LABELS[weekdayOf(day)][language]} ${date.day} ${month[language]} ${date.year}`);
}

const inDigitsOf = (language: Language, text: string): string => (language === 'fa' ? toPersianDigits(text) : text);
