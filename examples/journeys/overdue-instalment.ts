/** SC3 from the bank’s side: the cause, the promise, ten days before the legal side is asked, and a payment that is not booked. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('overdueInstalment', [
  { on: '1405/08/25', facts: {} },
  { on: '1405/08/26', facts: { deadlines: [{ deadline: 'beforeLegalSide', start: day('1405/08/24') }] } },
  { on: '1405/09/05', facts: { deadlines: [{ deadline: 'beforeLegalSide', start: day('1405/08/24') }] } },
  { on: '1405/09/07', facts: { troubles: [{ trouble: 'cannotPay', since: day('1405/09/07') }] } },
  { on: '1405/09/09', facts: { requestedDay: day('1405/09/08') } },
  { on: '1405/09/12', facts: { requestedDay: day('1405/09/08'), troubles: [{ trouble: 'paidNotBooked', since: day('1405/09/10') }] } },
  { on: '1405/09/15', facts: { completedDay: day('1405/09/14') } },
]);

if (import.meta.main) console.log(story.text);
