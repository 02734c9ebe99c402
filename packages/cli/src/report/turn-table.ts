import { PRIORITY_TIERS } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  type ContactCourse,
  type GroupStarvation,
  type StarvationRow,
  starvationOf,
  type TurnDay,
  type WaitingGroup,
} from '@rahyar/engine';
import { findDivision } from '@rahyar/geo';
import { NO_HOME } from './coverage-tally.ts';

/** When the turn of the people of one province and tier comes. */
export type ProvinceTurn = {
  readonly waiting: number;
  readonly never: number;
  readonly median?: TurnDay;
  readonly percentile90?: TurnDay;
};

/** When whose turn comes, and by which course of contacts that was worked out. */
export type TurnTable = {
  readonly course: ContactCourse;
  readonly groups: readonly GroupStarvation[];
  /** Most who never have a turn first; a cell for each tier, in the order of L99. */
  readonly provinces: readonly { readonly name: string; readonly tiers: readonly ProvinceTurn[] }[];
};

export function turnTable(problem: AssignmentProblem, plan: AssignmentPlan, course: ContactCourse): TurnTable {
  const { groups, provinces } = starvationOf(problem, plan, course);
  const names = [...new Set(provinces.map(({ province }) => nameOf(province)))];
  return {
    course,
    groups,
    provinces: names
      .map((name) => {
        const rows = provinces.filter(({ province }) => nameOf(province) === name);
        return { name, tiers: PRIORITY_TIERS.map((tier) => cellOf(rows, tier)) };
      })
      .sort((a, b) => neverIn(b) - neverIn(a)),
  };
}

const nameOf = (province: string | undefined): string => (province === undefined ? NO_HOME : (findDivision(province)?.name ?? province));

function cellOf(rows: readonly StarvationRow[], tier: WaitingGroup): ProvinceTurn {
  const row = rows.find(({ group }) => group === tier);
  if (row === undefined) return { waiting: 0, never: 0 };
  const { waiting, median, percentile90 } = row;
  return {
    waiting,
    never: neverOf(row),
    ...(median === undefined ? {} : { median }),
    ...(percentile90 === undefined ? {} : { percentile90 }),
  };
}

/** Whose turn never comes, whatever the cause. */
export const neverOf = ({ never }: Pick<StarvationRow, 'never'>): number => never.noRahyar + never.noContacts + never.crowdedOut;

const neverIn = ({ tiers }: { readonly tiers: readonly ProvinceTurn[] }): number => tiers.reduce((sum, { never }) => sum + never, 0);
