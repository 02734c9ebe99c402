import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addArc, augment, createNetwork, type FlowNetwork, flowOn, send } from './max-flow.ts';

type Arc = { readonly tail: number; readonly head: number; readonly capacity: number };

/** Dense little networks, with parallel and antiparallel arcs, loops, and nodes that lead nowhere. Node 0 is the source, 1 the sink. */
const networks = fc.integer({ min: 2, max: 8 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    arcs: fc.array(fc.record({ tail: fc.nat({ max: nodes - 1 }), head: fc.nat({ max: nodes - 1 }), capacity: fc.nat({ max: 9 }) }), {
      maxLength: 24,
    }),
  }),
);

const build = (nodes: number, arcs: readonly Arc[]): { network: FlowNetwork; indexes: number[] } => {
  const network = createNetwork(nodes, arcs.length);
  return { network, indexes: arcs.map((arc) => addArc(network, arc.tail, arc.head, arc.capacity)) };
};

/** The least capacity of any cut between source and sink, by trying every set of nodes. */
function leastCut(nodes: number, arcs: readonly Arc[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 1 << nodes; set++) {
    const inside = (node: number): boolean => (set & (1 << node)) !== 0;
    if (!inside(0) || inside(1)) continue;
    least = Math.min(
      least,
      arcs.reduce((sum, arc) => sum + (inside(arc.tail) && !inside(arc.head) ? arc.capacity : 0), 0),
    );
  }
  return least;
}

function expectFlow(nodes: number, arcs: readonly Arc[], network: FlowNetwork, indexes: readonly number[], value: number): void {
  const excess = new Array<number>(nodes).fill(0);
  arcs.forEach(({ tail, head, capacity }, index) => {
    const flow = flowOn(network, indexes[index] as number);
    expect(flow).toBeGreaterThanOrEqual(0);
    expect(flow).toBeLessThanOrEqual(capacity);
    excess[tail] = (excess[tail] as number) - flow;
    excess[head] = (excess[head] as number) + flow;
  });
  expect(excess[1]).toBe(value);
  expect(excess.slice(2).every((sum) => sum === 0)).toBe(true);
}

describe('augment', () => {
  it('reaches the value of the least cut with a feasible flow', () => {
    fc.assert(
      fc.property(networks, ({ nodes, arcs }) => {
        const { network, indexes } = build(nodes, arcs);
        const value = augment(network, 0, 1);
        expect(value).toBe(leastCut(nodes, arcs));
        expectFlow(nodes, arcs, network, indexes, value);
      }),
      { numRuns: 500 },
    );
  });

  it('goes on from where it stands when capacity is opened, and takes nothing off an arc that leaves the source', () => {
    fc.assert(
      fc.property(networks, fc.nat({ max: 9 }), ({ nodes, arcs }, more) => {
        const { network, indexes } = build(nodes, arcs);
        const first = augment(network, 0, 1);
        const fromSource = arcs.flatMap((arc, index) => (arc.tail === 0 && arc.head !== 0 ? [indexes[index] as number] : []));
        const before = fromSource.map((arc) => flowOn(network, arc));
        const opened = fromSource[0];
        if (opened !== undefined) network.residual[opened] = (network.residual[opened] as number) + more;
        const wider = arcs.map((arc, index) => (indexes[index] === opened ? { ...arc, capacity: arc.capacity + more } : arc));
        const second = augment(network, 0, 1);
        expect(first + second).toBe(leastCut(nodes, wider));
        expect(fromSource.every((arc, index) => flowOn(network, arc) >= (before[index] as number))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps a flow that was sent by hand, and improves it', () => {
    const { network, indexes } = build(4, [
      { tail: 0, head: 2, capacity: 1 },
      { tail: 0, head: 3, capacity: 1 },
      { tail: 2, head: 1, capacity: 1 },
      { tail: 2, head: 3, capacity: 1 },
      { tail: 3, head: 1, capacity: 1 },
    ]);
    for (const arc of [0, 3, 4]) send(network, indexes[arc] as number, 1);
    expect(augment(network, 0, 1)).toBe(1);
    expect(indexes.map((arc) => flowOn(network, arc))).toEqual([1, 1, 1, 0, 1]);
  });
});
