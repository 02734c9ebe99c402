import { tz } from '@date-fns/tz';
import { type Instant, toPersianDigits } from '@rahyar/domain';
import { format } from 'date-fns-jalali/format';
import { faIR } from 'date-fns-jalali/locale/fa-IR';

/**
 * Words an instant in Persian by the clock and calendar of Tehran, such as `سه‌شنبه ۳ آذر ۱۴۰۵، ۰۰:۱۵`.
 * The pattern is one of date-fns-jalali (`yyyy` year, `MMMM` month name, `EEEE` weekday, `HH:mm` time); it must come from the program, since
 * an unknown letter throws. This file is the one place that meets date-fns-jalali, and it never calls it without the zone.
 */
export function formatInstantFa(instant: Instant, pattern = 'EEEE d MMMM yyyy، HH:mm'): string {
  const text = format(instant, pattern, { in: tz('Asia/Tehran'), locale: faIR });
  return toPersianDigits(text).replace(SUNDAY_OR_THURSDAY, '$1شنبه');
}

/** The library writes these two with a half-space; the weekdays of this package, as CLDR and most calendars, without one. */
const SUNDAY_OR_THURSDAY = /(یک|پنج)\u200cشنبه/g;
