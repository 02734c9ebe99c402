/**
 * Minimum-cost flow by the primal network simplex method, in exact integers.
 *
 * Problem. A directed network; arc a from tail[a] to head[a] carries an integer flow between 0 and capacity[a] at cost[a] a unit;
 * supply[v] is what node v sends out (negative: takes in), and the supplies sum to zero. Find a feasible flow of least total cost.
 *
 * Representation. A basis is a spanning tree, hung from an extra root node to which every node has an artificial arc dearer than any path
 * of true arcs. Each node knows its parent, the arc to it, its depth and its children (a doubly linked list of siblings), so that a subtree
 * is walked without searching. Arcs outside the tree are empty or full. `potential` makes the reduced cost of every tree arc zero:
 * cost[a] + potential[tail] - potential[head].
 *
 * Invariants. The tree is strongly feasible: flow can be sent from every node to the root. The leaving arc is the last blocking one on the
 * cycle, counted from its apex along the flow, which keeps it so and excludes cycling. Entering arcs are looked for block by block.
 *
 * Limits. All sums stay exact in doubles as long as no path costs 2^50 or more; beyond that the answer is `tooLarge`.
 * Capacities and supplies below 2^31. Worst case exponential, in practice a small multiple of the number of arcs.
 *
 * Failure. `infeasible` when the supplies cannot be sent; never a hang.
 *
 * Reference. R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows", 1993, chapter 11; W. H. Cunningham, "A network simplex method", 1976.
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
const AT_LOWER = 1;
const IN_TREE = 0;
const AT_UPPER = -1;

/**
 * @param dearestPath a bound on what a path without repeated nodes can cost; the solver's own bound is coarse, and a caller who knows the
 * network may know a lower one.
 */
export function minimumCostFlow(problem: FlowProblem, dearestPath: number = coarseBound(problem)): FlowOutcome {
  const artificialCost = dearestPath + 1;
  if (artificialCost >= LIMIT) return { status: 'tooLarge' };
  const basis = startingBasis(problem, artificialCost);
  const arcCount = problem.tail.length;
  const blockSize = Math.max(20, Math.ceil(Math.sqrt(arcCount)));
  let next = 0;
  for (;;) {
    const entering = enteringArc(basis, arcCount, blockSize, next);
    if (entering === NONE) break;
    next = (entering + 1) % arcCount;
    pivot(basis, entering);
  }
  for (let arc = arcCount; arc < basis.flow.length; arc++) if (basis.flow[arc] !== 0) return { status: 'infeasible' };
  const flow = Int32Array.from(basis.flow.subarray(0, arcCount));
  return { status: 'optimal', flow, potential: basis.potential.slice(0, problem.nodeCount) };
}

const coarseBound = ({ cost, nodeCount }: FlowProblem): number =>
  cost.reduce((most, price) => Math.max(most, Math.abs(price)), 0) * nodeCount;

/** Arrays over true arcs followed by artificial ones, and over nodes followed by the root. */
type Basis = {
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly capacity: Float64Array;
  readonly cost: Float64Array;
  readonly flow: Float64Array;
  readonly state: Int8Array;
  readonly potential: Float64Array;
  readonly parent: Int32Array;
  readonly parentArc: Int32Array;
  readonly depth: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  readonly previousSibling: Int32Array;
  readonly stack: Int32Array;
};

/** Everything goes over the artificial arcs: from nodes that send to the root, from the root to nodes that take in. */
function startingBasis(problem: FlowProblem, artificialCost: number): Basis {
  const { nodeCount, supply } = problem;
  const arcCount = problem.tail.length;
  const root = nodeCount;
  const total = arcCount + nodeCount;
  const basis: Basis = {
    tail: extend(new Int32Array(total), problem.tail),
    head: extend(new Int32Array(total), problem.head),
    capacity: extend(new Float64Array(total).fill(Number.MAX_SAFE_INTEGER), problem.capacity),
    cost: extend(new Float64Array(total).fill(artificialCost), problem.cost),
    flow: new Float64Array(total),
    state: new Int8Array(total).fill(AT_LOWER),
    potential: new Float64Array(nodeCount + 1),
    parent: new Int32Array(nodeCount + 1).fill(root),
    parentArc: new Int32Array(nodeCount + 1).fill(NONE),
    depth: new Int32Array(nodeCount + 1).fill(1),
    firstChild: new Int32Array(nodeCount + 1).fill(NONE),
    nextSibling: new Int32Array(nodeCount + 1).fill(NONE),
    previousSibling: new Int32Array(nodeCount + 1).fill(NONE),
    stack: new Int32Array(nodeCount + 1),
  };
  basis.parent[root] = NONE;
  basis.depth[root] = 0;
  for (let node = 0; node < nodeCount; node++) {
    const arc = arcCount + node;
    const sent = supply[node] as number;
    const goesUp = sent >= 0;
    basis.tail[arc] = goesUp ? node : root;
    basis.head[arc] = goesUp ? root : node;
    basis.flow[arc] = Math.abs(sent);
    basis.state[arc] = IN_TREE;
    basis.potential[node] = goesUp ? -artificialCost : artificialCost;
    basis.parentArc[node] = arc;
    adopt(basis, root, node);
  }
  return basis;
}

function extend<A extends Int32Array | Float64Array>(array: A, head: Int32Array | Float64Array): A {
  array.set(head);
  return array;
}

/** The arc that promises most in the first block, from `next` on, that has one; NONE when no arc promises anything. */
function enteringArc(basis: Basis, arcCount: number, blockSize: number, next: number): number {
  const { tail, head, cost, state, potential } = basis;
  let best = NONE;
  let most = 0;
  let arc = next;
  for (let seen = 0; seen < arcCount; ) {
    const blockEnd = Math.min(arcCount, seen + blockSize);
    for (; seen < blockEnd; seen++) {
      const reduced =
        (state[arc] as number) *
        ((cost[arc] as number) + (potential[tail[arc] as number] as number) - (potential[head[arc] as number] as number));
      if (reduced < most) {
        most = reduced;
        best = arc;
      }
      if (++arc === arcCount) arc = 0;
    }
    if (best !== NONE) return best;
  }
  return NONE;
}

/** Sends as much as possible around the cycle that the entering arc closes, and exchanges it for the arc that blocks. */
function pivot(basis: Basis, entering: number): void {
  const { tail, head, flow, capacity, state, parent, parentArc } = basis;
  const isFull = state[entering] === AT_UPPER;
  const from = (isFull ? head[entering] : tail[entering]) as number;
  const to = (isFull ? tail[entering] : head[entering]) as number;
  const apex = apexOf(basis, from, to);

  let amount = capacity[entering] as number;
  let leavingNode = NONE;
  let leavesOnFromSide = false;
  for (let node = from; node !== apex; node = parent[node] as number) {
    const arc = parentArc[node] as number;
    const room = head[arc] === node ? (capacity[arc] as number) - (flow[arc] as number) : (flow[arc] as number);
    if (room < amount) {
      amount = room;
      leavingNode = node;
      leavesOnFromSide = true;
    }
  }
  for (let node = to; node !== apex; node = parent[node] as number) {
    const arc = parentArc[node] as number;
    const room = tail[arc] === node ? (capacity[arc] as number) - (flow[arc] as number) : (flow[arc] as number);
    if (room <= amount) {
      amount = room;
      leavingNode = node;
      leavesOnFromSide = false;
    }
  }

  if (amount > 0) {
    flow[entering] = (flow[entering] as number) + (isFull ? -amount : amount);
    for (let node = from; node !== apex; node = parent[node] as number) {
      const arc = parentArc[node] as number;
      flow[arc] = (flow[arc] as number) + (head[arc] === node ? amount : -amount);
    }
    for (let node = to; node !== apex; node = parent[node] as number) {
      const arc = parentArc[node] as number;
      flow[arc] = (flow[arc] as number) + (tail[arc] === node ? amount : -amount);
    }
  }
  if (leavingNode === NONE) {
    state[entering] = isFull ? AT_LOWER : AT_UPPER;
    return;
  }
  const leaving = parentArc[leavingNode] as number;
  state[leaving] = flow[leaving] === 0 ? AT_LOWER : AT_UPPER;
  state[entering] = IN_TREE;
  const [inside, outside] = leavesOnFromSide ? [from, to] : [to, from];
  rehang(basis, inside, outside, leavingNode, entering);
}

function apexOf({ parent, depth }: Basis, first: number, second: number): number {
  let a = first;
  let b = second;
  while (a !== b) {
    if ((depth[a] as number) >= (depth[b] as number)) a = parent[a] as number;
    else b = parent[b] as number;
  }
  return a;
}

/** Hangs the subtree below the leaving arc by the entering arc instead: turns the path from `inside` up to `top` around, and shifts potentials. */
function rehang(basis: Basis, inside: number, outside: number, top: number, entering: number): void {
  const { tail, cost, potential, parent, parentArc } = basis;
  let node = inside;
  let newParent = outside;
  let newArc = entering;
  for (;;) {
    const oldParent = parent[node] as number;
    const oldArc = parentArc[node] as number;
    disown(basis, oldParent, node);
    parent[node] = newParent;
    parentArc[node] = newArc;
    adopt(basis, newParent, node);
    if (node === top) break;
    newParent = node;
    newArc = oldArc;
    node = oldParent;
  }
  const reduced =
    (cost[entering] as number) + (potential[tail[entering] as number] as number) - (potential[basis.head[entering] as number] as number);
  shiftSubtree(basis, inside, tail[entering] === inside ? -reduced : reduced);
}

function shiftSubtree({ potential, parent, depth, firstChild, nextSibling, stack }: Basis, top: number, shift: number): void {
  let size = 0;
  stack[size++] = top;
  while (size > 0) {
    const node = stack[--size] as number;
    potential[node] = (potential[node] as number) + shift;
    depth[node] = (depth[parent[node] as number] as number) + 1;
    for (let child = firstChild[node] as number; child !== NONE; child = nextSibling[child] as number) stack[size++] = child;
  }
}

function adopt({ firstChild, nextSibling, previousSibling }: Basis, parent: number, child: number): void {
  const first = firstChild[parent] as number;
  nextSibling[child] = first;
  previousSibling[child] = NONE;
  if (first !== NONE) previousSibling[first] = child;
  firstChild[parent] = child;
}

function disown({ firstChild, nextSibling, previousSibling }: Basis, parent: number, child: number): void {
  const before = previousSibling[child] as number;
  const after = nextSibling[child] as number;
  if (before === NONE) firstChild[parent] = after;
  else nextSibling[before] = after;
  if (after !== NONE) previousSibling[after] = before;
}
