/** A product, an order that comes late to its buyer, and goods that were damaged. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('satOffering', [
  { on: '1405/09/15', facts: {} },
  { on: '1405/09/18', facts: { requestedDay: day('1405/09/17') } },
  { on: '1405/09/28', facts: { requestedDay: day('1405/09/17'), troubles: [{ trouble: 'deliveryLate', since: day('1405/09/26') }] } },
  { on: '1405/10/02', facts: { completedDay: day('1405/09/30') } },
  { on: '1405/10/02', facts: { completedDay: day('1405/09/30'), troubles: [{ trouble: 'goodsWrong', since: day('1405/10/01') }] } },
]);

if (import.meta.main) console.log(story.text);
