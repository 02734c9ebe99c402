/**
 * Edge case (L77, L91, L99): a prospect asks not to be contacted. Nobody calls any more, so the worklist leaves the prospect out; should the
 * prospect ask, there is still a named rahyar.
 */
import { DomainEvent, foldEvents, parseWith } from '@rahyar/domain';
import { findMyRahyar, worklistPage } from '@rahyar/engine';
import { planOn, subjectsOf } from './community.ts';
import { wireDay } from './jalali.ts';

const on = wireDay('1405/09/02');
const facts = subjectsOf([
  { subject: 'prospect', id: 'prospect-1', home: '2001' },
  { subject: 'prospect', id: 'prospect-2', home: '2001' },
]);
const before = new Map(facts.map((subject) => [subject.id, subject]));
const refused = parseWith(DomainEvent, {
  id: 'event-1',
  type: 'contactPreferenceChanged',
  subject: 'prospect-1',
  on,
  doNotContact: true,
})._unsafeUnwrap();
const { subjects } = foldEvents(before, [refused]);
const { problem, plan } = planOn(
  on,
  [...subjects.values()].map((subject) => ({ subject })),
);
const rahyar = problem.staff.findIndex(({ id }) => id === 'rahyar-damghan');

export const outcome = {
  worklist: Array.from(worklistPage(plan, rahyar, 0, 20), (index) => problem.subjects.ids.at(index)),
  rahyar: findMyRahyar(problem, plan, 'prospect-1')?.responsible[0]?.rahyar,
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
