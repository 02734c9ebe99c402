import { primaryOf } from '../plan.ts';
import { eachResponsible, type Rule } from './rule.ts';

/**
 * What a person decides stands above all that is worked out: a pinned subject has its seat with the rahyar that it is pinned to, and nobody is
 * named whom a veto rules out. (Decisions that cannot be kept are no part of the problem: they are told when it is built.)
 */
export const directivesKept: Rule = {
  id: 'R21',
  title: {
    fa: 'تصمیم مسئولان بر محاسبه پیشی دارد: رهیارِ تعیین‌شده می‌ماند و رهیارِ منع‌شده نام برده نمی‌شود',
    en: 'Decisions of people come first: a pinned rahyar is the primary, and a vetoed one is not named',
  },
  source: 'assumed',
  *check(problem, plan) {
    if (problem.directives.size === 0) return;
    for (const [subject, { pin }] of problem.directives) {
      if (pin !== undefined && primaryOf(plan, subject) !== pin) yield { rule: 'R21', subject, staff: pin, detail: 'pin' };
    }
    for (const { subject, staff } of eachResponsible(plan)) {
      if (problem.directives.get(subject)?.vetoes.includes(staff)) yield { rule: 'R21', subject, staff, detail: 'veto' };
    }
  },
};
