import type { LeafFlowProblem } from './leaf-flow.ts';

const COST_LIMIT = 2 ** 50;
const SUPPLY_LIMIT = 2 ** 31;
const NODE_LIMIT = 2 ** 20;

/**
 * More than a path without repeated nodes can cost: from core node to core node it goes over an arc, or back over one option of a leaf and
 * on over another; an option to the sink, often far dearer than all others, only as its last step.
 */
export function dearestPathOf({ nodeCount, sink, cost, supply, start, optionHead, optionCost }: LeafFlowProblem): number {
  let dearestStep = cost.reduce((most, price) => Math.max(most, Math.abs(price)), 0);
  let dearestEnd = 0;
  for (let leaf = 0; leaf < supply.length; leaf++) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    let out = Number.NEGATIVE_INFINITY;
    const last = start[leaf + 1] as number;
    for (let k = start[leaf] as number; k < last; k++) {
      const price = optionCost[k] as number;
      if (optionHead[k] === sink) {
        if (price > out) out = price;
        continue;
      }
      if (price < least) least = price;
      if (price > most) most = price;
    }
    if (most - least > dearestStep) dearestStep = most - least;
    const end = Math.max(Math.abs(out - least), Math.abs(out - most));
    if (end > dearestEnd && end < Number.POSITIVE_INFINITY) dearestEnd = end;
  }
  return dearestStep * nodeCount + dearestEnd + 1;
}

/** Whether all numbers stay exact: see the limits of `leafFlow`. */
export function staysExact({ nodeCount, supply, optionCost, cost }: LeafFlowProblem, dearestPath: number): boolean {
  const isSmall = (price: number): boolean => Math.abs(price) < COST_LIMIT;
  return (
    isSmall(dearestPath) &&
    nodeCount < NODE_LIMIT &&
    supply.reduce((sum, amount) => sum + amount, 0) < SUPPLY_LIMIT &&
    optionCost.every(isSmall) &&
    cost.every(isSmall)
  );
}
