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
 * Finds the kinds of things, 0 to `total` - 1, that are alike in everything that `describe` writes about them, numbers of 32 bits; it returns
 * what a thing weighs. In the order of their first things. At most 48 bytes a kind, and 8 for each number of its description.
 */
export function alike(total: number, width: number, describe: (thing: number, into: Int32Array) => number): Alike {
  const here = new Int32Array(width);
  const first: number[] = [];
  const weight: number[] = [];
  let known = new Int32Array(256 * width);
  let slots = new Int32Array(512).fill(FREE);

  /** Where a description is, or where it would be. */
  const slotOf = (description: Int32Array, from: number): number => {
    let slot = hash(description, from, width) & (slots.length - 1);
    for (let kind = slots[slot] as number; kind !== FREE; kind = slots[slot] as number) {
      if (isEqual(description, from, known, kind * width, width)) break;
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  };
  const grow = (): void => {
    const wider = new Int32Array(known.length * 2);
    wider.set(known);
    known = wider;
    slots = new Int32Array(slots.length * 2).fill(FREE);
    for (let kind = 0; kind < first.length; kind++) slots[slotOf(known, kind * width)] = kind;
  };

  for (let thing = 0; thing < total; thing++) {
    const weighs = describe(thing, here);
    const slot = slotOf(here, 0);
    const kind = slots[slot] as number;
    if (kind !== FREE) {
      weight[kind] = (weight[kind] as number) + weighs;
      continue;
    }
    slots[slot] = first.length;
    known.set(here, first.length * width);
    first.push(thing);
    weight.push(weighs);
    if (first.length * width === known.length) grow();
  }
  return {
    count: first.length,
    first: Int32Array.from(first),
    weight: Int32Array.from(weight),
    at: (kind, position) => known[kind * width + position] as number,
  };
}

const FREE = -1;

function hash(values: Int32Array, from: number, width: number): number {
  let sum = 0x811c9dc5;
  for (let at = from; at < from + width; at++) {
    sum = Math.imul(sum ^ (values[at] as number), 0x85ebca6b);
    sum ^= sum >>> 15;
  }
  return Math.imul(sum, 0xc2b2ae35) >>> 8;
}

function isEqual(a: Int32Array, fromA: number, b: Int32Array, fromB: number, width: number): boolean {
  for (let at = 0; at < width; at++) if (a[fromA + at] !== b[fromB + at]) return false;
  return true;
}
