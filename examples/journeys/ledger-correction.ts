/** An entry that the member does not agree with: toman were booked as rial. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('ledgerCorrection', [
  { on: '1405/09/02', facts: {} },
  { on: '1405/09/04', facts: { requestedDay: day('1405/09/03') } },
  { on: '1405/09/05', facts: { requestedDay: day('1405/09/03'), troubles: [{ trouble: 'unitMistaken', since: day('1405/09/05') }] } },
  { on: '1405/09/14', facts: { requestedDay: day('1405/09/03') } },
  { on: '1405/09/16', facts: { completedDay: day('1405/09/15') } },
]);

if (import.meta.main) console.log(story.text);
