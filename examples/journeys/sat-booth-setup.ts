/** SC11 from the first guidance to the message that products may be registered. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('satBoothSetup', [
  { on: '1405/09/02', facts: { held: [] } },
  { on: '1405/09/07', facts: {} },
  { on: '1405/09/08', facts: { troubles: [{ trouble: 'originAddressEmpty', since: day('1405/09/08') }] } },
  { on: '1405/09/10', facts: { requestedDay: day('1405/09/09') } },
  { on: '1405/09/15', facts: { completedDay: day('1405/09/14') } },
]);

if (import.meta.main) console.log(story.text);
