import type { Label } from '@rahyar/domain';
import type { Result } from 'neverthrow';
import type { CalendarError } from './calendar-error.ts';
import { addDays, type EpochDay } from './epoch-day.ts';
import { addJalaliMonths } from './jalali-date.ts';
import { addWorkingDays, type WorkingCalendar } from './working-calendar.ts';

export const INTERVAL_UNIT_LABELS = {
  days: { fa: 'روز', en: 'days' },
  workingDays: { fa: 'روز کاری', en: 'working days' },
  jalaliMonths: { fa: 'ماه', en: 'months' },
} as const satisfies Record<string, Label>;

/** A length of time by the calendar. Working days are counted without the day from which they run. */
export type Interval = { readonly unit: keyof typeof INTERVAL_UNIT_LABELS; readonly count: number };

/** The day one interval after another. Only working days ask the calendar. */
export function addInterval(calendar: WorkingCalendar, day: EpochDay, { unit, count }: Interval): Result<EpochDay, CalendarError> {
  if (unit === 'days') return addDays(day, count);
  return unit === 'jalaliMonths' ? addJalaliMonths(day, count) : addWorkingDays(calendar, day, count);
}
