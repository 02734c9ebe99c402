import { DEDICATED_BASES, type DivisionCode, type ServiceArea, type StaffMember, withinDivision } from '@rahyar/domain';
import { type CoverageIndex, nothingKnown } from './coverage.ts';
import type { CellGroups, FactCells } from './fact-cells.ts';
import { GAP_CAUSES, type GapCause } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { type Memory, NO_PLACE, NOBODY, OWN_MEMORY } from './subject-columns.ts';

/** Why each subject without a seat has none, and who is told; for all others 0 and NOBODY. */
export type Gaps = { readonly gapCause: Uint8Array; readonly gapAddressee: Int32Array };

/** No gaps are told yet: {@link tellGaps} writes every position. */
export const emptyGaps = (count: number, memory: Memory = OWN_MEMORY): Gaps => ({
  gapCause: new Uint8Array(memory(count)),
  gapAddressee: new Int32Array(memory(count * Int32Array.BYTES_PER_ELEMENT)),
});

/** Lists every subject without a dedicated rahyar, why, and which affairs secretary is told (L54, L77). */
export function findGaps(
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  facts: FactCells,
  seat: Int32Array,
  groups: CellGroups,
): Gaps {
  const gaps = emptyGaps(seat.length);
  tellGaps({ ...gapInput(problem, coverage, facts, groups), cellOf: facts.cellOf, seat, gaps }, 0, seat.length);
  return gaps;
}

/** For each cell why those of its subjects who have no seat have none, and who is told. Only arrays, which threads may share. */
export type GapInput = { readonly cause: Uint8Array; readonly told: Int32Array };

export function gapInput(
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  { first }: Pick<FactCells, 'first'>,
  groups: CellGroups,
): GapInput {
  const hasOptions = groups.first.map((subject) =>
    DEDICATED_BASES.some((basis) => coverage.optionsOn(subject, basis).rahyars.length > 0) ? 1 : 0,
  );
  const cause = new Uint8Array(first.length);
  for (let cell = 0; cell < first.length; cell++) {
    const isOpen = hasOptions[groups.groupOf[cell] as number] === 1;
    cause[cell] = GAP_CAUSES.indexOf(isOpen ? 'allFull' : causeWithoutOptions(problem, coverage, first[cell] as number));
  }
  return { cause, told: first.map(addressees(problem)) };
}

/** What the telling of gaps reads and writes. */
export type GapWork = GapInput & { readonly cellOf: Int32Array; readonly seat: Int32Array; readonly gaps: Gaps };

/** Writes the gaps of the subjects from `from` to `to`, exclusive. */
export function tellGaps(work: GapWork, from: number, to: number): void {
  for (let block = from; block < to; block += BLOCK) tellBlock(work, block, Math.min(block + BLOCK, to));
}

/** A function called for each block of subjects is compiled once, for good; one loop over all is replaced while it runs. */
const BLOCK = 1 << 16;

function tellBlock({ cause, told, cellOf, seat, gaps: { gapCause, gapAddressee } }: GapWork, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    const hasSeat = seat[index] !== NOBODY;
    const cell = cellOf[index] as number;
    gapCause[index] = hasSeat ? 0 : (cause[cell] as number);
    gapAddressee[index] = hasSeat ? NOBODY : (told[cell] as number);
  }
}

function causeWithoutOptions(problem: AssignmentProblem, coverage: CoverageIndex, index: number): GapCause {
  if (nothingKnown(problem.subjects, index)) return 'nothingKnown';
  const groups = DEDICATED_BASES.map((basis) => coverage.groupOf[basis](index));
  if (groups.some((group) => coverage.candidatesOf(group).length > 0)) return 'noneSuitable';
  return groups.some(coverage.isBlocked) ? 'noneReachable' : 'noneInCoverage';
}

/**
 * The affairs secretary to tell: the one whose region names the subject's home, else its work, most closely; else the one whose portfolio
 * holds its organisation; among equals the first by id.
 */
export function addressees(problem: AssignmentProblem): (index: number) => number {
  const { subjects, staff, places, relationSets, organizations } = problem;
  const regional = staff.flatMap(({ post }, index) =>
    post.kind === 'affairsSecretary' && post.portfolio.by === 'region' ? [{ index, region: post.portfolio.region }] : [],
  );
  const byPlace = places.map((place) => regionalSecretary(regional, place));
  const bySet = relationSets.map((set) =>
    organizationSecretary(staff, new Set(set.map((row) => organizations[row.organization] as string))),
  );
  const at = (place: number): number => (place === NO_PLACE ? NOBODY : (byPlace[place] as number));
  return (index) => {
    const home = at(subjects.home[index] as number);
    if (home !== NOBODY) return home;
    const work = at(subjects.work[index] as number);
    return work !== NOBODY ? work : (bySet[subjects.relationSet[index] as number] as number);
  };
}

function regionalSecretary(regional: readonly { readonly index: number; readonly region: ServiceArea }[], place: DivisionCode): number {
  let best = NOBODY;
  let bestLength = 0;
  for (const { index, region } of regional) {
    for (const code of region) {
      if (code.length > bestLength && withinDivision(place, code)) {
        best = index;
        bestLength = code.length;
      }
    }
  }
  return best;
}

const organizationSecretary = (staff: readonly StaffMember[], organizations: ReadonlySet<string>): number =>
  staff.findIndex(
    ({ post }) =>
      post.kind === 'affairsSecretary' &&
      post.portfolio.by === 'organization' &&
      post.portfolio.organizations.some((id) => organizations.has(id)),
  );
