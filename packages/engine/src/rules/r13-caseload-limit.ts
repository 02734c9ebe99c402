import { type StaffMember, SUBJECT_CLASSES, type SubjectClass } from '@rahyar/domain';
import { loadsOf } from '../seats.ts';
import type { Rule } from './rule.ts';

/**
 * For each class of subject the number of those whose dedicated primary rahyar somebody is stays within that rahyar's limit. Being
 * named beside the primary takes no seat, nor does answering online.
 */
export const caseloadLimit: Rule = {
  id: 'R13',
  title: { fa: 'بار هیچ رهیاری از ظرفیتش بیشتر نمی‌شود', en: 'No rahyar carries more than the caseload limit' },
  source: 'assumed',
  *check(problem, plan) {
    const loads = loadsOf(problem, plan);
    for (let seat = 0; seat < loads.length; seat++) {
      const staff = Math.floor(seat / SUBJECT_CLASSES.length);
      const subjectClass = SUBJECT_CLASSES[seat % SUBJECT_CLASSES.length] as SubjectClass;
      const limit = (problem.staff[staff] as StaffMember).service?.caseload[subjectClass] ?? Number.POSITIVE_INFINITY;
      if ((loads[seat] as number) > limit) yield { rule: 'R13', staff, detail: subjectClass };
    }
  },
};
