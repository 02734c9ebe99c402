/** SC9: no hub or core identifier; no answer on the fourth day, nor for long after; a result that holds for twelve months and then no more. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('creditAssessment', [
  { on: '1405/09/02', facts: { held: ['ownSim', 'bankAccount'] } },
  { on: '1405/09/05', facts: { requestedDay: day('1405/09/02') } },
  { on: '1405/09/06', facts: { requestedDay: day('1405/09/02') } },
  { on: '1405/09/15', facts: { requestedDay: day('1405/09/02') } },
  { on: '1405/09/18', facts: { completedDay: day('1405/09/17') } },
  { on: '1406/09/18', facts: { completedDay: day('1405/09/17') } },
]);

if (import.meta.main) console.log(story.text);
