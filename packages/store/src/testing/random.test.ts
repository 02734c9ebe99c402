import { describe, expect, it } from 'vitest';
import { randomOf } from './random.ts';

const drawn = (seed: number, below: number, count: number): number[] => {
  const { below: draw } = randomOf(seed);
  return Array.from({ length: count }, () => draw(below));
};

describe('randomOf', () => {
  it('gives every number below the count about equally often', () => {
    const counts = Array<number>(10).fill(0);
    for (const number of drawn(1, 10, 10_000)) counts[number] = (counts[number] ?? 0) + 1;
    expect(counts).toHaveLength(10);
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it('gives each seed its own stream, always the same', () => {
    expect(drawn(1, 1_000, 20)).toEqual(drawn(1, 1_000, 20));
    expect(new Set([1, 2, 3, 4].map((seed) => drawn(seed, 1_000, 20).join())).size).toBe(4);
  });
});
