import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLeafProblem } from '../testing/arbitrary-leaf-problem.ts';
import { type LeafFlowOutcome, leafFlow } from './leaf-flow.ts';
import type { LeafFlowProblem, LeafFlowSolution, LeafFlowStart } from './leaf-flow-problem.ts';
import { minimumCostFlow } from './network-simplex.ts';
import { type Arc, asFlowProblem, costOf, faultsOf, type Leaf, leafProblem } from './testing/leaf-problems.ts';

/**
 * The shape of a plan: options to hubs and out, hubs to desks, desks to the sink by one or two arcs, the second dearer; seats for about
 * half of what is sent, so that prices arise.
 */
type Plan = { readonly hubs: number; readonly desks: number; readonly arcs: readonly Arc[]; readonly leaves: readonly Leaf[] };
const SINK = 0;
const WIDE = 2 ** 31 - 1;
const planShape: fc.Arbitrary<Plan> = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([hubs, desks]) => {
  const hub = fc.integer({ min: 1, max: hubs });
  const desk = fc.integer({ min: hubs + 1, max: hubs + desks });
  const cost = fc.nat({ max: 9 });
  const door = fc.record({ tail: hub, head: desk, capacity: fc.constant(WIDE), cost });
  const seats = fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 3 }));
  const leaf = fc.record({
    supply: fc.nat({ max: 5 }),
    options: fc
      .tuple(fc.array(fc.record({ head: hub, cost }), { maxLength: 3 }), fc.constantFrom(100, 1000))
      .map(([options, tier]) => [{ head: SINK, cost: tier }, ...options]),
  });
  return fc
    .tuple(fc.array(door, { maxLength: 12 }), fc.array(seats, { minLength: desks, maxLength: desks }), fc.array(leaf, { maxLength: 9 }))
    .map(([doors, rooms, leaves]) => {
      const exits = rooms.flatMap(([first, second], index) => [
        { tail: hubs + 1 + index, head: SINK, capacity: first, cost: 0 },
        { tail: hubs + 1 + index, head: SINK, capacity: second, cost: 2 },
      ]);
      return { hubs, desks, arcs: [...doors, ...exits], leaves };
    });
});

const problemOf = ({ hubs, desks, arcs, leaves }: Plan): LeafFlowProblem => leafProblem(1 + hubs + desks, SINK, arcs, leaves);

function solved(outcome: LeafFlowOutcome): LeafFlowSolution {
  if (outcome.status !== 'optimal') throw new Error(outcome.status);
  return outcome;
}

/**
 * The plan of the next day, in which every leaf is one that yesterday used one desk or stayed out, and has an option straight to that desk,
 * `bonus` cheaper than its way there; and the option with which each begins.
 */
function nextDay(
  { arcs, leaves, ...core }: Plan,
  { optionFlow, arcFlow }: LeafFlowSolution,
  bonus: number,
): { plan: Plan; wishes: number[] } {
  const left = [...arcFlow];
  const pieces: Leaf[] = [];
  const wishes: number[] = [];
  let option = 0;
  let optionsBefore = 0;
  const add = (supply: number, options: Leaf['options'], wish: number): void => {
    pieces.push({ supply, options });
    wishes.push(optionsBefore + wish);
    optionsBefore += options.length;
  };
  for (const leaf of leaves) {
    for (const { head, cost } of leaf.options) {
      let flow = optionFlow[option++] as number;
      if (head === SINK) add(flow, leaf.options, 0);
      else {
        arcs.forEach((door, arc) => {
          const amount = door.tail === head ? Math.min(flow, left[arc] as number) : 0;
          if (amount === 0) return;
          left[arc] = (left[arc] as number) - amount;
          flow -= amount;
          add(amount, [...leaf.options, { head: door.head, cost: cost + door.cost - bonus }], leaf.options.length);
        });
      }
    }
  }
  return { plan: { ...core, arcs, leaves: pieces }, wishes };
}

describe('leafFlow', () => {
  it('finds what the generic solver finds, and proves it', () => {
    fc.assert(
      fc.property(fc.oneof(anyLeafProblem, planShape.map(problemOf)), (problem) => {
        const solution = solved(leafFlow(problem));
        expect(faultsOf(problem, solution)).toEqual([]);
        const general = minimumCostFlow(asFlowProblem(problem));
        if (general.status !== 'optimal') throw new Error(general.status);
        const arcCount = problem.tail.length;
        const expected = { arcFlow: general.flow.subarray(0, arcCount), optionFlow: general.flow.subarray(arcCount) };
        expect(costOf(problem, solution)).toBe(costOf(problem, expected));
      }),
      { numRuns: 4_000 },
    );
  });

  it('ends at the same cost from any prices and options, however wrong', () => {
    const price = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.constantFrom(Number.NaN, 1e300, -1e300, 0.5));
    const starts = fc.record({
      potential: fc.array(price, { maxLength: 11 }),
      option: fc.array(fc.integer({ min: -1, max: 40 }), { maxLength: 9 }),
    });
    fc.assert(
      fc.property(fc.oneof(anyLeafProblem, planShape.map(problemOf)), starts, (problem, { potential, option }) => {
        const start: LeafFlowStart = {
          potential: Float64Array.from({ length: problem.nodeCount }, (_, node) => potential[node] ?? 0),
          option: Int32Array.from(problem.supply, (_, leaf) => (problem.start[leaf] as number) + (option[leaf] ?? 0)),
        };
        const warm = solved(leafFlow(problem, { start }));
        expect(faultsOf(problem, warm)).toEqual([]);
        expect(costOf(problem, warm)).toBe(costOf(problem, solved(leafFlow(problem))));
      }),
      { numRuns: 4_000 },
    );
  });

  it('has nothing to do when the world has not changed', () => {
    fc.assert(
      fc.property(planShape, fc.nat({ max: 5 }), (plan, bonus) => {
        const yesterday = solved(leafFlow(problemOf(plan)));
        const today = nextDay(plan, yesterday, bonus);
        const problem = problemOf(today.plan);
        const option = Int32Array.from(today.wishes);
        const solution = solved(leafFlow(problem, { start: { potential: yesterday.potential, option } }));
        expect(solution.pivots).toBe(0);
        expect(faultsOf(problem, solution)).toEqual([]);
        option.forEach((wish, leaf) => {
          expect(solution.optionFlow[wish]).toBe(problem.supply[leaf]);
        });
        plan.arcs.forEach(({ head }, arc) => {
          expect(solution.arcFlow[arc]).toBe(head === SINK ? yesterday.arcFlow[arc] : 0);
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds the same from yesterday as from nothing when desks and leaves have come and gone', () => {
    const changes = fc.record({
      rooms: fc.array(fc.option(fc.nat({ max: 6 }), { nil: undefined }), { maxLength: 22 }),
      supplies: fc.array(fc.option(fc.nat({ max: 5 }), { nil: undefined }), { maxLength: 20 }),
      bonus: fc.nat({ max: 5 }),
    });
    fc.assert(
      fc.property(planShape, changes, planShape, (plan, { rooms, supplies, bonus }, other) => {
        const yesterday = solved(leafFlow(problemOf(plan)));
        const today = nextDay(plan, yesterday, bonus);
        const newcomers = other.leaves.filter((leaf) => leaf.options.every(({ head }) => head <= plan.hubs));
        const problem = problemOf({
          ...today.plan,
          arcs: plan.arcs.map((arc, index) => (arc.head === SINK ? { ...arc, capacity: rooms[index] ?? arc.capacity } : arc)),
          leaves: [...today.plan.leaves.map((leaf, index) => ({ ...leaf, supply: supplies[index] ?? leaf.supply })), ...newcomers],
        });
        const option = Int32Array.from(problem.supply, (_, leaf) => today.wishes[leaf] ?? (problem.start[leaf] as number));
        const warm = solved(leafFlow(problem, { start: { potential: yesterday.potential, option } }));
        expect(faultsOf(problem, warm)).toEqual([]);
        expect(costOf(problem, warm)).toBe(costOf(problem, solved(leafFlow(problem))));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('faultsOf', () => {
  it('finds each unit that goes astray', () => {
    fc.assert(
      fc.property(planShape, fc.nat(), fc.constantFrom(-1, 1), (plan, place, change) => {
        const problem = problemOf(plan);
        const solution = solved(leafFlow(problem));
        const options = solution.optionFlow.slice();
        const arcs = solution.arcFlow.slice();
        if (options.length > 0) options[place % options.length] = (options[place % options.length] as number) + change;
        arcs[place % arcs.length] = (arcs[place % arcs.length] as number) + change;
        if (options.length > 0) expect(faultsOf(problem, { ...solution, optionFlow: options })).not.toEqual([]);
        expect(faultsOf(problem, { ...solution, arcFlow: arcs })).not.toEqual([]);
      }),
    );
  });
});
