import { DEDICATED_BASES } from '@rahyar/domain';
import { primaryBasis, primaryOf } from '../plan.ts';
import { freeSeats } from '../seats.ts';
import { CLASS_OF_KIND } from '../subject-columns.ts';
import type { Rule } from './rule.ts';

/**
 * A subject that is new to its primary rahyar has the seat that the policy's preferences (basis, language, skill, closeness, in its order) put
 * first among those with room; and the basis named for the primary is the one on which that rahyar comes first.
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
    for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
      const basis = primaryBasis(plan, subject);
      if (basis === undefined || basis === 'online') continue;
      const primary = primaryOf(plan, subject);
      const subjectClass = CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number;
      const isKept = problem.subjects.previous[subject] === primary;
      const paid = covering.options(subject, basis).find(({ staff }) => staff === primary)?.cost ?? 0;
      const passedOver = DEDICATED_BASES.find((other) =>
        covering
          .options(subject, other)
          .some(({ staff, cost }) => cost < paid && (staff === primary || (!isKept && free(staff, subjectClass) > 0))),
      );
      if (passedOver !== undefined) yield { rule: 'R17', subject, staff: primary, detail: passedOver };
    }
  },
};
