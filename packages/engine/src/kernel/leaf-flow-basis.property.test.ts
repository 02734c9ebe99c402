import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLeafProblem } from '../testing/arbitrary-leaf-problem.ts';
import { type Basis, flowsOf, NONE, PRICE_ARC, shiftArc, shiftLeaf } from './leaf-flow-basis.ts';
import { dearestPathOf } from './leaf-flow-bound.ts';
import type { LeafFlowProblem } from './leaf-flow-problem.ts';
import { startingBasis } from './leaf-flow-start.ts';
import { faultsOf } from './testing/leaf-problems.ts';

const at = (values: ArrayLike<number>, index: number): number => values[index] as number;

/** Everything that may enter. */
function promising(problem: LeafFlowProblem, { option, state, tree: { potential } }: Basis): readonly { pivot: (basis: Basis) => void }[] {
  const { supply, start, optionHead, optionCost, tail, head, cost } = problem;
  const priceOf = (k: number): number => at(optionCost, k) - at(potential, at(optionHead, k));
  const leaves = Array.from(supply).flatMap((amount, leaf) =>
    Array.from({ length: amount === 0 ? 0 : at(start, leaf + 1) - at(start, leaf) }, (_, index) => at(start, leaf) + index)
      .map((k) => ({ k, reduced: priceOf(k) - priceOf(at(option, leaf)) }))
      .filter(({ reduced }) => reduced < 0)
      .map(({ k, reduced }) => ({ pivot: (basis: Basis) => shiftLeaf(problem, basis, leaf, k, reduced) })),
  );
  const arcs = Array.from(tail, (node, arc) => ({
    arc,
    reduced: at(state, arc) * (at(cost, arc) + at(potential, node) - at(potential, at(head, arc))),
  }))
    .filter(({ reduced }) => reduced < 0)
    .map(({ arc, reduced }) => ({ pivot: (basis: Basis) => shiftArc(problem, basis, arc, reduced) }));
  return [...leaves, ...arcs];
}

/** What must hold of the tree after each pivot: see the invariants of `leafFlow`. */
function brokenInvariants(problem: LeafFlowProblem, { tree, leafOf, nodeOf, option }: Basis): readonly string[] {
  const { nodeCount, sink, tail, head, cost, optionHead, optionCost } = problem;
  const broken: string[] = [];
  const nodes = Array.from(leafOf.keys()).filter((node) => node < nodeCount || leafOf[node] !== NONE);
  const descendants = new Array<number>(leafOf.length).fill(0);
  const priceOf = (k: number): number => at(optionCost, k) - at(tree.potential, at(optionHead, k));
  for (const node of nodes) {
    let steps = 0;
    for (let above = node; above !== NONE && steps <= nodes.length; above = at(tree.parent, above), steps++) {
      descendants[above] = at(descendants, above) + 1;
    }
    if (steps > nodes.length) return ['the tree has a cycle'];
    if (node === sink) continue;
    const arc = at(tree.parentArc, node);
    const parent = at(tree.parent, node);
    if (at(tree.roomUp, node) <= 0) broken.push(`node ${node} can send nothing up`);
    if (at(tree.roomDown, node) < 0) broken.push(`node ${node} sends up less than nothing`);
    const leafNode = node >= nodeCount ? node : parent >= nodeCount ? parent : NONE;
    if (leafNode !== NONE) {
      const leaf = at(leafOf, leafNode);
      if (at(nodeOf, leaf) !== leafNode) broken.push(`leaf ${leaf} does not know its node`);
      if (priceOf(arc - tail.length) !== priceOf(at(option, leaf))) broken.push(`leaf ${leaf} has basic options of different prices`);
      if (tree.firstChild[leafNode] === NONE) broken.push(`leaf ${leaf} is explicit without need`);
    } else if (arc !== PRICE_ARC && at(cost, arc) + at(tree.potential, at(tail, arc)) !== at(tree.potential, at(head, arc))) {
      broken.push(`arc ${arc} is in the tree with a reduced cost`);
    }
  }
  for (const node of nodes) if (descendants[node] !== tree.size[node]) broken.push(`node ${node} has the wrong size`);
  return broken;
}

describe('a basis', () => {
  it('stays a strongly feasible tree whatever enters, and ends at the optimum', () => {
    const prices = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 6, maxLength: 6 });
    const wishes = fc.array(fc.nat({ max: 4 }), { minLength: 7, maxLength: 7 });
    const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(anyLeafProblem, fc.option(fc.tuple(prices, wishes), { nil: undefined }), choices, (problem, given, places) => {
        const start = given && {
          potential: Float64Array.from(given[0]),
          option: Int32Array.from(problem.supply, (_, leaf) => at(problem.start, leaf) + at(given[1], leaf)),
        };
        const basis = startingBasis(problem, dearestPathOf(problem), start);
        expect(brokenInvariants(problem, basis)).toEqual([]);
        for (let pivots = 0; ; pivots++) {
          const entering = promising(problem, basis);
          if (entering.length === 0) break;
          entering[at(places, pivots % places.length) % entering.length]?.pivot(basis);
          expect(brokenInvariants(problem, basis)).toEqual([]);
          expect(pivots).toBeLessThan(10_000);
        }
        const potential = basis.tree.potential.slice(0, problem.nodeCount);
        expect(faultsOf(problem, { ...flowsOf(problem, basis), potential })).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
