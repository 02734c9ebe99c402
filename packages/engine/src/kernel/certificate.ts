import type { FlowProblem, FlowSolution } from './network-simplex.ts';

/**
 * Whether a flow is feasible and, by its potentials, of least cost: what each node sends out is its supply, and no arc with room has a
 * negative reduced cost, no arc with flow a positive one. Reads problem and solution only. Linear; exact while the numbers are
 * integers below 2^53.
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
    const reduced = (cost[arc] as number) + (potential[from] as number) - (potential[to] as number);
    if ((reduced < 0 && sent < (capacity[arc] as number)) || (reduced > 0 && sent > 0)) return false;
  }
  for (let node = 0; node < nodeCount; node++) if (excess[node] !== 0) return false;
  return true;
}
