/** A parcel whose address is not right, that comes late, and is lost; another one arrives. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('parcelDelivery', [
  { on: '1405/09/02', facts: {} },
  { on: '1405/09/03', facts: { troubles: [{ trouble: 'addressWrong', since: day('1405/09/03') }] } },
  { on: '1405/09/05', facts: { requestedDay: day('1405/09/04') } },
  { on: '1405/09/16', facts: { requestedDay: day('1405/09/04') } },
  { on: '1405/09/22', facts: { requestedDay: day('1405/09/04'), troubles: [{ trouble: 'lostOnTheWay', since: day('1405/09/21') }] } },
  { on: '1405/10/02', facts: { completedDay: day('1405/10/01') } },
]);

if (import.meta.main) console.log(story.text);
