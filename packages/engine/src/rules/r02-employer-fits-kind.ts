import { rahyarKindOfPost } from '@rahyar/domain';
import { faultyNames, type Rule } from './rule.ts';

/**
 * The employer decides the kind: social rahyars are staff of the rahyari organisations; area, organisation and online rahyars are staff of
 * the secretariat.
 */
export const employerFitsKind: Rule = {
  id: 'R2',
  title: {
    fa: 'رهیار اجتماعی در سازمان رهیاری کار می‌کند و رهیاران دیگر در دبیرخانه',
    en: 'A social rahyar works in a rahyari organisation, the other kinds in the secretariat',
  },
  source: 'L81, L89',
  check: (problem, plan) =>
    faultyNames(plan, 'R2', (staff) => {
      const member = problem.staff[staff];
      if (member === undefined) return undefined;
      const kind = rahyarKindOfPost(member.post);
      return member.employer.kind === (kind === 'social' ? 'rahyariOrganization' : 'secretariat') ? undefined : kind;
    }),
};
