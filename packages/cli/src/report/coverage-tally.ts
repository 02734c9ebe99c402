import { type DivisionCode, PRIORITY_TIERS, type PriorityTier, SUBJECT_CLASSES, type SubjectClass } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  classOfKind,
  DO_NOT_CONTACT,
  isDedicated,
  NO_PLACE,
  SUBJECT_KINDS,
} from '@rahyar/engine';
import { provinces } from '@rahyar/geo';

/** How many subjects have which kind of primary rahyar. The three counts add up to all. */
export type Coverage = { readonly dedicated: number; readonly onlineOnly: number; readonly nobody: number };

/** Persons by tier; collectives and organisations have none. */
export const SUBJECT_GROUPS = [...PRIORITY_TIERS, 'collective', 'organization'] as const;
export type SubjectGroup = PriorityTier | Exclude<SubjectClass, 'person'>;

export type ProvinceCoverage = {
  /** `undefined` for persons whose home is not known, or is no official division. */
  readonly code?: string;
  readonly name: string;
  readonly tiers: readonly { readonly tier: PriorityTier; readonly persons: number; readonly dedicated: number }[];
};

export type CoverageTally = {
  readonly groups: readonly ({ readonly group: SubjectGroup } & Coverage)[];
  /** Persons by the province of their home, in code order; the last row has no province and is left out when empty. */
  readonly provinces: readonly ProvinceCoverage[];
  /** Subjects who asked not to be contacted: they have a rahyar and stand on no worklist. */
  readonly doNotContact: number;
};

/** Counts who has which kind of primary rahyar, by group and by province. One pass over the subjects. */
export function coverageTally(problem: AssignmentProblem, plan: AssignmentPlan): CoverageTally {
  const { subjects, places } = problem;
  const provinceRow = new Map(provinces().map((province, row) => [province.code as string, row]));
  const outside = provinceRow.size;
  const rowOfPlace = Uint16Array.from(places, (place: DivisionCode) => provinceRow.get(place.slice(0, 2)) ?? outside);
  const classOf = Uint8Array.from(SUBJECT_KINDS, (_, kind) => SUBJECT_CLASSES.indexOf(classOfKind(kind)));

  const groups = new Float64Array(SUBJECT_GROUPS.length * STANDINGS);
  const cells = new Float64Array((outside + 1) * PRIORITY_TIERS.length * 2);
  let doNotContact = 0;
  for (let subject = 0; subject < subjects.ids.count; subject++) {
    if (((subjects.flags[subject] as number) & DO_NOT_CONTACT) !== 0) doNotContact++;
    const dedicated = isDedicated(plan, subject);
    const standing = dedicated ? 0 : plan.primary[subject] === 0 ? 2 : 1;
    const subjectClass = classOf[subjects.kind[subject] as number] as number;
    const tier = (plan.tier[subject] as number) - 1;
    const group = subjectClass === PERSON ? tier : PRIORITY_TIERS.length + subjectClass - 1;
    add(groups, group * STANDINGS + standing);
    if (subjectClass !== PERSON) continue;
    const home = subjects.home[subject] as number;
    const row = home === NO_PLACE ? outside : (rowOfPlace[home] as number);
    add(cells, (row * PRIORITY_TIERS.length + tier) * 2);
    if (dedicated) add(cells, (row * PRIORITY_TIERS.length + tier) * 2 + 1);
  }

  const tiersOf = (row: number): ProvinceCoverage['tiers'] =>
    PRIORITY_TIERS.map((tier, position) => {
      const cell = (row * PRIORITY_TIERS.length + position) * 2;
      return { tier, persons: cells[cell] as number, dedicated: cells[cell + 1] as number };
    });
  const elsewhere: ProvinceCoverage = { name: 'بی‌نشانی', tiers: tiersOf(outside) };
  return {
    groups: SUBJECT_GROUPS.map((group, position) => ({
      group,
      dedicated: groups[position * STANDINGS] as number,
      onlineOnly: groups[position * STANDINGS + 1] as number,
      nobody: groups[position * STANDINGS + 2] as number,
    })),
    provinces: [
      ...provinces().map(({ code, name }, row) => ({ code, name, tiers: tiersOf(row) })),
      ...(elsewhere.tiers.some(({ persons }) => persons > 0) ? [elsewhere] : []),
    ],
    doNotContact,
  };
}

/** Dedicated, online only, nobody. */
const STANDINGS = 3;
const PERSON = SUBJECT_CLASSES.indexOf('person');
const add = (counts: Float64Array, position: number): void => {
  counts[position] = (counts[position] as number) + 1;
};
