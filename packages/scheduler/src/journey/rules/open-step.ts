import { err, ok, Result } from 'neverthrow';
import { type CalendarError, calendarError } from '../../calendar-error.ts';
import { addDays, type EpochDay } from '../../epoch-day.ts';
import { addInterval } from '../../interval.ts';
import { parseLocalTime } from '../../local-time.ts';
import { nextOpening } from '../../service-hours.ts';
import { confidenceBetween } from '../../working-calendar.ts';
import { type Action, actFrom, type JourneyDay, type Task } from '../action.ts';
import { progressOf } from '../case-facts.ts';
import type { Journey, JourneyStep } from '../journey.ts';
import { type Party, RAHYAR, SUBJECT } from '../party.ts';
import type { Step, StepSubject } from '../step.ts';
import type { JourneyCase } from './journey-case.ts';

/** The next step of a case that nothing is in the way of: an answer is awaited or overdue, a service closed, or somebody may go on. */
export function openStep(matter: JourneyCase): Result<Step, CalendarError> {
  const { journey, facts, at } = matter;
  const { next, nextIndex, lastDay } = progressOf(journey, facts);
  if (next === undefined) return err(calendarError('journey.unknownFact'));
  const about: StepSubject = { kind: 'step', id: next.id, since: lastDay };
  if (next.within !== undefined && lastDay !== undefined) return answerStep(journey, next, next.within, lastDay, about, at);
  return closedStep(next, about, matter).andThen((closed) => {
    if (closed !== undefined) return ok(closed);
    return actFrom(at.today, taskOf(journey, next, nextIndex), at).map((guide): Step => ({ state: 'ready', about, actions: [guide] }));
  });
}

/** The day it is counted from is not counted; from the day after the last day in time on somebody asks, and later somebody higher up. */
function answerStep(
  journey: Journey,
  step: JourneyStep,
  within: NonNullable<JourneyStep['within']>,
  from: EpochDay,
  about: StepSubject,
  at: JourneyDay,
): Result<Step, CalendarError> {
  return addInterval(at.calendar, from, within).andThen((dueBy) =>
    addDays(dueBy, 1)
      .andThen((dayAfter) => actFrom(dayAfter, { action: 'askForAnswer', by: askerOf(journey, step), with: RAHYAR }, at))
      .andThen((ask): Result<Step, CalendarError> => {
        if (at.today > dueBy)
          return raiseActions(journey, dueBy, at).map((raised) => ({ state: 'overdue', about, dueBy, actions: [ask, ...raised] }));
        const restsFrom = within.unit === 'workingDays' ? from : dueBy;
        return ok({ state: 'waiting', about, dueBy, confidence: confidenceBetween(at.calendar, restsFrom, dueBy), actions: [ask] });
      }),
  );
}

/** The support officer at the organisation that owes the answer (L59); elsewhere whomever the journey names. */
const askerOf = ({ askNext }: Journey, { by }: JourneyStep): Party =>
  by.party === 'organization' ? { party: 'supportOfficer', at: by.at } : askNext;

function raiseActions({ escalation }: Journey, dueBy: EpochDay, at: JourneyDay): Result<readonly Action[], CalendarError> {
  return addInterval(at.calendar, dueBy, escalation.after).andThen((day) =>
    Result.combine(at.today <= day ? [] : [actFrom(at.today, { action: 'raise', by: escalation.party, with: RAHYAR }, at)]),
  );
}

/** Who could go on, but for the hour, is told when the service opens. */
function closedStep({ label, hours }: JourneyStep, about: StepSubject, { now, at }: JourneyCase): Result<Step | undefined, CalendarError> {
  if (hours === undefined) return ok(undefined);
  return Result.combine([parseLocalTime(hours.opens), parseLocalTime(hours.closes)])
    .andThen(([opens, closes]) => nextOpening({ label, opens, closes, source: hours.source }, now))
    .andThen((opensAt) => {
      if (opensAt === now) return ok(undefined);
      return actFrom(at.today, { action: 'tellOpening', by: RAHYAR, with: SUBJECT }, at).map(
        (tell): Step => ({ state: 'closed', about, opensAt, actions: [tell] }),
      );
    });
}

/** A step of the member's side is one that the rahyar guides to, a skill is taught; every other step is taken by whoever it belongs to. */
function taskOf({ nature, askNext }: Journey, { by, with: with_ }: JourneyStep, index: number): Task {
  if (nature === 'competence') return { action: 'guideToMastery', by: askNext, with: RAHYAR };
  if (!isOfMembers(by)) return { action: 'takeStep', by, with: with_ };
  return { action: index === 0 ? 'guideToStart' : 'guideToStep', by: RAHYAR, with: by };
}

const isOfMembers = ({ party }: Party): boolean => party === 'subject' || party === 'guarantor' || party === 'hami' || party === 'buyer';
