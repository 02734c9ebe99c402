/** A rahyar learns to read the list of the area; of one member only a postal code is known. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('memberIdentification', [
  { on: '1405/07/04', facts: {} },
  { on: '1405/07/06', facts: { troubles: [{ trouble: 'postalCodeOnly', since: day('1405/07/05') }] } },
  { on: '1405/07/12', facts: { troubles: [{ trouble: 'postalCodeOnly', since: day('1405/07/05') }] } },
  { on: '1405/07/25', facts: { completedDay: day('1405/07/20') } },
]);

if (import.meta.main) console.log(story.text);
