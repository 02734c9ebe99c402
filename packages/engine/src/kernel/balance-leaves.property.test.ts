import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceLeafFlow } from './balance-leaves.ts';
import { leafFlow } from './leaf-flow.ts';
import type { LeafFlowProblem, LeafFlowSolution } from './leaf-flow-problem.ts';

const SINK = 0;
const HUBS = 2;
const DESKS = 3;
const firstDesk = 1 + HUBS;
const deskArc = HUBS * DESKS;

/**
 * Two hubs with arcs of any capacity to three desks, and leaves with options to everything; so few costs that most options tie, those to the
 * sink with seats among them, and so few seats that some desks have a price.
 */
const problems: fc.Arbitrary<LeafFlowProblem> = fc
  .record({
    arcs: fc.array(fc.record({ capacity: fc.constantFrom(0, 1, 9), cost: fc.nat({ max: 1 }) }), { minLength: deskArc, maxLength: deskArc }),
    limits: fc.array(fc.nat({ max: 4 }), { minLength: DESKS, maxLength: DESKS }),
    leaves: fc.array(
      fc.record({
        supply: fc.nat({ max: 2 }),
        out: fc.nat({ max: 4 }),
        options: fc.array(fc.record({ head: fc.integer({ min: 1, max: HUBS + DESKS }), cost: fc.nat({ max: 1 }) }), { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ arcs, limits, leaves }) => {
    const options = leaves.map(({ out, options: others }) => [{ head: SINK, cost: out }, ...others]);
    const start = [0];
    for (const list of options) start.push((start.at(-1) as number) + list.length);
    return {
      nodeCount: firstDesk + DESKS,
      sink: SINK,
      tail: Int32Array.from({ length: deskArc + DESKS }, (_, arc) =>
        arc < deskArc ? 1 + Math.floor(arc / DESKS) : firstDesk + arc - deskArc,
      ),
      head: Int32Array.from({ length: deskArc + DESKS }, (_, arc) => (arc < deskArc ? firstDesk + (arc % DESKS) : SINK)),
      capacity: Int32Array.from([...arcs.map((arc) => arc.capacity), ...limits]),
      cost: Float64Array.from([...arcs.map((arc) => arc.cost), ...limits.map(() => 0)]),
      supply: Int32Array.from(leaves, (leaf) => leaf.supply),
      start: Int32Array.from(start),
      optionHead: Int32Array.from(options.flat(), (option) => option.head),
      optionCost: Float64Array.from(options.flat(), (option) => option.cost),
    };
  });

const costOf = ({ cost, optionCost }: LeafFlowProblem, { arcFlow, optionFlow }: LeafFlowSolution): number =>
  arcFlow.reduce((sum, amount, arc) => sum + amount * (cost[arc] as number), 0) +
  optionFlow.reduce((sum, amount, option) => sum + amount * (optionCost[option] as number), 0);

/** How many stay out by an option. */
const outOf = ({ optionHead }: LeafFlowProblem, { optionFlow }: LeafFlowSolution): number =>
  optionFlow.reduce((sum, amount, option) => sum + (optionHead[option] === SINK ? amount : 0), 0);

const isFlow = (problem: LeafFlowProblem, { arcFlow, optionFlow }: LeafFlowSolution): boolean => {
  const net = new Array<number>(problem.nodeCount).fill(0);
  optionFlow.forEach((amount, option) => {
    net[problem.optionHead[option] as number] = (net[problem.optionHead[option] as number] as number) + amount;
  });
  arcFlow.forEach((amount, arc) => {
    net[problem.tail[arc] as number] = (net[problem.tail[arc] as number] as number) - amount;
    net[problem.head[arc] as number] = (net[problem.head[arc] as number] as number) + amount;
  });
  const sums = problem.supply.map((_, leaf) =>
    optionFlow.slice(problem.start[leaf], problem.start[leaf + 1]).reduce((sum, amount) => sum + amount, 0),
  );
  return (
    net.every((amount, node) => node === SINK || amount === 0) &&
    [...optionFlow, ...arcFlow].every((amount) => amount >= 0) &&
    arcFlow.every((amount, arc) => amount <= (problem.capacity[arc] as number)) &&
    sums.every((sum, leaf) => sum === problem.supply[leaf])
  );
};

/** Heights from the top, as exact fractions of the least common denominator of limits up to 4, desks breaking ties. */
const heights = (loads: readonly number[], limits: readonly number[]): number[] =>
  loads
    .flatMap((load, desk) => Array.from({ length: load }, (_, index) => (((index + 1) * 12) / (limits[desk] as number)) * DESKS + desk))
    .sort((a, b) => b - a);

const isLower = (a: readonly number[], b: readonly number[]): boolean => {
  const first = a.findIndex((height, index) => height !== b[index]);
  return first !== -1 && (a[first] as number) < (b[first] as number);
};

/** The best loads among all cheapest flows with as many left out, by sending unit after unit over every route. */
function bestLoads(problem: LeafFlowProblem, cost: number, out: number, loads: readonly number[]): readonly number[] {
  const limits = [...problem.capacity.slice(deskArc)];
  const left = problem.capacity.slice(0, deskArc);
  const load = [0, 0, 0];
  let best = loads;
  const units = [...problem.supply].flatMap((count, leaf) => new Array<number>(count).fill(leaf));
  const toDesk = (desk: number, unit: number, spent: number, stayed: number): void => {
    if ((load[desk] as number) >= (limits[desk] as number)) return;
    load[desk] = (load[desk] as number) + 1;
    send(unit + 1, spent, stayed);
    load[desk] = load[desk] - 1;
  };
  const send = (unit: number, spent: number, stayed: number): void => {
    if (spent > cost || stayed > out) return;
    const leaf = units[unit];
    if (leaf === undefined) {
      if (spent === cost && stayed === out && isLower(heights(load, limits), heights(best, limits))) best = [...load];
      return;
    }
    for (let option = problem.start[leaf] as number; option < (problem.start[leaf + 1] as number); option++) {
      const head = problem.optionHead[option] as number;
      const paid = spent + (problem.optionCost[option] as number);
      if (head === SINK) send(unit + 1, paid, stayed + 1);
      else if (head >= firstDesk) toDesk(head - firstDesk, unit, paid, stayed);
      else {
        for (let desk = 0; desk < DESKS; desk++) {
          const arc = (head - 1) * DESKS + desk;
          if (left[arc] === 0) continue;
          left[arc] = (left[arc] as number) - 1;
          toDesk(desk, unit, paid + (problem.cost[arc] as number), stayed);
          left[arc] = left[arc] + 1;
        }
      }
    }
  };
  send(0, 0, 0);
  return best;
}

describe('balanceLeafFlow', () => {
  it('keeps the flow cheapest, and levels its loads as far as any cheapest flow does', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const solution = leafFlow(problem);
        if (solution.status !== 'optimal') throw new Error('small numbers are exact');
        const [cost, out] = [costOf(problem, solution), outOf(problem, solution)];
        const before = [...solution.arcFlow.slice(deskArc)];
        balanceLeafFlow(problem, solution);
        expect(isFlow(problem, solution)).toBe(true);
        expect([costOf(problem, solution), outOf(problem, solution)]).toEqual([cost, out]);
        expect([...solution.arcFlow.slice(deskArc)]).toEqual(bestLoads(problem, cost, out, before));
      }),
      { numRuns: 1_000 },
    );
  });
});
