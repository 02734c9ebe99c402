/**
 * SC3 (L59, L99, L117): on a Friday an instalment of an active member is 12 days overdue. The rahyar asks, the support officer at the bank
 * and the one at Novin Dadfar follow their sides, and the rahyar stays beside the member. All begin on the next working day.
 */
import { findMyRahyar } from '@rahyar/engine';
import { iranWorkingCalendar, nextStep } from '@rahyar/scheduler';
import { createMemoryStore } from '@rahyar/store';
import { agendaOf, followUpFrom } from './agenda.ts';
import { planOn, subjectsOf } from './community.ts';
import { day, moment, wireDay } from './jalali.ts';

const calendar = iranWorkingCalendar()._unsafeUnwrap();
const dueDay = day('1405/08/24');
const subjects = subjectsOf([{ subject: 'member', kind: 'natural', id: 'borrower', home: '2001', openObligation: true }]);
const { problem, plan } = planOn(
  wireDay('1405/09/06'),
  subjects.map((subject) => ({ subject })),
);
const mine = findMyRahyar(problem, plan, 'borrower');
const rahyar = mine?.responsible[0]?.rahyar;
if (rahyar === undefined) throw new Error('the member has a rahyar');

const troubles = [{ trouble: 'overdueInstalment', since: dueDay }];
const step = nextStep('loanRequest', { held: [], troubles }, moment('1405/09/06', '08:00'), calendar)._unsafeUnwrap();
const followUps = step.actions.map((action) =>
  followUpFrom(action, { process: 'loanRequest', subject: 'borrower', rahyar, since: dueDay }),
);
const store = createMemoryStore();
const opened = (await store.putFollowUps(followUps.map((followUp) => ({ followUp }))))._unsafeUnwrap();
const dueOnSaturday = (await store.dueFollowUps(wireDay('1405/09/07')))._unsafeUnwrap();

export const outcome = {
  tier: mine?.tier,
  state: step.state,
  daysOverdue: day('1405/09/06') - dueDay,
  agenda: agendaOf(step),
  followUps: followUps.map(({ responsible, rule, dueOn }) => ({ responsible, rule, dueOn })),
  opened,
  dueOnSaturday: dueOnSaturday.length,
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
