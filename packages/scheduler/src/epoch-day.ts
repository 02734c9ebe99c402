import { isoDateOf as domainIsoDateOf, epochDayOf, type IsoDate, type Label } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { NOWRUZ_DAYS } from './data/nowruz.ts';

declare const epochDayBrand: unique symbol;

/**
 * A civil day in Tehran as the number of days since 1970-01-01, negative before it.
 * Always within {@link FIRST_DAY} and {@link LAST_DAY}: there the official table of Nowruz says what the Jalali date is.
 */
export type EpochDay = number & { readonly [epochDayBrand]: true };

/** 1 Farvardin 1304, when the months of today began. */
export const FIRST_DAY = NOWRUZ_DAYS[0] as EpochDay;
/** 30 Esfand 1498, the end of the official table. From 1503 on the calendars of today disagree, and nobody can know. */
export const LAST_DAY = ((NOWRUZ_DAYS.at(-1) as number) - 1) as EpochDay;

/** Takes a number of days since 1970-01-01; -0 is 0. Fails with `count.notInteger` or `date.outOfRange`. */
export function epochDay(days: number): Result<EpochDay, CalendarError> {
  if (!Number.isInteger(days)) return err(calendarError('count.notInteger'));
  if (days < FIRST_DAY || days > LAST_DAY) return err(calendarError('date.outOfRange'));
  return ok((days + 0) as EpochDay);
}

/** The day a Gregorian wire date names. Fails with `date.outOfRange` outside 1304 to 1498. */
export const epochDayOfIsoDate = (date: IsoDate): Result<EpochDay, CalendarError> => epochDay(epochDayOf(date));

/** The Gregorian wire date of a day. */
export const isoDateOf = (day: EpochDay): IsoDate => domainIsoDateOf(day);

/** The day `count` days later, or earlier when negative. */
export function addDays(day: EpochDay, count: number): Result<EpochDay, CalendarError> {
  return epochDay(day + count);
}

/** The array is the order of the Iranian week. */
export const WEEKDAYS = ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const WEEKDAY_LABELS = {
  saturday: { fa: 'شنبه', en: 'Saturday' },
  sunday: { fa: 'یکشنبه', en: 'Sunday' },
  monday: { fa: 'دوشنبه', en: 'Monday' },
  tuesday: { fa: 'سه‌شنبه', en: 'Tuesday' },
  wednesday: { fa: 'چهارشنبه', en: 'Wednesday' },
  thursday: { fa: 'پنجشنبه', en: 'Thursday' },
  friday: { fa: 'جمعه', en: 'Friday' },
} as const satisfies Record<Weekday, Label>;

export function weekdayOf(day: EpochDay): Weekday {
  const sinceSaturday = (day + THURSDAY_1970_01_01) % 7;
  return WEEKDAYS[sinceSaturday < 0 ? sinceSaturday + 7 : sinceSaturday] as Weekday;
}

/** The position of Thursday in {@link WEEKDAYS}: 1970-01-01 was one. */
const THURSDAY_1970_01_01 = 5;
