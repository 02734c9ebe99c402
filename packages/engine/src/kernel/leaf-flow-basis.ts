import type { LeafFlowProblem } from './leaf-flow-problem.ts';
import { type BasisTree, type Cycle, closeCycle, drop, hang, hasChildren, pushAround, rehang } from './leaf-flow-tree.ts';

/** See `leafFlow`. The tree's arcs are numbered: arcs of the core first, then options, and PRICE_ARC for all price arcs. */
export type Basis = {
  readonly tree: BasisTree;
  readonly cycle: Cycle;
  /** For each leaf an option that is in the basis; its only one, with all its supply, while the leaf is implicit. */
  readonly option: Int32Array;
  /** For each leaf its node in the tree; NONE while it is implicit. */
  readonly nodeOf: Int32Array;
  /** For each node from nodeCount on the leaf that it stands for. */
  readonly leafOf: Int32Array;
  /** Nodes that stand for no leaf, and how many of them there are. */
  readonly spare: Int32Array;
  spareCount: number;
  /** Of each arc: EMPTY, FULL, or AWAY for those in the tree and those without capacity. */
  readonly state: Int8Array;
};

export const NONE = -1;
export const PRICE_ARC = -1;
export const EMPTY = 1;
export const AWAY = 0;
export const FULL = -1;
/** The capacity of an option: more than all supplies together. */
export const UNBOUNDED = 2 ** 31;

/** Lets an option enter: a move where nothing blocks before the whole supply has moved, else an exchange in the tree. */
export function shiftLeaf(problem: LeafFlowProblem, basis: Basis, leaf: number, entered: number, reduced: number): void {
  const { optionHead, supply } = problem;
  const { tree, option, nodeOf, cycle } = basis;
  const to = optionHead[entered] as number;
  let from = nodeOf[leaf] as number;
  if (from === NONE) {
    const head = optionHead[option[leaf] as number] as number;
    closeCycle(tree, head, to, supply[leaf] as number, cycle);
    if (cycle.leaving === NONE) {
      pushAround(tree, head, to, cycle);
      option[leaf] = entered;
      return;
    }
    from = makeExplicit(problem, basis, leaf);
  } else closeCycle(tree, from, to, UNBOUNDED, cycle);
  pushAround(tree, from, to, cycle);
  exchange(problem, basis, from, to, problem.tail.length + entered, UNBOUNDED, reduced);
}

/** Lets an arc of the core enter; one that fills or empties before anything else blocks only changes its state. */
export function shiftArc(problem: LeafFlowProblem, basis: Basis, arc: number, reduced: number): void {
  const { tail, head, capacity } = problem;
  const { state, tree, cycle } = basis;
  const isFull = state[arc] === FULL;
  const from = (isFull ? head[arc] : tail[arc]) as number;
  const to = (isFull ? tail[arc] : head[arc]) as number;
  const limit = capacity[arc] as number;
  closeCycle(tree, from, to, limit, cycle);
  pushAround(tree, from, to, cycle);
  state[arc] = cycle.leaving !== NONE ? AWAY : isFull ? EMPTY : FULL;
  if (cycle.leaving !== NONE) exchange(problem, basis, from, to, arc, limit, reduced);
}

/** Gives a leaf a node in the tree, below the head of its one option. */
export function makeExplicit(problem: LeafFlowProblem, basis: Basis, leaf: number): number {
  const { tree, option, nodeOf, leafOf, spare } = basis;
  const node = spare[--basis.spareCount] as number;
  const chosen = option[leaf] as number;
  const flow = problem.supply[leaf] as number;
  nodeOf[leaf] = node;
  leafOf[node] = leaf;
  hang(tree, node, problem.optionHead[chosen] as number, problem.tail.length + chosen, UNBOUNDED - flow, flow);
  return node;
}

/** Puts an arc from `from` to `to`, after the flow around its cycle, in the place of the one that blocked. */
function exchange(problem: LeafFlowProblem, basis: Basis, from: number, to: number, arc: number, limit: number, reduced: number): void {
  const { tree, cycle, state } = basis;
  const { leaving, amount, isOnFromSide } = cycle;
  const left = tree.parentArc[leaving] as number;
  const above = tree.parent[leaving] as number;
  if (isOnFromSide) rehang(tree, from, to, cycle, arc, limit - amount, amount, -reduced);
  else rehang(tree, to, from, cycle, arc, amount, limit - amount, reduced);
  if (left === PRICE_ARC) return;
  if (left >= problem.tail.length) makeImplicit(problem, basis, leaving >= problem.nodeCount ? leaving : above);
  else state[left] = (problem.tail[left] === leaving) === isOnFromSide ? EMPTY : FULL;
}

/** A leaf that has lost a basic option keeps its node only if more than one is left. */
function makeImplicit(problem: LeafFlowProblem, basis: Basis, node: number): void {
  const { tree, option, nodeOf, leafOf, spare } = basis;
  const leaf = leafOf[node] as number;
  option[leaf] = (tree.parentArc[node] as number) - problem.tail.length;
  if (hasChildren(tree, node)) return;
  drop(tree, node);
  nodeOf[leaf] = NONE;
  leafOf[node] = NONE;
  spare[basis.spareCount++] = node;
}

/** The flows of the basis, those of the tree rounded: see price arcs at `leafFlow`. */
export function flowsOf(
  { tail, capacity, nodeCount, supply, optionHead }: LeafFlowProblem,
  { tree, state, option, nodeOf, leafOf }: Basis,
): { arcFlow: Int32Array; optionFlow: Int32Array } {
  const arcCount = tail.length;
  const arcFlow = new Int32Array(arcCount);
  const optionFlow = new Int32Array(optionHead.length);
  for (let arc = 0; arc < arcCount; arc++) if (state[arc] === FULL) arcFlow[arc] = capacity[arc] as number;
  for (let leaf = 0; leaf < supply.length; leaf++) {
    if (nodeOf[leaf] === NONE) optionFlow[option[leaf] as number] = supply[leaf] as number;
  }
  for (let node = 0; node < leafOf.length; node++) {
    const isLeaf = node >= nodeCount;
    const arc = tree.parentArc[node] as number;
    if (arc === PRICE_ARC || (isLeaf && leafOf[node] === NONE)) continue;
    const goesUp = isLeaf || tail[arc] === node;
    const flow = Math.round((goesUp ? tree.roomDown[node] : tree.roomUp[node]) as number);
    if (arc < arcCount) arcFlow[arc] = flow;
    else optionFlow[arc - arcCount] = flow;
  }
  return { arcFlow, optionFlow };
}
