/**
 * SC9 (L59, L97): credit assessment. Without the identifier of a hub or core it is blocked, and the way to one is shown. Without an answer on
 * the fourth day the support officer at Part is asked. A result holds for twelve months, and its renewal is brought to mind before their end.
 */
import { type CaseFacts, iranWorkingCalendar, nextStep } from '@rahyar/scheduler';
import { agendaOf, followUpFrom } from './agenda.ts';
import { day, inWords, moment } from './jalali.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const stepOn = (jalali: string, facts: CaseFacts) => nextStep('creditAssessment', facts, moment(jalali, '10:00'), calendar)._unsafeUnwrap();

const withoutHub = stepOn('1405/09/02', { held: ['ownSim', 'bankAccount'] });
const requested = { held: ['ownSim', 'bankAccount', 'hubOrCoreId'], requestedDay: day('1405/09/02') } as const;
const thirdDay = stepOn('1405/09/05', requested);
const fourthDay = stepOn('1405/09/06', requested);
const followUps = fourthDay.actions.map((action) =>
  followUpFrom(action, { process: 'creditAssessment', subject: 'borrower', rahyar: 'rahyar-damghan', since: requested.requestedDay }),
);
const completed = stepOn('1405/09/09', { ...requested, completedDay: day('1405/09/08') });

export const outcome = {
  withoutHub: {
    state: withoutHub.state,
    missing: withoutHub.state === 'blocked' ? withoutHub.missing : undefined,
    agenda: agendaOf(withoutHub),
  },
  thirdDay: { state: thirdDay.state, agenda: agendaOf(thirdDay) },
  fourthDay: { state: fourthDay.state, agenda: agendaOf(fourthDay), responsible: followUps.map(({ responsible }) => responsible) },
  completed: {
    state: completed.state,
    validUntil: completed.state === 'done' && completed.validUntil !== undefined ? inWords(completed.validUntil) : undefined,
    agenda: agendaOf(completed),
  },
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
