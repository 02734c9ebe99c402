/** Things between which a check sees no difference, counted together. */
export type Alike = {
  readonly count: number;
  /** The first thing of each kind. */
  readonly first: Int32Array;
  /** What all things of a kind weigh together. */
  readonly weight: Int32Array;
  /** One number of the description of a kind. */
  at(kind: number, position: number): number;
};

/**
 * Finds the kinds of things, 0 to `total` - 1, that are alike in everything that `describe` writes about them, `width` numbers of 32 bits from `offset`
 * on; it returns what a thing weighs. In the order of their first things. At most 64 bytes a kind, and 8 for each number of its description.
 *
 * Things are looked up by the batch, so that they wait for memory together: first the hashes, then what may be alike, then whether it is.
 */
export function alike(total: number, width: number, describe: (thing: number, into: Int32Array, offset: number) => number): Alike {
  const batch = {
    described: new Int32Array(BATCH * width),
    hash: new Int32Array(BATCH),
    weighs: new Int32Array(BATCH),
    kind: new Int32Array(BATCH),
  };
  const first: number[] = [];
  const weight: number[] = [];
  let known = new Int32Array(512 * width);
  /** Pairs of a hash and the kind that has it. */
  let slots = new Int32Array(2 * 1_024).fill(FREE);

  const grow = (): void => {
    const wider = new Int32Array(known.length * 2);
    wider.set(known);
    known = wider;
    const narrower = slots;
    slots = new Int32Array(narrower.length * 2).fill(FREE);
    for (let at = 0; at < narrower.length; at += 2) {
      if (narrower[at + 1] === FREE) continue;
      let slot = homeOf(narrower[at] as number, slots);
      while (slots[slot + 1] !== FREE) slot = after(slot, slots);
      slots[slot] = narrower[at] as number;
      slots[slot + 1] = narrower[at + 1] as number;
    }
  };
  /** The kind of a thing whose kind is not among those found by hash at first sight. */
  const kindOf = (thing: number, at: number): number => {
    const sought = batch.hash[at] as number;
    let slot = homeOf(sought, slots);
    for (; slots[slot + 1] !== FREE; slot = after(slot, slots)) {
      const kind = slots[slot + 1] as number;
      if (slots[slot] === sought && isEqual(batch.described, at * width, known, kind * width, width)) return kind;
    }
    const fresh = first.push(thing) - 1;
    weight.push(0);
    known.set(batch.described.subarray(at * width, (at + 1) * width), fresh * width);
    slots[slot] = sought;
    slots[slot + 1] = fresh;
    if (first.length * 4 === slots.length) grow();
    return fresh;
  };

  for (let from = 0; from < total; from += BATCH) {
    const count = Math.min(BATCH, total - from);
    for (let at = 0; at < count; at++) batch.weighs[at] = describe(from + at, batch.described, at * width);
    for (let at = 0; at < count; at++) batch.hash[at] = hash(batch.described, at * width, width);
    suspect(slots, batch, count);
    acquit(known, batch, width, count);
    for (let at = 0; at < count; at++) {
      const kind = batch.kind[at] === FREE ? kindOf(from + at, at) : (batch.kind[at] as number);
      weight[kind] = (weight[kind] as number) + (batch.weighs[at] as number);
    }
  }
  return {
    count: first.length,
    first: Int32Array.from(first),
    weight: Int32Array.from(weight),
    at: (kind, position) => known[kind * width + position] as number,
  };
}

const FREE = -1;
const BATCH = 512;

type Batch = { readonly described: Int32Array; readonly hash: Int32Array; readonly kind: Int32Array };

/** For each thing the first kind that has its hash, or FREE. */
function suspect(slots: Int32Array, { hash: hashes, kind }: Batch, count: number): void {
  for (let at = 0; at < count; at++) {
    let slot = homeOf(hashes[at] as number, slots);
    while (slots[slot] !== hashes[at] && slots[slot + 1] !== FREE) slot = after(slot, slots);
    kind[at] = slots[slot + 1] as number;
  }
}

/** Takes the kind from those that are not like it. */
function acquit(known: Int32Array, { described, kind }: Batch, width: number, count: number): void {
  for (let at = 0; at < count; at++) {
    const suspected = kind[at] as number;
    if (suspected !== FREE && !isEqual(described, at * width, known, suspected * width, width)) kind[at] = FREE;
  }
}

const homeOf = (sought: number, slots: Int32Array): number => (sought << 1) & (slots.length - 1);
const after = (slot: number, slots: Int32Array): number => (slot + 2) & (slots.length - 1);

function hash(values: Int32Array, from: number, width: number): number {
  let sum = 0x811c9dc5;
  for (let at = from; at < from + width; at++) {
    sum = Math.imul(sum ^ (values[at] as number), 0x85ebca6b);
    sum ^= sum >>> 15;
  }
  return Math.imul(sum, 0xc2b2ae35) >> 8;
}

function isEqual(a: Int32Array, fromA: number, b: Int32Array, fromB: number, width: number): boolean {
  for (let at = 0; at < width; at++) if (a[fromA + at] !== b[fromB + at]) return false;
  return true;
}
