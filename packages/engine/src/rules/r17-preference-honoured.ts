import type { DedicatedBasis } from '@rahyar/domain';
import { primaryBasis, primaryOf } from '../plan.ts';
import { freeSeats } from '../seats.ts';
import { CLASS_OF_KIND } from '../subject-columns.ts';
import type { Rule } from './rule.ts';

/**
 * A subject that is new to its primary rahyar stands on the most preferred basis on which somebody has a free seat; and the basis named
 * for the primary is the most preferred one on which that rahyar covers the subject.
 */
export const preferenceHonoured: Rule = {
  id: 'R17',
  title: {
    fa: 'رهیار اصلی به ترتیبی برگزیده می‌شود که سیاست‌نامه می‌گوید',
    en: 'The primary rahyar is chosen in the order that the policy gives',
  },
  source: 'assumed',
  *check(problem, plan, covering) {
    const free = freeSeats(problem, plan);
    const order = problem.policy.primaryPreference;
    for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
      const basis = primaryBasis(plan, subject);
      if (basis === undefined || basis === 'online') continue;
      const primary = primaryOf(plan, subject);
      const subjectClass = CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number;
      const isKept = problem.subjects.previous[subject] === primary;
      const better = (other: DedicatedBasis): boolean =>
        covering.available(subject, other).some((staff) => staff === primary || (!isKept && free(staff, subjectClass) > 0));
      const passedOver = order.slice(0, order.indexOf(basis)).find(better);
      if (passedOver !== undefined) yield { rule: 'R17', subject, staff: primary, detail: passedOver };
    }
  },
};
