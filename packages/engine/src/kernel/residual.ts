/** A network in use: `flow[arc]` lies between 0 and `capacity[arc]`. */
export type Network = {
  readonly nodeCount: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly capacity: Int32Array;
  /** Changed in place by whoever moves flow. */
  readonly flow: Int32Array;
};

/**
 * A network as its nodes see it. Each arc is two ways, one from either end: the ways from node v are `start[v]` to `start[v + 1] - 1`; way w
 * leads to `end[w]`, `room[w]` is how much can still be moved along it, and `back[w]` is the same arc's other way. Loops are left out.
 * 28 bytes an arc and 4 a node beside the network.
 */
export type Residual = {
  readonly nodeCount: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly back: Int32Array;
  readonly room: Int32Array;
  /** The way of each arc from its tail, or NO_WAY of a loop. */
  readonly wayOf: Int32Array;
};

const NO_WAY = -1;

export function residualOf({ nodeCount, tail, head, capacity, flow }: Network): Residual {
  const start = new Int32Array(nodeCount + 1);
  const countAt = (node: number): void => {
    start[node + 1] = (start[node + 1] as number) + 1;
  };
  for (let arc = 0; arc < tail.length; arc++) {
    if (tail[arc] === head[arc]) continue;
    countAt(tail[arc] as number);
    countAt(head[arc] as number);
  }
  for (let node = 0; node < nodeCount; node++) start[node + 1] = (start[node + 1] as number) + (start[node] as number);
  const wayCount = start[nodeCount] as number;
  const end = new Int32Array(wayCount);
  const back = new Int32Array(wayCount);
  const room = new Int32Array(wayCount);
  const wayOf = new Int32Array(tail.length).fill(NO_WAY);
  const next = start.slice(0, nodeCount);
  for (let arc = 0; arc < tail.length; arc++) {
    const from = tail[arc] as number;
    const to = head[arc] as number;
    if (from === to) continue;
    const way = next[from] as number;
    const reverse = next[to] as number;
    next[from] = way + 1;
    next[to] = reverse + 1;
    end[way] = to;
    end[reverse] = from;
    back[way] = reverse;
    back[reverse] = way;
    room[way] = (capacity[arc] as number) - (flow[arc] as number);
    room[reverse] = flow[arc] as number;
    wayOf[arc] = way;
  }
  return { nodeCount, start, end, back, room, wayOf };
}

/** Writes what has been moved into the network. */
export function writeFlow({ wayOf, room }: Residual, { capacity, flow }: Network): void {
  wayOf.forEach((way, arc) => {
    if (way !== NO_WAY) flow[arc] = (capacity[arc] as number) - (room[way] as number);
  });
}

/** Which way a step must have room: from the node onwards, from the next node back to it, or one way or the other. */
export type Direction = 'onwards' | 'backwards' | 'either';

/** The mark of nodes that nothing has reached. */
export const UNREACHED = -1;

/**
 * Breadth first from the nodes `queue[0]` to `queue[count - 1]`, which are marked: an unreached neighbour in the same part gets the mark of
 * its predecessor plus `step`. Nodes reached are appended to the queue.
 *
 * @returns how many nodes the queue holds then.
 */
export function spread(
  { start, end, back, room }: Residual,
  part: Int32Array,
  direction: Direction,
  mark: Int32Array,
  step: 0 | 1,
  queue: Int32Array,
  count: number,
): number {
  const onwards = direction !== 'backwards';
  const backwards = direction !== 'onwards';
  let last = count;
  for (let at = 0; at < last; at++) {
    const node = queue[at] as number;
    const marked = (mark[node] as number) + step;
    const within = part[node] as number;
    const stop = start[node + 1] as number;
    for (let way = start[node] as number; way < stop; way++) {
      const other = end[way] as number;
      if ((mark[other] as number) >= 0 || part[other] !== within) continue;
      if (!(onwards && room[way] !== 0) && !(backwards && room[back[way] as number] !== 0)) continue;
      mark[other] = marked;
      queue[last++] = other;
    }
  }
  return last;
}
