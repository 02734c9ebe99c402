/**
 * SC7 (L81, L99): a qualified analyst of Part accompanies the hub of his mosque and its leader, who accepted him. As a social rahyar he
 * stands beside the area rahyar, not instead of him. The tiers bind the order of the area rahyar's work and not that of his.
 */
import { DomainEvent, foldEvents, parseWith } from '@rahyar/domain';
import { type AssignmentPlan, findMyRahyar, lookUpRahyar, verify } from '@rahyar/engine';
import { planOn, subjectsOf } from './community.ts';
import { wireDay } from './jalali.ts';

const on = wireDay('1405/09/02');
const active = { subject: 'member', kind: 'natural', lastActivity: { signIn: wireDay('1405/09/01') } };
const facts = subjectsOf([
  { subject: 'socialCooperationHub', id: 'mosque-hub', home: '2001', leader: 'leader', members: ['leader'] },
  { subject: 'member', kind: 'natural', id: 'leader', home: '2001' },
  { ...active, id: 'neighbour', home: '2001' },
  // Two whom no area rahyar covers, so that the analyst is their primary rahyar.
  { ...active, id: 'far-active' },
  { subject: 'member', kind: 'natural', id: 'far-inactive' },
]);
const accepted = ['mosque-hub', 'leader', 'far-active', 'far-inactive'].map((subject, index) =>
  parseWith(DomainEvent, { id: `event-${index + 1}`, type: 'socialLinkAccepted', subject, on, rahyar: 'analyst-part' })._unsafeUnwrap(),
);
const { subjects } = foldEvents(new Map(facts.map((subject) => [subject.id, subject])), accepted);
const { problem, plan } = planOn(
  on,
  [...subjects.values()].map((subject) => ({ subject })),
);

const responsibleFor = (subject: string) =>
  findMyRahyar(problem, plan, subject)?.responsible.map(({ rahyar, kind, isPrimary }) => ({ rahyar, kind, isPrimary }));

/** The plan with one worklist turned round, and the rules that it then breaks. */
function rulesBrokenInReverse(rahyar: string): string[] {
  const staff = problem.staff.findIndex(({ id }) => id === rahyar);
  const { start } = plan.worklists;
  const order = plan.worklists.order.slice();
  order.subarray(start[staff], start[staff + 1]).reverse();
  const turned: AssignmentPlan = { ...plan, worklists: { start, order } };
  return verify(problem, turned).flatMap(({ rule, count }) => (count > 0 ? [rule] : []));
}

export const outcome = {
  analyst: lookUpRahyar(problem, 'analyst-part'),
  hub: responsibleFor('mosque-hub'),
  leader: responsibleFor('leader'),
  alone: responsibleFor('far-inactive'),
  rulesBrokenInReverse: { social: rulesBrokenInReverse('analyst-part'), area: rulesBrokenInReverse('rahyar-damghan') },
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
