import { balance, NOWHERE } from './balance.ts';
import type { LeafFlowProblem, LeafFlowSolution } from './leaf-flow-problem.ts';
import { createTupleTable } from './tuple-table.ts';

/**
 * Levels the loads of the arcs to the sink among all flows that cost as little: see `balance`. An arc's load is its flow, its limit the
 * capacity. Changes `arcFlow` and `optionFlow` in place; the potentials prove the new flow cheapest as they proved the old one.
 *
 * By complementary slackness the cheapest flows are those that use only options and arcs of least reduced cost and fill every arc whose
 * reduced cost is negative. Leaves with the same two or more cheapest options are one node; leaves with one are left alone. An arc to the
 * sink that has a price keeps its load.
 *
 * @returns for each core node the arc to the sink at which one more unit there would end, or NOWHERE.
 */
export function balanceLeafFlow(problem: LeafFlowProblem, solution: LeafFlowSolution): Int32Array {
  const { nodeCount, sink, tail, head, capacity, cost } = problem;
  const { arcFlow, potential } = solution;
  const groups = tiedLeaves(problem, solution);

  const terminalArcs: number[] = [];
  const tiedArcs: number[] = [];
  for (let arc = 0; arc < tail.length; arc++) {
    const from = tail[arc] as number;
    const to = head[arc] as number;
    if ((cost[arc] as number) + (potential[from] as number) !== potential[to]) continue;
    (to === sink ? terminalArcs : tiedArcs).push(arc);
  }
  const arcCount = tiedArcs.length + groups.head.length;
  const face = {
    nodeCount: nodeCount + groups.count,
    tail: new Int32Array(arcCount),
    head: new Int32Array(arcCount),
    capacity: new Int32Array(arcCount),
    flow: new Int32Array(arcCount),
  };
  tiedArcs.forEach((arc, index) => {
    face.tail[index] = tail[arc] as number;
    face.head[index] = head[arc] as number;
    face.capacity[index] = capacity[arc] as number;
    face.flow[index] = arcFlow[arc] as number;
  });
  const first = tiedArcs.length;
  for (let group = 0; group < groups.count; group++) {
    const [from, to] = [groups.start[group] as number, groups.start[group + 1] as number];
    face.tail.fill(nodeCount + group, first + from, first + to);
    face.capacity.fill(groups.supply[group] as number, first + from, first + to);
  }
  face.head.set(groups.head, first);
  face.flow.set(groups.flow, first);
  const terminals = {
    node: Int32Array.from(terminalArcs, (arc) => tail[arc] as number),
    limit: Int32Array.from(terminalArcs, (arc) => capacity[arc] as number),
    load: Int32Array.from(terminalArcs, (arc) => arcFlow[arc] as number),
  };

  const relief = balance({ ...face, terminals });
  tiedArcs.forEach((arc, index) => {
    arcFlow[arc] = face.flow[index] as number;
  });
  terminalArcs.forEach((arc, terminal) => {
    arcFlow[arc] = terminals.load[terminal] as number;
  });
  dealToLeaves(problem, solution, groups, face.flow.subarray(first));
  return relief.subarray(0, nodeCount).map((terminal) => (terminal === NOWHERE ? NOWHERE : (terminalArcs[terminal] as number)));
}

/** Leaves with the same cheapest heads, two or more: group g has `head[k]` with `flow[k]`, for k from `start[g]` to `start[g + 1]`. */
type Groups = {
  readonly count: number;
  readonly supply: Int32Array;
  readonly start: Int32Array;
  readonly head: Int32Array;
  readonly flow: Int32Array;
  /** The group of each leaf, or -1. */
  readonly of: Int32Array;
};

function tiedLeaves(problem: LeafFlowProblem, { optionFlow, potential }: LeafFlowSolution): Groups {
  const { supply, start, optionHead } = problem;
  const width = supply.reduce((most, _, leaf) => Math.max(most, (start[leaf + 1] as number) - (start[leaf] as number)), 0);
  const table = createTupleTable(width);
  const of = new Int32Array(supply.length).fill(-1);
  const supplies: number[] = [];
  for (let leaf = 0; leaf < supply.length; leaf++) {
    if (tiedHeads(problem, potential, leaf, table.key) < 2) continue;
    const group = table.intern();
    of[leaf] = group;
    supplies[group] = (supplies[group] ?? 0) + (supply[leaf] as number);
  }

  const count = table.size();
  const groupStart = new Int32Array(count + 1);
  const heads: number[] = [];
  for (let group = 0; group < count; group++) {
    for (let position = 0; position < width; position++) {
      const head = table.at(group, position);
      if (head !== NO_HEAD) heads.push(head);
    }
    groupStart[group + 1] = heads.length;
  }
  const flow = new Int32Array(heads.length);
  of.forEach((group, leaf) => {
    if (group === -1) return;
    for (let option = start[leaf] as number; option < (start[leaf + 1] as number); option++) {
      const amount = optionFlow[option] as number;
      if (amount === 0) continue;
      const at = heads.indexOf(optionHead[option] as number, groupStart[group]);
      flow[at] = (flow[at] as number) + amount;
    }
  });
  return { count, supply: Int32Array.from(supplies), start: groupStart, head: Int32Array.from(heads), flow, of };
}

const NO_HEAD = -1;

/** Writes the heads of the cheapest options of a leaf into `into`, then NO_HEAD; the answer is how many there are. */
function tiedHeads(problem: LeafFlowProblem, potential: Float64Array, leaf: number, into: Int32Array): number {
  const { start, optionHead, optionCost } = problem;
  let least = Number.POSITIVE_INFINITY;
  let count = 0;
  for (let option = start[leaf] as number; option < (start[leaf + 1] as number); option++) {
    const head = optionHead[option] as number;
    const price = (optionCost[option] as number) - (potential[head] as number);
    if (price > least) continue;
    if (price < least) {
      least = price;
      count = 0;
    }
    into[count++] = head;
  }
  into.fill(NO_HEAD, count);
  return count;
}

/** Gives what a group sends to each head to its leaves: leaves in order, heads in order. */
function dealToLeaves(
  { supply, start, optionHead, optionCost }: LeafFlowProblem,
  { optionFlow }: LeafFlowSolution,
  groups: Groups,
  groupFlow: Int32Array,
): void {
  const left = groupFlow.slice();
  const at = groups.start.slice();
  groups.of.forEach((group, leaf) => {
    if (group === -1) return;
    const [from, to] = [start[leaf] as number, start[leaf + 1] as number];
    optionFlow.fill(0, from, to);
    let wanted = supply[leaf] as number;
    while (wanted > 0) {
      const position = at[group] as number;
      const here = Math.min(wanted, left[position] as number);
      const option = cheapestTo(optionHead, optionCost, groups.head[position] as number, from, to);
      optionFlow[option] = (optionFlow[option] as number) + here;
      left[position] = (left[position] as number) - here;
      wanted -= here;
      if (wanted > 0) at[group] = position + 1;
    }
  });
}

function cheapestTo(optionHead: Int32Array, optionCost: Float64Array, head: number, from: number, to: number): number {
  let best = -1;
  for (let option = from; option < to; option++) {
    if (optionHead[option] === head && (best === -1 || (optionCost[option] as number) < (optionCost[best] as number))) best = option;
  }
  return best;
}
