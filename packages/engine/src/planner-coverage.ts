import { DEDICATED_BASES, policyFingerprint } from '@rahyar/domain';
import { type CoverageIndex, coverageOf, type Options } from './coverage.ts';
import { type LiveCells, refreshFirsts } from './planner-cells.ts';
import { type AssignmentProblem, unavailability } from './problem.ts';

/** What another day, community or policy changes about who may be named for whom. */
export type OtherWorld = {
  readonly coverage: CoverageIndex;
  /** The cells for whose subjects others may be named, or at another cost: 1 for each. */
  readonly isOther: Uint8Array;
  /** Indexes of staff are not what they were. */
  readonly isRenumbered: boolean;
};

/**
 * Compares two worlds with the same subjects, whose cells these are; `undefined` if nobody is available, covers, suits or is preferred otherwise.
 * Where members of staff have left, that alone makes no cell another: rendezvous hashing keeps all other names.
 */
export function otherWorldOf(
  cells: LiveCells,
  before: AssignmentProblem,
  earlier: CoverageIndex,
  problem: AssignmentProblem,
): OtherWorld | undefined {
  const isRenumbered =
    problem.staff.length !== before.staff.length || problem.staff.some(({ id }, index) => id !== before.staff[index]?.id);
  const known = isRenumbered ? renumbered(before, problem) : before;
  const isRemade = problem.staff.map((member, index) => member !== known.staff[index] && likeness(member) !== likeness(known.staff[index]));
  const isOtherPolicy = policyFingerprint(before.policy) !== policyFingerprint(problem.policy);
  if (!isRenumbered && !isOtherPolicy && !isRemade.includes(true) && availability(before) === availability(problem)) return undefined;
  const coverage = coverageOf(problem);
  if (isOtherPolicy) return { coverage, isRenumbered, isOther: new Uint8Array(cells.table.size()).fill(1) };
  const former = isRenumbered ? coverageOf({ ...problem, rahyars: known.rahyars, on: before.on }) : earlier;
  return { coverage, isRenumbered, isOther: otherCells(cells, problem, former, coverage, isRemade) };
}

const availability = ({ rahyars, on, policy }: AssignmentProblem): string =>
  rahyars.map((rahyar) => (rahyar !== undefined && unavailability(rahyar, on, policy) === undefined ? 1 : 0)).join('');

/** All of a member of staff by which others choose; leave shows in who is available, and caseloads are asked for when seats are found. */
const likeness = (member: AssignmentProblem['staff'][number] | undefined): string => {
  if (member?.service === undefined) return JSON.stringify(member ?? null);
  const { leave: _leave, caseload: _caseload, contactsPerDay: _contactsPerDay, ...service } = member.service;
  return JSON.stringify({ ...member, service });
};

/** The earlier staff under its later indexes; the gone are left out, and newcomers were none. */
function renumbered(earlier: AssignmentProblem, later: AssignmentProblem) {
  const indexes = new Map(earlier.staff.map(({ id }, index) => [id as string, index]));
  const former = later.staff.map(({ id }) => indexes.get(id));
  return {
    staff: former.map((index) => (index === undefined ? undefined : earlier.staff[index])),
    rahyars: former.map((index) => (index === undefined ? undefined : earlier.rahyars[index])),
  };
}

function otherCells(
  cells: LiveCells,
  problem: AssignmentProblem,
  before: CoverageIndex,
  after: CoverageIndex,
  isRemade: readonly boolean[],
): Uint8Array {
  const isSameGroup = createGroupComparison(before, after, isRemade);
  const isSameList = createListComparison();
  const hasOtherVoices = problem.profiles.map((_, profile) => !isSame(before.onlineOf(profile), after.onlineOf(profile)));
  const { profile } = problem.subjects;
  const isOther = new Uint8Array(cells.table.size());
  refreshFirsts(cells);
  for (let cell = 0; cell < isOther.length; cell++) {
    if (cells.size[cell] === 0) continue;
    const subject = cells.first[cell] as number;
    const isNamedSame =
      !hasOtherVoices[profile[subject] as number] &&
      DEDICATED_BASES.every(
        (basis) =>
          isSameGroup(before.groupOf[basis](subject), after.groupOf[basis](subject)) ||
          isSameList(before.companionsOn(subject, basis), after.companionsOn(subject, basis)),
      );
    if (!isNamedSame) isOther[cell] = 1;
  }
  return isOther;
}

/** Whether the same rahyars are available in two groups, none of them another than before; the answer is kept. */
function createGroupComparison(
  before: CoverageIndex,
  after: CoverageIndex,
  isRemade: readonly boolean[],
): (a: number, b: number) => boolean {
  const known = new Map<number, boolean>();
  return (a, b) => {
    const key = a * 0x200_0000 + b;
    const found = known.get(key);
    if (found !== undefined) return found;
    const candidates = after.candidatesOf(b);
    const answer = isSame(before.candidatesOf(a), candidates) && candidates.every((rahyar) => !isRemade[rahyar]);
    known.set(key, answer);
    return answer;
  };
}

/** Whether two lists are the same; the answer is kept, since a few lists are asked about for many cells. */
function createListComparison(): (a: Options, b: Options) => boolean {
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
