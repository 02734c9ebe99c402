import { policyFingerprint } from '@rahyar/domain';
import type { Certificate } from './certificate.ts';
import { createNamer, emptyNames, type Naming, type NamingInput, namingInput } from './companions.ts';
import { coverageOf } from './coverage.ts';
import { dealOut, dealtBefore, type Runs, runsOf } from './deal-out.ts';
import { type FactCount, groupsOfLeaves, type JoinedCells, joinFactCells, renumberCells } from './fact-cells.ts';
import { emptyGaps, type GapInput, type Gaps, gapInput, tellGaps } from './gaps.ts';
import type { AssignmentPlan } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { certify, seatFlow } from './seat.ts';
import { seatNetworkOf } from './seat-network.ts';
import { type Memory, OWN_MEMORY } from './subject-columns.ts';

/**
 * `assign` taken apart where threads can share the work. Tiers are classified and facts counted over any ranges of subjects (`countFacts`);
 * seats are found once, for cells of subjects ({@link settleSeats}); seats, names and gaps are written over the same ranges again
 * ({@link fillRange}); worklists follow, over any ranges. Where the ranges were cut shows nowhere in the plan.
 */
export type PlanDraft = {
  /** The cell of each subject: within its range at first, among all cells once its range is filled. */
  readonly cellOf: Int32Array;
  readonly seat: Int32Array;
  readonly names: Naming;
  readonly gaps: Gaps;
};

/** Room for a plan of so many subjects, 42 bytes each. */
export function emptyDraft(subjectCount: number, memory: Memory = OWN_MEMORY): PlanDraft {
  const numbers = (): Int32Array => new Int32Array(memory(subjectCount * Int32Array.BYTES_PER_ELEMENT));
  return { cellOf: numbers(), seat: numbers(), names: emptyNames(subjectCount, memory), gaps: emptyGaps(subjectCount, memory) };
}

/** What all ranges are filled from: only arrays, a few hundred bytes a cell at most, and none of them changes. */
export type FillInput = { readonly runs: Runs; readonly leafOf: Int32Array; readonly naming: NamingInput; readonly gaps: GapInput };

/** What one range is filled from: what its cells are called among all, if otherwise, and how many subjects of each leaf lie before it. */
export type RangeInput = { readonly numbers: Int32Array | undefined; readonly dealt: Int32Array };

/** The seats of all cells, with the proof that none are better, and what the ranges are filled from, in the order of the counts. */
export type SettledSeats = {
  readonly input: FillInput;
  readonly ranges: readonly RangeInput[];
  readonly certificate: Certificate;
};

/** Finds the seats. The counts are of ranges that follow each other and hold every subject. */
export const settleSeats = (problem: AssignmentProblem, tier: Uint8Array, counts: readonly FactCount[]): SettledSeats =>
  settleCells(problem, tier, joinFactCells(counts), counts);

/** The same for cells that have been joined. Of the subjects it reads only the first of each cell. */
export function settleCells(
  problem: AssignmentProblem,
  tier: Uint8Array,
  facts: JoinedCells,
  counts: readonly Pick<FactCount, 'size'>[],
): SettledSeats {
  const coverage = coverageOf(problem);
  const network = seatNetworkOf(problem, coverage, tier, facts);
  const { leafOf } = network;
  const leafCount = network.flow.supply.length;
  const flow = seatFlow(network);
  const groups = groupsOfLeaves(problem.subjects, facts, leafOf, leafCount);
  const dealt = dealtBefore(counts, facts, leafOf, leafCount);
  return {
    input: {
      runs: runsOf(network, flow),
      leafOf,
      naming: namingInput(problem, coverage, groups),
      gaps: gapInput(problem, coverage, facts, groups),
    },
    ranges: dealt.map((before, range) => ({ numbers: counts.length === 1 ? undefined : facts.numbers[range], dealt: before })),
    certificate: certify(problem, network, flow),
  };
}

/** Writes seats, names and gaps of the subjects from `from` to `to` (exclusive), a range whose facts were counted, into the draft. */
export function fillRange({ runs, leafOf, naming, gaps }: FillInput, draft: PlanDraft, range: RangeInput, from: number, to: number): void {
  const { cellOf, seat } = draft;
  if (range.numbers !== undefined) renumberCells(cellOf, range.numbers, from, to);
  dealOut(runs, leafOf, cellOf, range.dealt, from, to, seat);
  createNamer({ ...naming, cellOf, seat, names: draft.names })(from, to);
  tellGaps({ ...gaps, cellOf, seat, gaps: draft.gaps }, from, to);
}

/** The plan that a filled draft holds, all but its worklists. */
export const filledPlan = (
  problem: AssignmentProblem,
  tier: Uint8Array,
  { names, gaps }: Pick<PlanDraft, 'names' | 'gaps'>,
): Omit<AssignmentPlan, 'worklists'> => ({
  on: problem.on,
  policyVersion: problem.policy.version,
  policyFingerprint: policyFingerprint(problem.policy),
  tier,
  ...names,
  ...gaps,
});
