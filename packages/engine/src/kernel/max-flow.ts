/**
 * Maximum flow by shortest augmenting paths in blocking-flow phases (Dinic), on typed arrays.
 *
 * Problem. A directed network with integer arc capacities, a source and a sink; find a flow of greatest value.
 * The network may be augmented, opened further (capacities raised) and augmented again: an augmenting path never takes flow off an arc
 * that leaves the source, so whoever was served in an earlier call stays served in a later one. The assignment rests on this: tiers are
 * opened one after the other, and the result is lexicographically greatest by tier, because the sets of subjects that can be seated
 * together form a matroid.
 *
 * Representation. Arc 2k and its reverse 2k + 1 are neighbours; `residual` holds what may still be sent along each.
 * Arcs of a node form a list through `nextArc`, in the order they were added, which is the order in which they are tried.
 *
 * Limits. Capacities and their sums stay below 2^31. O(nodes^2 * arcs) at worst; on networks of bounded depth (subjects, hubs, rahyars)
 * the number of phases is small.
 *
 * Reference. E. A. Dinic, "Algorithm for solution of a problem of maximum flow in networks with power estimation", 1970;
 * R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows", 1993, section 7.5.
 */
export type FlowNetwork = {
  readonly nodeCount: number;
  arcCount: number;
  head: Int32Array;
  nextArc: Int32Array;
  residual: Int32Array;
  readonly firstArc: Int32Array;
  readonly lastArc: Int32Array;
};

export function createNetwork(nodeCount: number, arcCapacity: number): FlowNetwork {
  return {
    nodeCount,
    arcCount: 0,
    head: new Int32Array(arcCapacity * 2),
    nextArc: new Int32Array(arcCapacity * 2),
    residual: new Int32Array(arcCapacity * 2),
    firstArc: new Int32Array(nodeCount).fill(-1),
    lastArc: new Int32Array(nodeCount).fill(-1),
  };
}

/** Adds an arc and returns its index; its reverse is the next index. */
export function addArc(network: FlowNetwork, tail: number, head: number, capacity: number): number {
  const arc = network.arcCount;
  network.arcCount += 2;
  link(network, tail, arc, head, capacity);
  link(network, head, arc + 1, tail, 0);
  return arc;
}

function link(network: FlowNetwork, tail: number, arc: number, head: number, capacity: number): void {
  network.head[arc] = head;
  network.residual[arc] = capacity;
  network.nextArc[arc] = -1;
  const last = network.lastArc[tail] as number;
  if (last === -1) network.firstArc[tail] = arc;
  else network.nextArc[last] = arc;
  network.lastArc[tail] = arc;
}

/** The flow now on an arc. */
export const flowOn = (network: FlowNetwork, arc: number): number => network.residual[arc + 1] as number;

/** Sends `amount` along an arc; the caller keeps conservation and capacity. A negative amount takes flow back. */
export function send(network: FlowNetwork, arc: number, amount: number): void {
  network.residual[arc] = (network.residual[arc] as number) - amount;
  network.residual[arc ^ 1] = (network.residual[arc ^ 1] as number) + amount;
}

/** Raises the flow from source to sink as far as it goes and returns the increase. */
export function augment(network: FlowNetwork, source: number, sink: number): number {
  const level = new Int32Array(network.nodeCount);
  const queue = new Int32Array(network.nodeCount);
  const current = new Int32Array(network.nodeCount);
  const path = new Int32Array(network.nodeCount);
  let total = 0;
  while (labelLevels(network, source, sink, level, queue)) {
    current.set(network.firstArc);
    for (let sent = sendOnePath(network, source, sink, level, current, path); sent > 0; ) {
      total += sent;
      sent = sendOnePath(network, source, sink, level, current, path);
    }
  }
  return total;
}

/** Distances from the source in the residual network, as far as the sink's; false when the sink cannot be reached. */
function labelLevels(network: FlowNetwork, source: number, sink: number, level: Int32Array, queue: Int32Array): boolean {
  const { firstArc, nextArc, head, residual } = network;
  level.fill(-1);
  level[source] = 0;
  queue[0] = source;
  let tailOfQueue = 1;
  for (let headOfQueue = 0; headOfQueue < tailOfQueue; headOfQueue++) {
    const node = queue[headOfQueue] as number;
    const next = (level[node] as number) + 1;
    if (level[sink] !== -1 && next > (level[sink] as number)) break;
    for (let arc = firstArc[node] as number; arc !== -1; arc = nextArc[arc] as number) {
      const neighbour = head[arc] as number;
      if ((residual[arc] as number) <= 0 || level[neighbour] !== -1) continue;
      level[neighbour] = next;
      queue[tailOfQueue++] = neighbour;
    }
  }
  return level[sink] !== -1;
}

/** Follows current arcs depth first along rising levels; sends the bottleneck along the first path found, 0 when none is left. */
function sendOnePath(network: FlowNetwork, source: number, sink: number, level: Int32Array, current: Int32Array, path: Int32Array): number {
  const { nextArc, head, residual } = network;
  let depth = 0;
  let node = source;
  while (node !== sink) {
    let arc = current[node] as number;
    while (arc !== -1 && !((residual[arc] as number) > 0 && level[head[arc] as number] === (level[node] as number) + 1)) {
      arc = nextArc[arc] as number;
    }
    current[node] = arc;
    if (arc !== -1) {
      path[depth++] = arc;
      node = head[arc] as number;
    } else {
      if (node === source) return 0;
      level[node] = -2;
      const back = path[--depth] as number;
      node = head[back ^ 1] as number;
    }
  }
  let bottleneck = residual[path[0] as number] as number;
  for (let step = 1; step < depth; step++) bottleneck = Math.min(bottleneck, residual[path[step] as number] as number);
  for (let step = 0; step < depth; step++) send(network, path[step] as number, bottleneck);
  return bottleneck;
}
