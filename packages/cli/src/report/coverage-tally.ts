import { AFFILIATED_ORGANIZATIONS, type DivisionCode, PRIORITY_TIERS, type PriorityTier } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  COVERAGE_GROUPS,
  type CoverageCounts,
  type CoverageGroup,
  type CoverageTable,
  coverageBy,
  coverageByOrganization,
  coverageOf,
  homeAt,
  sumCoverage,
} from '@rahyar/engine';
import { type AdministrativeLevel, findDivision, provinces } from '@rahyar/geo';
import { placeName } from './place-name.ts';

/** How many subjects have which kind of primary rahyar. The three counts add up to all. */
export type Coverage = Omit<CoverageCounts, 'gaps'>;

export type ProvinceCoverage = {
  /** `undefined` for persons whose home is not known, or is no official division. */
  readonly code?: string;
  readonly name: string;
  readonly tiers: readonly { readonly tier: PriorityTier; readonly persons: number; readonly dedicated: number }[];
};

/** The coverage of the persons of one kind of home, one county or one organisation. */
export type NamedCoverage = CoverageCounts & { readonly name: string };

export type CoverageTally = {
  readonly groups: readonly ({ readonly group: CoverageGroup } & Coverage)[];
  /** Persons by the province of their home, in code order; the last row has no province and is left out when empty. */
  readonly provinces: readonly ProvinceCoverage[];
  /** Persons by what their home is: a city, a village, or not known so closely. */
  readonly settlements: readonly NamedCoverage[];
  /** The counties with the smallest share of persons who have a dedicated rahyar, from the smallest on. */
  readonly counties: readonly NamedCoverage[];
  /** Persons related to each organisation, the most first; who is related to two counts with both. */
  readonly organizations: readonly NamedCoverage[];
  /** Subjects who asked not to be contacted: they have a rahyar and stand on no worklist. */
  readonly doNotContact: number;
};

const COUNTIES_SHOWN = 12;

/** Counts who has which kind of primary rahyar, by group, by place and by organisation. One pass over the subjects. */
export function coverageTally(problem: AssignmentProblem, plan: AssignmentPlan): CoverageTally {
  const figures = coverageOf(problem, plan);
  const whole = [...coverageBy(figures, () => 'all').values()];
  return {
    groups: COVERAGE_GROUPS.map((group) => {
      const { dedicated, onlineOnly, nobody } = sumCoverage(whole.map((table) => table[group]));
      return { group, dedicated, onlineOnly, nobody };
    }),
    provinces: provinceRows(coverageBy(figures, provinceCodeOf)),
    settlements: settlementRows(coverageBy(figures, settlementOf)),
    counties: namedRows(coverageBy(figures, homeAt('county')), (code) =>
      code === undefined ? undefined : findDivision(code)?.name && placeName(code),
    )
      .sort((a, b) => dedicatedShare(a) - dedicatedShare(b) || personsIn(b) - personsIn(a))
      .slice(0, COUNTIES_SHOWN),
    organizations: namedRows(coverageByOrganization(figures), organizationName).sort((a, b) => personsIn(b) - personsIn(a)),
    doNotContact: figures.doNotContact,
  };
}

export const personsIn = ({ dedicated, onlineOnly, nobody }: Coverage): number => dedicated + onlineOnly + nobody;

const dedicatedShare = (row: Coverage): number => row.dedicated / personsIn(row);

const personCounts = (table: CoverageTable): CoverageCounts => sumCoverage(PRIORITY_TIERS.map((tier) => table[tier]));

/** Rows of those keys that have a name and at least one person. */
const namedRows = <K>(tables: ReadonlyMap<K, CoverageTable>, nameOf: (key: K) => string | undefined): NamedCoverage[] =>
  [...tables].flatMap(([key, table]) => {
    const name = nameOf(key);
    const counts = personCounts(table);
    return name === undefined || personsIn(counts) === 0 ? [] : [{ name, ...counts }];
  });

const provinceCodeOf = (home: DivisionCode | undefined): string | undefined => {
  const code = homeAt('province')(home);
  return code !== undefined && findDivision(code) !== undefined ? code : undefined;
};

function provinceRows(tables: ReadonlyMap<string | undefined, CoverageTable>): ProvinceCoverage[] {
  const tiersOf = (code: string | undefined): ProvinceCoverage['tiers'] =>
    PRIORITY_TIERS.map((tier) => {
      const counts = sumCoverage([tables.get(code)?.[tier] ?? []].flat());
      return { tier, persons: personsIn(counts), dedicated: counts.dedicated };
    });
  const elsewhere: ProvinceCoverage = { name: NO_HOME, tiers: tiersOf(undefined) };
  return [
    ...provinces().map(({ code, name }) => ({ code, name, tiers: tiersOf(code) })),
    ...(elsewhere.tiers.some(({ persons }) => persons > 0) ? [elsewhere] : []),
  ];
}

export const NO_HOME = 'بی‌نشانی';

type Settlement = 'city' | 'village' | 'unknown';

const SETTLEMENT_OF_LEVEL: Readonly<Record<AdministrativeLevel, Settlement>> = {
  city: 'city',
  cityRegion: 'city',
  ruralDistrict: 'village',
  province: 'unknown',
  county: 'unknown',
  district: 'unknown',
};

const SETTLEMENT_LABELS: Readonly<Record<Settlement, string>> = {
  city: 'شهر',
  village: 'روستا (دهستان)',
  unknown: 'نامعلوم',
};

const settlementOf = (home: DivisionCode | undefined): Settlement => {
  const division = home === undefined ? undefined : findDivision(home);
  return division === undefined ? 'unknown' : SETTLEMENT_OF_LEVEL[division.level];
};

const settlementRows = (tables: ReadonlyMap<Settlement, CoverageTable>): NamedCoverage[] =>
  (['city', 'village', 'unknown'] as const).flatMap((settlement) => {
    const table = tables.get(settlement);
    return table === undefined ? [] : namedRows(new Map([[settlement, table]]), (key) => SETTLEMENT_LABELS[key]);
  });

const organizationName = (id: string): string => AFFILIATED_ORGANIZATIONS.find((row) => row.id === id)?.label.fa ?? id;
