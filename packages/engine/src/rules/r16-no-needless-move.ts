import { primaryOf } from '../plan.ts';
import { freeSeats } from '../seats.ts';
import { CLASS_OF_KIND, NOBODY } from '../subject-columns.ts';
import type { Rule } from './rule.ts';

/**
 * Whose rahyar of yesterday still covers and suits them, is available, neither vetoed nor passed over by a pin, and has a free seat stays with
 * that rahyar.
 */
export const noNeedlessMove: Rule = {
  id: 'R16',
  title: {
    fa: 'همراهی پیوسته است: کسی بی‌سبب از رهیار دیروزش جدا نمی‌شود',
    en: 'Accompaniment is continuous: nobody is parted from yesterday’s rahyar without need',
  },
  source: 'L28, L91',
  *check(problem, plan, covering) {
    const free = freeSeats(problem, plan);
    for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
      const previous = problem.subjects.previous[subject] as number;
      if (previous === NOBODY || primaryOf(plan, subject) === previous) continue;
      if (free(previous, CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number) <= 0) continue;
      if (covering.costOf(subject, previous) !== undefined) yield { rule: 'R16', subject, staff: previous, detail: 'movedInVain' };
    }
  },
};
