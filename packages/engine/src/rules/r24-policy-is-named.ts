import { policyFingerprint } from '@rahyar/domain';
import type { Rule } from './rule.ts';

/** The plan says by which policy it was made, by version and by fingerprint, and it is the policy of the problem. */
export const policyIsNamed: Rule = {
  id: 'R24',
  title: { fa: 'برنامه می‌گوید با کدام سیاست‌نامه ساخته شده است', en: 'The plan says by which policy it was made' },
  source: 'assumed',
  *check(problem, plan) {
    if (plan.policyVersion !== problem.policy.version) yield { rule: 'R24', detail: 'version' };
    else if (plan.policyFingerprint !== policyFingerprint(problem.policy)) yield { rule: 'R24', detail: 'fingerprint' };
  },
};
