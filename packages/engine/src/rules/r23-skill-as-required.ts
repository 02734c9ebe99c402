import { profileAt } from '../profile.ts';
import { unmasteredNeeds } from '../suitability.ts';
import { eachResponsible, type Rule } from './rule.ts';

/** Where the policy requires it, area, organisation and social rahyars master every process that the subjects they are named for need. */
export const skillAsRequired: Rule = {
  id: 'R23',
  title: {
    fa: 'اگر سیاست‌نامه بخواهد، رهیار بر همهٔ نیازهای فرد تسلط دارد',
    en: 'Where the policy requires it, a rahyar masters all that the subject needs',
  },
  source: 'L97',
  *check(problem, plan) {
    if (problem.policy.skill !== 'required') return;
    for (const { subject, basis, staff } of eachResponsible(plan)) {
      const rahyar = basis === 'online' ? undefined : problem.rahyars[staff];
      if (rahyar !== undefined && unmasteredNeeds(rahyar, profileAt(problem, subject)) > 0)
        yield { rule: 'R23', subject, staff, detail: basis };
    }
  },
};
