/**
 * Edge case (L77, L109): of a member's address only the postal code is known. Without a division no area rahyar can be found: a gap whose
 * cause says what is missing, and an online rahyar meanwhile. Once an inquiry has given the division, the gap closes.
 */
import { DomainEvent, foldEvents, parseWith, type Subject } from '@rahyar/domain';
import { findMyRahyar } from '@rahyar/engine';
import { planOn, subjectsOf } from './community.ts';
import { wireDay } from './jalali.ts';

const facts = subjectsOf([{ subject: 'member', kind: 'natural', id: 'member-1', identity: { postalCode: '۳۶۷۱۶۱۳۴۵۶' } }]);
const before: ReadonlyMap<string, Subject> = new Map(facts.map((subject) => [subject.id, subject]));
const inquired = parseWith(DomainEvent, {
  id: 'event-1',
  type: 'homeChanged',
  subject: 'member-1',
  on: wireDay('1405/09/02'),
  home: '2001',
})._unsafeUnwrap();

function answerOn(jalali: string, subjects: typeof before) {
  const { problem, plan } = planOn(
    wireDay(jalali),
    [...subjects.values()].map((subject) => ({ subject })),
  );
  const mine = findMyRahyar(problem, plan, 'member-1');
  return { rahyar: mine?.responsible[0]?.rahyar, gap: mine?.gap };
}

export const outcome = {
  before: answerOn('1405/09/02', before),
  after: answerOn('1405/09/03', foldEvents(before, [inquired]).subjects),
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
