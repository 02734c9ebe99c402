/**
 * Minimum-cost flow by the primal network simplex method, in exact integers.
 *
 * Problem. A directed network; arc a from tail[a] to head[a] carries an integer flow between 0 and capacity[a] at cost[a] a unit;
 * supply[v] is what node v sends out (negative: takes in). Find a feasible flow of least total cost. Loops, parallel arcs and negative
 * costs are welcome: capacities are finite, so that a cycle of negative cost is used up, not followed for ever.
 *
 * Representation. A basis is a spanning tree, hung from an extra root that is joined to every node by an artificial arc: free from a node
 * that sends, dearer than any path of true arcs to a node that takes in. Arcs outside the tree are empty: one that is full is *turned*,
 * that is, it counts as an empty arc from its head to its tail at the opposite price. So an arc may enter when its reduced cost,
 * cost[a] + potential[tail] - potential[head], is negative, and nothing else need be known of it; `potential` makes the reduced cost of
 * every arc of the tree zero. Of an arc of the tree its lower node knows the room that is left upwards and downwards. A circular *thread*
 * runs through the nodes in preorder, so that a subtree is the stretch from its top to the last of its nodes; with the sizes of subtrees,
 * the apex of a cycle is found without marks.
 *
 * Pivots. Arcs are looked through block by block, about as many as the square root of their number at a time, and the one with the most
 * negative reduced cost in a block enters. They lie *mixed*, so that a block holds arcs of many tails. Then either the subtree below the
 * leaving arc or all the rest is shifted in price, whichever has fewer nodes.
 *
 * Invariants. The tree is strongly feasible: some flow can be sent from every node up to the root. The leaving arc is the last blocking one
 * on the cycle, counted from its apex along the flow, which keeps it so and excludes cycling.
 *
 * Limits. Sums stay exact in doubles as long as no path costs 2^50 or more and no supply times the number of nodes does; beyond that the
 * answer is `tooLarge`. Worst case exponential, in practice a small multiple of the number of arcs.
 *
 * Memory. 21 bytes an arc and 48 a node, beside the problem and the solution.
 *
 * Failure. `infeasible` when the supplies cannot be sent or do not sum to zero; never a hang.
 *
 * Reference. R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows", 1993, chapter 11; W. H. Cunningham, "A network simplex method",
 * 1976; P. Kovács, "Minimum-cost flow algorithms: an experimental evaluation", 2015.
 */
export type FlowProblem = {
  readonly nodeCount: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly capacity: Int32Array;
  readonly cost: Float64Array;
  readonly supply: Float64Array;
};

/** A flow on every arc, and potentials that prove it cheapest: see `isOptimal`. */
export type FlowSolution = { readonly flow: Int32Array; readonly potential: Float64Array };
export type FlowOutcome = ({ readonly status: 'optimal' } & FlowSolution) | { readonly status: 'infeasible' | 'tooLarge' };

const LIMIT = 2 ** 50;
const NONE = -1;

/**
 * @param dearestPath a bound on what a path without repeated nodes can cost; the solver's own bound is coarse, and a caller who knows the
 * network may know a lower one.
 */
export function minimumCostFlow(problem: FlowProblem, dearestPath: number = coarseBound(problem)): FlowOutcome {
  if (!(dearestPath + 1 < LIMIT) || !(largestIn(problem.supply) * problem.nodeCount < LIMIT)) return { status: 'tooLarge' };
  if (hasNegative(problem.capacity)) return { status: 'infeasible' };
  const arcs = mixedArcs(problem);
  const tree = startingTree(problem, 2 * (dearestPath + 1));
  for (const arc of cheapestArcsToTakers(problem, arcs)) if (reducedCost(arcs, tree, arc) < 0) pivot(arcs, tree, arc);
  const blockSize = Math.max(10, Math.ceil(Math.sqrt(arcs.tail.length)));
  const search = { block: 0, blockSize };
  for (let entering = enteringArc(arcs, tree, search); entering !== NONE; entering = enteringArc(arcs, tree, search)) {
    pivot(arcs, tree, entering);
  }
  return outcomeOf(problem, arcs, tree);
}

const coarseBound = ({ cost, nodeCount }: FlowProblem): number => largestIn(cost) * nodeCount;

function largestIn(amounts: Float64Array): number {
  let largest = 0;
  for (let place = 0; place < amounts.length; place++) largest = Math.max(largest, Math.abs(amounts[place] as number));
  return largest;
}

function hasNegative(amounts: Int32Array): boolean {
  for (let place = 0; place < amounts.length; place++) if ((amounts[place] as number) < 0) return true;
  return false;
}

/** The arcs in mixed order, as they are turned now. */
type Arcs = {
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly cost: Float64Array;
  readonly isTurned: Uint8Array;
  /** The place of each arc in the problem, where its capacity lies, too. */
  readonly origin: Int32Array;
  readonly capacity: Int32Array;
};

function mixedArcs({ tail, head, capacity, cost }: FlowProblem): Arcs {
  const count = tail.length;
  const stride = Math.max(10, Math.floor(Math.sqrt(count)));
  const arcs: Arcs = {
    tail: new Int32Array(count),
    head: new Int32Array(count),
    cost: new Float64Array(count),
    isTurned: new Uint8Array(count),
    origin: new Int32Array(count),
    capacity,
  };
  let arc = 0;
  for (let first = 0; first < stride; first++) {
    for (let origin = first; origin < count; origin += stride) {
      arcs.tail[arc] = tail[origin] as number;
      arcs.head[arc] = head[origin] as number;
      arcs.cost[arc] = cost[origin] as number;
      arcs.origin[arc] = origin;
      arc++;
    }
  }
  return arcs;
}

/** For each node; the last is the root. */
type Tree = {
  readonly potential: Float64Array;
  readonly parent: Int32Array;
  /** The arc to the parent; NONE for an artificial one. */
  readonly parentArc: Int32Array;
  /** What more can be sent over this arc to the parent, and from it. */
  readonly roomUp: Float64Array;
  readonly roomDown: Float64Array;
  /** The number of nodes in the subtree, and the last one of them on the thread. */
  readonly size: Int32Array;
  readonly last: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
};

/** Everything goes over the artificial arcs: from nodes that send to the root, from the root to nodes that take in. */
function startingTree({ nodeCount, supply }: FlowProblem, artificialCost: number): Tree {
  const root = nodeCount;
  const count = nodeCount + 1;
  const tree: Tree = {
    potential: new Float64Array(count),
    parent: new Int32Array(count).fill(root),
    parentArc: new Int32Array(count).fill(NONE),
    roomUp: new Float64Array(count),
    roomDown: new Float64Array(count),
    size: new Int32Array(count).fill(1),
    last: new Int32Array(count),
    next: new Int32Array(count),
    previous: new Int32Array(count),
  };
  for (let node = 0; node < count; node++) {
    tree.last[node] = node;
    tree.next[node] = node === root ? 0 : node + 1;
    tree.previous[node] = node === 0 ? root : node - 1;
  }
  for (let node = 0; node < nodeCount; node++) {
    const sent = supply[node] as number;
    tree.potential[node] = sent >= 0 ? 0 : artificialCost;
    tree.roomUp[node] = sent >= 0 ? Number.POSITIVE_INFINITY : -sent;
    tree.roomDown[node] = sent >= 0 ? sent : Number.POSITIVE_INFINITY;
  }
  tree.parent[root] = NONE;
  tree.size[root] = count;
  tree.last[root] = tree.previous[root] as number;
  return tree;
}

/** Good arcs to begin with: for each node that takes in, the cheapest arc into it. */
function cheapestArcsToTakers({ nodeCount, supply }: FlowProblem, { head, cost }: Arcs): Int32Array {
  const cheapest = new Int32Array(nodeCount).fill(NONE);
  const price = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
  for (let arc = 0; arc < head.length; arc++) {
    const node = head[arc] as number;
    if ((cost[arc] as number) >= (price[node] as number) || (supply[node] as number) >= 0) continue;
    price[node] = cost[arc] as number;
    cheapest[node] = arc;
  }
  return cheapest.filter((arc) => arc !== NONE);
}

const reducedCost = ({ tail, head, cost }: Arcs, { potential }: Tree, arc: number): number =>
  (cost[arc] as number) + (potential[tail[arc] as number] as number) - (potential[head[arc] as number] as number);

/** The arc that promises most in the next block that has one; NONE when no arc promises anything. */
function enteringArc({ tail, head, cost }: Arcs, { potential }: Tree, search: { block: number; readonly blockSize: number }): number {
  const arcCount = tail.length;
  const blockCount = Math.ceil(arcCount / search.blockSize);
  for (let seen = 0; seen < blockCount; seen++) {
    const first = search.block * search.blockSize;
    const end = Math.min(arcCount, first + search.blockSize);
    search.block = end === arcCount ? 0 : search.block + 1;
    let best = NONE;
    let most = 0;
    for (let arc = first; arc < end; arc++) {
      const reduced = (cost[arc] as number) + (potential[tail[arc] as number] as number) - (potential[head[arc] as number] as number);
      if (reduced < most) {
        most = reduced;
        best = arc;
      }
    }
    if (best !== NONE) return best;
  }
  return NONE;
}

/** Sends as much as possible around the cycle that the entering arc closes, and exchanges it for the arc that blocks. */
function pivot(arcs: Arcs, tree: Tree, entering: number): void {
  const { parent, parentArc, roomUp, roomDown, size } = tree;
  const from = arcs.tail[entering] as number;
  const to = arcs.head[entering] as number;
  const capacity = arcs.capacity[arcs.origin[entering] as number] as number;

  let amount = capacity;
  let amountBeyond = Number.POSITIVE_INFINITY;
  let blockingBefore = NONE;
  let blockingBeyond = NONE;
  let before = from;
  let beyond = to;
  while (before !== beyond) {
    if ((size[before] as number) < (size[beyond] as number)) {
      const room = roomDown[before] as number;
      if (room < amount) {
        amount = room;
        blockingBefore = before;
      }
      before = parent[before] as number;
    } else {
      const room = roomUp[beyond] as number;
      if (room <= amountBeyond) {
        amountBeyond = room;
        blockingBeyond = beyond;
      }
      beyond = parent[beyond] as number;
    }
  }
  const apex = before;
  const leavesBeyond = amountBeyond <= amount;
  if (leavesBeyond) amount = amountBeyond;

  if (amount > 0) {
    for (let node = from; node !== apex; node = parent[node] as number) {
      roomUp[node] = (roomUp[node] as number) + amount;
      roomDown[node] = (roomDown[node] as number) - amount;
    }
    for (let node = to; node !== apex; node = parent[node] as number) {
      roomUp[node] = (roomUp[node] as number) - amount;
      roomDown[node] = (roomDown[node] as number) + amount;
    }
  }
  const top = leavesBeyond ? blockingBeyond : blockingBefore;
  if (top === NONE) {
    turn(arcs, entering);
    return;
  }
  const leaving = parentArc[top] as number;
  if (leaving !== NONE && flowIn(arcs, tree, top) > 0) turn(arcs, leaving);

  const inside = leavesBeyond ? to : from;
  const outside = leavesBeyond ? from : to;
  const reduced = reducedCost(arcs, tree, entering);
  rethread(tree, inside, outside, top, apex);
  if (leavesBeyond) rehang(tree, inside, outside, top, entering, amount, capacity - amount);
  else rehang(tree, inside, outside, top, entering, capacity - amount, amount);
  shiftPrices(tree, inside, leavesBeyond ? reduced : -reduced);
}

/** The flow in the true arc above a node, as the arc is turned now. */
const flowIn = ({ tail }: Arcs, { parentArc, roomUp, roomDown }: Tree, node: number): number =>
  (tail[parentArc[node] as number] === node ? roomDown[node] : roomUp[node]) as number;

function turn({ tail, head, cost, isTurned }: Arcs, arc: number): void {
  const from = tail[arc] as number;
  tail[arc] = head[arc] as number;
  head[arc] = from;
  cost[arc] = -(cost[arc] as number);
  isTurned[arc] = 1 - (isTurned[arc] as number);
}

/** Moves the subtree of `top` below `outside`, with `inside` as its new top; `apex` is the lowest node above both. */
function rethread(tree: Tree, inside: number, outside: number, top: number, apex: number): void {
  const { parent, size, last, next, previous } = tree;
  const moved = size[top] as number;
  const above = parent[top] as number;
  const oldLast = last[top] as number;

  // From `inside` up to `top`, each node comes below its child: on the thread, after all that is below the child by now.
  let end = last[inside] as number;
  let childSize = 0;
  let childLast = NONE;
  let beforeChild = NONE;
  let afterChild = NONE;
  for (let node = inside; node !== above; node = parent[node] as number) {
    const nodeSize = size[node] as number;
    const nodeLast = last[node] as number;
    const beforeNode = previous[node] as number;
    const afterNode = nodeLast === childLast ? afterChild : (next[nodeLast] as number);
    if (node !== inside) {
      link(tree, end, node);
      if (nodeLast === childLast) end = beforeChild;
      else {
        link(tree, beforeChild, afterChild);
        end = nodeLast;
      }
    }
    size[node] = moved - childSize;
    childSize = nodeSize;
    childLast = nodeLast;
    beforeChild = beforeNode;
    afterChild = afterNode;
  }
  for (let node = inside; node !== above; node = parent[node] as number) last[node] = end;

  link(tree, beforeChild, afterChild);
  for (let node = above; node !== NONE && last[node] === oldLast; node = parent[node] as number) last[node] = beforeChild;
  for (let node = above; node !== apex; node = parent[node] as number) size[node] = (size[node] as number) - moved;

  link(tree, end, next[outside] as number);
  link(tree, outside, inside);
  for (let node = outside; node !== NONE && last[node] === outside; node = parent[node] as number) last[node] = end;
  for (let node = outside; node !== apex; node = parent[node] as number) size[node] = (size[node] as number) + moved;
}

function link({ next, previous }: Tree, before: number, after: number): void {
  next[before] = after;
  previous[after] = before;
}

/** Hangs `inside` by an arc to `outside`, and turns the path from there up to `top` around. */
function rehang(tree: Tree, inside: number, outside: number, top: number, arc: number, up: number, down: number): void {
  const { parent, parentArc, roomUp, roomDown } = tree;
  let node = inside;
  let newParent = outside;
  let newArc = arc;
  let newUp = up;
  let newDown = down;
  for (;;) {
    const oldParent = parent[node] as number;
    const oldArc = parentArc[node] as number;
    const oldUp = roomUp[node] as number;
    const oldDown = roomDown[node] as number;
    parent[node] = newParent;
    parentArc[node] = newArc;
    roomUp[node] = newUp;
    roomDown[node] = newDown;
    if (node === top) return;
    newParent = node;
    newArc = oldArc;
    newUp = oldDown;
    newDown = oldUp;
    node = oldParent;
  }
}

/**
 * Shifts the prices in the subtree of `top` against all others. Only differences count, so the fewer nodes are shifted, unless the root's
 * price would go so far that sums would not stay exact.
 */
function shiftPrices({ potential, size, last, next }: Tree, top: number, shift: number): void {
  const root = potential.length - 1;
  let node = top;
  let left = size[top] as number;
  let by = shift;
  if (2 * left > potential.length && Math.abs((potential[root] as number) - shift) < LIMIT) {
    node = next[last[top] as number] as number;
    left = potential.length - left;
    by = -shift;
  }
  for (; left > 0; left--) {
    potential[node] = (potential[node] as number) + by;
    node = next[node] as number;
  }
}

function outcomeOf({ nodeCount, capacity, supply }: FlowProblem, arcs: Arcs, tree: Tree): FlowOutcome {
  const { isTurned, origin } = arcs;
  const flow = new Int32Array(capacity.length);
  for (let arc = 0; arc < flow.length; arc++) {
    const place = origin[arc] as number;
    if (isTurned[arc] === 1) flow[place] = capacity[place] as number;
  }
  for (let node = 0; node < nodeCount; node++) {
    const arc = tree.parentArc[node] as number;
    if (arc === NONE) {
      const sentOverRoot = (supply[node] as number) >= 0 ? tree.roomDown[node] : tree.roomUp[node];
      if (sentOverRoot !== 0) return { status: 'infeasible' };
    } else {
      const place = origin[arc] as number;
      const sent = flowIn(arcs, tree, node);
      flow[place] = isTurned[arc] === 1 ? (capacity[place] as number) - sent : sent;
    }
  }
  const zero = tree.potential[nodeCount] as number;
  return { status: 'optimal', flow, potential: tree.potential.slice(0, nodeCount).map((price) => price - zero) };
}
