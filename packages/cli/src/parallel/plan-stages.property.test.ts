import { assign, classify, worklists } from '@rahyar/engine';
import { arbitraryProblem } from '@rahyar/engine/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyOn, worklistsOn } from './plan-stages.ts';
import { withStagePool } from './stage-pool.ts';

describe.each([1, 2, 3, 7])('the stages of a plan on %i threads', (threads) => {
  it('give the bytes that the engine gives', async () => {
    await withStagePool(threads, (pool) =>
      fc.assert(
        fc.asyncProperty(arbitraryProblem, async (problem) => {
          const plan = assign(problem);
          const tier = await classifyOn(pool, problem);
          const { start, order } = await worklistsOn(pool, problem, { ...plan, tier });
          expect([...tier]).toEqual([...classify(problem)]);
          expect({ start: [...start], order: [...order] }).toEqual({
            start: [...worklists(problem, plan).start],
            order: [...plan.worklists.order],
          });
        }),
        { numRuns: 60 },
      ),
    );
  });
});
