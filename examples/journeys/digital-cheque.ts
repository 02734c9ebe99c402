/** The last cheque book is not registered in Sayad; the new one is given; a cheque that its receiver does not accept. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('digitalCheque', [
  { on: '1405/09/02', facts: { held: ['signatureCertificate'] } },
  { on: '1405/09/03', facts: { troubles: [{ trouble: 'lastBookUnregistered', since: day('1405/09/03') }] } },
  { on: '1405/09/09', facts: { requestedDay: day('1405/09/08') } },
  { on: '1405/09/18', facts: { completedDay: day('1405/09/11'), troubles: [{ trouble: 'receiverSilent', since: day('1405/09/15') }] } },
  { on: '1405/09/21', facts: { completedDay: day('1405/09/11') } },
]);

if (import.meta.main) console.log(story.text);
