/** A network whose arcs have lengths of 0 or more. Arc a leads from `tail[a]` to `head[a]`. */
export type Paths = { readonly nodeCount: number; readonly tail: Int32Array; readonly head: Int32Array; readonly length: Float64Array };

/** For each node how far it is, and the arc next to it on the shortest path, or NO_ARC. Unreached nodes are infinitely far. */
export type Distances = { readonly distance: Float64Array; readonly arc: Int32Array };

export const NO_ARC = -1;

/**
 * Makes the function that finds the shortest paths from one node to all, or from all nodes to one (E. W. Dijkstra, 1959). It may stop as soon
 * as it knows all that is `wanted`, nodes without repetition, or all that lies nearer than `horizon`; what lies farther is then told as
 * unreached or too far.
 * Lengths are whole numbers whose sums stay below 2^53, so that distances are exact.
 */
export function createPathSearch({
  nodeCount,
  tail,
  head,
  length,
}: Paths): (direction: Direction, start: number, wanted?: Int32Array, horizon?: number) => Distances {
  const sides = { from: rowsOf(nodeCount, tail), to: rowsOf(nodeCount, head) };
  const far = { from: head, to: tail };
  return (direction, start, wanted, horizon = Number.POSITIVE_INFINITY) => {
    const { first, arcs } = sides[direction];
    const next = far[direction];
    const distance = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
    const arc = new Int32Array(nodeCount).fill(NO_ARC);
    const isWanted = new Uint8Array(nodeCount);
    for (const node of wanted ?? []) isWanted[node] = 1;
    let missing = wanted?.length ?? Number.POSITIVE_INFINITY;
    const isSettled = new Uint8Array(nodeCount);
    const heap = createHeap();
    distance[start] = 0;
    heap.add(0, start);
    for (let node = heap.take(); node !== undefined && missing > 0; node = heap.take()) {
      if (isSettled[node] === 1) continue;
      isSettled[node] = 1;
      missing -= isWanted[node] as number;
      const here = distance[node] as number;
      if (here >= horizon) break;
      for (let at = first[node] as number; at < (first[node + 1] as number); at++) {
        const by = arcs[at] as number;
        const other = next[by] as number;
        const reached = here + (length[by] as number);
        if (reached >= (distance[other] as number)) continue;
        distance[other] = reached;
        arc[other] = by;
        heap.add(reached, other);
      }
    }
    return { distance, arc };
  };
}

/** `from`: paths that begin at the node; `to`: paths that end there. */
export type Direction = 'from' | 'to';

/** The arcs of each node, node by node. */
function rowsOf(nodeCount: number, ends: Int32Array): { first: Int32Array; arcs: Int32Array } {
  const first = new Int32Array(nodeCount + 1);
  for (const node of ends) first[node + 1] = (first[node + 1] as number) + 1;
  for (let node = 0; node < nodeCount; node++) first[node + 1] = (first[node + 1] as number) + (first[node] as number);
  const arcs = new Int32Array(ends.length);
  const next = first.slice();
  ends.forEach((node, arc) => {
    const at = next[node] as number;
    arcs[at] = arc;
    next[node] = at + 1;
  });
  return { first, arcs };
}

/** A binary heap of nodes by key, the least first. */
function createHeap(): { add(key: number, node: number): void; take(): number | undefined } {
  const keys: number[] = [];
  const nodes: number[] = [];
  const put = (at: number, key: number, node: number): void => {
    keys[at] = key;
    nodes[at] = node;
  };
  return {
    add: (key, node) => {
      let at = keys.length;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if ((keys[parent] as number) <= key) break;
        put(at, keys[parent] as number, nodes[parent] as number);
        at = parent;
      }
      put(at, key, node);
    },
    take: () => {
      const top = nodes[0];
      const key = keys.pop();
      const node = nodes.pop();
      if (key === undefined || node === undefined || keys.length === 0) return top;
      let at = 0;
      for (let child = 1; child < keys.length; child = 2 * at + 1) {
        if (child + 1 < keys.length && (keys[child + 1] as number) < (keys[child] as number)) child++;
        if ((keys[child] as number) >= key) break;
        put(at, keys[child] as number, nodes[child] as number);
        at = child;
      }
      put(at, key, node);
      return top;
    },
  };
}
