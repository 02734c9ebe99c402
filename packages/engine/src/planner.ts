import {
  type Directives,
  type DomainEvent,
  epochDayOf,
  type IsoDate,
  policyFingerprint,
  type RahyariPolicy,
  type StaffMember,
} from '@rahyar/domain';
import { listedTier } from './ageing.ts';
import { planWithSeats } from './assign.ts';
import type { Certificate } from './certificate.ts';
import { classify, TIER_OF_REASON, tierReason } from './classify.ts';
import { coverageOf } from './coverage.ts';
import { dealOut } from './deal-out.ts';
import { type Contradiction, withDirectives } from './directives.ts';
import type { EventLeftOut } from './fold-columns.ts';
import { createOwnRahyar } from './own-rahyar.ts';
import type { AssignmentPlan } from './plan.ts';
import { diffOfRows, type PlanDiff, type RowPair } from './plan-diff.ts';
import { formerAt, isOvergrown, type LiveCells, liveCellsOf, openCells, putInCell, relayCells, reopenCells } from './planner-cells.ts';
import { type OtherWorld, otherWorldOf } from './planner-coverage.ts';
import { type DueChange, foldIntoRows, setDueDays } from './planner-facts.ts';
import { nameEverybody, nameTouched, tellGapsAnew } from './planner-names.ts';
import { mergeRows, trafficOf } from './planner-rows.ts';
import { dealAnew, seatLeaves } from './planner-seats.ts';
import { changeStaff } from './planner-staff.ts';
import { type PlannerState, type Touched, touch } from './planner-state.ts';
import { worklistsAfter } from './planner-worklists.ts';
import { type AssignmentProblem, dayOf, type SubjectDirective } from './problem.ts';
import { NOBODY, PINNED, VETOED } from './subject-columns.ts';

/** What has become different since the plan that stands; what is absent stays as it is. */
export type PlanChanges = {
  /** The day that the next plan is for. */
  readonly on?: IsoDate;
  /** The whole community, whoever is still or newly in it. */
  readonly community?: readonly StaffMember[];
  /** Which acts count as activity is asked when facts are taken in: days of activity that are already known stay what they are. */
  readonly policy?: RahyariPolicy;
  /** All that people have decided, in place of what they had decided before. */
  readonly directives?: Directives;
  /** What happened to subjects, in order; whoever is registered comes, whoever left goes. */
  readonly events?: Iterable<DomainEvent>;
  readonly due?: Iterable<DueChange>;
};

/** A plan brought up to date, and in what it differs from the one before. */
export type Replanned = {
  readonly problem: AssignmentProblem;
  readonly plan: AssignmentPlan;
  readonly certificate: Certificate;
  readonly diff: PlanDiff;
  /** Events that do not fit their subjects, and follow-ups of unknown ones: they have changed nothing. */
  readonly leftOut: readonly EventLeftOut[];
  readonly unknownDue: readonly DueChange[];
  readonly contradictions: readonly Contradiction[];
};

/** Keeps a plan up to date. */
export type Planner = {
  /** What stands. */
  present(): { readonly problem: AssignmentProblem; readonly plan: AssignmentPlan; readonly certificate: Certificate };
  /**
   * The plan after the changes: coverage as great as `assign` makes it, the same tiers and preferences, and with that as few as possible parted
   * from the rahyar that they have; proven by its certificate. Nothing has changed: nobody is moved.
   */
  replan(changes: PlanChanges): Replanned;
};

/**
 * Makes a plan and keeps it up to date. The planner takes the columns of the problem for its own and changes them, and those of its plan, in place:
 * what it has handed out is true until the next `replan`.
 *
 * What `replan` costs grows with the changes and with the number of cells, not with the number of subjects, but for passes at memory speed: over
 * the column of cells where seats change hands; over those of tier and follow-up on a new day; over the names of all where others may be named for
 * many, as when an online rahyar goes on leave; over all columns where subjects or members of staff come or go. The network is solved from the prices of the plan that stands, with everyone where they are.
 */
export function createPlanner(problem: AssignmentProblem): Planner {
  const state = firstState(problem);
  return {
    present: () => ({ problem: state.problem, plan: state.plan, certificate: state.certificate }),
    replan: (changes) => replan(state, changes),
  };
}

function firstState(problem: AssignmentProblem): PlannerState {
  const coverage = coverageOf(problem);
  const tier = classify(problem);
  const cells = liveCellsOf(problem, tier);
  openCells(cells, problem, coverage, tier);
  const { runs, certificate } = seatLeaves(problem, cells, undefined);
  const seat = new Int32Array(tier.length);
  dealOut(runs, cells.leafOf, cells.cellOf, new Int32Array(runs.start.length - 1), 0, seat.length, seat);
  const plan = planWithSeats(problem, coverage, tier, { ...cells, count: cells.table.size() }, seat);
  const state: PlannerState = { problem, plan, certificate, seat, coverage, cells, pending: [], waiting: new Set(), layers: undefined };
  settle(state, seat.keys());
  return state;
}

function replan(state: PlannerState, changes: PlanChanges): Replanned {
  const touched: Touched = { rows: new Map(), gone: new Map() };
  const former = state.problem;
  for (const subject of state.pending) state.problem.subjects.previous[subject] = formerOf(state, subject);

  const other = changeWorld(state, touched, changes);
  const vocabulary = sizesOf(state.problem);
  const traffic = trafficOf(state, changes.events ?? []);
  mergeRows(state, touched, traffic);
  const leftOut = [...traffic.leftOut, ...foldIntoRows(state, touched, traffic.staying)];
  const unknownDue = setDueDays(state, touched, changes.due ?? []);
  const { contradictions, isDirectedOtherwise } = direct(state, touched, changes.directives);
  classifyAnew(state, touched, former);

  const isIndexStale = sizesOf(state.problem) !== vocabulary || traffic.going.length + traffic.coming.length > 0 || isDirectedOtherwise;
  state.coverage = isIndexStale ? coverageOf(state.problem) : (other?.coverage ?? state.coverage);
  const { problem, cells, coverage } = state;
  for (const subject of touched.rows.keys())
    putInCell(cells, problem, coverage, state.plan.tier, subject, problem.subjects.previous[subject] as number);
  if (other?.isRenumbered) openCells(cells, problem, coverage, state.plan.tier);
  else if (other !== undefined) reopenCells(cells, problem, coverage, state.plan.tier, other.isOther);

  const seats = seatLeaves(problem, cells, state.certificate.price);
  state.certificate = seats.certificate;
  const areMany = other !== undefined && (other.isRenumbered || concerns(other, cells) > MANY + MANY_OF_ALL * problem.subjects.ids.count);
  dealAnew(state, touched, seats, areMany ? undefined : other?.isOther);
  if (areMany) nameEverybody(state, touched);
  else nameTouched(state, touched);
  if (other !== undefined) tellGapsAnew(state);
  state.plan = {
    ...state.plan,
    on: problem.on,
    policyVersion: problem.policy.version,
    policyFingerprint: policyFingerprint(problem.policy),
    worklists: worklistsAfter(state, touched),
  };
  const diff = diffOfRows(rowsOf(state, touched), former.staff, state);
  settle(state, new Set([...touched.rows.keys(), ...state.waiting]));
  return { problem, plan: state.plan, certificate: state.certificate, diff, leftOut, unknownDue, contradictions };
}

/** From so many subjects on, and this share of all, it takes less to name everybody anew than to touch those who are concerned. */
const MANY = 50;
const MANY_OF_ALL = 0.02;

/** For how many subjects others may be named. */
const concerns = ({ isOther }: OtherWorld, { size }: LiveCells): number =>
  isOther.reduce((sum, other, cell) => sum + other * (size[cell] as number), 0);

const formerOf = ({ cells }: PlannerState, subject: number): number => formerAt(cells, cells.cellOf[subject] as number);

/** Another day, community or policy. */
function changeWorld(state: PlannerState, touched: Touched, { on, community, policy }: PlanChanges): OtherWorld | undefined {
  const before = state.problem;
  if (community !== undefined) changeStaff(state, touched, community);
  state.problem = { ...state.problem, on: on ?? before.on, policy: policy ?? before.policy };
  return otherWorldOf(state.cells, before, state.coverage, state.problem);
}

/** Changes when a vocabulary has grown: the index of coverage knows only what it was made with. */
const sizesOf = ({ places, organizations, relationSets, linkSets, profiles }: AssignmentProblem): string =>
  [places, organizations, relationSets, linkSets, profiles].map(({ length }) => length).join();

/** Asks anew what of the directives holds, since it depends on day, staff and facts; touches those for whom it is not the same. */
function direct(
  state: PlannerState,
  touched: Touched,
  given: PlanChanges['directives'],
): { contradictions: readonly Contradiction[]; isDirectedOtherwise: boolean } {
  const before = state.problem;
  const { pins, vetoes } = given ?? before.givenDirectives;
  if (pins.length + vetoes.length + before.directives.size === 0) return { contradictions: [], isDirectedOtherwise: false };
  const { problem, contradictions } = withDirectives(before, { pins, vetoes });
  const changed = [...new Set([...before.directives.keys(), ...problem.directives.keys()])].filter(
    (subject) => !isSameDirective(before.directives.get(subject), problem.directives.get(subject)),
  );
  const { flags } = before.subjects;
  for (const subject of changed) {
    touch(state, touched, subject);
    flags[subject] = ((flags[subject] as number) & ~(PINNED | VETOED)) | ((problem.subjects.flags[subject] as number) & (PINNED | VETOED));
  }
  const directives = changed.length === 0 ? before.directives : problem.directives;
  state.problem = { ...before, givenDirectives: problem.givenDirectives, directives };
  return { contradictions, isDirectedOtherwise: changed.length > 0 };
}

const isSameDirective = (a: SubjectDirective | undefined, b: SubjectDirective | undefined): boolean =>
  a?.pin === b?.pin && a?.vetoes.join() === b?.vetoes.join();

/** Gives tiers to the touched; on another day, or by another policy, to all, and touches those whose tier or place on a list is another. */
function classifyAnew(state: PlannerState, touched: Touched, former: Pick<AssignmentProblem, 'on' | 'policy'>): void {
  const { problem, plan } = state;
  const { subjects, policy } = problem;
  const today = dayOf(problem);
  if (former.on !== problem.on || former.policy !== policy) {
    const tier = classify(problem);
    const formerDay = epochDayOf(former.on);
    const [from, to] = [Math.min(formerDay, today), Math.max(formerDay, today)];
    for (let subject = 0; subject < tier.length; subject++) {
      const dueOn = subjects.dueOn[subject] as number;
      if (tier[subject] !== plan.tier[subject] || (dueOn > from && dueOn <= to)) touch(state, touched, subject);
    }
    if (former.policy.ageing !== undefined || policy.ageing !== undefined) touchAged(state, touched, former);
  }
  for (const subject of touched.rows.keys()) plan.tier[subject] = TIER_OF_REASON[tierReason(subjects, subject, today, policy.activity)];
}

/** Touches those who are listed among another tier since they have waited longer, or are not any more. */
function touchAged(state: PlannerState, touched: Touched, former: Pick<AssignmentProblem, 'on' | 'policy'>): void {
  const { problem, plan } = state;
  const earlier = { ...problem, on: former.on };
  for (let subject = 0; subject < plan.tier.length; subject++) {
    const before = listedTier(earlier, plan.tier, subject, former.policy.ageing);
    if (before !== listedTier(problem, plan.tier, subject, problem.policy.ageing)) touch(state, touched, subject);
  }
}

function* rowsOf({ problem }: PlannerState, { rows, gone }: Touched): Generator<RowPair> {
  for (const [subject, { row }] of rows) {
    const id = problem.subjects.ids.at(subject);
    yield { id, before: row ?? gone.get(id), after: subject };
  }
  for (const [id, before] of gone) if (problem.subjects.ids.indexOf(id) === NOBODY) yield { id, before, after: NOBODY };
}

/** Prepares the day after: whose own rahyar is another than before goes to the cell of that rahyar. */
function settle(state: PlannerState, subjects: Iterable<number>): void {
  const { problem, plan, cells, coverage, seat, waiting } = state;
  const { previous } = problem.subjects;
  const ownRahyar = createOwnRahyar(problem);
  const pending: number[] = [];
  for (const subject of subjects) {
    const seated = seat[subject] as number;
    const own = seated === previous[subject] ? seated : ownRahyar(subject, seated);
    if (own === seated) waiting.delete(subject);
    else waiting.add(subject);
    if (own === previous[subject]) continue;
    pending.push(subject);
    putInCell(cells, problem, coverage, plan.tier, subject, own);
  }
  state.pending = pending;
  if (!isOvergrown(cells)) return;
  relayCells(cells, () => undefined);
  openCells(cells, problem, coverage, plan.tier);
}
