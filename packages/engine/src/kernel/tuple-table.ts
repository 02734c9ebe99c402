import { mix } from './hash.ts';

/**
 * Interns tuples of 32-bit integers of one fixed width: equal tuples get the same index, new ones the next, in the order first seen.
 * Open addressing over typed arrays; load factor at most one half. Amortised O(width) per tuple; 4 * width + 8 to 16 bytes per distinct one.
 */
export type TupleTable = {
  /** The index of the tuple now in `key`. */
  intern(): number;
  /** Where the caller writes the tuple before `intern`. */
  readonly key: Int32Array;
  readonly size: () => number;
  /** The value at a position of an interned tuple. */
  at(index: number, position: number): number;
  /** All tuples one after the other, in the order of their indexes; a view, valid until the next tuple is interned. */
  tuples(): Int32Array;
};

export function createTupleTable(width: number): TupleTable {
  const key = new Int32Array(width);
  let slots = new Int32Array(1024).fill(-1);
  let tuples = new Int32Array(512 * width);
  let count = 0;

  const hashAt = (values: Int32Array, offset: number): number => {
    let hash = 0;
    for (let position = 0; position < width; position++)
      hash = Math.imul(hash ^ (values[offset + position] as number), 0x9e3779b1) + position;
    return mix(hash);
  };

  const equalsKey = (index: number): boolean => {
    for (let position = 0; position < width; position++) if (tuples[index * width + position] !== key[position]) return false;
    return true;
  };

  const grow = (): void => {
    const wider = new Int32Array(tuples.length * 2);
    wider.set(tuples);
    tuples = wider;
    slots = new Int32Array(slots.length * 2).fill(-1);
    for (let index = 0; index < count; index++) {
      let slot = hashAt(tuples, index * width) & (slots.length - 1);
      while (slots[slot] !== -1) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = index;
    }
  };

  return {
    key,
    size: () => count,
    at: (index, position) => tuples[index * width + position] as number,
    tuples: () => tuples.subarray(0, count * width),
    intern: () => {
      const mask = slots.length - 1;
      let slot = hashAt(key, 0) & mask;
      for (let index = slots[slot] as number; index !== -1; index = slots[slot] as number) {
        if (equalsKey(index)) return index;
        slot = (slot + 1) & mask;
      }
      tuples.set(key, count * width);
      slots[slot] = count;
      const fresh = count++;
      if (count * 2 === slots.length) grow();
      return fresh;
    },
  };
}
