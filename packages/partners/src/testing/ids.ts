/** Ids such as `loan_…` that the same seed makes again in the same order; never the same one twice. */
export function seededIds(seed: number): (prefix: string) => string {
  let count = 0;
  return (prefix) => {
    count += 1;
    return `${prefix}_${scrambled(seed, count)}${count.toString(36).toUpperCase().padStart(7, '0')}`;
  };
}

/** A seeded source of numbers in [0, 1): splitmix32. */
export function seededRandom(seed: number): () => number {
  let count = 0;
  return () => {
    count += 1;
    return mixed(seed, count) / 0x1_0000_0000;
  };
}

const scrambled = (seed: number, count: number): string => mixed(seed, count).toString(36).toUpperCase().padStart(7, '0');

function mixed(seed: number, count: number): number {
  let value = (Math.imul(count, 0x9e3779b9) + seed) | 0;
  value = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
  return (value ^ (value >>> 15)) >>> 0;
}
