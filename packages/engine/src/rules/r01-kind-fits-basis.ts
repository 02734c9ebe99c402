import { rahyarKindOfPost } from '@rahyar/domain';
import { KIND_OF_BASIS } from '../covering.ts';
import { faultyNames, type Rule } from './rule.ts';

/**
 * There are four kinds of rahyar. Whoever is responsible by residence or work is an area rahyar, by organisation an organisation rahyar,
 * by link a social rahyar, and online an online rahyar.
 */
export const kindFitsBasis: Rule = {
  id: 'R1',
  title: {
    fa: 'هر رهیار از یکی از چهار نوع است و در نقش همان نوع خدمت می‌کند',
    en: 'Every rahyar is of one of the four kinds and serves in the role of that kind',
  },
  source: 'L79-L109',
  check: (problem, plan) =>
    faultyNames(plan, 'R1', (staff, basis) => {
      const post = problem.staff[staff]?.post;
      const kind = post === undefined ? undefined : rahyarKindOfPost(post);
      return post === undefined || (kind !== undefined && kind !== KIND_OF_BASIS[basis]) ? basis : undefined;
    }),
};
