import { mix } from './hash.ts';

/**
 * Interns tuples of 32-bit integers of one fixed width: equal tuples get the same index, new ones the next, in the order first seen.
 *
 * Open addressing over typed arrays; a slot holds a hash and an index, so that a tuple is read only where its hash is the one sought. Load
 * factor at most one half. Amortised O(width) per tuple; 4 * width + 16 to 32 bytes per distinct one.
 */
export type TupleTable = {
  /** The index of the tuple now in `key`. */
  intern(): number;
  /** Where the caller writes the tuple before `intern`. */
  readonly key: Int32Array;
  /**
   * Interns the first `count` tuples that stand one after the other in `rows`, and writes their indexes into `into`, from its beginning. The same
   * as one after the other, but several times as fast where the table is larger than the cache: many tuples wait for memory together.
   */
  internRows(rows: Int32Array, count: number, into: Int32Array): void;
  readonly size: () => number;
  /** The value at a position of an interned tuple. */
  at(index: number, position: number): number;
  /** All tuples one after the other, in the order of their indexes; a view, valid until the next tuple is interned. */
  tuples(): Int32Array;
};

const FREE = -1;

export function createTupleTable(width: number): TupleTable {
  const key = new Int32Array(width);
  let slots = new Int32Array(2 * 1024).fill(FREE);
  let tuples = new Int32Array(512 * width);
  let count = 0;

  const grow = (): void => {
    const wider = new Int32Array(tuples.length * 2);
    wider.set(tuples);
    tuples = wider;
    const earlier = slots;
    slots = new Int32Array(earlier.length * 2).fill(FREE);
    const mask = slots.length / 2 - 1;
    for (let from = 0; from < earlier.length; from += 2) {
      if (earlier[from + 1] === FREE) continue;
      let slot = (earlier[from] as number) & mask;
      while (slots[2 * slot + 1] !== FREE) slot = (slot + 1) & mask;
      slots[2 * slot] = earlier[from] as number;
      slots[2 * slot + 1] = earlier[from + 1] as number;
    }
  };

  const internAt = (rows: Int32Array, offset: number, hash: number): number => {
    const mask = slots.length / 2 - 1;
    let slot = hash & mask;
    for (let index = slots[2 * slot + 1] as number; index !== FREE; index = slots[2 * slot + 1] as number) {
      if (slots[2 * slot] === hash && isEqual(tuples, index * width, rows, offset, width)) return index;
      slot = (slot + 1) & mask;
    }
    for (let position = 0; position < width; position++) tuples[count * width + position] = rows[offset + position] as number;
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = count;
    const fresh = count++;
    if (count * 4 === slots.length) grow();
    return fresh;
  };

  const hashes = new Int32Array(AT_ONCE);
  return {
    key,
    size: () => count,
    at: (index, position) => tuples[index * width + position] as number,
    tuples: () => tuples.subarray(0, count * width),
    intern: () => internAt(key, 0, hashOf(key, 0, width)),
    internRows: (rows, rowCount, into) => {
      for (let from = 0; from < rowCount; from += AT_ONCE) {
        const to = Math.min(from + AT_ONCE, rowCount);
        hashRows(rows, width, from, to, hashes);
        findByHash(slots, hashes, from, to, into);
        unlessEqual(tuples, rows, width, from, to, into);
        for (let row = from; row < to; row++) {
          if (into[row] === FREE) into[row] = internAt(rows, row * width, hashes[row - from] as number);
        }
      }
    },
  };
}

/** So many tuples wait for memory together: what is known of them stays in the closest cache. */
const AT_ONCE = 256;

function hashOf(rows: Int32Array, offset: number, width: number): number {
  let hash = 0;
  for (let position = 0; position < width; position++) hash = Math.imul(hash ^ (rows[offset + position] as number), 0x9e3779b1) + position;
  return mix(hash) | 0;
}

function hashRows(rows: Int32Array, width: number, from: number, to: number, hashes: Int32Array): void {
  for (let row = from; row < to; row++) hashes[row - from] = hashOf(rows, row * width, width);
}

/** The first tuple with the same hash as each row, or FREE. */
function findByHash(slots: Int32Array, hashes: Int32Array, from: number, to: number, into: Int32Array): void {
  const mask = slots.length / 2 - 1;
  for (let row = from; row < to; row++) {
    const hash = hashes[row - from] as number;
    let slot = hash & mask;
    while (slots[2 * slot] !== hash && slots[2 * slot + 1] !== FREE) slot = (slot + 1) & mask;
    into[row] = slots[2 * slot + 1] as number;
  }
}

/** Leaves of the tuples that were found those that are equal to their rows, and FREE for the others. */
function unlessEqual(tuples: Int32Array, rows: Int32Array, width: number, from: number, to: number, into: Int32Array): void {
  for (let row = from; row < to; row++) {
    const index = into[row] as number;
    if (index !== FREE && !isEqual(tuples, index * width, rows, row * width, width)) into[row] = FREE;
  }
}

function isEqual(a: Int32Array, offsetA: number, b: Int32Array, offsetB: number, width: number): boolean {
  for (let position = 0; position < width; position++) if (a[offsetA + position] !== b[offsetB + position]) return false;
  return true;
}
