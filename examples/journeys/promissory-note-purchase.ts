/** SC10 and SC5: a question at night is guidance at once; an open draft stands in the way; the guarantor does not sign within a day. */
import { day, moment } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('promissoryNotePurchase', [
  { on: '1405/09/06', at: '02:30', facts: {} },
  { on: '1405/09/07', facts: { troubles: [{ trouble: 'openDraft', since: day('1405/09/07'), reference: 'draft-7' }] } },
  { on: '1405/09/08', facts: { deadlines: [{ deadline: 'guarantorSignature', start: moment('1405/09/08', '09:00') }] } },
  { on: '1405/09/09', facts: { deadlines: [{ deadline: 'guarantorSignature', start: moment('1405/09/08', '09:00') }] } },
  {
    on: '1405/09/11',
    facts: {
      deadlines: [{ deadline: 'guarantorSignature', start: moment('1405/09/10', '09:00'), met: true }],
      requestedDay: day('1405/09/10'),
    },
  },
  { on: '1405/09/14', facts: { completedDay: day('1405/09/12') } },
]);

if (import.meta.main) console.log(story.text);
