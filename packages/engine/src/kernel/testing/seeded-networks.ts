import type { FlowProblem } from '../network-simplex.ts';

/**
 * Seeded networks in the manner of the generators that the literature measures with, each of one kind of difficulty. Equal arguments, equal
 * network. Supplies and capacities are such that there always is a flow.
 */

/**
 * After NETGEN (D. Klingman, A. Napier, J. Stutz, 1974): `sources` nodes send to `sinks` nodes. A skeleton of chains from every source over
 * all transit nodes to some sinks is wide enough for everything; the other arcs lie anywhere and are narrow.
 */
export function sprinkledNetwork({ nodes, arcs, seed }: { nodes: number; arcs: number; seed: number }): FlowProblem {
  const random = seededInteger(seed);
  const terminals = Math.max(1, Math.round(Math.sqrt(nodes)));
  const each = 1_000;
  const network = networkOf(nodes);
  const chainEnd = Array.from({ length: terminals }, (_, source) => source);
  const firstSink = nodes - terminals;
  const cost = (): number => 1 + random(10_000);
  for (let node = terminals; node < firstSink; node++) {
    const chain = random(terminals);
    network.add(chainEnd[chain] as number, node, each, cost());
    chainEnd[chain] = node;
  }
  for (let source = 0; source < terminals; source++) {
    network.send(source, firstSink + source, each);
    network.add(chainEnd[source] as number, firstSink + source, each, cost());
    network.add(chainEnd[source] as number, firstSink + random(terminals), each, cost());
  }
  while (network.count() < arcs) {
    const from = random(firstSink);
    const to = terminals + random(nodes - terminals);
    if (from !== to) network.add(from, to, 1 + random(1_000), cost());
  }
  return network.problem();
}

/**
 * After GRIDGEN (Y. Lee, J. Orlin, 1991): a grid, sent through from its left side to its right. Arcs to the right are wide enough for the
 * supply of their row, those up and down are narrow; `degree` arcs leave each node on average, the ones beyond the grid's own anywhere.
 */
export function gridNetwork({ width, height, degree, seed }: { width: number; height: number; degree: number; seed: number }): FlowProblem {
  const random = seededInteger(seed);
  const network = networkOf(width * height);
  const at = (column: number, row: number): number => column * height + row;
  const each = 200;
  for (let row = 0; row < height; row++) network.send(at(0, row), at(width - 1, row), each);
  for (let column = 0; column < width; column++) {
    for (let row = 0; row < height; row++) {
      if (column + 1 < width) network.add(at(column, row), at(column + 1, row), each + random(1_000), 1 + random(10_000));
      if (row > 0) network.add(at(column, row), at(column, row - 1), 1 + random(1_000), 1 + random(10_000));
      if (row + 1 < height) network.add(at(column, row), at(column, row + 1), 1 + random(1_000), 1 + random(10_000));
    }
  }
  while (network.count() < degree * width * height) {
    network.add(random(width * height), random(width * height), 1 + random(1_000), 1 + random(10_000));
  }
  return network.problem();
}

/**
 * After GOTO (A. Goldberg, "grid on torus"): one source, one sink; arcs lead a few steps onwards round a torus, and the farther one leads,
 * the wider it is and the dearer, so that short and long ways must be mixed.
 */
export function torusNetwork({ nodes, degree, seed }: { nodes: number; degree: number; seed: number }): FlowProblem {
  const random = seededInteger(seed);
  const network = networkOf(nodes);
  const side = Math.max(2, Math.round(Math.sqrt(nodes)));
  const supply = 10_000;
  network.send(0, nodes - 1, supply);
  for (let node = 0; node < nodes; node++) {
    if (node + 1 < nodes) network.add(node, node + 1, supply, 100_000);
    for (let arc = 1; arc < degree; arc++) {
      const columns = random(degree);
      const rows = 1 + random(3);
      const steps = columns * side + rows;
      network.add(node, (node + steps) % nodes, 1 + random(20 * (columns + 1)), 1 + random(100 * steps));
    }
  }
  return network.problem();
}

/** Everyone to one place each, all pairs allowed, costs 1 to 100 as in J. Beasley's assignment problems (OR-Library). */
export function assignmentNetwork({ pairs, seed }: { pairs: number; seed: number }): FlowProblem {
  const random = seededInteger(seed);
  const network = networkOf(2 * pairs);
  for (let from = 0; from < pairs; from++) {
    network.send(from, pairs + from, 1);
    for (let to = 0; to < pairs; to++) network.add(from, pairs + to, 1, 1 + random(100));
  }
  return network.problem();
}

/** Few factories, many shops: every factory delivers to every shop, uncapacitated. */
export function transportNetwork({ factories, shops, seed }: { factories: number; shops: number; seed: number }): FlowProblem {
  const random = seededInteger(seed);
  const network = networkOf(factories + shops);
  for (let shop = 0; shop < shops; shop++) {
    network.send(random(factories), factories + shop, 1 + random(100));
    for (let factory = 0; factory < factories; factory++) network.add(factory, factories + shop, 100 * shops, 1 + random(1_000));
  }
  return network.problem();
}

function networkOf(nodeCount: number) {
  const supply = new Float64Array(nodeCount);
  const tail: number[] = [];
  const head: number[] = [];
  const capacity: number[] = [];
  const cost: number[] = [];
  return {
    count: () => tail.length,
    add: (from: number, to: number, room: number, price: number): void => {
      tail.push(from);
      head.push(to);
      capacity.push(room);
      cost.push(price);
    },
    send: (from: number, to: number, amount: number): void => {
      supply[from] = (supply[from] as number) + amount;
      supply[to] = (supply[to] as number) - amount;
    },
    problem: (): FlowProblem => ({
      nodeCount,
      tail: Int32Array.from(tail),
      head: Int32Array.from(head),
      capacity: Int32Array.from(capacity),
      cost: Float64Array.from(cost),
      supply,
    }),
  };
}

/** Integers from 0 up to a bound, the same ones for the same seed: S. Vigna's SplitMix, in 32 bits. */
function seededInteger(seed: number): (bound: number) => number {
  let state = seed | 0;
  return (bound) => {
    state = (state + 0x9e3779b9) | 0;
    let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return Math.floor((((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32) * bound);
  };
}
