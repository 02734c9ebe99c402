import { describe, expect, it } from 'vitest';
import { leafFlow } from './leaf-flow.ts';
import type { LeafFlowProblem, LeafFlowSolution } from './leaf-flow-problem.ts';
import { type Arc, costOf, faultsOf, leafProblem } from './testing/leaf-problems.ts';

const WIDE = 2 ** 31 - 1;

function solve(problem: LeafFlowProblem, options: Parameters<typeof leafFlow>[1] = {}): LeafFlowSolution {
  const outcome = leafFlow(problem, options);
  if (outcome.status !== 'optimal') throw new Error(outcome.status);
  expect(faultsOf(problem, outcome)).toEqual([]);
  return outcome;
}

describe('leafFlow', () => {
  /** Node 0 is the sink, 1 a hub before desks 2 and 3; desk 2 is nearer and has two seats, desk 3 has one. */
  const doors: readonly Arc[] = [
    { tail: 1, head: 2, capacity: WIDE, cost: 1 },
    { tail: 1, head: 3, capacity: WIDE, cost: 5 },
    { tail: 2, head: 0, capacity: 2, cost: 0 },
    { tail: 3, head: 0, capacity: 1, cost: 0 },
  ];

  it('gives scarce seats to those for whom staying out is dearest, and tells what a seat is worth', () => {
    const problem = leafProblem(4, 0, doors, [
      {
        supply: 3,
        options: [
          { head: 0, cost: 100 },
          { head: 1, cost: 0 },
        ],
      },
      {
        supply: 1,
        options: [
          { head: 0, cost: 900 },
          { head: 1, cost: 0 },
        ],
      },
    ]);
    const { arcFlow, optionFlow, potential } = solve(problem);
    expect([...optionFlow]).toEqual([1, 2, 0, 1]);
    expect([...arcFlow]).toEqual([2, 1, 2, 1]);
    expect([...potential]).toEqual([0, -100, -99, -95]);
  });

  it('takes the whole supply of a leaf to the best place when there is room', () => {
    const problem = leafProblem(4, 0, doors, [
      {
        supply: 2,
        options: [
          { head: 1, cost: 0 },
          { head: 3, cost: 3 },
          { head: 0, cost: 50 },
        ],
      },
    ]);
    expect([...solve(problem).optionFlow]).toEqual([2, 0, 0]);
  });

  it('takes the cheapest of parallel options and leaves nobody at a hub without a way on', () => {
    const problem = leafProblem(
      3,
      0,
      [{ tail: 1, head: 0, capacity: 9, cost: 0 }],
      [
        {
          supply: 4,
          options: [
            { head: 1, cost: 7 },
            { head: 1, cost: 6 },
            { head: 2, cost: 0 },
            { head: 0, cost: 8 },
            { head: 0, cost: 9 },
          ],
        },
      ],
    );
    expect([...solve(problem).optionFlow]).toEqual([0, 4, 0, 0, 0]);
  });

  it('fills a cycle of negative cost even where nobody comes by', () => {
    const problem = leafProblem(
      3,
      0,
      [
        { tail: 1, head: 2, capacity: 5, cost: -2 },
        { tail: 2, head: 1, capacity: 3, cost: 1 },
        { tail: 1, head: 1, capacity: 4, cost: -1 },
      ],
      [],
    );
    expect([...solve(problem).arcFlow]).toEqual([3, 3, 4]);
  });

  it('lets go of the seats that yesterday gave beyond what is there today, one leaf in part', () => {
    const options = [
      { head: 0, cost: 1_000 },
      { head: 2, cost: 0 },
    ];
    const problem = leafProblem(4, 0, doors, [
      { supply: 1, options },
      { supply: 3, options },
      { supply: 2, options },
    ]);
    const { optionFlow, pivots } = solve(problem, { start: { potential: Float64Array.of(0, -4, -3, 0), option: Int32Array.of(1, 3, 5) } });
    expect([...optionFlow]).toEqual([0, 1, 2, 1, 2, 0]);
    expect(pivots).toBe(0);
  });

  it('keeps the prices of yesterday where they still hold', () => {
    const options = [
      { head: 0, cost: 1_000 },
      { head: 1, cost: 0 },
      { head: 2, cost: 0 },
    ];
    const problem = leafProblem(4, 0, doors, [{ supply: 2, options }]);
    const start = { potential: Float64Array.of(0, -5, -4, 0), option: Int32Array.of(2) };
    const { potential, pivots } = solve(problem, { start });
    expect([...potential]).toEqual([0, -5, -4, 0]);
    expect(pivots).toBe(0);
  });

  it('corrects the price of a full desk that its own arc to the sink rules out', () => {
    const options = [
      { head: 0, cost: 1_000 },
      { head: 2, cost: 0 },
    ];
    const problem = leafProblem(4, 0, doors, [{ supply: 2, options }]);
    const { potential, pivots } = solve(problem, { start: { potential: Float64Array.of(0, 9, 7, 0), option: Int32Array.of(1) } });
    expect([...potential]).toEqual([0, -1, 0, 0]);
    expect(pivots).toBe(0);
  });

  it('does the same work for the same problem every time', () => {
    const leaves = Array.from({ length: 40 }, (_, leaf) => ({
      supply: 1 + (leaf % 3),
      options: [
        { head: 0, cost: 100 + (leaf % 4) },
        { head: 1 + (leaf % 3), cost: leaf % 5 },
      ],
    }));
    const problem = leafProblem(4, 0, doors, leaves);
    expect(solve(problem)).toEqual(solve(problem));
  });

  it('has no answer where numbers would not stay exact', () => {
    const one = (cost: number, supply = 1): LeafFlowProblem => leafProblem(1, 0, [], [{ supply, options: [{ head: 0, cost }] }]);
    expect(leafFlow(one(2 ** 50)).status).toBe('tooLarge');
    expect(leafFlow(one(2 ** 50 - 1)).status).toBe('optimal');
    expect(leafFlow(one(1), { dearestPath: 2 ** 50 }).status).toBe('tooLarge');
    expect(leafFlow(leafProblem(2, 0, [{ tail: 1, head: 0, capacity: 1, cost: -(2 ** 50) }], [])).status).toBe('tooLarge');
    expect(leafFlow({ ...one(1), nodeCount: 2 ** 20 }).status).toBe('tooLarge');
    const half = { supply: 2 ** 30, options: [{ head: 0, cost: 1 }] };
    expect(leafFlow(leafProblem(1, 0, [], [half, half])).status).toBe('tooLarge');
    expect(leafFlow(leafProblem(1, 0, [], [half])).status).toBe('optimal');
  });

  it('refuses a leaf that cannot stay out', () => {
    const problem = leafProblem(2, 0, [{ tail: 1, head: 0, capacity: 9, cost: 0 }], [{ supply: 1, options: [{ head: 1, cost: 0 }] }]);
    expect(() => leafFlow(problem)).toThrow('invariant: every leaf has an option to the sink');
  });
});

describe('faultsOf', () => {
  const problem = leafProblem(
    3,
    0,
    [
      { tail: 1, head: 0, capacity: 1, cost: 0 },
      { tail: 2, head: 0, capacity: 2, cost: 0 },
    ],
    [
      {
        supply: 3,
        options: [
          { head: 0, cost: 9 },
          { head: 1, cost: 1 },
          { head: 2, cost: 4 },
        ],
      },
    ],
  );
  const honest = { arcFlow: Int32Array.of(1, 2), optionFlow: Int32Array.of(0, 1, 2), potential: Float64Array.of(0, -3, 0) };

  it('accepts the best flow with its prices', () => {
    expect(faultsOf(problem, honest)).toEqual([]);
    expect(costOf(problem, honest)).toBe(9);
  });

  it.each([
    ['a unit left out that has a seat', { ...honest, arcFlow: Int32Array.of(1, 1), optionFlow: Int32Array.of(1, 1, 1) }],
    ['a unit at the dearer desk', { ...honest, arcFlow: Int32Array.of(0, 2), optionFlow: Int32Array.of(1, 0, 2) }],
    ['a seat too many', { ...honest, arcFlow: Int32Array.of(2, 1), optionFlow: Int32Array.of(0, 2, 1) }],
    ['a unit that vanishes', { ...honest, optionFlow: Int32Array.of(0, 1, 1) }],
    ['a unit that stays on the way', { ...honest, arcFlow: Int32Array.of(0, 2) }],
    ['a price one too low', { ...honest, potential: Float64Array.of(0, -2, 0) }],
    ['a price one too high', { ...honest, potential: Float64Array.of(0, -4, 0) }],
    ['a price of a desk that is not full', { ...honest, arcFlow: Int32Array.of(1, 2), potential: Float64Array.of(0, -3, 1) }],
    ['a price of the sink', { ...honest, potential: Float64Array.of(1, -2, 1) }],
  ])('finds %s', (_, dishonest) => {
    expect(faultsOf(problem, dishonest)).not.toEqual([]);
  });
});
