import { profileAt } from '../profile.ts';
import { unsuitability } from '../suitability.ts';
import { eachResponsible, type Rule } from './rule.ts';

/** Whoever states by which channels it can be reached is named only rahyars, online ones too, who use one of them. */
export const sharesAChannel: Rule = {
  id: 'R20',
  title: {
    fa: 'رهیار از راهی در دسترس است که خود فرد گفته است',
    en: 'A rahyar is within reach by a channel that the subject itself has stated',
  },
  source: 'L77',
  *check(problem, plan) {
    for (const { subject, basis, staff } of eachResponsible(plan)) {
      const profile = profileAt(problem, subject);
      const rahyar = profile.channels.length === 0 ? undefined : problem.rahyars[staff];
      if (rahyar !== undefined && unsuitability(rahyar, profile, problem.policy) === 'noCommonChannel')
        yield { rule: 'R20', subject, staff, detail: basis };
    }
  },
};
