import { eachResponsible, type Rule } from './rule.ts';

/** An online rahyar answers by online counselling or by telephone: whoever is named online has at least one of the two. */
export const onlineByVoiceOrChat: Rule = {
  id: 'R19',
  title: {
    fa: 'رهیار آنلاین با مشاورهٔ آنلاین یا تلفنی پاسخ می‌دهد',
    en: 'An online rahyar answers by online or telephone counselling',
  },
  source: 'L109',
  *check(problem, plan) {
    for (const { subject, basis, staff } of eachResponsible(plan)) {
      const channels = problem.staff[staff]?.service?.channels ?? [];
      if (basis !== 'online' || channels.includes('onlineCounselling') || channels.includes('phoneCounselling')) continue;
      yield { rule: 'R19', subject, staff, detail: 'neitherChannel' };
    }
  },
};
