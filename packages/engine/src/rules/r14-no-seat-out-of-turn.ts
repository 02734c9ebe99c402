import { SUBJECT_CLASSES } from '@rahyar/domain';
import { reachableRanks } from '../displacement.ts';
import { isDedicated } from '../plan.ts';
import { CLASS_OF_KIND } from '../subject-columns.ts';
import type { Rule } from './rule.ts';

/** Whoever is pinned gives way to nobody, and everybody to them. */
const ABOVE_ALL = -1;

/**
 * Dedicated coverage is greatest tier by tier. Nobody without a dedicated rahyar could get one by a chain of moves that ends at a free
 * seat, or at a seat of a lower tier; whom a person has pinned stands above all tiers. (Together these are the condition for a lexicographically greatest cover: the sets of subjects that
 * can be seated at once form a matroid.)
 */
export const noSeatOutOfTurn: Rule = {
  id: 'R14',
  title: {
    fa: 'تا کسی از اولویت بالاتر بی‌رهیار است، جایی به اولویت پایین‌تر نمی‌رسد و هیچ جایی خالی نمی‌ماند',
    en: 'While a higher tier goes without, no seat goes to a lower tier and no seat stays free',
  },
  source: 'L77, L99',
  *check(problem, plan, covering) {
    for (let subjectClass = 0; subjectClass < SUBJECT_CLASSES.length; subjectClass++) {
      const rankWithin = reachableRanks(problem, plan, covering, subjectClass);
      for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
        if (isDedicated(plan, subject) || CLASS_OF_KIND[problem.subjects.kind[subject] as number] !== subjectClass) continue;
        const rank = rankWithin(subject);
        const standing = problem.directives.get(subject)?.pin === undefined ? (plan.tier[subject] as number) : ABOVE_ALL;
        if (rank > standing) yield { rule: 'R14', subject, detail: rank > 4 ? 'freeSeat' : 'lowerTierSeated' };
      }
    }
  },
};
