/** A matter at Novin Dadfar: the plan is refused, agreed to, paid month by month, and the matter closed. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('legalMatter', [
  { on: '1405/09/07', facts: {} },
  { on: '1405/09/09', facts: { steps: [{ step: 'openMatter', on: day('1405/09/08') }] } },
  { on: '1405/09/11', facts: { troubles: [{ trouble: 'planRefused', since: day('1405/09/11') }] } },
  { on: '1405/09/15', facts: { requestedDay: day('1405/09/14') } },
  {
    on: '1405/09/20',
    facts: { steps: [{ step: 'agreePlan', on: day('1405/09/18') }], deadlines: [{ deadline: 'planInstalment', start: day('1405/09/18') }] },
  },
  {
    on: '1405/10/19',
    facts: { steps: [{ step: 'agreePlan', on: day('1405/09/18') }], deadlines: [{ deadline: 'planInstalment', start: day('1405/09/18') }] },
  },
  { on: '1406/06/20', facts: { steps: [{ step: 'payPlan', on: day('1406/06/18') }] } },
  { on: '1406/07/01', facts: { completedDay: day('1406/06/30') } },
]);

if (import.meta.main) console.log(story.text);
