/** A rahyar learns to speak with members; one of them wishes not to be contacted. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('effectiveCommunication', [
  { on: '1405/07/04', facts: {} },
  { on: '1405/07/11', facts: { steps: [{ step: 'learn', on: day('1405/07/10') }] } },
  {
    on: '1405/07/12',
    facts: { steps: [{ step: 'learn', on: day('1405/07/10') }], troubles: [{ trouble: 'contactUnwanted', since: day('1405/07/12') }] },
  },
  { on: '1405/07/25', facts: { completedDay: day('1405/07/20') } },
]);

if (import.meta.main) console.log(story.text);
