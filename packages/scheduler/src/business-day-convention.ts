import type { Label } from '@rahyar/domain';
import { ok, type Result } from 'neverthrow';
import type { CalendarError } from './calendar-error.ts';
import type { EpochDay } from './epoch-day.ts';
import { jalaliDateOf } from './jalali-date.ts';
import { type WorkingCalendar, workingDayFrom, workingDayUpTo } from './working-calendar.ts';

export const BUSINESS_DAY_CONVENTIONS = [
  'unadjusted',
  'following',
  'modifiedFollowing',
  'preceding',
  'modifiedPreceding',
  'nearest',
] as const;
export type BusinessDayConvention = (typeof BUSINESS_DAY_CONVENTIONS)[number];

export const BUSINESS_DAY_CONVENTION_LABELS = {
  unadjusted: { fa: 'بدون جابه‌جایی', en: 'unadjusted' },
  following: { fa: 'روز کاری بعد', en: 'following' },
  modifiedFollowing: { fa: 'روز کاری بعد در همان ماه', en: 'modified following' },
  preceding: { fa: 'روز کاری پیش', en: 'preceding' },
  modifiedPreceding: { fa: 'روز کاری پیش در همان ماه', en: 'modified preceding' },
  nearest: { fa: 'نزدیک‌ترین روز کاری', en: 'nearest' },
} as const satisfies Record<BusinessDayConvention, Label>;

/**
 * Moves a day that is not a working day. A working day stays, under every convention.
 * Fails with `workingCalendar.notCovered` where the calendar's days end, except unadjusted, which asks no calendar.
 */
export function adjust(calendar: WorkingCalendar, day: EpochDay, convention: BusinessDayConvention): Result<EpochDay, CalendarError> {
  return ADJUSTMENTS[convention](calendar, day);
}

type Adjustment = (calendar: WorkingCalendar, day: EpochDay) => Result<EpochDay, CalendarError>;

/** "Same month" asks the Jalali month. */
const ADJUSTMENTS: Record<BusinessDayConvention, Adjustment> = {
  unadjusted: (_, day) => ok(day),
  following: workingDayFrom,
  /** Following, unless that falls in the next month; then preceding. */
  modifiedFollowing: (calendar, day) => unlessOtherMonth(calendar, day, workingDayFrom, workingDayUpTo),
  preceding: workingDayUpTo,
  /** Preceding, unless that falls in the month before; then following. */
  modifiedPreceding: (calendar, day) => unlessOtherMonth(calendar, day, workingDayUpTo, workingDayFrom),
  /** Whichever of following and preceding is fewer days away; following when both are. */
  nearest: (calendar, day) =>
    workingDayFrom(calendar, day).andThen((later) =>
      workingDayUpTo(calendar, day).map((earlier) => (day - earlier < later - day ? earlier : later)),
    ),
};

function unlessOtherMonth(
  calendar: WorkingCalendar,
  day: EpochDay,
  first: Adjustment,
  otherwise: Adjustment,
): Result<EpochDay, CalendarError> {
  return first(calendar, day).andThen((moved) =>
    jalaliDateOf(moved).month === jalaliDateOf(day).month ? ok(moved) : otherwise(calendar, day),
  );
}
