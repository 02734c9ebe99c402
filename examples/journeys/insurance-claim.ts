/** A claim: reported in time, its proof not complete, its amount disputed. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('insuranceClaim', [
  { on: '1405/09/02', facts: { deadlines: [{ deadline: 'reportInTime', start: day('1405/09/02') }] } },
  { on: '1405/09/05', facts: { troubles: [{ trouble: 'proofMissing', since: day('1405/09/05') }] } },
  { on: '1405/09/08', facts: { requestedDay: day('1405/09/07') } },
  { on: '1405/09/30', facts: { requestedDay: day('1405/09/07'), troubles: [{ trouble: 'claimDisputed', since: day('1405/09/24') }] } },
  { on: '1405/10/10', facts: { completedDay: day('1405/10/09') } },
]);

if (import.meta.main) console.log(story.text);
