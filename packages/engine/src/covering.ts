import {
  areaCovers,
  type Basis,
  DEDICATED_BASES,
  type DedicatedBasis,
  type DivisionCode,
  divisionLevel,
  type Post,
  type RahyarKind,
  rahyarKindOfPost,
  type ServiceArea,
  withinDivision,
} from '@rahyar/domain';
import { FAR, optionCost, SKILL_MOST } from './option-cost.ts';
import { type AssignmentProblem, unavailability } from './problem.ts';
import { profileAt } from './profile.ts';
import { NO_PLACE } from './subject-columns.ts';
import { speakTogether, unmasteredNeeds, unsuitability } from './suitability.ts';

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

/**
 * How closely a member of staff who covers a subject on a basis does so: how many levels of division lie between the place and what the
 * jurisdiction names, 0 for the very place and for a link, {@link FAR} where no place counts.
 */
export function closeness(problem: AssignmentProblem, staff: number, subject: number, basis: DedicatedBasis): number {
  const post = problem.staff[staff]?.post;
  const home = placeCode(problem, problem.subjects.home[subject] as number);
  const work = placeCode(problem, problem.subjects.work[subject] as number);
  if (basis === 'link') return 0;
  if (post?.kind === 'organizationRahyar') return Math.min(...[home, work].map((place) => levelsAbove(post.within ?? [], place)));
  return post?.kind === 'areaRahyar' ? levelsAbove(post.jurisdiction, basis === 'residence' ? home : work) : FAR;
}

const levelsAbove = (area: ServiceArea, place: DivisionCode | undefined): number =>
  Math.min(FAR, ...area.map((code) => (place !== undefined && withinDivision(place, code) ? levelOf(place) - levelOf(code) : FAR)));
const levelOf = (code: DivisionCode): number => ['province', 'county', 'district', 'place'].indexOf(divisionLevel(code));

/** A rahyar with whom a subject may have its seat on a basis, and what the policy's preferences make of it: see `optionCost`. */
export type Option = { readonly staff: number; readonly cost: number };

/** Everybody who may accompany a subject, by basis, worked out once for all subjects with the same facts. Lists ascend by staff. */
export type Covering = {
  /** Who may be named on the basis: they cover the subject, are available and suitable, and no veto forbids them. */
  companions(subject: number, basis: DedicatedBasis): readonly Option[];
  /** With whom the subject may have its seat on the basis: the same, or the rahyar alone that a person has pinned it to. */
  options(subject: number, basis: DedicatedBasis): readonly Option[];
  /** What the subject pays for a seat with a rahyar: the least over all bases; `undefined` if it may have none there. */
  costOf(subject: number, staff: number): number | undefined;
  /** Whether a rahyar covers the subject on any dedicated basis and is available, suitable or not; or is not available. */
  someoneAvailable(subject: number): boolean;
  someoneUnavailable(subject: number): boolean;
  /** The available and suitable online rahyars whom no veto forbids. */
  online(subject: number): readonly number[];
  readonly isAvailable: readonly boolean[];
};

export function coveringOf(problem: AssignmentProblem): Covering {
  const { rahyars, subjects, directives } = problem;
  const isAvailable = rahyars.map((rahyar) => rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === undefined);
  const ofKind = (kind: RahyarKind): number[] => rahyars.flatMap((rahyar, index) => (rahyar?.kind === kind ? [index] : []));
  const byKind = { area: ofKind('area'), organization: ofKind('organization'), social: ofKind('social'), online: ofKind('online') };
  const isSuitable = (staff: number, subject: number): boolean => {
    const rahyar = rahyars[staff];
    return rahyar !== undefined && unsuitability(rahyar, profileAt(problem, subject), problem.policy) === undefined;
  };

  const covered = new Map<number, { available: number[]; unavailable: boolean }>();
  const coverers = (subject: number, basis: DedicatedBasis): { available: number[]; unavailable: boolean } => {
    const key = factsKey(problem, subject, basis);
    const remembered = covered.get(key);
    if (remembered !== undefined) return remembered;
    const all = byKind[KIND_OF_BASIS[basis]].filter((index) => covers(problem, index, subject, basis));
    const answer = { available: all.filter((index) => isAvailable[index]), unavailable: all.some((index) => !isAvailable[index]) };
    covered.set(key, answer);
    return answer;
  };

  const priced = problem.profiles.map((): Priced => ({ organization: new Map(), residence: new Map(), work: new Map(), link: new Map() }));
  const suitable = (subject: number, basis: DedicatedBasis): readonly Option[] => {
    const known = (priced[subjects.profile[subject] as number] as Priced)[basis];
    const key = factsKey(problem, subject, basis);
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const answer = coverers(subject, basis)
      .available.filter((staff) => isSuitable(staff, subject))
      .map((staff) => ({ staff, cost: costOnBasis(problem, staff, subject, basis) }));
    known.set(key, answer);
    return answer;
  };
  const isVetoed = (subject: number, staff: number): boolean => directives.get(subject)?.vetoes.includes(staff) ?? false;
  const companions = (subject: number, basis: DedicatedBasis): readonly Option[] => {
    if (!isTied(problem, subject, basis)) return NO_OPTIONS;
    const all = suitable(subject, basis);
    return all.some(({ staff }) => isVetoed(subject, staff)) ? all.filter(({ staff }) => !isVetoed(subject, staff)) : all;
  };
  const options = (subject: number, basis: DedicatedBasis): readonly Option[] => {
    const pin = directives.get(subject)?.pin;
    const all = companions(subject, basis);
    return pin === undefined ? all : all.filter(({ staff }) => staff === pin);
  };
  const onlineOf = problem.profiles.map((profile) =>
    byKind.online.filter((staff) => {
      const rahyar = rahyars[staff];
      return isAvailable[staff] === true && rahyar !== undefined && unsuitability(rahyar, profile, problem.policy) === undefined;
    }),
  );

  return {
    companions,
    options,
    costOf: (subject, wanted) => {
      const costs = DEDICATED_BASES.flatMap((basis) =>
        options(subject, basis).flatMap(({ staff, cost }) => (staff === wanted ? [cost] : [])),
      );
      return costs.length === 0 ? undefined : Math.min(...costs);
    },
    someoneAvailable: (subject) => DEDICATED_BASES.some((basis) => coverers(subject, basis).available.length > 0),
    someoneUnavailable: (subject) => DEDICATED_BASES.some((basis) => coverers(subject, basis).unavailable),
    online: (subject) => {
      const all = onlineOf[subjects.profile[subject] as number] as readonly number[];
      return directives.has(subject) ? all.filter((staff) => !isVetoed(subject, staff)) : all;
    },
    isAvailable,
  };
}

const NO_OPTIONS: readonly Option[] = [];
type Priced = Readonly<Record<DedicatedBasis, Map<number, readonly Option[]>>>;

/** What the policy's preferences make of a rahyar who covers a subject on a basis: see {@link optionCost}. */
export function costOnBasis(problem: AssignmentProblem, staff: number, subject: number, basis: DedicatedBasis): number {
  const profile = profileAt(problem, subject);
  const rahyar = problem.rahyars[staff];
  if (rahyar === undefined) throw new Error('invariant: only a rahyar is an option');
  return optionCost(problem.policy, {
    basis: problem.policy.primaryPreference.indexOf(basis),
    language: speakTogether(rahyar, profile) ? 0 : 1,
    skill: Math.min(SKILL_MOST, unmasteredNeeds(rahyar, profile)),
    closeness: closeness(problem, staff, subject, basis),
  });
}

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
