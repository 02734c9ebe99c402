import { ok, Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import type { EpochDay } from '../epoch-day.ts';
import type { Interval } from '../interval.ts';
import { addWorkingDays, confidenceBetween } from '../working-calendar.ts';
import { actFrom, actToday, type JourneyDay } from './action.ts';
import { RAHYAR, SUBJECT, supportOfficerAt } from './party.ts';
import { JOURNEY_ASSUMPTIONS, PROCESS_GUIDES } from './process-guide.ts';
import type { Step } from './step.ts';
import { type TransactionFacts, transactionStep } from './transaction.ts';

export type LoanRequestFacts = TransactionFacts & {
  /** Marriage and child loans: the day of the message that opens the matching of documents, and the day on which they were filed. */
  readonly documentMatching?: { readonly messageDay: EpochDay; readonly filedDay?: EpochDay };
  /** The due day of the oldest instalment that is not paid. */
  readonly unpaidInstalmentDay?: EpochDay;
};

/** How long documents may be matched before the registration is removed (maher.resalatuniversity.ir; its message says "12 days"). */
export const DOCUMENT_MATCHING = { unit: 'workingDays', count: 12 } as const satisfies Interval;

/** An overdue instalment comes before the matching of documents, and that before the answer. */
export function loanRequestStep(facts: LoanRequestFacts, at: JourneyDay): Result<Step, CalendarError> {
  const { unpaidInstalmentDay, documentMatching } = facts;
  if (unpaidInstalmentDay !== undefined && unpaidInstalmentDay < at.today) return overdueInstalmentStep(unpaidInstalmentDay, at);
  if (facts.completedDay === undefined && documentMatching !== undefined && documentMatching.filedDay === undefined)
    return documentMatchingStep(documentMatching.messageDay, at);
  return transactionStep(PROCESS_GUIDES.loanRequest, facts, at);
}

/** The rahyar asks the member and stays beside him; support officers follow the bank's side and, later, the legal side (L59). */
function overdueInstalmentStep(dueBy: EpochDay, at: JourneyDay): Result<Step, CalendarError> {
  const isLegalSideAsked = at.today - dueBy >= JOURNEY_ASSUMPTIONS.legalSideAfterDays;
  return Result.combine([
    actFrom(at.today, 'askToPay', RAHYAR, SUBJECT, at),
    actFrom(at.today, 'followBankSide', supportOfficerAt('resalatBank'), RAHYAR, at),
    ...(isLegalSideAsked ? [actFrom(at.today, 'followLegalSide', supportOfficerAt('novinDadfar'), RAHYAR, at)] : []),
    actFrom(at.today, 'accompany', RAHYAR, SUBJECT, at),
  ]).map((actions) => ({ state: 'overdue', dueBy, actions }));
}

function documentMatchingStep(messageDay: EpochDay, at: JourneyDay): Result<Step, CalendarError> {
  return addWorkingDays(at.calendar, messageDay, DOCUMENT_MATCHING.count).andThen((dueBy) => {
    if (at.today > dueBy) return ok<Step>({ state: 'lost', dueBy, actions: [actToday('registerAgain', RAHYAR, SUBJECT, at)] });
    const confidence = confidenceBetween(at.calendar, messageDay, dueBy);
    return reminderDays(dueBy, at)
      .andThen((days) => Result.combine(days.map((day) => actFrom(day, 'remindOfDeadline', RAHYAR, SUBJECT, at))))
      .map((actions): Step => ({ state: 'waiting', dueBy, confidence, actions }));
  });
}

/** The reminder days that are still to come; today when all are past. */
function reminderDays(dueBy: EpochDay, { today, calendar }: JourneyDay): Result<readonly EpochDay[], CalendarError> {
  return Result.combine(JOURNEY_ASSUMPTIONS.deadlineReminderWorkingDays.map((before) => addWorkingDays(calendar, dueBy, -before))).map(
    (days) => {
      const coming = days.filter((day) => day >= today);
      return coming.length === 0 ? [today] : coming;
    },
  );
}
