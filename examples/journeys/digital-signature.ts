/** A certificate that states its own end, its renewal, a phone that was changed, and a document to be signed within 1,440 minutes. */
import { day, moment } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('digitalSignature', [
  { on: '1405/09/02', facts: {} },
  { on: '1405/09/03', facts: { requestedDay: day('1405/09/02') } },
  { on: '1405/09/08', facts: { completedDay: day('1405/09/05'), validUntil: day('1407/09/05') } },
  {
    on: '1405/10/01',
    facts: {
      completedDay: day('1405/09/05'),
      validUntil: day('1407/09/05'),
      troubles: [{ trouble: 'phoneChanged', since: day('1405/09/30') }],
    },
  },
  { on: '1405/10/05', facts: { deadlines: [{ deadline: 'signingRequest', start: moment('1405/10/04', '10:00') }] } },
]);

if (import.meta.main) console.log(story.text);
