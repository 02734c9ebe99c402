import * as z from 'zod';

const notInCalendar = (issue: z.core.$ZodRawIssue): string | undefined =>
  issue.code === 'invalid_format' ? 'date.notInCalendar' : undefined;

/**
 * A civil day on the wire: Gregorian `YYYY-MM-DD`, years 1900-2199, a day that exists. Which zone it is a day of is said where it is used
 * (everywhere in the SDK: Tehran). Jalali dates appear at the edge only.
 */
export const IsoDate = z.iso
  .date({ error: notInCalendar })
  .refine((date) => /^(?:19|20|21)/.test(date), { error: 'date.notInCalendar' })
  .brand('IsoDate');
export type IsoDate = z.infer<typeof IsoDate>;

/** A moment: RFC 3339 with `Z` or an offset. */
export const Instant = z.iso.datetime({ offset: true, error: notInCalendar }).max(40).brand('Instant');
export type Instant = z.infer<typeof Instant>;

/** The number of days from 1970-01-01 to the given day, negative before it. */
export function epochDayOf(date: IsoDate): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  // Years are counted from March, so that the leap day comes last; see Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  const shifted = month > 2 ? year : year - 1;
  const century = Math.floor(shifted / 400);
  const yearOfEra = shifted - century * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return century * 146_097 + dayOfEra - 719_468;
}

/** The civil day that lies the given number of days after 1970-01-01. Inverse of {@link epochDayOf} for the years 1900-2199. */
export function isoDateOf(epochDay: number): IsoDate {
  const shifted = epochDay + 719_468;
  const century = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - century * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + century * 400 + (month <= 2 ? 1 : 0);
  const text = (value: number, width: number): string => String(value).padStart(width, '0');
  return `${text(year, 4)}-${text(month, 2)}-${text(day, 2)}` as IsoDate;
}
