/**
 * Edge case (L56, L89): two members of the rahyar of Damghan move to Semnan. One still works in Damghan and keeps the rahyar, whom work covers
 * as well as residence; the other has no tie left there and is given the rahyar of Semnan. Both are told why.
 */
import { DomainEvent, foldEvents, parseWith } from '@rahyar/domain';
import { createExplainer, explanationText, verify } from '@rahyar/engine';
import { findDivision } from '@rahyar/geo';
import { planOn, subjectsOf } from './community.ts';
import { wireDay } from './jalali.ts';

const on = wireDay('1405/09/02');
const member = { subject: 'member', kind: 'natural', home: '2001', lastActivity: { signIn: wireDay('1405/09/01') } };
const facts = subjectsOf([
  { ...member, id: 'commuter', work: '2001' },
  { ...member, id: 'mover' },
]);
const moved = facts.map(({ id }) =>
  parseWith(DomainEvent, { id: `event-${id}`, type: 'homeChanged', subject: id, on, home: '2002' })._unsafeUnwrap(),
);
const { subjects } = foldEvents(new Map(facts.map((subject) => [subject.id, subject])), moved);
const { problem, plan } = planOn(
  on,
  [...subjects.values()].map((subject) => ({ subject, previousRahyar: 'rahyar-damghan' })),
);
const explain = createExplainer(problem, plan);
const place = (code: string): string => findDivision(code)?.name ?? code;

function answerTo(subject: string) {
  const explanation = explain(subject);
  const primary = explanation?.responsible.find(({ isPrimary }) => isPrimary);
  const kept = explanation?.reasons.some(({ what }) => what === 'kept');
  const fa = explanation === undefined ? [] : explanationText(explanation, 'fa', { place }).split('\n');
  return { rahyar: primary?.rahyar, basis: primary?.basis, kept, fa };
}

export const outcome = {
  commuter: answerTo('commuter'),
  mover: answerTo('mover'),
  violations: verify(problem, plan).reduce((sum, { count }) => sum + count, 0),
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
