import { faultyNames, type Rule } from './rule.ts';

/**
 * Area and organisation rahyars are given subjects only if they master all the processes that the policy requires.
 */
export const mastersTheProcesses: Rule = {
  id: 'R11',
  title: { fa: 'رهیار محدوده و سازمان بر فرایندهای کلیدی تسلط دارد', en: 'Area and organisation rahyars master the key processes' },
  source: 'L97',
  check: (problem, plan) =>
    faultyNames(plan, 'R11', (staff) => {
      const member = problem.staff[staff];
      if (member?.post.kind !== 'areaRahyar' && member?.post.kind !== 'organizationRahyar') return undefined;
      return problem.policy.requiredMastery.find((process) => !(member.service?.mastery ?? []).includes(process));
    }),
};
