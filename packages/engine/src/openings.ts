import { DEDICATED_BASES, type DedicatedBasis, type Rahyar } from '@rahyar/domain';
import { closeness, covers, KIND_OF_BASIS } from './covering.ts';
import { basisCost, preferenceWeights, SKILL_MOST } from './option-cost.ts';
import { type AssignmentProblem, type SubjectDirective, unavailability } from './problem.ts';
import { NOTHING_SAID } from './profile.ts';
import { NO_PLACE } from './subject-columns.ts';
import { speakTogether, unmasteredNeeds, unsuitability } from './suitability.ts';

/** With whom a subject may have a seat, and at what cost by preference; a rahyar may be open on several bases. */
export type Openings = { readonly staff: readonly number[]; readonly cost: readonly number[] };

/** Who covers a subject on each basis, by number: equal lists have the same. */
export type CoverLists = ArrayLike<number>;

/**
 * What is open to subjects, straight from the definitions: who covers them and is available, whom their profile and the policy let pass, whom no
 * directive excludes; at the cost that `optionCost` defines. Covering is worked out once for all subjects with the same facts, what a profile
 * makes of a rahyar once for both: 2 bytes for each.
 */
export function createOpenings(problem: AssignmentProblem) {
  const { rahyars, policy, profiles } = problem;
  const lists = createCoverLists(problem);
  const weights = preferenceWeights(policy);
  const baseCosts = DEDICATED_BASES.map((basis) => basisCost(policy, basis));
  const rated: Int16Array[] = [];
  const ratingsOf = (profile: number): Int16Array => {
    const row = rated[profile] ?? new Int16Array(rahyars.length).fill(UNKNOWN);
    rated[profile] = row;
    return row;
  };

  /** What language and skill cost, or UNSUITABLE. */
  const ratingOf = (profile: number, staff: number): number => {
    const row = ratingsOf(profile);
    const known = row[staff] as number;
    if (known !== UNKNOWN) return known;
    const rahyar = rahyars[staff] as Rahyar;
    const said = profiles[profile] ?? NOTHING_SAID;
    const rating =
      unsuitability(rahyar, said, policy) !== undefined
        ? UNSUITABLE
        : (speakTogether(rahyar, said) ? 0 : weights.language) + Math.min(SKILL_MOST, unmasteredNeeds(rahyar, said)) * weights.skill;
    row[staff] = rating;
    return rating;
  };
  const isOpen = (profile: number, directive: SubjectDirective | undefined, staff: number): boolean =>
    ratingOf(profile, staff) !== UNSUITABLE &&
    (directive === undefined || (!directive.vetoes.includes(staff) && (directive.pin === undefined || directive.pin === staff)));

  return {
    listOn: lists.indexOn,
    /** Whether a seat with a certain rahyar is open. */
    includes: (covered: CoverLists, profile: number, directive: SubjectDirective | undefined, staff: number): boolean =>
      DEDICATED_BASES.some((_, position) => lists.at(covered[position] as number).staff.includes(staff)) &&
      isOpen(profile, directive, staff),
    of: (covered: CoverLists, profile: number, directive: SubjectDirective | undefined): Openings => {
      const open = { staff: [] as number[], cost: [] as number[] };
      for (let position = 0; position < baseCosts.length; position++) {
        const { staff, steps } = lists.at(covered[position] as number);
        for (let at = 0; at < staff.length; at++) {
          const rahyar = staff[at] as number;
          if (!isOpen(profile, directive, rahyar)) continue;
          open.staff.push(rahyar);
          open.cost.push((baseCosts[position] as number) + ratingOf(profile, rahyar) + weights.closeness * (steps[at] as number));
        }
      }
      return open;
    },
  };
}

const UNKNOWN = -1;
const UNSUITABLE = -2;

/** Available rahyars, and how closely each covers. */
type CoverList = { readonly staff: readonly number[]; readonly steps: readonly number[] };

function createCoverLists(problem: AssignmentProblem) {
  const { subjects, rahyars, relationSets, organizations } = problem;
  const isAvailable = rahyars.map((rahyar) => rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === undefined);
  const onBasis = (basis: DedicatedBasis): number[] =>
    rahyars.flatMap((rahyar, staff) => (rahyar?.kind === KIND_OF_BASIS[basis] && isAvailable[staff] ? [staff] : []));
  const able = { organization: onBasis('organization'), residence: onBasis('residence'), work: onBasis('work'), link: onBasis('link') };
  const served = rahyars.map((rahyar) => (rahyar?.kind === 'organization' ? rahyar.organizations : []));
  const serving = relationSets.map((set) => {
    const related = new Set(set.map((row) => organizations[row.organization]));
    return able.organization.filter((staff) => served[staff]?.some((organization) => related.has(organization)));
  });

  const values: CoverList[] = [];
  const byText = new Map<string, number>();
  const intern = (staff: readonly number[], steps: readonly number[]): number => {
    const text = `${staff.join()};${steps.join()}`;
    const index = byText.get(text) ?? values.push({ staff, steps }) - 1;
    byText.set(text, index);
    return index;
  };
  const workOut = (subject: number, basis: DedicatedBasis): number => {
    const asked = basis === 'organization' ? (serving[subjects.relationSet[subject] as number] as number[]) : able[basis];
    const staff = asked.filter((index) => covers(problem, index, subject, basis));
    return intern(
      staff,
      staff.map((index) => closeness(problem, index, subject, basis)),
    );
  };
  const byPlace = { residence: unknowns(NO_PLACE + 1), work: unknowns(NO_PLACE + 1) };
  const byLinks = unknowns(problem.linkSets.length);
  const byNoRelations = unknowns(1);
  const byRelations = relationSets.map(() => new Map<number, number>());
  /** Who has no relations needs no look at places, and most have none. */
  const ofRelations = (subject: number): number => {
    const set = subjects.relationSet[subject] as number;
    if (set === 0) return remembered(byNoRelations, 0, subject, 'organization');
    const known = byRelations[set] as Map<number, number>;
    const places = ((subjects.home[subject] as number) << 16) | (subjects.work[subject] as number);
    const index = known.get(places);
    if (index !== undefined) return index;
    const fresh = workOut(subject, 'organization');
    known.set(places, fresh);
    return fresh;
  };
  const remembered = (known: Int32Array, fact: number, subject: number, basis: DedicatedBasis): number => {
    if (known[fact] === UNKNOWN) known[fact] = workOut(subject, basis);
    return known[fact] as number;
  };
  return {
    at: (index: number): CoverList => values[index] as CoverList,
    /** Worked out once for all subjects with the facts that the basis rests on: home, work, links, or relations with home and work. */
    indexOn: (subject: number, basis: DedicatedBasis): number => {
      if (basis === 'organization') return ofRelations(subject);
      if (basis === 'link') return remembered(byLinks, subjects.linkSet[subject] as number, subject, basis);
      return remembered(byPlace[basis], subjects[basis === 'work' ? 'work' : 'home'][subject] as number, subject, basis);
    },
  };
}

const unknowns = (count: number): Int32Array => new Int32Array(count).fill(UNKNOWN);
