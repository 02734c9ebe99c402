import { BASES } from '@rahyar/domain';
import { basisBit } from '../plan.ts';
import { NOBODY } from '../subject-columns.ts';
import type { Rule } from './rule.ts';

/**
 * Everyone has a set of responsible rahyars with exactly one primary. Nobody is left without one while an online rahyar is available.
 * (That no seat of a covering rahyar stays free is R14's matter.)
 */
export const onePrimary: Rule = {
  id: 'R4',
  title: { fa: 'هر کس و هر مجموعه درست یک رهیار اصلی مشخص دارد', en: 'Everyone and every collective has exactly one named primary rahyar' },
  source: 'L77',
  *check(problem, plan, covering) {
    for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
      const primaries = BASES.filter((basis) => ((plan.primary[subject] as number) & basisBit(basis)) !== 0);
      if (primaries.length > 1) yield { rule: 'R4', subject, detail: 'severalPrimaries' };
      else if (primaries.some((basis) => plan.responsible[basis][subject] === NOBODY))
        yield { rule: 'R4', subject, detail: 'primaryIsNobody' };
      else if (primaries.length === 0 && covering.online(subject).length > 0) yield { rule: 'R4', subject, detail: 'noPrimary' };
    }
  },
};
