import { eachResponsible, type Rule } from './rule.ts';

/**
 * Nobody is named who is on leave on the day of the plan or has no channel.
 */
export const withinReach: Rule = {
  id: 'R12',
  title: {
    fa: 'رهیارِ نام‌برده در دسترس است: راه ارتباطی دارد و در مرخصی نیست',
    en: 'A named rahyar is within reach: has a channel and is not on leave',
  },
  source: 'L77',
  *check(problem, plan) {
    for (const { subject, staff } of eachResponsible(plan)) {
      const service = problem.staff[staff]?.service;
      const onLeave = service?.leave.some((period) => period.from <= problem.on && problem.on <= period.to) ?? false;
      if (onLeave) yield { rule: 'R12', subject, staff, detail: 'onLeave' };
      else if (service !== undefined && service.channels.length === 0) yield { rule: 'R12', subject, staff, detail: 'noChannel' };
    }
  },
};
