import { primaryOf } from '../plan.ts';
import { DO_NOT_CONTACT, NOBODY } from '../subject-columns.ts';
import type { Rule } from './rule.ts';

/**
 * Every subject stands exactly once in the worklist of its primary rahyar and in no other, except whoever asked not to be contacted, who
 * stands in none.
 */
export const nobodyForgotten: Rule = {
  id: 'R7',
  title: {
    fa: 'رهیار به همهٔ افراد زیر پوشش خود می‌رسد؛ اولویت کسی را کنار نمی‌گذارد',
    en: 'A rahyar owes rahyari to all in coverage; priority leaves nobody out',
  },
  source: 'L91',
  *check(problem, plan) {
    const { start, order } = plan.worklists;
    const listedBy = new Int32Array(problem.subjects.ids.count).fill(NOBODY);
    for (let staff = 0; staff < problem.staff.length; staff++) {
      for (let row = start[staff] as number; row < (start[staff + 1] as number); row++) {
        const subject = order[row] as number;
        if (listedBy[subject] !== NOBODY) yield { rule: 'R7', subject, staff, detail: 'listedTwice' };
        listedBy[subject] = staff;
      }
    }
    for (let subject = 0; subject < listedBy.length; subject++) {
      const silent = ((problem.subjects.flags[subject] as number) & DO_NOT_CONTACT) !== 0;
      const expected = silent ? NOBODY : primaryOf(plan, subject);
      if (listedBy[subject] !== expected) yield { rule: 'R7', subject, detail: expected === NOBODY ? 'listedInVain' : 'notListed' };
    }
  },
};
