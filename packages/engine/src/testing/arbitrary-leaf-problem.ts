import fc from 'fast-check';
import type { LeafFlowProblem } from '../kernel/leaf-flow-problem.ts';
import { leafProblem } from '../kernel/testing/leaf-problems.ts';

/**
 * Small networks of every kind: loops, parallel and antiparallel arcs, negative costs and cycles, parts that no arc connects, capacities and
 * supplies of zero, several options to one head, costs that tie, and seats for which many leaves contend.
 */
export const anyLeafProblem: fc.Arbitrary<LeafFlowProblem> = fc.integer({ min: 1, max: 6 }).chain((nodeCount) => {
  const node = fc.nat({ max: nodeCount - 1 });
  const cost = fc.integer({ min: -3, max: 6 });
  const arc = fc.record({ tail: node, head: node, capacity: fc.nat({ max: 5 }), cost });
  return node.chain((sink) => {
    const out = fc.record({ head: fc.constant(sink), cost: fc.integer({ min: 0, max: 12 }) });
    const option = fc.record({ head: node, cost });
    const leaf = fc.record({
      supply: fc.nat({ max: 5 }),
      options: fc.tuple(fc.array(option, { maxLength: 4 }), out, fc.nat()).map(([others, way, place]) => {
        const at = place % (others.length + 1);
        return [...others.slice(0, at), way, ...others.slice(at)];
      }),
    });
    return fc
      .tuple(fc.array(arc, { maxLength: 14 }), fc.array(leaf, { maxLength: 7 }))
      .map(([arcs, leaves]) => leafProblem(nodeCount, sink, arcs, leaves));
  });
});
