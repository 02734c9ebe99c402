/** The core leader tells the details, the secretary introduces the core, the secretariat is slow; then the way to a SAT is open. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('coreIdIssuance', [
  { on: '1405/06/01', facts: {} },
  { on: '1405/06/03', facts: { steps: [{ step: 'tellDetails', on: day('1405/06/02') }] } },
  { on: '1405/06/05', facts: { troubles: [{ trouble: 'oldSystemOnly', since: day('1405/06/05') }] } },
  { on: '1405/06/10', facts: { requestedDay: day('1405/06/09') } },
  { on: '1405/07/05', facts: { requestedDay: day('1405/06/09') } },
  { on: '1405/07/07', facts: { completedDay: day('1405/07/06') } },
]);

if (import.meta.main) console.log(story.text);
