/**
 * A spanning tree of a network, hung from a root, with flow on it. Arrays over nodes: the parent and the arc to it, how much more flow
 * that arc can take towards the parent and away from it, the node's potential, the number of nodes in its subtree, and its children as a
 * doubly linked list.
 *
 * Sizes tell which of two nodes cannot be above the other, and so find an apex; unlike depths they change only along the paths that a pivot
 * walks anyway.
 */
export type BasisTree = {
  readonly parent: Int32Array;
  readonly parentArc: Int32Array;
  readonly roomUp: Float64Array;
  readonly roomDown: Float64Array;
  readonly potential: Float64Array;
  readonly size: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  readonly previousSibling: Int32Array;
  readonly stack: Int32Array;
};

/**
 * What an arc entering the tree closes: the apex, how much can flow around, and the node whose arc to its parent blocks first, on the side
 * where the entering arc comes from or on the other. No node where the entering arc itself is the one that blocks.
 */
export type Cycle = { apex: number; amount: number; leaving: number; isOnFromSide: boolean };

const NONE = -1;

/** A forest of single nodes. */
export function emptyTree(nodeCount: number): BasisTree {
  const nodes = (fill: number): Int32Array => new Int32Array(nodeCount).fill(fill);
  return {
    parent: nodes(NONE),
    parentArc: nodes(NONE),
    roomUp: new Float64Array(nodeCount),
    roomDown: new Float64Array(nodeCount),
    potential: new Float64Array(nodeCount),
    size: nodes(1),
    firstChild: nodes(NONE),
    nextSibling: nodes(NONE),
    previousSibling: nodes(NONE),
    stack: nodes(0),
  };
}

/** Hangs a single node, or drops one without children. Potentials are the caller's. */
export function hang(tree: BasisTree, node: number, parent: number, arc: number, roomUp: number, roomDown: number): void {
  tree.parentArc[node] = arc;
  tree.roomUp[node] = roomUp;
  tree.roomDown[node] = roomDown;
  adopt(tree, parent, node);
  grow(tree, parent, NONE, 1);
}

export function drop(tree: BasisTree, node: number): void {
  disown(tree, node);
  grow(tree, tree.parent[node] as number, NONE, -1);
}

export const hasChildren = ({ firstChild }: BasisTree, node: number): boolean => firstChild[node] !== NONE;

/**
 * Finds the cycle that an arc with room for `limit` from one node to another closes. Of several arcs that block, the last on the way from
 * the apex down to `from`, over the entering arc and up from `to` is the one to leave: the tree stays strongly feasible.
 */
export function closeCycle({ parent, size, roomUp, roomDown }: BasisTree, from: number, to: number, limit: number, cycle: Cycle): void {
  let amount = limit;
  let leaving = NONE;
  let isOnFromSide = false;
  let a = from;
  let b = to;
  while (a !== b) {
    if ((size[a] as number) <= (size[b] as number)) {
      const room = roomDown[a] as number;
      if (room < amount) {
        amount = room;
        leaving = a;
        isOnFromSide = true;
      }
      a = parent[a] as number;
    } else {
      const room = roomUp[b] as number;
      if (room <= amount) {
        amount = room;
        leaving = b;
        isOnFromSide = false;
      }
      b = parent[b] as number;
    }
  }
  cycle.apex = a;
  cycle.amount = amount;
  cycle.leaving = leaving;
  cycle.isOnFromSide = isOnFromSide;
}

/** Sends the cycle's amount down to `from` and up from `to`. */
export function pushAround({ parent, roomUp, roomDown }: BasisTree, from: number, to: number, { apex, amount }: Cycle): void {
  if (amount === 0) return;
  for (let node = from; node !== apex; node = parent[node] as number) {
    roomDown[node] = (roomDown[node] as number) - amount;
    roomUp[node] = (roomUp[node] as number) + amount;
  }
  for (let node = to; node !== apex; node = parent[node] as number) {
    roomUp[node] = (roomUp[node] as number) - amount;
    roomDown[node] = (roomDown[node] as number) + amount;
  }
}

/**
 * Hangs the subtree below the leaving arc, by its node `inside`, from `outside` instead: turns the path from `inside` up to the leaving arc
 * around, and shifts the subtree's potentials.
 */
export function rehang(
  tree: BasisTree,
  inside: number,
  outside: number,
  { leaving, apex }: Cycle,
  arc: number,
  roomUp: number,
  roomDown: number,
  shift: number,
): void {
  const { parent, parentArc, size } = tree;
  const moved = size[leaving] as number;
  grow(tree, parent[leaving] as number, apex, -moved);
  grow(tree, outside, apex, moved);
  let node = inside;
  let newParent = outside;
  let newArc = arc;
  let newUp = roomUp;
  let newDown = roomDown;
  let newSize = moved;
  for (;;) {
    const oldParent = parent[node] as number;
    const oldArc = parentArc[node] as number;
    const oldUp = tree.roomUp[node] as number;
    const oldDown = tree.roomDown[node] as number;
    const oldSize = size[node] as number;
    disown(tree, node);
    parentArc[node] = newArc;
    tree.roomUp[node] = newUp;
    tree.roomDown[node] = newDown;
    size[node] = newSize;
    adopt(tree, newParent, node);
    if (node === leaving) break;
    newParent = node;
    newArc = oldArc;
    newUp = oldDown;
    newDown = oldUp;
    newSize = moved - oldSize;
    node = oldParent;
  }
  shiftSubtree(tree, inside, shift);
}

function shiftSubtree({ potential, firstChild, nextSibling, stack }: BasisTree, top: number, shift: number): void {
  let waiting = 0;
  stack[waiting++] = top;
  while (waiting > 0) {
    const node = stack[--waiting] as number;
    potential[node] = (potential[node] as number) + shift;
    for (let child = firstChild[node] as number; child !== NONE; child = nextSibling[child] as number) stack[waiting++] = child;
  }
}

function grow({ parent, size }: BasisTree, from: number, until: number, by: number): void {
  for (let node = from; node !== until; node = parent[node] as number) size[node] = (size[node] as number) + by;
}

function adopt({ parent, firstChild, nextSibling, previousSibling }: BasisTree, newParent: number, child: number): void {
  const first = firstChild[newParent] as number;
  parent[child] = newParent;
  nextSibling[child] = first;
  previousSibling[child] = NONE;
  if (first !== NONE) previousSibling[first] = child;
  firstChild[newParent] = child;
}

function disown({ parent, firstChild, nextSibling, previousSibling }: BasisTree, child: number): void {
  const before = previousSibling[child] as number;
  const after = nextSibling[child] as number;
  if (before === NONE) firstChild[parent[child] as number] = after;
  else nextSibling[before] = after;
  if (after !== NONE) previousSibling[after] = before;
}
