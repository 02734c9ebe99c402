/** A policy is taken out, its renewal brought to mind, and missed. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('insuranceRenewal', [
  { on: '1405/09/02', facts: {} },
  { on: '1405/09/03', facts: { requestedDay: day('1405/09/02') } },
  { on: '1405/09/07', facts: { completedDay: day('1405/09/05') } },
  { on: '1406/08/20', facts: { completedDay: day('1405/09/05') } },
  { on: '1406/09/06', facts: { completedDay: day('1405/09/05') } },
]);

if (import.meta.main) console.log(story.text);
