import { rahyarKindOfPost } from '@rahyar/domain';
import { covers, KIND_OF_BASIS } from '../covering.ts';
import { eachResponsible, type Rule } from './rule.ts';

/**
 * Residence or work inside the jurisdiction, employment in or another relation to the organisation or being that body itself, an accepted
 * link: nobody is responsible for a subject whom they do not cover.
 */
export const coversTheSubject: Rule = {
  id: 'R5',
  title: {
    fa: 'رهیار محدوده ساکن یا شاغلِ محدوده را و رهیار سازمان، سازمان و شاغلان و مرتبطان آن را همراهی می‌کند',
    en: 'An area rahyar serves who lives or works in the area; an organisation rahyar the body, its employees and related members',
  },
  source: 'L56-L89',
  *check(problem, plan) {
    for (const { subject, basis, staff } of eachResponsible(plan)) {
      const post = problem.staff[staff]?.post;
      if (post === undefined || rahyarKindOfPost(post) !== KIND_OF_BASIS[basis]) continue;
      if (!covers(problem, staff, subject, basis)) yield { rule: 'R5', subject, staff, detail: basis };
    }
  },
};
