import { eachResponsible, type Rule } from './rule.ts';

/**
 * Belonging to the rahyar community is not yet being a rahyar: motivation, interest and skill must all be recorded.
 */
export const onlyTheQualified: Rule = {
  id: 'R3',
  title: {
    fa: 'تنها کسی که انگیزه، علاقه و مهارت لازم را دارد رهیار است',
    en: 'Only who has the motivation, interest and skill is a rahyar',
  },
  source: 'L67',
  *check(problem, plan) {
    for (const { subject, staff } of eachResponsible(plan)) {
      const qualification = problem.staff[staff]?.qualification;
      if (qualification === undefined) continue;
      const missing = (['motivation', 'interest', 'skill'] as const).find((part) => !qualification[part]);
      if (missing !== undefined) yield { rule: 'R3', subject, staff, detail: missing };
    }
  },
};
