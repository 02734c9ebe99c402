import { faultyNames, type Rule } from './rule.ts';

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
  check: (problem, plan) =>
    faultyNames(plan, 'R12', (staff) => {
      const service = problem.staff[staff]?.service;
      if (service === undefined) return undefined;
      if (service.leave.some((period) => period.from <= problem.on && problem.on <= period.to)) return 'onLeave';
      return service.channels.length === 0 ? 'noChannel' : undefined;
    }),
};
