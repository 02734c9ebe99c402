/** SC12 and SC3: documents of a marriage loan to be matched over Nowruz; the contract, the payout; later an instalment is overdue. */
import { day } from '../scenarios/jalali.ts';
import { tell } from './story.ts';

export const story = tell('loanRequest', [
  { on: '1405/12/25', facts: { deadlines: [{ deadline: 'documentMatching', start: day('1405/12/25') }] } },
  { on: '1406/01/19', facts: { deadlines: [{ deadline: 'documentMatching', start: day('1405/12/25') }] } },
  {
    on: '1406/01/22',
    facts: { deadlines: [{ deadline: 'documentMatching', start: day('1406/01/20'), met: true }], requestedDay: day('1406/01/21') },
  },
  { on: '1406/02/05', facts: { requestedDay: day('1406/01/21'), steps: [{ step: 'approve', on: day('1406/02/04') }] } },
  { on: '1406/02/07', facts: { steps: [{ step: 'signContract', on: day('1406/02/06') }] } },
  { on: '1406/02/12', facts: { completedDay: day('1406/02/11') } },
  { on: '1406/06/16', facts: { completedDay: day('1406/02/11'), troubles: [{ trouble: 'overdueInstalment', since: day('1406/06/11') }] } },
  { on: '1406/06/23', facts: { completedDay: day('1406/02/11'), troubles: [{ trouble: 'overdueInstalment', since: day('1406/06/11') }] } },
]);

if (import.meta.main) console.log(story.text);
