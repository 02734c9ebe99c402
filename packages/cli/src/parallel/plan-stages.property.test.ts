import { assign } from '@rahyar/engine';
import { arbitraryProblem } from '@rahyar/engine/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignOn } from './plan-stages.ts';
import { withStagePool } from './stage-pool.ts';

describe.each([1, 2, 3, 7])('a plan made on %i threads', (threads) => {
  it('is to the byte the plan that the engine makes, with its certificate', async () => {
    await withStagePool(threads, (pool) =>
      fc.assert(
        fc.asyncProperty(arbitraryProblem, async (problem) => {
          expect(bytesOf(await assignOn(pool, problem))).toEqual(bytesOf(assign(problem)));
        }),
        { numRuns: 60 },
      ),
    );
  });
});

/** Arrays as lists of numbers, whatever memory they lie in. */
function bytesOf(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, bytesOf(part)]));
}
