import { BASES, DEDICATED_BASES } from '@rahyar/domain';
import { NOBODY } from '../subject-columns.ts';
import type { Rule } from './rule.ts';

/**
 * Overlapping duties are wanted. On every basis on which a rahyar may accompany the subject one is named, unless all of them are
 * named on another basis already. Nobody is named twice.
 */
export const overlapIsShown: Rule = {
  id: 'R10',
  title: {
    fa: 'هم‌پوشانی مأموریت‌ها دیده می‌شود: از هر راهی که رهیاری هست، نامش می‌آید و هیچ‌کس دوبار نه',
    en: 'Overlap is shown: on each basis on which there is a rahyar one is named, and nobody twice',
  },
  source: 'L111',
  *check(problem, plan, covering) {
    const named: number[] = [];
    for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
      named.length = 0;
      for (const basis of BASES) {
        const staff = plan.responsible[basis][subject] as number;
        if (named.includes(staff)) yield { rule: 'R10', subject, detail: 'namedTwice' };
        if (staff !== NOBODY) named.push(staff);
      }
      for (const basis of DEDICATED_BASES) {
        if (plan.responsible[basis][subject] !== NOBODY) continue;
        for (const { staff } of covering.companions(subject, basis)) {
          if (named.includes(staff)) continue;
          yield { rule: 'R10', subject, detail: basis };
          break;
        }
      }
    }
  },
};
