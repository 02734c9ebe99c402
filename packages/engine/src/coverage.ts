import { areaCovers, DEDICATED_BASES, type DedicatedBasis, type DivisionCode, parentDivision } from '@rahyar/domain';
import { type AssignmentProblem, unavailability } from './problem.ts';
import { createInterner, NO_PLACE, type SubjectColumns } from './subject-columns.ts';

/**
 * Which rahyars may be given a subject, looked up instead of searched for. Subjects with the same candidates on a basis share a
 * *group*; group 0 is empty. `isBlocked` tells that somebody covers the subject but is not available on the day.
 */
export type CoverageIndex = {
  /** The available rahyars of a group, ascending. */
  candidatesOf(group: number): Int32Array;
  isBlocked(group: number): boolean;
  readonly groupOf: Readonly<Record<DedicatedBasis, (index: number) => number>>;
  /** The available online rahyars, ascending. */
  readonly online: Int32Array;
};

type Group = { readonly available: Int32Array; readonly blocked: boolean };

export function coverageOf(problem: AssignmentProblem): CoverageIndex {
  const { rahyars, places, linkSets, subjects } = problem;
  const isAvailable = rahyars.map((rahyar) => rahyar !== undefined && unavailability(rahyar, problem.on, problem.policy) === undefined);
  const groups = createInterner<Group>((group) => `${group.available.join()}|${group.blocked}`);
  const groupOfRahyars = (covering: readonly number[]): number =>
    groups.indexOf({
      available: Int32Array.from(covering.filter((index) => isAvailable[index])),
      blocked: covering.some((index) => !isAvailable[index]),
    });
  groupOfRahyars([]);

  const byDivision = areaRahyarsByDivision(rahyars);
  const placeGroups = Uint32Array.from(places, (place) => groupOfRahyars(coveringPlace(byDivision, place)));
  const groupAt = (place: number): number => (place === NO_PLACE ? 0 : (placeGroups[place] as number));
  const linkGroups = Uint32Array.from(linkSets, (links) => groupOfRahyars(links.filter((index) => rahyars[index]?.kind === 'social')));
  const organizationGroup = organizationGroups(problem, groupOfRahyars);

  return {
    candidatesOf: (group) => (groups.values[group] as Group).available,
    isBlocked: (group) => (groups.values[group] as Group).blocked,
    groupOf: {
      organization: (index) =>
        organizationGroup(subjects.relationSet[index] as number, subjects.home[index] as number, subjects.work[index] as number),
      residence: (index) => groupAt(subjects.home[index] as number),
      work: (index) => groupAt(subjects.work[index] as number),
      link: (index) => linkGroups[subjects.linkSet[index] as number] as number,
    },
    online: Int32Array.from(rahyars.flatMap((rahyar, index) => (rahyar?.kind === 'online' && isAvailable[index] ? [index] : []))),
  };
}

/** The groups of one subject on the dedicated bases, in the order of DEDICATED_BASES, written into `into`. */
export function groupsOf(coverage: CoverageIndex, index: number, into: Int32Array): void {
  for (let position = 0; position < DEDICATED_BASES.length; position++) {
    into[position] = coverage.groupOf[DEDICATED_BASES[position] as DedicatedBasis](index);
  }
}

/** Whether nothing is known by which a rahyar could cover the subject. */
export const nothingKnown = (subjects: SubjectColumns, index: number): boolean =>
  subjects.home[index] === NO_PLACE &&
  subjects.work[index] === NO_PLACE &&
  subjects.relationSet[index] === 0 &&
  subjects.linkSet[index] === 0;

/** Area rahyars by each division that their jurisdiction names, ascending. */
function areaRahyarsByDivision(rahyars: AssignmentProblem['rahyars']): Map<DivisionCode, number[]> {
  const byDivision = new Map<DivisionCode, number[]>();
  rahyars.forEach((rahyar, index) => {
    if (rahyar?.kind !== 'area') return;
    for (const code of new Set(rahyar.jurisdiction)) {
      const known = byDivision.get(code);
      if (known === undefined) byDivision.set(code, [index]);
      else known.push(index);
    }
  });
  return byDivision;
}

/** The rahyars whose jurisdiction names the place or a division above it, ascending, each once. */
function coveringPlace(byDivision: ReadonlyMap<DivisionCode, readonly number[]>, place: DivisionCode): number[] {
  const covering = new Set<number>();
  for (let code: DivisionCode | undefined = place; code !== undefined; code = parentDivision(code)) {
    for (const index of byDivision.get(code) ?? []) covering.add(index);
  }
  return [...covering].sort((a, b) => a - b);
}

/** Organisation rahyars by set of relations; those narrowed to an area also by home and work. Each combination is worked out once. */
function organizationGroups(problem: AssignmentProblem, groupOfRahyars: (covering: readonly number[]) => number) {
  const bySet = problem.relationSets.map((set) => {
    const organizations = new Set(set.map((row) => problem.organizations[row.organization]));
    const serving = problem.rahyars.flatMap((rahyar, index) =>
      rahyar?.kind === 'organization' && rahyar.organizations.some((id) => organizations.has(id)) ? [{ index, within: rahyar.within }] : [],
    );
    const everywhere = serving.flatMap((row) => (row.within === undefined ? [row.index] : []));
    const narrowed = serving.flatMap((row) => (row.within === undefined ? [] : [{ index: row.index, within: row.within }]));
    return { everywhere, narrowed, group: groupOfRahyars(everywhere) };
  });
  const atPlace = new Map<number, number[]>();
  const combined = new Map<number, number>();

  const narrowedAt = (set: number, place: number): number[] => {
    if (place === NO_PLACE) return [];
    const key = set * 0x10000 + place;
    const known = atPlace.get(key);
    if (known !== undefined) return known;
    const code = problem.places[place] as DivisionCode;
    const covering = (bySet[set]?.narrowed ?? []).flatMap((row) => (areaCovers(row.within, code) ? [row.index] : []));
    atPlace.set(key, covering);
    return covering;
  };

  return (set: number, home: number, work: number): number => {
    const serving = bySet[set];
    if (serving === undefined || serving.narrowed.length === 0) return serving?.group ?? 0;
    const key = (set * 0x10000 + home) * 0x10000 + work;
    const known = combined.get(key);
    if (known !== undefined) return known;
    const covering = new Set([...serving.everywhere, ...narrowedAt(set, home), ...narrowedAt(set, work)]);
    const group = groupOfRahyars([...covering].sort((a, b) => a - b));
    combined.set(key, group);
    return group;
  };
}
