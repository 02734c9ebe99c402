import { isDedicated } from '../plan.ts';
import { NOBODY } from '../subject-columns.ts';
import type { Rule } from './rule.ts';

/**
 * An online rahyar is named for every subject as long as one is available, wherever the subject is. Who has no dedicated rahyar beside
 * stands in the list of gaps.
 */
export const onlineClosesNoGap: Rule = {
  id: 'R8',
  title: {
    fa: 'رهیار آنلاین برای همه هست، ولی به‌تنهایی شکاف پوشش را نمی‌بندد',
    en: 'An online rahyar is there for everyone, but alone closes no coverage gap',
  },
  source: 'L58, L109',
  *check(problem, plan, covering) {
    for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
      if (plan.responsible.online[subject] === NOBODY && covering.online(subject).length > 0)
        yield { rule: 'R8', subject, detail: 'noOnlineRahyar' };
      if (!isDedicated(plan, subject) && plan.gapCause[subject] === 0) yield { rule: 'R8', subject, detail: 'silentGap' };
    }
  },
};
