/** A SIM in another name first; then the application, documents that are not complete, and the acceptance. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('membership', [
  { on: '1405/07/04', facts: { held: [] } },
  { on: '1405/07/06', facts: { requestedDay: day('1405/07/05') } },
  {
    on: '1405/07/08',
    facts: { requestedDay: day('1405/07/05'), troubles: [{ trouble: 'documentsIncomplete', since: day('1405/07/08') }] },
  },
  { on: '1405/07/18', facts: { requestedDay: day('1405/07/05') } },
  { on: '1405/07/20', facts: { completedDay: day('1405/07/19') } },
]);

if (import.meta.main) console.log(story.text);
