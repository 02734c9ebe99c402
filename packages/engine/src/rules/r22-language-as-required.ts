import { profileAt } from '../profile.ts';
import { speakTogether } from '../suitability.ts';
import { eachResponsible, type Rule } from './rule.ts';

/**
 * Where the policy requires a language in common, area, organisation and social rahyars speak one with everybody they are named for; who states no
 * language speaks Persian.
 */
export const languageAsRequired: Rule = {
  id: 'R22',
  title: {
    fa: 'اگر سیاست‌نامه بخواهد، رهیار با فرد زبان مشترک دارد',
    en: 'Where the policy requires it, a rahyar speaks a language of the subject',
  },
  source: 'assumed',
  *check(problem, plan) {
    if (problem.policy.language !== 'required') return;
    for (const { subject, basis, staff } of eachResponsible(plan)) {
      const rahyar = basis === 'online' ? undefined : problem.rahyars[staff];
      if (rahyar !== undefined && !speakTogether(rahyar, profileAt(problem, subject))) yield { rule: 'R22', subject, staff, detail: basis };
    }
  },
};
