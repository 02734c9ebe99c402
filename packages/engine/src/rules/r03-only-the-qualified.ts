import { faultyNames, type Rule } from './rule.ts';

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
  check: (problem, plan) =>
    faultyNames(plan, 'R3', (staff) => {
      const qualification = problem.staff[staff]?.qualification;
      return (['motivation', 'interest', 'skill'] as const).find((part) => qualification?.[part] === false);
    }),
};
