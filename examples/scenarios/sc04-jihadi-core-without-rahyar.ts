/**
 * SC4 (L77, L54, L109): a jihadi core is registered and nobody can be given to it. The gap is reported at once with its cause, the affairs
 * secretary of the region is told, the rahyars who cover the place are proposed, and an online rahyar answers meanwhile. That closes no gap.
 */
import { DomainEvent, foldEvents, parseWith } from '@rahyar/domain';
import { createExplainer, explanationText, verify } from '@rahyar/engine';
import { planOn, subjectsOf } from './community.ts';
import { wireDay } from './jalali.ts';

const on = wireDay('1405/10/07');
const home = '2005011543';
const trustCores = subjectsOf([{ subject: 'socialTrustCore', id: 'trust-core', home }]);
const registered = parseWith(DomainEvent, {
  id: 'event-1',
  type: 'subjectRegistered',
  subject: 'jihadi-core',
  on,
  facts: { subject: 'jihadiCore', id: 'jihadi-core', home },
})._unsafeUnwrap();
const { subjects } = foldEvents(new Map(trustCores.map((subject) => [subject.id, subject])), [registered]);

// The trust core already has the only seat for collectives at the rahyar of Mahdishahr; the rahyar of Shahmirzad is on leave.
const { problem, plan } = planOn(
  on,
  [...subjects.values()].map((subject) => (subject.id === 'trust-core' ? { subject, previousRahyar: 'rahyar-mahdishahr' } : { subject })),
);
const explanation = createExplainer(problem, plan)('jihadi-core');
if (explanation === undefined) throw new Error('the core is in the plan');

const rulesBroken = (claimed: typeof plan): string[] => verify(problem, claimed).flatMap(({ rule, count }) => (count > 0 ? [rule] : []));

export const outcome = {
  gap: explanation.gap,
  meanwhile: explanation.responsible.find(({ isPrimary }) => isPrimary)?.rahyar,
  candidates: explanation.alternatives,
  rulesBroken: rulesBroken(plan),
  rulesBrokenIfTheGapWereHidden: rulesBroken({ ...plan, gapCause: plan.gapCause.map(() => 0) }),
  fa: explanationText(explanation, 'fa').split('\n'),
  en: explanationText(explanation, 'en').split('\n'),
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
