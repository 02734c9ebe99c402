import { planWithSeats } from './assign.ts';
import { type Certificate, deskOf } from './certificate.ts';
import { classify } from './classify.ts';
import { coverageOf as coverageIndexOf } from './coverage.ts';
import { COVERAGE_GROUPS, type CoverageGroup, type CoverageTable, coverageBy, coverageOf, homeAt } from './coverage-figures.ts';
import { dealOut, runsOf } from './deal-out.ts';
import { factCellsOf } from './fact-cells.ts';
import { type Fairness, fairnessOf } from './fairness.ts';
import type { LeafFlowStart } from './kernel/leaf-flow-problem.ts';
import { MOVE_CAUSES, type MoveCause, movesOf } from './moves.ts';
import { type AssignmentPlan, isDedicated } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { seatFlow } from './seat.ts';
import { deskNode, type SeatNetwork, SINK, seatNetworkOf } from './seat-network.ts';
import { NOBODY } from './subject-columns.ts';
import { type OtherWorld, otherWorldOf, type WhatIfChanges, type WhatIfFault } from './what-if-world.ts';

/** What a plan comes to. Provinces are two-digit codes, those of the home; `undefined` for whoever has none on record. */
export type WhatIfFigures = {
  readonly coverage: CoverageTable;
  readonly provinces: ReadonlyMap<string | undefined, CoverageTable>;
  readonly fairness: Fairness;
};

/** Who would change rahyar: `parted` from the one they have in the plan, by cause, `unseated` of them without another; `seated` anew. */
export type Churn = {
  readonly parted: number;
  readonly causes: Readonly<Record<MoveCause, number>>;
  readonly unseated: number;
  readonly seated: number;
};

export type WhatIfAnswer =
  | { readonly status: 'answered'; readonly before: WhatIfFigures; readonly after: WhatIfFigures; readonly churn: Churn }
  | { readonly status: 'refused'; readonly faults: readonly WhatIfFault[] };

/**
 * What would become of a plan if the day were another: solved anew, exactly, with the seats of the plan as those of yesterday. Neither plan nor
 * problem is touched. With the plan's certificate, the search begins at its prices; that changes the time and nothing else.
 */
export function whatIf(problem: AssignmentProblem, plan: AssignmentPlan, changes: WhatIfChanges, certificate?: Certificate): WhatIfAnswer {
  const other = otherWorldOf(problem, plan, changes);
  if ('faults' in other) return { status: 'refused', faults: other.faults };
  const after = planOf(other.world, certificate);
  return {
    status: 'answered',
    before: figuresOf(problem, plan),
    after: figuresOf(other.world.problem, after),
    churn: churnOf(other.world.problem, after),
  };
}

function planOf(world: OtherWorld, certificate: Certificate | undefined): AssignmentPlan {
  const { problem } = world;
  const coverage = coverageIndexOf(problem);
  const tier = classify(problem);
  const facts = factCellsOf(problem, tier);
  const network = seatNetworkOf(problem, coverage, tier, facts);
  const flow = seatFlow(network, certificate === undefined ? undefined : startAt(network, world, certificate));
  const seat = new Int32Array(tier.length);
  dealOut(runsOf(network, flow), network.leafOf, facts.cellOf, new Int32Array(network.flow.supply.length), 0, seat.length, seat);
  return planWithSeats(problem, coverage, tier, facts, seat);
}

/** Everybody where the plan has them, and each desk at its price, in the unit of the new weights. */
function startAt({ flow, weights, hubCount, desks }: SeatNetwork, { staffIndex }: OtherWorld, certificate: Certificate): LeafFlowStart {
  const firstDesk = deskNode({ hubCount }, 0);
  const formerIndex = new Map(Array.from(staffIndex, (now, before) => [now, before]));
  const unit = (weights.out[1] as number) / (certificate.weights.out[1] as number);
  const potential = new Float64Array(flow.nodeCount);
  for (let desk = 0; desk < desks.count; desk++) {
    const staff = formerIndex.get(desks.rahyar[desk] as number);
    const price = staff === undefined ? 0 : (certificate.price[deskOf(staff, desks.subjectClass[desk] as number)] as number);
    potential[firstDesk + desk] = 0 - price * unit;
  }
  potential.fill(Number.NEGATIVE_INFINITY, 1, firstDesk);
  for (let arc = 0; arc < flow.tail.length; arc++) {
    const hub = flow.tail[arc] as number;
    if (hub === SINK || hub >= firstDesk) continue;
    const through = (potential[flow.head[arc] as number] as number) - (flow.cost[arc] as number);
    potential[hub] = Math.max(potential[hub] as number, through);
  }
  const option = Int32Array.from(flow.supply, (_, leaf) => {
    const [from, to] = [flow.start[leaf] as number, flow.start[leaf + 1] as number];
    for (let at = from; at < to; at++) if ((flow.optionHead[at] as number) >= firstDesk) return at;
    return from;
  });
  return { potential, option };
}

function figuresOf(problem: AssignmentProblem, plan: AssignmentPlan): WhatIfFigures {
  const counted = coverageOf(problem, plan);
  const all = coverageBy(counted, () => true).get(true);
  return { coverage: all ?? NOBODY_COUNTED, provinces: coverageBy(counted, homeAt('province')), fairness: fairnessOf(problem, plan) };
}

const NOBODY_COUNTED = Object.fromEntries(
  COVERAGE_GROUPS.map((group) => [
    group,
    { dedicated: 0, onlineOnly: 0, nobody: 0, gaps: { nothingKnown: 0, noneInCoverage: 0, noneReachable: 0, allFull: 0, noneSuitable: 0 } },
  ]),
) as Record<CoverageGroup, CoverageTable[CoverageGroup]>;

function churnOf(problem: AssignmentProblem, plan: AssignmentPlan): Churn {
  const causes = Object.fromEntries(MOVE_CAUSES.map((cause) => [cause, 0])) as Record<MoveCause, number>;
  let parted = 0;
  let unseated = 0;
  for (const { cause, to } of movesOf(problem, plan)) {
    parted++;
    causes[cause]++;
    if (to === NOBODY) unseated++;
  }
  let seated = 0;
  for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
    if (problem.subjects.previous[subject] === NOBODY && isDedicated(plan, subject)) seated++;
  }
  return { parted, causes, unseated, seated };
}
