import { hashContinued, hashText, mix, unmixedHash } from './kernel/hash.ts';

/** The ids of all subjects, strictly ascending by UTF-16 code units. The position of an id is the index of its subject. */
export type SubjectIds = {
  readonly count: number;
  at(index: number): string;
  /** -1 for an id that is not there. */
  indexOf(id: string): number;
  /** Equal to `hashText(at(index))`, whatever holds the ids; ten million strings are never made for it. */
  hashAt(index: number): number;
};

/** Ids held as strings; they must ascend. */
export function listedIds(sorted: readonly string[]): SubjectIds {
  const at = (index: number): string => sorted[index] as string;
  return {
    count: sorted.length,
    at,
    indexOf: (id) => search(sorted.length, (index) => compare(at(index), id)),
    hashAt: (index) => hashText(at(index)),
  };
}

/** Ids `prefix` + zero-padded position, made when asked for: nothing is stored per subject. */
export function numberedIds(prefix: string, count: number): SubjectIds {
  const width = String(Math.max(count - 1, 0)).length;
  const prefixHash = unmixedHash(prefix);
  const at = (index: number): string => prefix + String(index).padStart(width, '0');
  const indexOf = (id: string): number => {
    const index = id.startsWith(prefix) ? Number(id.slice(prefix.length)) : -1;
    return Number.isInteger(index) && index >= 0 && index < count && at(index) === id ? index : -1;
  };
  const hashAt = (index: number): number => {
    let hash = prefixHash;
    for (let place = 10 ** (width - 1); place >= 1; place /= 10) hash = hashContinued(hash, DIGIT_0 + (Math.floor(index / place) % 10));
    return mix(hash);
  };
  return { count, at, indexOf, hashAt };
}

/**
 * Ids held one after the other in `bytes`, ascending, in ASCII as the schema of ids wants: the id at an index is
 * `bytes[offsets[index]]` up to `offsets[index + 1]`, so there is one offset more than ids. Both may be shared between threads.
 */
export function packedIds(bytes: Uint8Array, offsets: Uint32Array): SubjectIds {
  const count = Math.max(offsets.length - 1, 0);
  const from = (index: number): number => offsets[index] as number;
  const byte = (position: number): number => bytes[position] as number;
  const compareTo = (id: string) => (index: number) => {
    const length = from(index + 1) - from(index);
    for (let unit = 0; unit < length && unit < id.length; unit++) {
      const difference = byte(from(index) + unit) - id.charCodeAt(unit);
      if (difference !== 0) return difference;
    }
    return length - id.length;
  };
  const hashAt = (index: number): number => {
    let hash = unmixedHash('');
    const to = from(index + 1);
    for (let position = from(index); position < to; position++) hash = hashContinued(hash, byte(position));
    return mix(hash);
  };
  return {
    count,
    at: (index) => String.fromCharCode(...bytes.subarray(from(index), from(index + 1))),
    indexOf: (id) => search(count, compareTo(id)),
    hashAt,
  };
}

const DIGIT_0 = '0'.charCodeAt(0);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The index at which the comparison gives 0, or -1; it gives less than 0 before that index and more after it. */
function search(count: number, compareAt: (index: number) => number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAt(middle) < 0) low = middle + 1;
    else high = middle;
  }
  return low < count && compareAt(low) === 0 ? low : -1;
}
