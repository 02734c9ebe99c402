/** An order by instalments: the hami’s credit is short, then lent; the seller is silent; the goods come, and are the wrong ones. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('marketOrder', [
  { on: '1405/09/02', facts: { steps: [{ step: 'fillBasket', on: day('1405/09/02') }] } },
  { on: '1405/09/03', facts: { troubles: [{ trouble: 'creditShort', since: day('1405/09/03') }] } },
  { on: '1405/09/08', facts: { requestedDay: day('1405/09/07') } },
  { on: '1405/09/12', facts: { requestedDay: day('1405/09/07'), troubles: [{ trouble: 'sellerSilent', since: day('1405/09/11') }] } },
  { on: '1405/09/15', facts: { steps: [{ step: 'confirm', on: day('1405/09/14') }] } },
  { on: '1405/09/22', facts: { completedDay: day('1405/09/21'), troubles: [{ trouble: 'goodsWrong', since: day('1405/09/22') }] } },
]);

if (import.meta.main) console.log(story.text);
