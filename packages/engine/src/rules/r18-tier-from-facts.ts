import { classify } from '../classify.ts';
import type { Rule } from './rule.ts';

/**
 * The tier is derived from status, activity and obligations on the day of the plan, under the policy, and never set by hand.
 */
export const tierFromFacts: Rule = {
  id: 'R18',
  title: { fa: 'اولویت هر کس از واقعیت‌های همان روز به دست می‌آید', en: 'Everyone’s tier follows from the facts of the day' },
  source: 'L99',
  *check(problem, plan) {
    const tiers = classify(problem);
    for (let subject = 0; subject < tiers.length; subject++) {
      if (plan.tier[subject] !== tiers[subject]) yield { rule: 'R18', subject, detail: String(tiers[subject]) };
    }
  },
};
