export {
  adjust,
  BUSINESS_DAY_CONVENTION_LABELS,
  BUSINESS_DAY_CONVENTIONS,
  type BusinessDayConvention,
} from './business-day-convention.ts';
export { ASSUMED_CADENCE, type Cadence, type TierCadence } from './cadence.ts';
export { CALENDAR_ERROR_LABELS, type CalendarError, type CalendarErrorCode } from './calendar-error.ts';
export { type CadenceColumns, dueDays, NO_DAY } from './due-days.ts';
export {
  addDays,
  type EpochDay,
  epochDay,
  epochDayOfIsoDate,
  FIRST_DAY,
  isoDateOf,
  LAST_DAY,
  WEEKDAY_LABELS,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from './epoch-day.ts';
export { explainDue } from './explain-due.ts';
export { followUpId } from './follow-up-id.ts';
export { type CadenceSubject, type Due, type DueStep, type Planning, planFollowUp } from './follow-up-plan.ts';
export { INTERVAL_UNIT_LABELS, type Interval } from './interval.ts';
export {
  addJalaliMonths,
  daysInJalaliMonth,
  epochDayOfJalali,
  isJalaliLeapYear,
  type JalaliDate,
  jalaliDateOf,
} from './jalali-date.ts';
export { formatJalali, formatJalaliLong, JALALI_MONTH_LABELS, type Language, parseJalali } from './jalali-text.ts';
export {
  HOLIDAY_LABELS,
  HOLIDAY_STATUS_LABELS,
  HOLIDAY_STATUSES,
  type HolidayKey,
  type HolidayStatus,
  IRAN_PUBLIC_HOLIDAYS,
  IRAN_SPECIAL_CLOSURES,
  type PublicHoliday,
  type SpecialClosure,
} from './public-holiday.ts';
export { fromInstant, type LocalTime, parseLocalTime, startOfDayInstant, toInstant } from './tehran-time.ts';
export {
  addWorkingDays,
  confidenceBetween,
  type DayOffReason,
  dayOffReasons,
  IRAN_WEEKLY_PATTERNS,
  iranWorkingCalendar,
  isWorkingDay,
  type WeeklyPattern,
  type WorkingCalendar,
  type WorkingCalendarData,
  workingCalendar,
  workingDayFrom,
  workingDaysBetween,
  workingDayUpTo,
} from './working-calendar.ts';
