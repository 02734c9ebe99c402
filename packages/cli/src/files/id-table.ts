import { sharedBytes, sharedNumbers } from '../parallel/shared.ts';

/** Ids in ASCII, each with a position in the order of adding, held as bytes in one array: about 21 bytes each beside their characters. */
export type IdTable = {
  readonly count: number;
  /** The position of the id: the present count if it is new. */
  add(id: string): number;
  /** -1 for an id that has not been added. */
  indexOf(id: string): number;
  /** All ids in ascending order, one after the other, in memory that threads share, and the position of each. */
  inOrder(): { bytes: Uint8Array; offsets: Uint32Array; order: Uint32Array };
};

/** An open-addressed hash table of positions over the bytes of the ids; at most half full. */
export function createIdTable(): IdTable {
  let bytes = new Uint8Array(2 ** 20);
  let offsets = new Uint32Array(2 ** 16);
  let slots = new Int32Array(2 ** 17).fill(EMPTY);
  let count = 0;

  const slotOf = (id: string): number => {
    const mask = slots.length - 1;
    let slot = hashOf(id) & mask;
    for (let position = slots[slot] as number; position !== EMPTY; position = slots[slot] as number) {
      if (isAt(id, position)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  };

  const isAt = (id: string, position: number): boolean => {
    const from = offsets[position] as number;
    if ((offsets[position + 1] as number) - from !== id.length) return false;
    for (let unit = 0; unit < id.length; unit++) if (bytes[from + unit] !== id.charCodeAt(unit)) return false;
    return true;
  };

  const growSlots = (): void => {
    slots = new Int32Array(slots.length * 2).fill(EMPTY);
    const mask = slots.length - 1;
    for (let position = 0; position < count; position++) {
      let slot = hashOfBytes(bytes, offsets[position] as number, offsets[position + 1] as number) & mask;
      while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      slots[slot] = position;
    }
  };

  const add = (id: string): number => {
    const slot = slotOf(id);
    const known = slots[slot] as number;
    if (known !== EMPTY) return known;
    slots[slot] = count;
    const from = offsets[count] as number;
    if (from + id.length > bytes.length) bytes = grown(bytes, Uint8Array);
    if (count + 2 > offsets.length) offsets = grown(offsets, Uint32Array);
    for (let unit = 0; unit < id.length; unit++) bytes[from + unit] = id.charCodeAt(unit);
    count++;
    offsets[count] = from + id.length;
    if (count * 2 > slots.length) growSlots();
    return count - 1;
  };

  const inOrder = () => {
    const order = ascending(bytes, offsets, count);
    const sortedBytes = sharedBytes(offsets[count] as number);
    const sortedOffsets = sharedNumbers(count + 1);
    let to = 0;
    for (let index = 0; index < count; index++) {
      const position = order[index] as number;
      const end = offsets[position + 1] as number;
      for (let from = offsets[position] as number; from < end; from++) sortedBytes[to++] = bytes[from] as number;
      sortedOffsets[index + 1] = to;
    }
    return { bytes: sortedBytes, offsets: sortedOffsets, order };
  };

  return {
    get count() {
      return count;
    },
    add,
    indexOf: (id) => slots[slotOf(id)] as number,
    inOrder,
  };
}

const EMPTY = -1;

const HASH_START = 0x811c9dc5;
const hashed = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
const mixed = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 7;

function hashOf(id: string): number {
  let hash = HASH_START;
  for (let unit = 0; unit < id.length; unit++) hash = hashed(hash, id.charCodeAt(unit));
  return mixed(hash);
}

/** Equal to the hash of the id that stands there. */
function hashOfBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = HASH_START;
  for (let at = from; at < to; at++) hash = hashed(hash, bytes[at] as number);
  return mixed(hash);
}

function grown<T extends Uint8Array | Uint32Array>(array: T, make: new (length: number) => T): T {
  const larger = new make(array.length * 2);
  larger.set(array);
  return larger;
}

/** The positions in ascending order of id. Files mostly are in order already; the rest is sorted by one character after the other. */
function ascending(bytes: Uint8Array, offsets: Uint32Array, count: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let position = 0; position < count; position++) order[position] = position;
  const unitAt = (position: number, depth: number): number => {
    const at = (offsets[position] as number) + depth;
    return at < (offsets[position + 1] as number) ? (bytes[at] as number) + 1 : 0;
  };
  const compare = (a: number, b: number, depth: number): number => {
    for (let at = depth; ; at++) {
      const unit = unitAt(a, at);
      if (unit !== unitAt(b, at)) return unit - unitAt(b, at);
      if (unit === 0) return 0;
    }
  };
  const isInOrder = order.every((position) => position === 0 || compare(position - 1, position, 0) < 0);
  if (isInOrder) return order;

  const spare = new Uint32Array(count);
  const open: { from: number; to: number; depth: number }[] = [{ from: 0, to: count, depth: 0 }];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const { from, to, depth } = range;
    if (to - from <= FEW) {
      order.subarray(from, to).sort((a, b) => compare(a, b, depth));
      continue;
    }
    const starts = new Uint32Array(UNITS + 1);
    for (let at = from; at < to; at++) {
      const unit = unitAt(order[at] as number, depth);
      starts[unit + 1] = (starts[unit + 1] as number) + 1;
    }
    for (let unit = 0; unit < UNITS; unit++) {
      const begin = starts[unit] as number;
      const size = starts[unit + 1] as number;
      starts[unit + 1] = begin + size;
      // All ids of the first range end here, and no two are equal.
      if (unit > 0 && size > 1) open.push({ from: from + begin, to: from + begin + size, depth: depth + 1 });
    }
    for (let at = from; at < to; at++) {
      const position = order[at] as number;
      const unit = unitAt(position, depth);
      const slot = starts[unit] as number;
      starts[unit] = slot + 1;
      spare[from + slot] = position;
    }
    order.set(spare.subarray(from, to), from);
  }
  return order;
}

/** The characters of ASCII, and the end of an id before all of them. */
const UNITS = 129;
const FEW = 32;
