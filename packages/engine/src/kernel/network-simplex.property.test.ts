import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOptimal } from './certificate.ts';
import { type FlowProblem, minimumCostFlow } from './network-simplex.ts';

type Arc = { readonly tail: number; readonly head: number; readonly capacity: number; readonly cost: number };

/**
 * Small networks with parallel and antiparallel arcs, loops, negative costs and costs that tie, capacities of zero, and supplies that often
 * cannot be sent.
 */
const networks = fc.integer({ min: 2, max: 7 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    supplies: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: nodes - 1, maxLength: nodes - 1 }),
    arcs: fc.array(
      fc.record({
        tail: fc.nat({ max: nodes - 1 }),
        head: fc.nat({ max: nodes - 1 }),
        capacity: fc.nat({ max: 6 }),
        cost: fc.integer({ min: -3, max: 5 }),
      }),
      { maxLength: 22 },
    ),
  }),
);

const problemOf = (nodes: number, supplies: readonly number[], arcs: readonly Arc[]): FlowProblem => ({
  nodeCount: nodes,
  tail: Int32Array.from(arcs, (arc) => arc.tail),
  head: Int32Array.from(arcs, (arc) => arc.head),
  capacity: Int32Array.from(arcs, (arc) => arc.capacity),
  cost: Float64Array.from(arcs, (arc) => arc.cost),
  supply: Float64Array.from([...supplies, -supplies.reduce((sum, supply) => sum + supply, 0)]),
});

/** The least cost by another method: full flows first, then augmenting along cheapest paths (Bellman and Ford); `undefined` if infeasible. */
function leastCost({ nodeCount, tail, head, capacity, cost, supply }: FlowProblem): number | undefined {
  const source = nodeCount;
  const sink = nodeCount + 1;
  const arcs: { from: number; to: number; room: number; cost: number }[] = [];
  const add = (from: number, to: number, room: number, price: number): void => {
    arcs.push({ from, to, room, cost: price }, { from: to, to: from, room: 0, cost: -price });
  };
  const excess = [...supply];
  let total = 0;
  tail.forEach((from, arc) => {
    const [to, room, price] = [head[arc] as number, capacity[arc] as number, cost[arc] as number];
    if (price >= 0) add(from, to, room, price);
    else {
      total += price * room;
      excess[from] = (excess[from] as number) - room;
      excess[to] = (excess[to] as number) + room;
      add(to, from, room, -price);
    }
  });
  excess.forEach((amount, node) => {
    if (amount > 0) add(source, node, amount, 0);
    else add(node, sink, -amount, 0);
  });
  for (;;) {
    const distance = new Array<number>(nodeCount + 2).fill(Number.POSITIVE_INFINITY);
    const via = new Array<number>(nodeCount + 2).fill(-1);
    distance[source] = 0;
    for (let round = 0; round < nodeCount + 2; round++) {
      arcs.forEach((arc, index) => {
        const through = (distance[arc.from] as number) + arc.cost;
        if (arc.room <= 0 || through >= (distance[arc.to] as number)) return;
        distance[arc.to] = through;
        via[arc.to] = index;
      });
    }
    if (distance[sink] === Number.POSITIVE_INFINITY) break;
    for (let node = sink; node !== source; ) {
      const index = via[node] as number;
      const [there, back] = [arcs[index], arcs[index ^ 1]];
      if (there === undefined || back === undefined) throw new Error('a path has arcs');
      there.room--;
      back.room++;
      total += there.cost;
      node = there.from;
    }
  }
  return arcs.some((arc) => arc.from === source && arc.room > 0) ? undefined : total;
}

describe('minimumCostFlow', () => {
  it('finds the cost that another method finds, or says with it that there is no flow, and proves it', () => {
    fc.assert(
      fc.property(networks, ({ nodes, supplies, arcs }) => {
        const problem = problemOf(nodes, supplies, arcs);
        const expected = leastCost(problem);
        const outcome = minimumCostFlow(problem);
        expect(outcome.status).toBe(expected === undefined ? 'infeasible' : 'optimal');
        if (outcome.status !== 'optimal') return;
        expect(outcome.flow.reduce((sum, flow, arc) => sum + flow * (problem.cost[arc] as number), 0)).toBe(expected);
        expect(isOptimal(problem, outcome)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('answers costs that would not stay exact with a word', () => {
    const problem = problemOf(2, [1], [{ tail: 0, head: 1, capacity: 1, cost: 2 ** 50 }]);
    expect(minimumCostFlow(problem).status).toBe('tooLarge');
  });
});

describe('isOptimal', () => {
  it('refuses every flow or potential that has been changed in a way that matters', () => {
    fc.assert(
      fc.property(networks, fc.nat(), fc.constantFrom(-1, 1), ({ nodes, supplies, arcs }, place, change) => {
        const problem = problemOf(nodes, supplies, arcs);
        const outcome = minimumCostFlow(problem);
        if (outcome.status !== 'optimal' || arcs.length === 0) return;
        const flow = outcome.flow.slice();
        const arc = place % flow.length;
        flow[arc] = (flow[arc] as number) + change;
        const isLoop = problem.tail[arc] === problem.head[arc];
        if (!isLoop) expect(isOptimal(problem, { ...outcome, flow })).toBe(false);
      }),
    );
  });

  it('refuses prices that are no exact integers', () => {
    const problem = problemOf(2, [1], [{ tail: 0, head: 1, capacity: 1, cost: 1 }]);
    for (const price of [Number.NaN, Number.POSITIVE_INFINITY, 0.5, 2 ** 53]) {
      expect(isOptimal(problem, { flow: Int32Array.of(1), potential: Float64Array.of(0, price) })).toBe(false);
    }
  });

  it('refuses a feasible flow that is too dear', () => {
    const problem = problemOf(
      2,
      [1],
      [
        { tail: 0, head: 1, capacity: 1, cost: 1 },
        { tail: 0, head: 1, capacity: 1, cost: 2 },
      ],
    );
    const potential = Float64Array.of(0, 2);
    expect(isOptimal(problem, { flow: Int32Array.of(1, 0), potential })).toBe(true);
    expect(isOptimal(problem, { flow: Int32Array.of(0, 1), potential })).toBe(false);
  });
});
