/** A stream of random numbers, the same on every machine. */
export type Random = {
  /** A whole number from 0 to `count` - 1; `count` is at most 2^16. */
  readonly below: (count: number) => number;
};

/** The stream of a seed. Weyl's sequence through the finalizer of MurmurHash3 (A. Appleby): enough to choose steps, not to keep secrets. */
export function randomOf(seed: number): Random {
  let state = mixed(seed);
  return {
    below: (count) => {
      state = (state + GOLDEN) | 0;
      return ((mixed(state) >>> 16) * count) >>> 16;
    },
  };
}

/** 2^32 divided by the golden ratio, made odd. */
const GOLDEN = 0x9e3779b1;

function mixed(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}
