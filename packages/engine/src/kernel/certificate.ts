import type { FlowProblem, FlowSolution } from './network-simplex.ts';

/**
 * Whether a flow is feasible and, by its potentials, of least cost: what each node sends out is its supply, and no arc with room has a
 * negative reduced cost, no arc with flow a positive one. Reads problem and solution only. Linear, in exact integers: a price that is none,
 * or makes a sum of 2^53 or more, proves nothing.
 */
export function isOptimal({ nodeCount, tail, head, capacity, cost, supply }: FlowProblem, { flow, potential }: FlowSolution): boolean {
  const excess = Float64Array.from(supply);
  for (let arc = 0; arc < tail.length; arc++) {
    const from = tail[arc] as number;
    const to = head[arc] as number;
    const sent = flow[arc] as number;
    if (sent < 0 || sent > (capacity[arc] as number)) return false;
    excess[from] = (excess[from] as number) - sent;
    excess[to] = (excess[to] as number) + sent;
    const delivered = (cost[arc] as number) + (potential[from] as number);
    if (!Number.isSafeInteger(delivered)) return false;
    const reduced = delivered - (potential[to] as number);
    if ((reduced < 0 && sent < (capacity[arc] as number)) || (reduced > 0 && sent > 0)) return false;
  }
  for (let node = 0; node < nodeCount; node++) if (excess[node] !== 0 || !Number.isSafeInteger(potential[node])) return false;
  return true;
}
