import { describe, expect, it } from 'vitest';
import { isOptimal } from '../../packages/engine/src/kernel/certificate.ts';
import { minimumCostFlow } from '../../packages/engine/src/kernel/network-simplex.ts';
import { costOf, PUBLIC_INSTANCES, publicInstance } from './network-simplex.ts';

describe('minimumCostFlow', () => {
  it.each(PUBLIC_INSTANCES)('reaches the published optimum of $name, and proves it', ({ name, optimum }) => {
    const problem = publicInstance(name);
    const outcome = minimumCostFlow(problem);
    if (outcome.status !== 'optimal') throw new Error(outcome.status);
    expect(costOf(problem, outcome.flow)).toBe(optimum);
    expect(isOptimal(problem, outcome)).toBe(true);
  });
});
