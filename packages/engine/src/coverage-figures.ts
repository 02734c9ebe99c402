import { type DivisionCode, PRIORITY_TIERS, type PriorityTier, SUBJECT_CLASSES, type SubjectClass } from '@rahyar/domain';
import { type AssignmentPlan, GAP_CAUSES, type GapCause, isDedicated } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { CLASS_OF_KIND, DO_NOT_CONTACT, NO_PLACE } from './subject-columns.ts';

/** Persons by tier in the order of L99; collectives and organisations have none. */
export const COVERAGE_GROUPS = [...PRIORITY_TIERS, 'collective', 'organization'] as const;
export type CoverageGroup = PriorityTier | Exclude<SubjectClass, 'person'>;

/** How many subjects have which kind of primary rahyar. The first three add up to all; the gaps, by cause, to all but the dedicated. */
export type CoverageCounts = {
  readonly dedicated: number;
  readonly onlineOnly: number;
  readonly nobody: number;
  readonly gaps: Readonly<Record<GapCause, number>>;
};

export type CoverageTable = Readonly<Record<CoverageGroup, CoverageCounts>>;

/** The counted coverage of a plan, out of which {@link coverageBy} and {@link coverageByOrganization} make tables without looking at a subject again. */
export type CoverageFigures = {
  readonly places: readonly DivisionCode[];
  readonly organizations: readonly string[];
  /** Counts by place of the home (the last for none), by group, by standing and cause. */
  readonly byHome: Uint32Array;
  /** The same by organisation; a subject of several organisations counts in each. */
  readonly byOrganization: Uint32Array;
  /** Subjects who asked not to be contacted: they have a rahyar and stand on no worklist. */
  readonly doNotContact: number;
};

/**
 * Counts who has which kind of primary rahyar, and why not a dedicated one: one pass over the subjects.
 * A person whose tier is none of the four, which only a dishonest plan has, is left out.
 */
export function coverageOf(problem: AssignmentProblem, plan: AssignmentPlan): CoverageFigures {
  const { subjects, places, organizations, relationSets } = problem;
  const { kind, flags, home, relationSet } = subjects;
  const organizationsOf = relationSets.map((rows) => [...new Set(rows.map(({ organization }) => organization))]);
  const byHome = new Uint32Array((places.length + 1) * TABLE);
  const byOrganization = new Uint32Array(organizations.length * TABLE);
  let doNotContact = 0;
  for (let subject = 0; subject < subjects.ids.count; subject++) {
    if (((flags[subject] as number) & DO_NOT_CONTACT) !== 0) doNotContact++;
    const group = GROUP_OF[(CLASS_OF_KIND[kind[subject] as number] as number) * TIER_BYTES + (plan.tier[subject] as number)] as number;
    if (group === NO_GROUP) continue;
    const standing = isDedicated(plan, subject) ? 0 : plan.primary[subject] === 0 ? 2 : 1;
    const cell = (group * STANDINGS + standing) * GAP_CAUSES.length + (plan.gapCause[subject] as number);
    const place = home[subject] === NO_PLACE ? places.length : (home[subject] as number);
    byHome[place * TABLE + cell] = (byHome[place * TABLE + cell] as number) + 1;
    if (relationSet[subject] === 0) continue;
    for (const organization of organizationsOf[relationSet[subject] as number] as number[]) {
      byOrganization[organization * TABLE + cell] = (byOrganization[organization * TABLE + cell] as number) + 1;
    }
  }
  return { places, organizations, byHome, byOrganization, doNotContact };
}

/** One table for each key of a home, in the order of the codes, an unknown home last; the sums of all tables are those of the plan. */
export function coverageBy<K>(figures: CoverageFigures, keyOf: (home: DivisionCode | undefined) => K): Map<K, CoverageTable> {
  const cells = new Map<K, Float64Array>();
  const byCode = Array.from(figures.places.keys()).sort((a, b) => ((figures.places[a] as string) < (figures.places[b] as string) ? -1 : 1));
  for (const place of [...byCode, figures.places.length]) {
    const row = figures.byHome.subarray(place * TABLE, (place + 1) * TABLE);
    if (row.every((count) => count === 0)) continue;
    const key = keyOf(figures.places[place]);
    const sums = cells.get(key) ?? new Float64Array(TABLE);
    for (let cell = 0; cell < TABLE; cell++) sums[cell] = (sums[cell] as number) + (row[cell] as number);
    cells.set(key, sums);
  }
  return new Map([...cells].map(([key, sums]) => [key, tableOf(sums)]));
}

/** One table for each organisation, by id, with everybody related to it and the body itself. Who is related to two counts in both tables. */
export const coverageByOrganization = ({ organizations, byOrganization }: CoverageFigures): Map<string, CoverageTable> =>
  new Map(
    organizations
      .map((id, row): [string, CoverageTable] => [id, tableOf(byOrganization.subarray(row * TABLE, (row + 1) * TABLE))])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** A key for {@link coverageBy}: the division of a level that a home lies in, or `undefined` when only a larger one is known. */
export const homeAt =
  (level: keyof typeof CODE_LENGTHS) =>
  (home: DivisionCode | undefined): string | undefined =>
    home !== undefined && home.length >= CODE_LENGTHS[level] ? home.slice(0, CODE_LENGTHS[level]) : undefined;

const CODE_LENGTHS = { province: 2, county: 4, district: 6 } as const;

/** The sum of several counts; all 0 for none. */
export const sumCoverage = (counts: readonly CoverageCounts[]): CoverageCounts => ({
  dedicated: sum(counts.map(({ dedicated }) => dedicated)),
  onlineOnly: sum(counts.map(({ onlineOnly }) => onlineOnly)),
  nobody: sum(counts.map(({ nobody }) => nobody)),
  gaps: gapsOf((cause) => sum(counts.map(({ gaps }) => gaps[cause]))),
});

const TIER_BYTES = 256;
const NO_GROUP = 255;
/** By class and tier byte, the position in COVERAGE_GROUPS. */
const GROUP_OF: Uint8Array = Uint8Array.from({ length: SUBJECT_CLASSES.length * TIER_BYTES }, (_, position) => {
  const subjectClass = SUBJECT_CLASSES[Math.floor(position / TIER_BYTES)] as SubjectClass;
  if (subjectClass !== 'person') return COVERAGE_GROUPS.indexOf(subjectClass);
  const tier = position % TIER_BYTES;
  return tier >= 1 && tier <= PRIORITY_TIERS.length ? tier - 1 : NO_GROUP;
});

/** Dedicated, online only, nobody. */
const STANDINGS = 3;
const TABLE = COVERAGE_GROUPS.length * STANDINGS * GAP_CAUSES.length;

function tableOf(cells: Uint32Array | Float64Array): CoverageTable {
  const countsOf = (group: number): CoverageCounts => {
    const cell = (standing: number, cause: number): number => cells[(group * STANDINGS + standing) * GAP_CAUSES.length + cause] as number;
    const standings = [0, 1, 2].map((standing) => sum(GAP_CAUSES.map((_, cause) => cell(standing, cause))));
    const [dedicated = 0, onlineOnly = 0, nobody = 0] = standings;
    return { dedicated, onlineOnly, nobody, gaps: gapsOf((cause) => sum([0, 1, 2].map((row) => cell(row, GAP_CAUSES.indexOf(cause))))) };
  };
  return Object.fromEntries(COVERAGE_GROUPS.map((group, position) => [group, countsOf(position)])) as Record<CoverageGroup, CoverageCounts>;
}

const gapsOf = (countOf: (cause: GapCause) => number): Record<GapCause, number> =>
  Object.fromEntries(CAUSES.map((cause) => [cause, countOf(cause)])) as Record<GapCause, number>;
const CAUSES = GAP_CAUSES.filter((cause) => cause !== 'none');

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
