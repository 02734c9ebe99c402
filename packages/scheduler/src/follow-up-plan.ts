import type { FollowUpId, Instant, PriorityTier, SubjectId } from '@rahyar/domain';
import { ok, type Result } from 'neverthrow';
import { adjust, type BusinessDayConvention } from './business-day-convention.ts';
import type { Cadence } from './cadence.ts';
import type { CalendarError } from './calendar-error.ts';
import { type EpochDay, FIRST_DAY, LAST_DAY } from './epoch-day.ts';
import { followUpId } from './follow-up-id.ts';
import { addInterval, type Interval } from './interval.ts';
import type { HolidayStatus } from './public-holiday.ts';
import { toInstant } from './tehran-time.ts';
import { confidenceBetween, type DayOffReason, type WorkingCalendar, workingDayFrom } from './working-calendar.ts';

/** What the time of the next contact depends on. */
export type CadenceSubject = {
  readonly id: SubjectId;
  readonly tier: PriorityTier;
  readonly lastContactDay?: EpochDay;
  /** The day of the application of an applicant; of anybody else, the day since which a first contact is owed, such as that of joining. */
  readonly waitingSinceDay?: EpochDay;
};

/** The day on which planning is done, and by what. */
export type Planning = { readonly today: EpochDay; readonly cadence: Cadence; readonly calendar: WorkingCalendar };

/** When a subject is to be contacted next, and why then. */
export type Due = {
  readonly id: FollowUpId;
  readonly rule: `cadence.${PriorityTier}`;
  readonly subject: SubjectId;
  /** The day by the rule alone; it may be long past. */
  readonly nominal: EpochDay;
  /** The day to act: never before today, and a working day unless the convention is `unadjusted`. */
  readonly effective: EpochDay;
  /** The cadence's clock time in Tehran on the effective day. */
  readonly instant: Instant;
  /** Both days included. */
  readonly window: { readonly opens: EpochDay; readonly closes: EpochDay };
  readonly calendarVersion: string;
  /** The least sure holiday that the effective day rests on. */
  readonly confidence: HolidayStatus;
  readonly trace: readonly DueStep[];
};

/** One step from the facts to the day, in order. `explainDue` words them. */
export type DueStep =
  | { readonly step: 'countedFrom'; readonly basis: 'lastContact' | 'waitingSince'; readonly day: EpochDay }
  | { readonly step: 'neverContacted'; readonly day: EpochDay }
  | { readonly step: 'intervalAdded'; readonly tier: PriorityTier; readonly every: Interval; readonly day: EpochDay }
  | { readonly step: 'overdue'; readonly days: number; readonly day: EpochDay }
  | {
      readonly step: 'moved';
      readonly convention: BusinessDayConvention;
      readonly because: readonly DayOffReason[];
      readonly day: EpochDay;
    };

/**
 * Plans the next contact with one subject by the cadence of its tier.
 * Counted from the later of the last contact and the day it waits since; due today when there is neither. What is overdue is planned for the
 * first possible day from today. The id hangs on the day counted from, so a new holiday moves the day and keeps the id.
 * Fails with `date.outOfRange`, or with `workingCalendar.notCovered` when the answer lies outside the calendar's days.
 */
export function planFollowUp(subject: CadenceSubject, planning: Planning): Result<Due, CalendarError> {
  const { cadence, calendar, today } = planning;
  const { every, windowBeforeDays, windowAfterDays } = cadence.tiers[subject.tier];
  const anchor = anchorOf(subject);
  const rule = `cadence.${subject.tier}` as const;
  return dueDay(subject.tier, anchor?.day, planning).map((dated) => {
    const { nominal, effective } = dated;
    const isOverdue = nominal < today;
    const restsFrom = every.unit === 'workingDays' && anchor !== undefined && !isOverdue ? anchor.day : laterOf(nominal, today);
    return {
      id: followUpId(rule, subject.id, anchor?.day ?? 'first'),
      rule,
      subject: subject.id,
      nominal,
      effective,
      instant: toInstant(effective, cadence.timeOfDay),
      window: {
        opens: Math.max(effective - windowBeforeDays, FIRST_DAY) as EpochDay,
        closes: Math.min(effective + windowAfterDays, LAST_DAY) as EpochDay,
      },
      calendarVersion: calendar.version,
      confidence: confidenceBetween(calendar, restsFrom, effective),
      trace: traceOf(subject.tier, anchor, dated, planning),
    };
  });
}

/** The day by the rule, the day to act, and the convention by which the one was moved to the other where that was needed. */
type DatedDue = { readonly nominal: EpochDay; readonly effective: EpochDay; readonly convention: BusinessDayConvention };

/** The days of {@link planFollowUp} without what surrounds them; the columns of `dueDays` are filled with its `effective`. */
export function dueDay(
  tier: PriorityTier,
  anchor: EpochDay | undefined,
  { today, cadence, calendar }: Planning,
): Result<DatedDue, CalendarError> {
  const { every, convention } = cadence.tiers[tier];
  return (anchor === undefined ? ok(today) : addInterval(calendar, anchor, every)).andThen((nominal) =>
    adjust(calendar, laterOf(nominal, today), convention).andThen((adjusted) =>
      adjusted >= today
        ? ok({ nominal, effective: adjusted, convention })
        : workingDayFrom(calendar, today).map((effective) => ({ nominal, effective, convention: 'following' as const })),
    ),
  );
}

type Anchor = { readonly basis: 'lastContact' | 'waitingSince'; readonly day: EpochDay };

function anchorOf({ lastContactDay, waitingSinceDay }: CadenceSubject): Anchor | undefined {
  if (lastContactDay !== undefined && (waitingSinceDay === undefined || lastContactDay >= waitingSinceDay))
    return { basis: 'lastContact', day: lastContactDay };
  return waitingSinceDay === undefined ? undefined : { basis: 'waitingSince', day: waitingSinceDay };
}

function traceOf(
  tier: PriorityTier,
  anchor: Anchor | undefined,
  { nominal, effective, convention }: DatedDue,
  planning: Planning,
): DueStep[] {
  const { today, cadence, calendar } = planning;
  const trace: DueStep[] = [];
  if (anchor === undefined) trace.push({ step: 'neverContacted', day: today });
  else {
    trace.push({ step: 'countedFrom', ...anchor });
    trace.push({ step: 'intervalAdded', tier, every: cadence.tiers[tier].every, day: nominal });
  }
  if (nominal < today) trace.push({ step: 'overdue', days: today - nominal, day: today });
  const start = laterOf(nominal, today);
  if (effective !== start) trace.push({ step: 'moved', convention, because: calendar.daysOff.get(start) ?? [], day: effective });
  return trace;
}

const laterOf = (a: EpochDay, b: EpochDay): EpochDay => (a > b ? a : b);
