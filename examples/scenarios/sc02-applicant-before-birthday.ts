/**
 * SC2 (L99): an applicant who applied yesterday comes before an inactive member who has been silent for two years, although a birthday
 * call to the latter is due, and overdue: nothing inside a tier lifts anybody over a higher tier.
 */
import { findMyRahyar, worklistPage } from '@rahyar/engine';
import { planOn, subjectsOf } from './community.ts';
import { wireDay } from './jalali.ts';

const [silentMember, newApplicant] = subjectsOf([
  { subject: 'member', kind: 'natural', id: 'a-silent-member', home: '2001', lastActivity: { signIn: wireDay('1403/09/01') } },
  { subject: 'applicant', id: 'new-applicant', home: '2001', appliedOn: wireDay('1405/09/01') },
]);
if (silentMember === undefined || newApplicant === undefined) throw new Error('two subjects were given');

const birthdayCallOn = wireDay('1405/08/28');
const { problem, plan } = planOn(wireDay('1405/09/02'), [{ subject: silentMember, dueOn: birthdayCallOn }, { subject: newApplicant }]);
const rahyar = problem.staff.findIndex(({ id }) => id === 'rahyar-damghan');

export const outcome = Array.from(worklistPage(plan, rahyar, 0, 20), (index) => {
  const subject = problem.subjects.ids.at(index);
  return { subject, tier: findMyRahyar(problem, plan, subject)?.tier };
});

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
