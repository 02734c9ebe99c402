import type { FollowUpId, Instant, PriorityTier, SubjectId } from '@rahyar/domain';
import { ok, type Result } from 'neverthrow';
import { adjust, type BusinessDayConvention } from './business-day-convention.ts';
import type { CalendarError } from './calendar-error.ts';
import { type EpochDay, FIRST_DAY, LAST_DAY } from './epoch-day.ts';
import type { Interval } from './interval.ts';
import type { LocalTime } from './local-time.ts';
import type { HolidayKey, HolidayStatus } from './public-holiday.ts';
import { toInstant } from './tehran-time.ts';
import { confidenceBetween, type DayOffReason, type WorkingCalendar, workingDayFrom } from './working-calendar.ts';

/** When something is to be done for a subject, and why then. */
export type Due = {
  readonly id: FollowUpId;
  /** `cadence.` and the tier, or the id of a rule of follow-up. */
  readonly rule: string;
  readonly subject: SubjectId;
  /** The day by the rule alone; it may be long past. */
  readonly nominal: EpochDay;
  /** The day to act: never before today, and a working day unless the convention is `unadjusted`. */
  readonly effective: EpochDay;
  /** The rule's clock time in Tehran on the effective day. */
  readonly instant: Instant;
  /** Both days included. */
  readonly window: Window;
  readonly calendarVersion: string;
  /** The least sure holiday that the effective day rests on. */
  readonly confidence: HolidayStatus;
  readonly trace: readonly DueStep[];
};

export type Window = { readonly opens: EpochDay; readonly closes: EpochDay };

/**
 * One step from the facts to the day, in order, each with the day that it leads to. `explainDue` words them, `checkDue` checks them.
 * `basis` is `lastContact`, `waitingSince`, or the fact of a case that a rule counts from. `times` is how often the interval was added.
 */
export type DueStep =
  | { readonly step: 'countedFrom'; readonly basis: string; readonly day: EpochDay }
  | { readonly step: 'neverContacted'; readonly day: EpochDay }
  | {
      readonly step: 'intervalAdded';
      readonly every: Interval;
      readonly times: number;
      readonly tier?: PriorityTier;
      readonly day: EpochDay;
    }
  | { readonly step: 'recurred'; readonly holiday?: { readonly key: HolidayKey; readonly day: EpochDay }; readonly day: EpochDay }
  | { readonly step: 'overdue'; readonly days: number; readonly day: EpochDay }
  | {
      readonly step: 'moved';
      readonly convention: BusinessDayConvention;
      readonly because: readonly DayOffReason[];
      readonly day: EpochDay;
    };

/** What a rule says of the day to act, beside the day itself. */
export type DueTerms = {
  readonly convention: BusinessDayConvention;
  readonly windowBeforeDays: number;
  readonly windowAfterDays: number;
  readonly timeOfDay: LocalTime;
};

/** The day on which planning is done, and the working days it knows. */
export type PlanningDay = { readonly today: EpochDay; readonly calendar: WorkingCalendar };

/** How a nominal day was found. */
export type Reckoned = { readonly steps: readonly DueStep[]; readonly restsOn: readonly EpochDay[] };

/** The day to act, and the convention by which it was moved where that was needed. */
export type Settled = { readonly effective: EpochDay; readonly convention: BusinessDayConvention };

/** The day to act for a day by the rule: that day or today, whichever is later, adjusted, and never before today. */
export function settle(
  nominal: EpochDay,
  convention: BusinessDayConvention,
  { today, calendar }: PlanningDay,
): Result<Settled, CalendarError> {
  return adjust(calendar, laterOf(nominal, today), convention).andThen((adjusted) =>
    adjusted >= today
      ? ok({ effective: adjusted, convention })
      : workingDayFrom(calendar, today).map((effective) => ({ effective, convention: 'following' as const })),
  );
}

/**
 * Puts a settled day together with what surrounds it. `reckoned` are the steps that led to the nominal day; `restsOn` are the days from whose
 * holidays, and those between, the nominal day follows.
 */
export function dueOf(
  { id, rule, subject, nominal }: Pick<Due, 'id' | 'rule' | 'subject' | 'nominal'>,
  { effective, convention }: Settled,
  terms: DueTerms,
  reckoned: Reckoned,
  { today, calendar }: PlanningDay,
): Due {
  const start = laterOf(nominal, today);
  const trace = [...reckoned.steps];
  if (nominal < today) trace.push({ step: 'overdue', days: today - nominal, day: today });
  if (effective !== start) trace.push({ step: 'moved', convention, because: calendar.daysOff.get(start) ?? [], day: effective });
  return {
    id,
    rule,
    subject,
    nominal,
    effective,
    instant: toInstant(effective, terms.timeOfDay),
    window: windowAround(effective, terms),
    calendarVersion: calendar.version,
    confidence: confidenceBetween(calendar, ...spanOf(nominal < today ? [today, effective] : [...reckoned.restsOn, effective])),
    trace,
  };
}

/** The window around a day, within the days that can be dated. */
const windowAround = (
  day: EpochDay,
  { windowBeforeDays, windowAfterDays }: Pick<DueTerms, 'windowBeforeDays' | 'windowAfterDays'>,
): Window => ({
  opens: Math.max(day - windowBeforeDays, FIRST_DAY) as EpochDay,
  closes: Math.min(day + windowAfterDays, LAST_DAY) as EpochDay,
});

const spanOf = (days: readonly EpochDay[]): [EpochDay, EpochDay] => [Math.min(...days) as EpochDay, Math.max(...days) as EpochDay];

const laterOf = (a: EpochDay, b: EpochDay): EpochDay => (a > b ? a : b);
