import type { LeafFlowProblem, LeafFlowSolution } from '../leaf-flow-problem.ts';
import type { FlowProblem } from '../network-simplex.ts';

export type Arc = { readonly tail: number; readonly head: number; readonly capacity: number; readonly cost: number };
export type Option = { readonly head: number; readonly cost: number };
export type Leaf = { readonly supply: number; readonly options: readonly Option[] };

/** A leaf problem written down plainly. */
export function leafProblem(nodeCount: number, sink: number, arcs: readonly Arc[], leaves: readonly Leaf[]): LeafFlowProblem {
  const options = leaves.flatMap((leaf) => leaf.options);
  const start = [0];
  for (const leaf of leaves) start.push((start.at(-1) as number) + leaf.options.length);
  return {
    nodeCount,
    sink,
    tail: Int32Array.from(arcs, (arc) => arc.tail),
    head: Int32Array.from(arcs, (arc) => arc.head),
    capacity: Int32Array.from(arcs, (arc) => arc.capacity),
    cost: Float64Array.from(arcs, (arc) => arc.cost),
    supply: Int32Array.from(leaves, (leaf) => leaf.supply),
    start: Int32Array.from(start),
    optionHead: Int32Array.from(options, (option) => option.head),
    optionCost: Float64Array.from(options, (option) => option.cost),
  };
}

/** The same network with each leaf as a node like any other, after the core's. */
export function asFlowProblem({ nodeCount, sink, supply, start, ...arcs }: LeafFlowProblem): FlowProblem {
  const total = supply.reduce((sum, amount) => sum + amount, 0);
  const leafOfOption = Array.from(supply, (_, leaf) =>
    new Array<number>((start[leaf + 1] as number) - (start[leaf] as number)).fill(leaf),
  ).flat();
  const all = new Float64Array(nodeCount + supply.length);
  all.set(supply, nodeCount);
  all[sink] = -total;
  return {
    nodeCount: nodeCount + supply.length,
    tail: Int32Array.from([...arcs.tail, ...leafOfOption.map((leaf) => nodeCount + leaf)]),
    head: Int32Array.from([...arcs.head, ...arcs.optionHead]),
    capacity: Int32Array.from([...arcs.capacity, ...leafOfOption.map(() => total)]),
    cost: Float64Array.from([...arcs.cost, ...arcs.optionCost]),
    supply: all,
  };
}

/** What a flow costs. */
export function costOf(
  { cost, optionCost }: LeafFlowProblem,
  { arcFlow, optionFlow }: Pick<LeafFlowSolution, 'arcFlow' | 'optionFlow'>,
): number {
  const along = (prices: Float64Array, flow: Int32Array): number =>
    prices.reduce((sum, price, index) => sum + price * (flow[index] as number), 0);
  return along(cost, arcFlow) + along(optionCost, optionFlow);
}

/**
 * What is wrong with a solution, in words: each leaf sends its supply over options of which none is cheaper by cost less potential of the
 * head, what enters a core node leaves it, and arcs with room or with flow have reduced costs of the right sign. No words, no better flow.
 */
export function faultsOf(
  problem: LeafFlowProblem,
  { arcFlow, optionFlow, potential }: Omit<LeafFlowSolution, 'pivots'>,
): readonly string[] {
  const faults: string[] = [];
  const excess = new Array<number>(problem.nodeCount).fill(0);
  const at = (values: ArrayLike<number>, index: number): number => values[index] as number;
  problem.supply.forEach((supply, leaf) => {
    const options = Array.from(
      { length: at(problem.start, leaf + 1) - at(problem.start, leaf) },
      (_, index) => at(problem.start, leaf) + index,
    );
    const priceOf = (option: number): number => at(problem.optionCost, option) - at(potential, at(problem.optionHead, option));
    const cheapest = Math.min(...options.map(priceOf));
    for (const option of options) {
      const flow = at(optionFlow, option);
      excess[at(problem.optionHead, option)] = at(excess, at(problem.optionHead, option)) + flow;
      if (flow < 0) faults.push(`option ${option} carries less than nothing`);
      if (flow > 0 && priceOf(option) > cheapest) faults.push(`leaf ${leaf} uses a dear option`);
    }
    if (options.reduce((sum, option) => sum + at(optionFlow, option), 0) !== supply) faults.push(`leaf ${leaf} does not send its supply`);
  });
  problem.tail.forEach((tail, arc) => {
    const head = at(problem.head, arc);
    const flow = at(arcFlow, arc);
    const reduced = at(problem.cost, arc) + at(potential, tail) - at(potential, head);
    excess[tail] = at(excess, tail) - flow;
    excess[head] = at(excess, head) + flow;
    if (flow < 0 || flow > at(problem.capacity, arc)) faults.push(`arc ${arc} is not within its capacity`);
    if (reduced < 0 && flow < at(problem.capacity, arc)) faults.push(`arc ${arc} should be full`);
    if (reduced > 0 && flow > 0) faults.push(`arc ${arc} should be empty`);
  });
  excess.forEach((amount, node) => {
    if (node !== problem.sink && amount !== 0) faults.push(`node ${node} keeps ${amount}`);
  });
  if (potential[problem.sink] !== 0) faults.push('the sink has a price');
  return faults;
}
