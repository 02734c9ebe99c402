import { classifyInput } from '@rahyar/engine';
import { memberWith, prospectWith, worldOf } from '@rahyar/engine/testing';
import { describe, expect, it } from 'vitest';
import { shared, sharedBytes } from './shared.ts';
import { withStagePool } from './stage-pool.ts';

const problem = worldOf([], [memberWith('m-1'), prospectWith('m-2'), prospectWith('m-3')]);

describe('shared', () => {
  it('copies a column into memory that threads share, and leaves it where it lies there already', () => {
    const column = Int32Array.of(3, -1, 2);
    const copy = shared(column);
    expect(copy.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([...copy]).toEqual([3, -1, 2]);
    expect(shared(copy)).toBe(copy);
  });
});

describe('withStagePool', () => {
  it.each([1, 2, 5])('cuts any number into ranges that follow each other, for %i threads', async (threads) => {
    await withStagePool(threads, async ({ rangesOf }) => {
      for (const count of [0, 1, 3, 1_000]) {
        const ranges = rangesOf(count);
        expect(ranges.map(({ index }) => index)).toEqual([...ranges.keys()]);
        expect([0, ...ranges.map(({ to }) => to)]).toEqual([...ranges.map(({ from }) => from), count]);
      }
    });
  });

  it('gives back what was made with it', async () => {
    expect(await withStagePool(2, async () => 'made')).toBe('made');
  });

  it.each([1, 2])('fails where a stage breaks, and closes, with %i threads', async (threads) => {
    const input = { ...classifyInput(problem), policy: undefined };
    const broken = { input, tier: sharedBytes(3) };
    await expect(withStagePool(threads, (pool) => pool.run('classify', broken as never, pool.rangesOf(3)))).rejects.toThrow(TypeError);
  });
});
