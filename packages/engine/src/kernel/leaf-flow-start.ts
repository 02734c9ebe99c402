import { AWAY, type Basis, EMPTY, FULL, makeExplicit, NONE, PRICE_ARC, UNBOUNDED } from './leaf-flow-basis.ts';
import type { LeafFlowProblem, LeafFlowStart } from './leaf-flow-problem.ts';
import { emptyTree, hang } from './leaf-flow-tree.ts';

/**
 * How much of a unit a price arc takes: so little that all of them together, fewer than 2^20, take less than half a unit; and flows below
 * 2^31 with such fractions are exact in a double.
 */
const PRICE_ROOM = 2 ** -21;

/**
 * A strongly feasible basis in which each leaf has its supply on the option given, as far as there is room, and the rest is out; and each
 * node has the price given, as far as its own arcs to the sink allow that. Without a start everything is out, and nodes that no arc with
 * room connects with the sink are dearer than any path.
 */
export function startingBasis(problem: LeafFlowProblem, dearestPath: number, start?: LeafFlowStart): Basis {
  const { nodeCount, supply, capacity } = problem;
  const basis: Basis = {
    tree: emptyTree(2 * nodeCount),
    cycle: { apex: NONE, amount: 0, leaving: NONE, isOnFromSide: false },
    option: new Int32Array(supply.length),
    nodeOf: new Int32Array(supply.length).fill(NONE),
    leafOf: new Int32Array(2 * nodeCount).fill(NONE),
    spare: Int32Array.from({ length: nodeCount }, (_, index) => 2 * nodeCount - 1 - index),
    spareCount: nodeCount,
    state: new Int8Array(capacity.length),
  };
  for (let arc = 0; arc < capacity.length; arc++) basis.state[arc] = capacity[arc] === 0 ? AWAY : EMPTY;
  const prices = new Float64Array(nodeCount).fill(-dearestPath);
  for (let node = 0; start !== undefined && node < nodeCount; node++) {
    const given = Math.round(start.potential[node] ?? Number.NaN);
    if (Math.abs(given) <= dearestPath) prices[node] = given;
  }
  const exits = exitsOf(problem);
  const load = placeLeaves(problem, basis, exits, start?.option);
  hangByExits(problem, basis, exits, load, prices);
  hangByOtherArcs(problem, basis);
  for (let node = 0; node < nodeCount; node++) if (!isHung(problem, basis, node)) hangByPrice(problem, basis, node, prices[node] as number);
  return basis;
}

const isHung = ({ sink }: LeafFlowProblem, { tree }: Basis, node: number): boolean => node === sink || tree.parent[node] !== NONE;

function hangByPrice({ sink }: LeafFlowProblem, { tree }: Basis, node: number, potential: number): void {
  tree.potential[node] = potential;
  hang(tree, node, sink, PRICE_ARC, PRICE_ROOM, 0);
}

function hangByArc({ head, capacity, cost }: LeafFlowProblem, { tree, state }: Basis, node: number, arc: number, flow: number): void {
  const parent = head[arc] as number;
  state[arc] = AWAY;
  tree.potential[node] = (tree.potential[parent] as number) - (cost[arc] as number);
  hang(tree, node, parent, arc, (capacity[arc] as number) - flow, flow);
}

/** The arcs with room that lead straight to the sink, node by node, the cheapest first; and the room of each node's together. */
type Exits = { readonly arcs: readonly number[]; readonly room: Float64Array };

function exitsOf({ nodeCount, sink, tail, head, capacity, cost }: LeafFlowProblem): Exits {
  const arcs: number[] = [];
  const room = new Float64Array(nodeCount);
  for (let arc = 0; arc < tail.length; arc++) {
    const node = tail[arc] as number;
    if (head[arc] !== sink || node === sink || capacity[arc] === 0) continue;
    arcs.push(arc);
    room[node] = (room[node] as number) + (capacity[arc] as number);
  }
  const by = (values: Int32Array | Float64Array, a: number, b: number): number => (values[a] as number) - (values[b] as number);
  arcs.sort((a, b) => by(tail, a, b) || by(cost, a, b) || a - b);
  return { arcs, room };
}

/**
 * Puts leaves on the options wished for, one after the other, until the room of a node is used up; the leaf that no longer fits as a whole
 * is split, and holds its node in the tree. Returns how much each node has got.
 */
function placeLeaves(problem: LeafFlowProblem, basis: Basis, { room }: Exits, wishes: Int32Array | undefined): Float64Array {
  const { supply, start, optionHead, sink, nodeCount } = problem;
  const load = new Float64Array(nodeCount);
  for (let leaf = 0; leaf < supply.length; leaf++) {
    basis.option[leaf] = cheapestWayOut(problem, leaf);
    const wish = wishes?.[leaf] ?? NONE;
    const amount = supply[leaf] as number;
    if (wish < (start[leaf] as number) || wish >= (start[leaf + 1] as number)) continue;
    const node = optionHead[wish] as number;
    const left = (room[node] as number) - (load[node] as number);
    if (node === sink || amount <= left) basis.option[leaf] = wish;
    else if (left > 0) splitLeaf(problem, basis, leaf, wish, left);
    if (node !== sink) load[node] = (load[node] as number) + Math.min(amount, left);
  }
  return load;
}

function cheapestWayOut({ start, optionHead, optionCost, sink }: LeafFlowProblem, leaf: number): number {
  let out = NONE;
  const last = start[leaf + 1] as number;
  for (let k = start[leaf] as number; k < last; k++) {
    if (optionHead[k] === sink && (out === NONE || (optionCost[k] as number) < (optionCost[out] as number))) out = k;
  }
  if (out === NONE) throw new Error('invariant: every leaf has an option to the sink');
  return out;
}

/** Below the sink by its way out, and above the node that takes only `kept` of it. */
function splitLeaf(problem: LeafFlowProblem, basis: Basis, leaf: number, wish: number, kept: number): void {
  const { optionHead, optionCost, supply, tail } = problem;
  const { tree, option } = basis;
  const out = option[leaf] as number;
  const rest = (supply[leaf] as number) - kept;
  const below = optionHead[wish] as number;
  const node = makeExplicit(problem, basis, leaf);
  tree.roomUp[node] = UNBOUNDED - rest;
  tree.roomDown[node] = rest;
  tree.potential[below] = (optionCost[wish] as number) - (optionCost[out] as number);
  hang(tree, below, node, tail.length + wish, kept, UNBOUNDED - kept);
}

/**
 * Fills each node's arcs to the sink, the cheapest first, and hangs the node by the first that is not full; where none is begun but not
 * full, a price between that of the last full arc and that of the next is as good, and the given one is kept.
 */
function hangByExits(problem: LeafFlowProblem, basis: Basis, { arcs }: Exits, load: Float64Array, prices: Float64Array): void {
  const { tail, cost, capacity } = problem;
  for (let at = 0; at < arcs.length; ) {
    const node = tail[arcs[at] as number] as number;
    let left = load[node] as number;
    let highest = Number.POSITIVE_INFINITY;
    let open = NONE;
    for (; at < arcs.length && tail[arcs[at] as number] === node; at++) {
      const arc = arcs[at] as number;
      if (open !== NONE) continue;
      if (left < (capacity[arc] as number)) open = arc;
      else {
        basis.state[arc] = FULL;
        left -= capacity[arc] as number;
        highest = -(cost[arc] as number);
      }
    }
    const price = Math.min(prices[node] as number, highest);
    const isBegun = left > 0 || highest === Number.POSITIVE_INFINITY;
    if (open !== NONE && (isBegun || price <= -(cost[open] as number))) hangByArc(problem, basis, node, open, left);
    else if (!isHung(problem, basis, node)) hangByPrice(problem, basis, node, price);
  }
}

/** Hangs what is left by the arc that makes it cheapest, first what leads to a node with an arc to the sink, then what leads there, and so on. */
function hangByOtherArcs(problem: LeafFlowProblem, basis: Basis): void {
  const { nodeCount, tail, head, capacity, cost } = problem;
  const { potential } = basis.tree;
  const best = new Int32Array(nodeCount);
  const most = new Float64Array(nodeCount);
  for (let isGrowing = true; isGrowing; ) {
    isGrowing = false;
    best.fill(NONE);
    for (let arc = 0; arc < tail.length; arc++) {
      const node = tail[arc] as number;
      const to = head[arc] as number;
      if (capacity[arc] === 0 || isHung(problem, basis, node) || !isHung(problem, basis, to)) continue;
      const reached = (potential[to] as number) - (cost[arc] as number);
      if (best[node] !== NONE && reached <= (most[node] as number)) continue;
      best[node] = arc;
      most[node] = reached;
    }
    for (let node = 0; node < nodeCount; node++) {
      if (best[node] === NONE) continue;
      hangByArc(problem, basis, node, best[node] as number, 0);
      isGrowing = true;
    }
  }
}
