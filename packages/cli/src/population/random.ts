/** A stream of random numbers. Two streams of one seed are independent of each other. */
export type Random = {
  /** A whole number from 0 to 2^32 - 1. */
  next(): number;
  /** From 0 inclusive to 1 exclusive, in steps of 2^-32. */
  uniform(): number;
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
};

/** The stream of a seed (0 to 2^32 - 1) under a number of its own. The same numbers on every machine: only 32-bit integers are used. */
export const createRandom = (seed: number, stream: number): Random =>
  xoshiro128([1, 2, 3, 4].map((word) => hash32(hash32(seed, stream), word)));

/** xoshiro128** by D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021. The state must not be all zeros. */
export function xoshiro128(state: readonly number[]): Random {
  let [a = 0, b = 0, c = 0, d = 0] = Int32Array.from(state);
  const next = (): number => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const uniform = (): number => next() / 2 ** 32;
  return { next, uniform, below: (count) => Math.floor(uniform() * count), chance: (probability) => uniform() < probability };
}

/** A hash of two 32-bit numbers: the second number counts the steps of Weyl's sequence, the finalizer is that of MurmurHash3 (A. Appleby). */
export function hash32(value: number, salt: number): number {
  let hash = (value ^ Math.imul(salt, GOLDEN)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 2^32 divided by the golden ratio, made odd. */
const GOLDEN = 0x9e3779b1;
