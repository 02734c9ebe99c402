/**
 * SC12 (L97): on 25 Esfand a message opens the matching of documents for a marriage loan: 12 working days, over Nowruz. The due day follows from
 * the holiday table that the caller supplies. Reminders come before it; after it the registration is lost and must be made again.
 */
import { IRAN_WEEKLY_PATTERNS, iranWorkingCalendar, nextStep, type WorkingCalendar } from '@rahyar/scheduler';
import { agendaOf } from './agenda.ts';
import { day, inWords, moment } from './jalali.ts';

const messageDay = day('1405/12/25');
const shipped = iranWorkingCalendar()._unsafeUnwrap();
const thursdaysOff = iranWorkingCalendar(IRAN_WEEKLY_PATTERNS['IR-THU-FRI'])._unsafeUnwrap();

function stepOn(jalali: string, calendar: WorkingCalendar) {
  const facts = { held: [], deadlines: [{ deadline: 'documentMatching', start: messageDay }] };
  const step = nextStep('loanRequest', facts, moment(jalali, '10:00'), calendar)._unsafeUnwrap();
  const dueBy = step.state === 'waiting' || step.state === 'lost' ? inWords(step.dueBy) : undefined;
  return { state: step.state, dueBy, agenda: agendaOf(step) };
}

export const outcome = {
  message: inWords(messageDay),
  onTheDayOfTheMessage: stepOn('1405/12/25', shipped),
  whereThursdaysAreOff: stepOn('1405/12/25', thursdaysOff),
  onTheLastDay: stepOn('1406/01/18', shipped),
  dayAfter: stepOn('1406/01/19', shipped),
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
