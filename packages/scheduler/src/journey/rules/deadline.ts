import type { Instant } from '@rahyar/domain';
import { ok, Result } from 'neverthrow';
import type { CalendarError } from '../../calendar-error.ts';
import { addDays, type EpochDay } from '../../epoch-day.ts';
import { addInterval } from '../../interval.ts';
import { fromInstant, minutesBetween, startOfDayInstant } from '../../tehran-time.ts';
import { addWorkingDays, confidenceBetween } from '../../working-calendar.ts';
import { actFrom, type JourneyDay } from '../action.ts';
import type { DeadlineFact } from '../case-facts.ts';
import type { JourneyDeadline } from '../journey.ts';
import type { Step, StepSubject } from '../step.ts';
import type { JourneyCase } from './journey-case.ts';

/** The first deadline of the journey that runs and was not met: reminders until its last day or minute, then what missing it brings about. */
export function deadlineStep({ journey, facts, now, at }: JourneyCase): Result<Step, CalendarError> | undefined {
  for (const deadline of journey.deadlines) {
    const fact = facts.deadlines?.find((running) => running.deadline === deadline.id && running.met !== true);
    if (fact !== undefined) return runningStep(deadline, fact, now, at);
  }
  return undefined;
}

function runningStep(deadline: JourneyDeadline, fact: DeadlineFact, now: Instant, at: JourneyDay): Result<Step, CalendarError> {
  return startDay(fact.start).andThen((since) =>
    endOf(deadline, fact, since, now, at).andThen(({ dueBy, isMissed }) => {
      const about: StepSubject = { kind: 'deadline', id: deadline.id, since };
      return isMissed ? missedStep(deadline, dueBy, about, at) : reminderStep(deadline, dueBy, about, at);
    }),
  );
}

const startDay = (start: Instant | EpochDay): Result<EpochDay, CalendarError> =>
  typeof start === 'string' ? fromInstant(start).map(({ day }) => day) : ok(start);

/** A span of minutes is over at the very minute it ends; any other after its last day. */
function endOf(
  { within: { unit, count } }: JourneyDeadline,
  { start, minutes }: DeadlineFact,
  since: EpochDay,
  now: Instant,
  { today, calendar }: JourneyDay,
): Result<{ readonly dueBy: EpochDay; readonly isMissed: boolean }, CalendarError> {
  if (unit !== 'minutes' && minutes === undefined)
    return addInterval(calendar, since, { unit, count }).map((dueBy) => ({ dueBy, isMissed: today > dueBy }));
  const length = minutes ?? count;
  const startInstant = typeof start === 'string' ? start : startOfDayInstant(start);
  return fromInstant(startInstant)
    .andThen(({ day, time }) => addDays(day, Math.floor((time + length) / MINUTES_OF_DAY)))
    .map((dueBy) => ({ dueBy, isMissed: minutesBetween(startInstant, now) >= length }));
}

const MINUTES_OF_DAY = 1_440;

function missedStep(
  { missed: { state, tasks } }: JourneyDeadline,
  dueBy: EpochDay,
  about: StepSubject,
  at: JourneyDay,
): Result<Step, CalendarError> {
  return Result.combine(tasks.map((task) => actFrom(at.today, task, at))).map((actions) =>
    state === 'lost' ? { state, about, dueBy, actions } : { state, about, validUntil: dueBy, actions },
  );
}

function reminderStep(
  { within, remindWorkingDaysBefore, reminder }: JourneyDeadline,
  dueBy: EpochDay,
  about: StepSubject,
  at: JourneyDay,
): Result<Step, CalendarError> {
  const restsFrom = within.unit === 'workingDays' ? (about.since ?? dueBy) : dueBy;
  const confidence = within.unit === 'minutes' ? 'fixed' : confidenceBetween(at.calendar, restsFrom, dueBy);
  return reminderDays(dueBy, remindWorkingDaysBefore, at)
    .andThen((days) => Result.combine(days.map((day) => actFrom(day, reminder, at))))
    .map((actions) => ({ state: 'waiting', about, dueBy, confidence, actions }));
}

/** The reminder days that are still to come; today when there are none, or all are past. */
function reminderDays(
  dueBy: EpochDay,
  workingDaysBefore: readonly number[],
  { today, calendar }: JourneyDay,
): Result<readonly EpochDay[], CalendarError> {
  return Result.combine(workingDaysBefore.map((before) => addWorkingDays(calendar, dueBy, -before))).map((days) => {
    const coming = days.filter((day) => day >= today);
    return coming.length === 0 ? [today] : coming;
  });
}
