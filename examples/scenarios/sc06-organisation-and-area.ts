/**
 * SC6 (L56-L57, L89, L111): an employee of the Emdad Committee lives in Damghan. The organisation rahyar and the area rahyar both cover him;
 * which of them is the primary one is the policy's choice.
 */
import { DEFAULT_POLICY } from '@rahyar/domain';
import { findMyRahyar } from '@rahyar/engine';
import { planOn, subjectsOf } from './community.ts';
import { wireDay } from './jalali.ts';

const subjects = subjectsOf([
  {
    subject: 'member',
    kind: 'natural',
    id: 'employee',
    home: '2001',
    relations: [{ organization: 'emdadCommittee', relation: 'employee' }],
  },
]).map((subject) => ({ subject }));

function responsibleUnder(policy: typeof DEFAULT_POLICY) {
  const { problem, plan } = planOn(wireDay('1405/09/02'), subjects, policy);
  return findMyRahyar(problem, plan, 'employee')?.responsible.map(({ rahyar, basis, isPrimary }) => ({ rahyar, basis, isPrimary }));
}

export const outcome = {
  organizationFirst: responsibleUnder(DEFAULT_POLICY),
  areaFirst: responsibleUnder({
    ...DEFAULT_POLICY,
    version: 'area-first',
    primaryPreference: ['residence', 'work', 'organization', 'link'],
  }),
};

if (import.meta.main) console.log(JSON.stringify(outcome, null, 2));
