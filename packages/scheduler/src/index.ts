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
export { formatInstantFa } from './jalali.ts';
export {
  addJalaliMonths,
  daysInJalaliMonth,
  epochDayOfJalali,
  isJalaliLeapYear,
  type JalaliDate,
  jalaliDateOf,
} from './jalali-date.ts';
export { formatJalali, formatJalaliLong, JALALI_MONTH_LABELS, type Language, parseJalali } from './jalali-text.ts';
export { ACTIONS, type Action, type ActionCode } from './journey/action.ts';
export type { CompetenceFacts } from './journey/competence.ts';
export { DOCUMENT_MATCHING, type LoanRequestFacts } from './journey/loan-request.ts';
export { type JourneyFacts, type NextStep, nextStep } from './journey/next-step.ts';
export { PARTY_LABELS, type Party } from './journey/party.ts';
export { obtainedBy, PREREQUISITES, type Prerequisite } from './journey/prerequisite.ts';
export {
  type CommonGuide,
  type CompetenceGuide,
  JOURNEY_ASSUMPTIONS,
  PROCESS_GUIDES,
  type ProcessGuide,
  type TransactionGuide,
} from './journey/process-guide.ts';
export { type PromissoryNoteFacts, SIGNATURE_VALIDITY_MINUTES } from './journey/promissory-note-purchase.ts';
export type { SatBoothFacts } from './journey/sat-booth-setup.ts';
export { STEP_STATE_LABELS, type Step, type StepState } from './journey/step.ts';
export type { TransactionFacts } from './journey/transaction.ts';
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
export { isOpen, nextOpening, SERVICE_HOURS, type ServiceHours } from './service-hours.ts';
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
