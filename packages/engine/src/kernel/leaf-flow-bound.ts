import type { LeafFlowProblem } from './leaf-flow-problem.ts';

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
  const isSmall = (prices: Float64Array): boolean => {
    for (let index = 0; index < prices.length; index++) if (!(Math.abs(prices[index] as number) < COST_LIMIT)) return false;
    return true;
  };
  let total = 0;
  for (let leaf = 0; leaf < supply.length; leaf++) total += supply[leaf] as number;
  return dearestPath < COST_LIMIT && nodeCount < NODE_LIMIT && total < SUPPLY_LIMIT && isSmall(cost) && isSmall(optionCost);
}
