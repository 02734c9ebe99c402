import {
  areaCovers,
  type Basis,
  DEDICATED_BASES,
  type DedicatedBasis,
  type DivisionCode,
  type Post,
  type RahyarKind,
  rahyarKindOfPost,
} from '@rahyar/domain';
import { type AssignmentProblem, unavailability } from './problem.ts';
import { NO_PLACE } from './subject-columns.ts';

/** The kind of rahyar that serves on each basis. */
export const KIND_OF_BASIS = {
  organization: 'organization',
  residence: 'area',
  work: 'area',
  link: 'social',
  online: 'online',
} as const satisfies Record<Basis, RahyarKind>;

/**
 * Whether a member of staff covers a subject on a basis, read straight from post and facts (L56-L58, L81, L89). It asks neither for
 * qualification nor for availability. This is the definition that rules check against; the solver's index is another road to the same answer.
 */
export function covers(problem: AssignmentProblem, staff: number, subject: number, basis: Basis): boolean {
  const { subjects } = problem;
  const post = problem.staff[staff]?.post;
  if (post === undefined || rahyarKindOfPost(post) !== KIND_OF_BASIS[basis]) return false;
  const home = subjects.home[subject] as number;
  const work = subjects.work[subject] as number;
  switch (basis) {
    case 'residence':
      return areaPostCovers(problem, post, home);
    case 'work':
      return areaPostCovers(problem, post, work);
    case 'organization':
      return organizationPostCovers(problem, post, subjects.relationSet[subject] as number, home, work);
    case 'link':
      return problem.linkSets[subjects.linkSet[subject] as number]?.includes(staff) ?? false;
    case 'online':
      return true;
  }
}

const placeCode = (problem: AssignmentProblem, place: number): DivisionCode | undefined =>
  place === NO_PLACE ? undefined : problem.places[place];

function areaPostCovers(problem: AssignmentProblem, post: Post, place: number): boolean {
  const code = placeCode(problem, place);
  return post.kind === 'areaRahyar' && code !== undefined && areaCovers(post.jurisdiction, code);
}

function organizationPostCovers(problem: AssignmentProblem, post: Post, relationSet: number, home: number, work: number): boolean {
  if (post.kind !== 'organizationRahyar') return false;
  const related = (problem.relationSets[relationSet] ?? []).some((row) =>
    post.organizations.some((organization) => organization === problem.organizations[row.organization]),
  );
  if (!related || post.within === undefined) return related;
  const { within } = post;
  return [home, work].some((place) => {
    const code = placeCode(problem, place);
    return code !== undefined && areaCovers(within, code);
  });
}

/** Everybody who covers a subject, by basis, worked out once for all subjects with the same facts. */
export type Covering = {
  /** Available rahyars who cover the subject on the basis, ascending. */
  available(subject: number, basis: DedicatedBasis): readonly number[];
  /** Whether a rahyar covers the subject on any dedicated basis and is not available. */
  someoneUnavailable(subject: number): boolean;
  readonly online: readonly number[];
  readonly isAvailable: readonly boolean[];
};

export function coveringOf(problem: AssignmentProblem): Covering {
  const { rahyars } = problem;
  const isAvailable = rahyars.map((rahyar) => rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === undefined);
  const known = new Map<number, { available: number[]; unavailable: boolean }>();
  const ofKind = (kind: RahyarKind): number[] => rahyars.flatMap((rahyar, index) => (rahyar?.kind === kind ? [index] : []));
  const byKind = { area: ofKind('area'), organization: ofKind('organization'), social: ofKind('social'), online: ofKind('online') };

  const lookUp = (subject: number, basis: DedicatedBasis): { available: number[]; unavailable: boolean } => {
    const key = factsKey(problem, subject, basis);
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const all = byKind[KIND_OF_BASIS[basis]].filter((index) => covers(problem, index, subject, basis));
    const answer = { available: all.filter((index) => isAvailable[index]), unavailable: all.some((index) => !isAvailable[index]) };
    known.set(key, answer);
    return answer;
  };

  return {
    available: (subject, basis) => (isTied(problem, subject, basis) ? lookUp(subject, basis).available : NO_STAFF),
    someoneUnavailable: (subject) => DEDICATED_BASES.some((basis) => lookUp(subject, basis).unavailable),
    online: byKind.online.filter((index) => isAvailable[index]),
    isAvailable,
  };
}

const NO_STAFF: readonly number[] = [];

/** Whether anything is known by which somebody could cover the subject on the basis. */
function isTied({ subjects }: AssignmentProblem, subject: number, basis: DedicatedBasis): boolean {
  if (basis === 'residence') return subjects.home[subject] !== NO_PLACE;
  if (basis === 'work') return subjects.work[subject] !== NO_PLACE;
  return (basis === 'link' ? subjects.linkSet[subject] : subjects.relationSet[subject]) !== 0;
}

/** Subjects with the same key on a basis are covered by the same staff on it. */
function factsKey({ subjects }: AssignmentProblem, subject: number, basis: DedicatedBasis): number {
  const home = subjects.home[subject] as number;
  const work = subjects.work[subject] as number;
  const set = subjects.relationSet[subject] as number;
  if (basis === 'residence') return home * 4;
  if (basis === 'work') return work * 4;
  if (basis === 'link') return (subjects.linkSet[subject] as number) * 4 + 1;
  return set === 0 ? 2 : ((set * 0x10000 + home) * 0x10000 + work) * 4 + 3;
}
