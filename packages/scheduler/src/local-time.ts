import { type Label, toLatinDigits, toPersianDigits } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, calendarError } from './calendar-error.ts';

declare const localTimeBrand: unique symbol;

/** A time of day on the clock, in whole minutes after midnight, 0 to 1,439. */
export type LocalTime = number & { readonly [localTimeBrand]: true };

/** The time at which a clock shows this hour, 0 to 23, and this minute, 0 to 59. Fails with `time.outOfRange`. */
export function localTime(hour: number, minute: number): Result<LocalTime, CalendarError> {
  const isOnClock = Number.isInteger(hour) && hour >= 0 && hour < 24 && Number.isInteger(minute) && minute >= 0 && minute < 60;
  return isOnClock ? ok((hour * 60 + minute + 0) as LocalTime) : err(calendarError('time.outOfRange'));
}

/** Reads `HH:mm`, 00:00 to 23:59; Persian digits too. Fails with `time.format`. */
export function parseLocalTime(text: string): Result<LocalTime, CalendarError> {
  const match = text.length === 5 ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(toLatinDigits(text)) : null;
  if (match === null) return err(calendarError('time.format'));
  return ok((Number(match[1]) * 60 + Number(match[2])) as LocalTime);
}

/** The time as `۰۹:۳۰` or `09:30`; {@link parseLocalTime} reads both back. */
export function formatLocalTime(time: LocalTime, language: keyof Label): string {
  const [hour, minute] = [Math.floor(time / 60), time % 60].map((value) => String(value).padStart(2, '0'));
  return language === 'fa' ? toPersianDigits(`${hour}:${minute}`) : `${hour}:${minute}`;
}
