export { Announcement, CalendarChange } from './announcement.ts';
export {
  adjust,
  BUSINESS_DAY_CONVENTION_LABELS,
  BUSINESS_DAY_CONVENTIONS,
  type BusinessDayConvention,
} from './business-day-convention.ts';
export { ASSUMED_CADENCE, Cadence, CadenceException, type CadenceKey, ContactCadence, cadenceFor } from './cadence.ts';
export { CALENDAR_ERROR_LABELS, type CalendarError, type CalendarErrorCode } from './calendar-error.ts';
export { checkDue, DUE_FAULTS, type DueClaim, type DueFault } from './check-due.ts';
export { ClockSpan, DaySpans } from './clock-span.ts';
export { ClockTime } from './clock-time.ts';
export { Closure } from './closure.ts';
export type { Due, DueStep, DueTerms, PlanningDay, Window } from './due.ts';
export { type DayMoves, type DueDayChanges, dueDayChanges } from './due-day-changes.ts';
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
export { DATE_CERTAINTY_LABELS, type DateCertainty, type ExtendedDate, extendedJalali, extendedJalaliOf } from './extended-jalali.ts';
export { type CaseChanges, caseChanges, type DueMove } from './follow-up/case-changes.ts';
export { Condition, factsAskedBy, holds, type RuleFacts } from './follow-up/condition.ts';
export { type EscalatedMatter, type EscalationStage, escalationOf, secretaryFor, stageOn } from './follow-up/escalation.ts';
export { ESCALATION_LEVELS, type EscalationLevel, EscalationStep } from './follow-up/escalation-step.ts';
export { anchorLabels, FollowUpRule, FollowUpRules, MissedRunPolicy, Repetition } from './follow-up/follow-up-rule.ts';
export { type DueWork, type Levelled, levelDays, type WorkDay } from './follow-up/level-days.ts';
export {
  act,
  actsOpenTo,
  ENDED_STATES,
  FOLLOW_UP_ACTOR_LABELS,
  FOLLOW_UP_ACTORS,
  FOLLOW_UP_ACTS,
  FOLLOW_UP_REFUSAL_LABELS,
  type FollowUpAct,
  type FollowUpActor,
  type FollowUpRefusal,
  isOwed,
} from './follow-up/lifecycle.ts';
export { type FollowUpCase, type OccurrencesLeft, planCase, type RuleOutcome } from './follow-up/plan-case.ts';
export { ruleFactsOf, rulesOfJourney } from './follow-up/rules-of-journey.ts';
export { followUpId } from './follow-up-id.ts';
export { type CadenceSubject, type Planning, planFollowUp } from './follow-up-plan.ts';
export type { IcalendarRefusal } from './icalendar/component.ts';
export { ICALENDAR_STATUSES, type IcalendarEvent, type IcalendarStatus } from './icalendar/event.ts';
export { type EventOccurrence, occurrencesOfEvent } from './icalendar/event-occurrences.ts';
export { type FeedEntry, ICALENDAR_DIALECTS, type IcalendarDialect, type IcalendarFeed } from './icalendar/feed.ts';
export type { GregorianRule } from './icalendar/gregorian-rule.ts';
export type { IcalendarTime, IcalendarZone } from './icalendar/icalendar-time.ts';
export { type IcalendarImport, parseIcalendar } from './icalendar/parse-icalendar.ts';
export type { RecurrenceOrigin } from './icalendar/recurrence-origin.ts';
export type { IcalendarRule } from './icalendar/rule.ts';
export type { RuleParts } from './icalendar/rule-text.ts';
export { icalendarOf } from './icalendar/write-icalendar.ts';
export { INTERVAL_UNIT_LABELS, type Interval } from './interval.ts';
export { IntervalData } from './interval-data.ts';
export { dateOfDay, dateOfInstant, dayOfDate, formatInstantEn, formatInstantFa, instantOfDate, parseJalaliFa } from './jalali.ts';
export {
  addJalaliMonths,
  addJalaliYears,
  dayOfJalaliDate,
  daysInJalaliMonth,
  epochDayOfJalali,
  isJalaliLeapYear,
  type JalaliDate,
  type JalaliFields,
  jalaliDate,
  jalaliDateOf,
} from './jalali-date.ts';
export { addJalaliPeriod, type JalaliPeriod, jalaliPeriodBetween } from './jalali-period.ts';
export { jalaliSeries } from './jalali-series.ts';
export { formatJalali, formatJalaliLong, JALALI_MONTH_LABELS, type Language, parseJalali } from './jalali-text.ts';
export { ACTIONS, type Action, ActionCode } from './journey/action.ts';
export { CaseFacts, type DeadlineFact, type TroubleFact, withStepTaken } from './journey/case-facts.ts';
export { explainStep } from './journey/explain-step.ts';
export { Journey, JourneyDeadline, JourneyId, JourneyStep, JourneyTrouble } from './journey/journey.ts';
export { JourneyCatalogue, Prerequisite, parseJourneyCatalogue } from './journey/journey-catalogue.ts';
export { type NextStep, nextStep } from './journey/next-step.ts';
export { organizationText, PARTY_LABELS, Party, PORTFOLIO_LABELS, partyText } from './journey/party.ts';
export { JOURNEY_ASSUMPTIONS } from './journey/shipped/notation.ts';
export { SHIPPED_JOURNEYS } from './journey/shipped/shipped-journeys.ts';
export { STEP_STATE_LABELS, type Step, type StepState, type StepSubject } from './journey/step.ts';
export { workingCalendarAsKnown } from './known-calendar.ts';
export { formatLocalTime, type LocalTime, localTime, parseLocalTime } from './local-time.ts';
export {
  epochDayOfLunar,
  IRAN_LUNAR_MONTHS,
  LUNAR_MONTH_LABELS,
  LUNAR_MONTH_STATUSES,
  type LunarDate,
  type LunarMonth,
  type LunarMonthAnnouncement,
  type LunarMonthStatus,
  lunarDateOf,
  type Ramadan,
  ramadansOf,
  withAnnouncedMonths,
} from './lunar-month.ts';
export { MONTH_END_LABELS, MONTH_ENDS, type MonthEnd } from './month-end.ts';
export {
  HOLIDAY_LABELS,
  HOLIDAY_STATUS_LABELS,
  HOLIDAY_STATUSES,
  type HolidayKey,
  type HolidayStatus,
  IRAN_PUBLIC_HOLIDAYS,
  IRAN_SPECIAL_CLOSURES,
  iranPublicHolidays,
  type PublicHoliday,
  type SpecialClosure,
} from './public-holiday.ts';
export {
  type DayWindow,
  expandRecurrence,
  isOccurrence,
  nextOccurrence,
  occurrencesInto,
} from './recurrence/occurrences.ts';
export {
  FREQUENCIES,
  type Frequency,
  HolidayRecurrence,
  PeriodicRecurrence,
  Recurrence,
  WeekdayOfMonth,
} from './recurrence/recurrence.ts';
export { recurrenceText } from './recurrence/recurrence-text.ts';
export { isOpen, nextOpening, SERVICE_HOURS, ServiceHours } from './service-hours.ts';
export {
  type Coverage,
  type CoverageGap,
  coverageGaps,
  type Duty,
  onDuty,
  Rotation,
  Shift,
  ShiftRoster,
} from './shift-roster.ts';
export { Sla, SlaEvent, type SlaStatus, slaStatus } from './sla.ts';
export { type CivilTime, exactInstant, fromInstant, minutesBetween, startOfDayInstant, toInstant } from './tehran-time.ts';
export { IRAN_WEEKLY_PATTERNS, WeeklyPattern } from './weekly-pattern.ts';
export {
  addWorkingDays,
  alternativesAt,
  confidenceBetween,
  type DayOffReason,
  dayOffReasons,
  type HolidayAlternatives,
  iranWorkingCalendar,
  isWorkingDay,
  type WorkingCalendar,
  workingCalendar,
  workingDayFrom,
  workingDaysBetween,
  workingDayUpTo,
} from './working-calendar.ts';
export { iranWorkingCalendarData, WorkingCalendarData } from './working-calendar-data.ts';
export {
  addWorkingMinutes,
  addWorkingMinutesToInstant,
  type DayShape,
  isWorkingMinute,
  type WorkingClock,
  workingClock,
  workingMinutesBetween,
  workingMinutesBetweenInstants,
} from './working-clock.ts';
export { type Deadline, type DeadlineTerms, deadline } from './working-day-deadline.ts';
export { HoursOverlay, ROUND_THE_CLOCK, WeekHours, WorkingHours } from './working-hours.ts';
