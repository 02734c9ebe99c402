import { describe, expect, it } from 'vitest';
import { isOptimal } from './certificate.ts';
import { type FlowProblem, minimumCostFlow } from './network-simplex.ts';
import { assignmentNetwork, gridNetwork, sprinkledNetwork, torusNetwork, transportNetwork } from './testing/seeded-networks.ts';

/** With the least costs that LEMON 1.3.1 finds (its network simplex, in 64-bit integers). */
const instances: readonly { name: string; problem: () => FlowProblem; leastCost: number }[] = [
  { name: 'a sparse sprinkled network', problem: () => sprinkledNetwork({ nodes: 2_000, arcs: 12_000, seed: 21 }), leastCost: 426_950_116 },
  { name: 'a dense sprinkled network', problem: () => sprinkledNetwork({ nodes: 300, arcs: 20_000, seed: 22 }), leastCost: 13_297_177 },
  { name: 'a square grid', problem: () => gridNetwork({ width: 50, height: 50, degree: 4, seed: 23 }), leastCost: 192_617_680 },
  { name: 'a wide grid', problem: () => gridNetwork({ width: 8, height: 256, degree: 4, seed: 24 }), leastCost: 633_694_752 },
  { name: 'a long grid', problem: () => gridNetwork({ width: 256, height: 8, degree: 4, seed: 25 }), leastCost: 36_712_164 },
  { name: 'a torus', problem: () => torusNetwork({ nodes: 600, degree: 8, seed: 26 }), leastCost: 31_994_567_622 },
  { name: 'an assignment', problem: () => assignmentNetwork({ pairs: 150, seed: 27 }), leastCost: 243 },
  { name: 'a transport', problem: () => transportNetwork({ factories: 20, shops: 500, seed: 28 }), leastCost: 1_262_962 },
];

const costOf = ({ cost }: FlowProblem, flow: Int32Array): number =>
  flow.reduce((sum, amount, arc) => sum + amount * (cost[arc] as number), 0);

const networkOf = (supply: readonly number[], arcs: readonly (readonly [number, number, number, number])[]): FlowProblem => ({
  nodeCount: supply.length,
  tail: Int32Array.from(arcs, ([tail]) => tail),
  head: Int32Array.from(arcs, ([, head]) => head),
  capacity: Int32Array.from(arcs, ([, , capacity]) => capacity),
  cost: Float64Array.from(arcs, ([, , , cost]) => cost),
  supply: Float64Array.from(supply),
});

const flowOf = (problem: FlowProblem): number[] => {
  const outcome = minimumCostFlow(problem);
  if (outcome.status !== 'optimal') throw new Error(outcome.status);
  expect(isOptimal(problem, outcome)).toBe(true);
  return [...outcome.flow];
};

describe('minimumCostFlow', () => {
  it.each(instances)('reaches the least cost that LEMON finds on $name, and proves it', ({ problem, leastCost }) => {
    const network = problem();
    const outcome = minimumCostFlow(network);
    if (outcome.status !== 'optimal') throw new Error(outcome.status);
    expect(costOf(network, outcome.flow)).toBe(leastCost);
    expect(isOptimal(network, outcome)).toBe(true);
  });

  it('uses up a cycle of negative cost, and a loop that earns', () => {
    const cycle = networkOf(
      [0, 0, 0],
      [
        [0, 1, 4, -2],
        [1, 2, 3, -2],
        [2, 0, 5, 1],
        [1, 1, 7, -1],
        [2, 2, 7, 1],
      ],
    );
    expect(flowOf(cycle)).toEqual([3, 3, 3, 7, 0]);
  });

  it('fills the cheaper of parallel arcs first', () => {
    const parallel = networkOf(
      [5, -5],
      [
        [0, 1, 4, 3],
        [0, 1, 4, 2],
        [1, 0, 9, 0],
      ],
    );
    expect(flowOf(parallel)).toEqual([1, 4, 0]);
  });

  it('sends nothing where nothing is supplied, and where there is nothing at all', () => {
    expect(flowOf(networkOf([0, 0], [[0, 1, 5, 1]]))).toEqual([0]);
    expect(flowOf(networkOf([0, 0], []))).toEqual([]);
    expect(flowOf(networkOf([], []))).toEqual([]);
  });

  it.each([
    { why: 'supplies do not sum to zero', problem: networkOf([2, -1], [[0, 1, 5, 1]]) },
    { why: 'more is taken in than sent', problem: networkOf([1, -2], [[0, 1, 5, 1]]) },
    { why: 'the only arc is too narrow', problem: networkOf([2, -2], [[0, 1, 1, 1]]) },
    { why: 'the only arc leads the other way', problem: networkOf([1, -1], [[1, 0, 5, 1]]) },
    { why: 'a capacity is negative', problem: networkOf([0, 0], [[0, 1, -1, 1]]) },
  ])('says that there is no flow when $why', ({ problem }) => {
    expect(minimumCostFlow(problem).status).toBe('infeasible');
  });

  it.each([
    { what: 'a path', problem: networkOf([1, -1], [[0, 1, 1, 2 ** 49]]) },
    { what: 'a negative path', problem: networkOf([1, -1], [[0, 1, 1, -(2 ** 49)]]) },
    { what: 'a supply', problem: networkOf([2 ** 49, -(2 ** 49)], [[0, 1, 1, 1]]) },
    { what: 'a cost that is no number', problem: networkOf([1, -1], [[0, 1, 1, Number.NaN]]) },
  ])('answers with a word when $what is too large for exact sums', ({ problem }) => {
    expect(minimumCostFlow(problem).status).toBe('tooLarge');
  });

  it('takes what its caller knows about the dearest path', () => {
    const problem = networkOf([1, -1], [[0, 1, 1, 2 ** 49]]);
    expect(minimumCostFlow(problem, 2 ** 49).status).toBe('optimal');
  });
});
