import { describe, expect, it } from 'vitest';
import { createRandom, hash32, xoshiro128 } from './random.ts';

const first = (count: number, random: { next(): number }): number[] => Array.from({ length: count }, () => random.next());

describe('xoshiro128', () => {
  it('gives the numbers of the published reference from the state 1, 2, 3, 4', () => {
    expect(first(5, xoshiro128([1, 2, 3, 4]))).toEqual([11_520, 0, 5_927_040, 70_819_200, 2_031_721_883]);
  });
});

describe('createRandom', () => {
  it('gives the same numbers for the same seed and stream, and others for another of either', () => {
    expect(first(20, createRandom(7, 1))).toEqual(first(20, createRandom(7, 1)));
    expect(first(20, createRandom(7, 2))).not.toEqual(first(20, createRandom(7, 1)));
    expect(first(20, createRandom(8, 1))).not.toEqual(first(20, createRandom(7, 1)));
  });

  it('takes every seed, the least and the greatest too', () => {
    for (const seed of [0, 2 ** 32 - 1]) expect(new Set(first(100, createRandom(seed, 1))).size).toBe(100);
  });

  it('stays in its ranges, reaches both ends, and is even', () => {
    const random = createRandom(1, 1);
    const tally = new Uint32Array(10);
    for (let draw = 0; draw < 100_000; draw++) {
      const rank = random.below(10);
      tally[rank] = (tally[rank] as number) + 1;
      const uniform = random.uniform();
      expect(uniform >= 0 && uniform < 1).toBe(true);
    }
    for (const count of tally) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('is true as often as the chance says', () => {
    const random = createRandom(2, 1);
    const hits = Array.from({ length: 100_000 }, () => random.chance(0.07)).filter(Boolean).length;
    expect(Math.abs(hits - 7_000)).toBeLessThan(400);
    expect([random.chance(0), random.chance(1)]).toEqual([false, true]);
  });
});

describe('hash32', () => {
  it('gives distinct values for distinct numbers under one salt, spread over the whole range', () => {
    const hashes = Array.from({ length: 50_000 }, (_, value) => hash32(value, 3));
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(Math.abs(hashes.filter((hash) => hash < 2 ** 31).length - 25_000)).toBeLessThan(600);
  });
});
