import { DEDICATED_BASES, type DivisionCode, type StaffMember, withinDivision } from '@rahyar/domain';
import { type CoverageIndex, nothingKnown } from './coverage.ts';
import type { FactCells } from './fact-cells.ts';
import { GAP_CAUSES } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { NO_PLACE, NOBODY } from './subject-columns.ts';

/** Why each subject without a seat has none, and who is told; for all others 0 and NOBODY. */
export type Gaps = { readonly gapCause: Uint8Array; readonly gapAddressee: Int32Array };

/** Lists every subject without a dedicated rahyar, why, and which affairs secretary is told (L54, L77). */
export function findGaps(problem: AssignmentProblem, coverage: CoverageIndex, facts: FactCells, seat: Int32Array): Gaps {
  const gaps = { gapCause: new Uint8Array(seat.length), gapAddressee: new Int32Array(seat.length).fill(NOBODY) };
  const find = createGapFinder(problem, coverage, facts, gaps);
  for (let index = 0; index < seat.length; index++) if (seat[index] === NOBODY) find(index);
  return gaps;
}

/** Makes the function that writes the gap of one subject without a seat into `gaps`. Each cell of facts is looked at once. */
export function createGapFinder(
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  { cellOf, first }: Pick<FactCells, 'cellOf' | 'first'>,
  { gapCause, gapAddressee }: Gaps,
): (index: number) => void {
  const addresseeOf = addressees(problem);
  const causes = new Int8Array(first.length).fill(UNKNOWN);
  const told = new Int32Array(first.length);
  return (index) => {
    const cell = cellOf[index] as number;
    if (causes[cell] === UNKNOWN) {
      causes[cell] = GAP_CAUSES.indexOf(causeOf(problem, coverage, first[cell] as number));
      told[cell] = addresseeOf(first[cell] as number);
    }
    gapCause[index] = causes[cell] as number;
    gapAddressee[index] = told[cell] as number;
  };
}

const UNKNOWN = -1;

function causeOf(problem: AssignmentProblem, coverage: CoverageIndex, index: number): (typeof GAP_CAUSES)[number] {
  if (nothingKnown(problem.subjects, index)) return 'nothingKnown';
  let unsuitable = false;
  let blocked = false;
  for (const basis of DEDICATED_BASES) {
    if (coverage.optionsOn(index, basis).rahyars.length > 0) return 'allFull';
    const group = coverage.groupOf[basis](index);
    unsuitable ||= coverage.candidatesOf(group).length > 0;
    blocked ||= coverage.isBlocked(group);
  }
  return unsuitable ? 'noneSuitable' : blocked ? 'noneReachable' : 'noneInCoverage';
}

/**
 * The affairs secretary to tell: the one whose region names the subject's home, else its work, most closely; else the one whose portfolio
 * holds its organisation; among equals the first by id.
 */
export function addressees(problem: AssignmentProblem): (index: number) => number {
  const { subjects, staff, places, relationSets, organizations } = problem;
  const byPlace = places.map((place) => regionalSecretary(staff, place));
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

function regionalSecretary(staff: readonly StaffMember[], place: DivisionCode): number {
  let best = NOBODY;
  let bestLength = 0;
  staff.forEach(({ post }, index) => {
    if (post.kind !== 'affairsSecretary' || post.portfolio.by !== 'region') return;
    for (const code of post.portfolio.region) {
      if (code.length > bestLength && withinDivision(place, code)) {
        best = index;
        bestLength = code.length;
      }
    }
  });
  return best;
}

const organizationSecretary = (staff: readonly StaffMember[], organizations: ReadonlySet<string>): number =>
  staff.findIndex(
    ({ post }) =>
      post.kind === 'affairsSecretary' &&
      post.portfolio.by === 'organization' &&
      post.portfolio.organizations.some((id) => organizations.has(id)),
  );
