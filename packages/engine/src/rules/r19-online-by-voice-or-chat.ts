import { faultyNames, type Rule } from './rule.ts';

/** An online rahyar answers by online counselling or by telephone: whoever is named online has at least one of the two. */
export const onlineByVoiceOrChat: Rule = {
  id: 'R19',
  title: {
    fa: 'رهیار آنلاین با مشاورهٔ آنلاین یا تلفنی پاسخ می‌دهد',
    en: 'An online rahyar answers by online or telephone counselling',
  },
  source: 'L109',
  check: (problem, plan) =>
    faultyNames(plan, 'R19', (staff, basis) => {
      const channels = problem.staff[staff]?.service?.channels ?? [];
      const answers = channels.includes('onlineCounselling') || channels.includes('phoneCounselling');
      return basis === 'online' && !answers ? 'neitherChannel' : undefined;
    }),
};
