import { ok, type Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import { addDays, type EpochDay } from '../epoch-day.ts';
import { addInterval } from '../interval.ts';
import { addJalaliMonths } from '../jalali-date.ts';
import { confidenceBetween } from '../working-calendar.ts';
import { actFrom, actToday, type JourneyDay } from './action.ts';
import { RAHYAR, SUBJECT } from './party.ts';
import { obtainedBy, type Prerequisite } from './prerequisite.ts';
import { JOURNEY_ASSUMPTIONS, type TransactionGuide } from './process-guide.ts';
import type { Step } from './step.ts';

/** What is known of one member's way through a process that has a request and an answer. */
export type TransactionFacts = {
  readonly held: readonly Prerequisite[];
  readonly requestedDay?: EpochDay;
  /** The day of the positive answer: of the result, the issue, the acceptance, the payout. */
  readonly completedDay?: EpochDay;
  /** The last day on which the result holds, where the result itself says so; otherwise the guide's validity counts. */
  readonly validUntil?: EpochDay;
};

/** The step that every transaction shares: completed, blocked, waiting or overdue, ready, in this order of precedence. */
export function transactionStep(guide: TransactionGuide, facts: TransactionFacts, at: JourneyDay): Result<Step, CalendarError> {
  if (facts.completedDay !== undefined) return completedStep(guide, facts.completedDay, facts.validUntil, at);
  return blockedStep(guide, facts, at) ?? requestStep(guide, facts.requestedDay, at);
}

/** The step of a member who lacks a prerequisite; none when nothing is lacking. */
function blockedStep(guide: TransactionGuide, { held }: TransactionFacts, at: JourneyDay): Result<Step, CalendarError> | undefined {
  const missing = guide.prerequisites.filter((prerequisite) => !held.includes(prerequisite));
  if (missing.length === 0) return undefined;
  return ok({
    state: 'blocked',
    missing: missing.map((prerequisite) => ({ prerequisite, obtainedBy: obtainedBy(prerequisite) })),
    actions: [actToday('guideToPrerequisites', RAHYAR, SUBJECT, at)],
  });
}

/** The day of the request is not counted; from the day after the last day in time on, the guide's next person is asked. */
function requestStep(
  { answerWithin, askNext }: TransactionGuide,
  requestedDay: EpochDay | undefined,
  at: JourneyDay,
): Result<Step, CalendarError> {
  if (requestedDay === undefined) return ok({ state: 'ready', actions: [actToday('guideToStart', RAHYAR, SUBJECT, at)] });
  return addInterval(at.calendar, requestedDay, answerWithin).andThen((dueBy) =>
    addDays(dueBy, 1)
      .andThen((dayAfter) => actFrom(dayAfter, 'askForAnswer', askNext, RAHYAR, at))
      .map((ask): Step => {
        if (at.today > dueBy) return { state: 'overdue', dueBy, actions: [ask] };
        const restsFrom = answerWithin.unit === 'workingDays' ? requestedDay : dueBy;
        return { state: 'waiting', dueBy, confidence: confidenceBetween(at.calendar, restsFrom, dueBy), actions: [ask] };
      }),
  );
}

function completedStep(
  { validFor, leadsTo }: TransactionGuide,
  completedDay: EpochDay,
  statedEnd: EpochDay | undefined,
  at: JourneyDay,
): Result<Step, CalendarError> {
  const end = statedEnd !== undefined ? ok(statedEnd) : validFor && addInterval(at.calendar, completedDay, validFor);
  if (end === undefined) return ok({ state: 'done', validUntil: undefined, leadsTo, actions: [] });
  return end.andThen((validUntil) =>
    addJalaliMonths(validUntil, -JOURNEY_ASSUMPTIONS.renewalReminderJalaliMonths)
      .andThen((reminderDay) => actFrom(reminderDay, 'remindOfRenewal', RAHYAR, SUBJECT, at))
      .map((remind): Step => {
        if (at.today > validUntil) return { state: 'expired', validUntil, actions: [remind] };
        return { state: 'done', validUntil, leadsTo, actions: [remind] };
      }),
  );
}
