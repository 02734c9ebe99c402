import { DEDICATED_BASES } from '@rahyar/domain';
import type { CoverageIndex, Options } from './coverage.ts';
import { type LiveCells, refreshFirsts } from './planner-cells.ts';
import type { AssignmentProblem } from './problem.ts';

/** The cells of whose subjects somebody else may be named than before, or at another cost: 1 for each. */
export function cellsWithOtherNames(cells: LiveCells, problem: AssignmentProblem, before: CoverageIndex, after: CoverageIndex): Uint8Array {
  const isSameList = createComparison();
  const hasOtherVoices = problem.profiles.map((_, profile) => !isSame(before.onlineOf(profile), after.onlineOf(profile)));
  const { profile } = problem.subjects;
  const isOther = new Uint8Array(cells.table.size());
  refreshFirsts(cells);
  for (let cell = 0; cell < isOther.length; cell++) {
    if (cells.size[cell] === 0) continue;
    const subject = cells.first[cell] as number;
    const isNamedSame =
      !hasOtherVoices[profile[subject] as number] &&
      DEDICATED_BASES.every((basis) => isSameList(before.companionsOn(subject, basis), after.companionsOn(subject, basis)));
    if (!isNamedSame) isOther[cell] = 1;
  }
  return isOther;
}

/** Whether two lists are the same; the answer is kept, since a few lists are asked about for many cells. */
function createComparison(): (a: Options, b: Options) => boolean {
  const known = new Map<Options, Map<Options, boolean>>();
  return (a, b) => {
    const ofA = known.get(a) ?? new Map<Options, boolean>();
    known.set(a, ofA);
    const answer = ofA.get(b) ?? (isSame(a.rahyars, b.rahyars) && isSame(a.costs, b.costs));
    ofA.set(b, answer);
    return answer;
  };
}

const isSame = (a: Int32Array | Uint16Array, b: Int32Array | Uint16Array): boolean =>
  a.length === b.length && a.every((value, position) => value === b[position]);
