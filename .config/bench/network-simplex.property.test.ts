import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOptimal } from '../../packages/engine/src/kernel/certificate.ts';
import { type FlowProblem, minimumCostFlow } from '../../packages/engine/src/kernel/network-simplex.ts';
import { leastCost, load } from './highs.ts';
import { costOf } from './network-simplex.ts';

/**
 * Networks of 1,000 to 3,000 arcs with loops, parallel arcs and negative costs. Supplies are the surplus of a flow drawn at random, so that
 * most can be sent; where `surplus` is added at one node and taken at another, the narrow ones often cannot.
 */
const networks = fc
  .record({
    nodes: fc.integer({ min: 40, max: 300 }),
    arcs: fc.integer({ min: 1_000, max: 3_000 }),
    widest: fc.constantFrom(1, 5, 1_000),
    dearest: fc.constantFrom(3, 100, 100_000),
    share: fc.integer({ min: 0, max: 2 }),
    surplus: fc.constantFrom(0, 0, 40),
    seed: fc.integer(),
  })
  .map(({ nodes, arcs, widest, dearest, share, surplus, seed }): FlowProblem => {
    let state = seed;
    const draw = (bound: number): number => {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39;
      return ((state ^ (state >>> 12)) >>> 0) % bound;
    };
    const column = (value: () => number): number[] => Array.from({ length: arcs }, value);
    const [tail, head] = [column(() => draw(nodes)), column(() => draw(nodes))];
    const capacity = column(() => draw(widest + 1));
    const cost = column(() => draw(dearest) - Math.floor(dearest / 5));
    const supply = new Float64Array(nodes);
    const send = (from: number, to: number, amount: number): void => {
      supply[from] = (supply[from] as number) + amount;
      supply[to] = (supply[to] as number) - amount;
    };
    for (let arc = 0; arc < arcs; arc++) {
      send(tail[arc] as number, head[arc] as number, draw(3) < share ? draw((capacity[arc] as number) + 1) : 0);
    }
    send(0, 1, surplus * widest);
    return {
      nodeCount: nodes,
      tail: Int32Array.from(tail),
      head: Int32Array.from(head),
      capacity: Int32Array.from(capacity),
      cost: Float64Array.from(cost),
      supply,
    };
  });

describe('minimumCostFlow', () => {
  it('finds the least cost that HiGHS finds, or says with it that there is no flow', async () => {
    const highs = await load();
    let infeasible = 0;
    fc.assert(
      fc.property(networks, (problem) => {
        const outcome = minimumCostFlow(problem);
        const expected = leastCost(highs, problem);
        if (outcome.status === 'optimal') expect(isOptimal(problem, outcome)).toBe(true);
        else infeasible++;
        expect(outcome.status === 'optimal' ? costOf(problem, outcome.flow) : undefined).toBe(expected);
      }),
      { numRuns: 60 },
    );
    expect(infeasible).toBeGreaterThan(0);
    expect(infeasible).toBeLessThan(30);
  });
});
