/** A course that is full, then taken; the certificate is late, and ends one day. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('trainingCourse', [
  { on: '1405/09/02', facts: { troubles: [{ trouble: 'courseFull', since: day('1405/09/02') }] } },
  {
    on: '1405/09/10',
    facts: { steps: [{ step: 'enrol', on: day('1405/09/09') }], deadlines: [{ deadline: 'courseEnd', start: day('1405/09/09') }] },
  },
  { on: '1405/11/12', facts: { deadlines: [{ deadline: 'courseEnd', start: day('1405/09/09') }] } },
  { on: '1405/11/15', facts: { requestedDay: day('1405/10/29') } },
  { on: '1405/11/20', facts: { completedDay: day('1405/11/18'), validUntil: day('1407/11/18') } },
]);

if (import.meta.main) console.log(story.text);
