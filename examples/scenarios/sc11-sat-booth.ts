/**
 * SC11 (L97): a core leader defines a SAT. Before the core has its identifier a prerequisite is missing; with an empty origin address of goods
 * the data are not valid; after acceptance products may be offered.
 */
import { type CaseFacts, iranWorkingCalendar, nextStep } from '@rahyar/scheduler';
import { agendaOf } from './agenda.ts';
import { day, moment } from './jalali.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const stepWith = (facts: CaseFacts) => nextStep('satBoothSetup', facts, moment('1405/09/02', '10:00'), calendar)._unsafeUnwrap();

const tooEarly = stepWith({ held: [] });
const noAddress = stepWith({ held: ['coreId'], troubles: [{ trouble: 'originAddressEmpty', since: day('1405/09/02') }] });
const accepted = stepWith({ held: ['coreId'], completedDay: day('1405/09/01') });
const offering = nextStep('satOffering', { held: ['satBooth'] }, moment('1405/09/02', '10:00'), calendar)._unsafeUnwrap();

export const outcome = {
  tooEarly: {
    state: tooEarly.state,
    missing: tooEarly.state === 'blocked' ? tooEarly.missing : undefined,
    agenda: agendaOf(tooEarly),
  },
  noAddress: {
    state: noAddress.state,
    issues: noAddress.state === 'invalid' ? noAddress.issues : undefined,
    agenda: agendaOf(noAddress),
  },
  accepted: { state: accepted.state, leadsTo: accepted.state === 'done' ? accepted.leadsTo : undefined },
  offering: { state: offering.state },
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
