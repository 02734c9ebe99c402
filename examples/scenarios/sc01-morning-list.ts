/**
 * SC1 (L99): an area rahyar opens the list of the morning. Active members come first, then applicants, inactive members, and those who
 * have not applied; inside a tier what is due longest, then who waits longest, then the id. Each row carries its reason.
 */
import { createExplainer, TIER_REASON_LABELS, worklistPage } from '@rahyar/engine';
import { planOn, subjectsOf } from './community.ts';
import { wireDay } from './jalali.ts';

const home = '2001';
const member = { subject: 'member', kind: 'natural', home };
const subjects = subjectsOf([
  { ...member, id: 'active-1', lastActivity: { signIn: wireDay('1405/08/20') } },
  { ...member, id: 'active-2', openObligation: true },
  { ...member, id: 'active-3', lastActivity: { marketActivity: wireDay('1405/09/01') } },
  { subject: 'applicant', home, id: 'applicant-1', appliedOn: wireDay('1405/08/30') },
  { subject: 'applicant', home, id: 'applicant-2', appliedOn: wireDay('1405/08/25') },
  { ...member, id: 'inactive-1', lastContactOn: wireDay('1405/03/10') },
  { ...member, id: 'inactive-2', lastContactOn: wireDay('1404/11/02') },
  { ...member, id: 'inactive-3', lastContactOn: wireDay('1405/04/01') },
  { ...member, id: 'inactive-4', memberSince: wireDay('1403/05/01') },
  ...Array.from({ length: 9 }, (_, index) => ({ subject: 'prospect', home, id: `prospect-${index + 1}` })),
  { subject: 'prospect', home, id: 'prospect-0', lastContactOn: wireDay('1405/07/01') },
]);
const dueOn = new Map([
  ['active-2', wireDay('1405/08/28')],
  ['active-3', wireDay('1405/09/02')],
  ['inactive-3', wireDay('1405/08/15')],
]);
const { problem, plan } = planOn(
  wireDay('1405/09/02'),
  subjects.map((subject) => {
    const due = dueOn.get(subject.id);
    return due === undefined ? { subject } : { subject, dueOn: due };
  }),
);

const explain = createExplainer(problem, plan);
const rahyar = problem.staff.findIndex(({ id }) => id === 'rahyar-damghan');

export const outcome = Array.from(worklistPage(plan, rahyar, 0, 20), (index) => {
  const explanation = explain(problem.subjects.ids.at(index));
  const reason = explanation?.reasons.find(({ what }) => what === 'tier');
  const because = reason?.what === 'tier' ? reason.because : undefined;
  return { subject: explanation?.subject, tier: explanation?.tier, because, fa: because && TIER_REASON_LABELS[because].fa };
});

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
