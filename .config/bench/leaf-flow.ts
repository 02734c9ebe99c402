import { leafFlow } from '../../packages/engine/src/kernel/leaf-flow.ts';
import type { LeafFlowProblem } from '../../packages/engine/src/kernel/leaf-flow-problem.ts';
import type { FlowProblem } from '../../packages/engine/src/kernel/network-simplex.ts';
import { type Comparison, type Side, sameNumber } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';
import { solveByHighs } from './highs.ts';
import { leafNetwork } from './leaf-network.ts';
import { solveByLemon } from './lemon.ts';

const SEED = 1405;

const ours: Side = {
  name: 'leaf flow',
  unit: 'people',
  measure: async (people) => {
    const problem = leafNetwork(people, SEED);
    let answer: number | undefined;
    const cpuMs = await leastCpuMs(() => {
      const outcome = leafFlow(problem);
      if (outcome.status === 'optimal') answer = dot(outcome.arcFlow, problem.cost) + dot(outcome.optionFlow, problem.optionCost);
    });
    const arcs = problem.tail.length + problem.optionHead.length;
    return { cpuMs, answer, remark: `${problem.supply.length.toLocaleString('en')} leaves, ${arcs.toLocaleString('en')} arcs` };
  },
};

const lemon: Side = {
  name: 'LEMON network simplex, C++',
  unit: 'people',
  measure: (people) => solveByLemon(toFlowProblem(leafNetwork(people, SEED)), people > 2_000_000 ? 1 : 3),
};

const highs: Side = {
  name: 'HiGHS simplex, WASM',
  unit: 'people',
  measure: (people) => solveByHighs(toFlowProblem(leafNetwork(people, SEED))),
};

export const leafFlowAgainstLemon: Comparison = {
  name: 'leaf flow / LEMON',
  ours,
  peer: lemon,
  target: 1 / 20,
  sizes: { short: [200_000], night: [1_000_000, 10_000_000] },
  judge: sameNumber,
};

export const leafFlowAgainstHighs: Comparison = {
  name: 'leaf flow / HiGHS',
  ours,
  peer: highs,
  target: 1 / 100,
  sizes: { short: [6_000], night: [6_000, 75_000] },
  judge: sameNumber,
};

/** The same network with a node for every leaf, after the nodes of the core. */
export function toFlowProblem(leafy: LeafFlowProblem): FlowProblem {
  const { nodeCount, sink, start, optionHead } = leafy;
  const arcCount = leafy.tail.length;
  const append = <A extends Int32Array | Float64Array>(whole: A, first: A, second: A): A => {
    whole.set(first);
    whole.set(second, first.length);
    return whole;
  };
  const optionTail = new Int32Array(optionHead.length);
  const optionRoom = new Int32Array(optionHead.length);
  const supply = new Float64Array(nodeCount + leafy.supply.length);
  leafy.supply.forEach((sent, leaf) => {
    optionTail.fill(nodeCount + leaf, start[leaf], start[leaf + 1]);
    optionRoom.fill(sent, start[leaf], start[leaf + 1]);
    supply[nodeCount + leaf] = sent;
    supply[sink] = (supply[sink] as number) - sent;
  });
  const total = arcCount + optionHead.length;
  return {
    nodeCount: supply.length,
    tail: append(new Int32Array(total), leafy.tail, optionTail),
    head: append(new Int32Array(total), leafy.head, optionHead),
    capacity: append(new Int32Array(total), leafy.capacity, optionRoom),
    cost: append(new Float64Array(total), leafy.cost, leafy.optionCost),
    supply,
  };
}

const dot = (amounts: Int32Array, prices: Float64Array): number =>
  amounts.reduce((sum, amount, index) => sum + amount * (prices[index] as number), 0);
