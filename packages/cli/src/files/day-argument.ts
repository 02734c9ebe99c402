import { IsoDate, toLatinDigits } from '@rahyar/domain';
import { type CalendarError, epochDayOfIsoDate, isoDateOf, parseJalali } from '@rahyar/scheduler';
import { err, type Result } from 'neverthrow';

/**
 * Reads a day as people type it: Jalali `1405-09-02` or `1405/9/2`, or Gregorian `2026-11-23`, in Latin, Persian or Arabic digits. Fails as the
 * calendar does; what is no date at all fails with `date.format`.
 */
export function parseDayArgument(text: string): Result<IsoDate, CalendarError> {
  const written = toLatinDigits(text);
  // No year is both: the calendar knows the Jalali years 1304 to 1498. A year that is neither is out of range there.
  if (!/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(written)) return parseJalali(written).map(isoDateOf);
  const date = IsoDate.safeParse(written);
  if (!date.success) return err({ kind: 'calendarError', code: 'date.notInCalendar' });
  return epochDayOfIsoDate(date.data).map(() => date.data);
}
