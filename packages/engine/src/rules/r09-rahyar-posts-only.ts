import { rahyarKindOfPost } from '@rahyar/domain';
import { faultyNames, type Rule } from './rule.ts';

/**
 * The affairs secretary coordinates, the assistant helps, the support officer follows up inside the partners: none of them is named as
 * a rahyar.
 */
export const rahyarPostsOnly: Rule = {
  id: 'R9',
  title: { fa: 'دبیر، دستیار دبیر و پشتیبان رهیارِ کسی نیستند', en: 'Secretaries, assistants and support officers are nobody’s rahyar' },
  source: 'L54-L59',
  check: (problem, plan) =>
    faultyNames(plan, 'R9', (staff) => {
      const post = problem.staff[staff]?.post;
      return post !== undefined && rahyarKindOfPost(post) === undefined ? post.kind : undefined;
    }),
};
