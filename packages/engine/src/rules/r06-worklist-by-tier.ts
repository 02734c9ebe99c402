import { comparator } from '../worklist.ts';
import type { Rule } from './rule.ts';

/**
 * Worklists of area and organisation rahyars follow the four tiers strictly; inside a tier due follow-ups come first, then the longest
 * waiting, then the id. Nothing inside a tier lifts a subject over a higher tier.
 */
export const worklistByTier: Rule = {
  id: 'R6',
  title: {
    fa: 'ترتیب کار: فعال، متقاضی، غیرفعال، سپس کسی که تقاضا نداده است',
    en: 'Order of work: active, applicant, inactive, then who has not applied',
  },
  source: 'L99',
  *check(problem, plan) {
    const compare = comparator(problem, plan.tier);
    const { start, order } = plan.worklists;
    for (let staff = 0; staff < problem.staff.length; staff++) {
      const kind = problem.rahyars[staff]?.kind;
      if (kind !== 'area' && kind !== 'organization') continue;
      for (let row = (start[staff] as number) + 1; row < (start[staff + 1] as number); row++) {
        const before = order[row - 1] as number;
        const after = order[row] as number;
        if (before === after || compare(before, after) < 0) continue;
        yield { rule: 'R6', subject: after, staff, detail: plan.tier[before] === plan.tier[after] ? 'withinTier' : 'tier' };
      }
    }
  },
};
