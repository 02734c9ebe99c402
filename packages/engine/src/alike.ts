/** Things between which a check sees no difference, counted together. */
export type Alike = {
  /** How many things there are of each kind. */
  readonly sizes: readonly number[];
  /** One number of the description of a kind. */
  at(kind: number, position: number): number;
};

/**
 * Finds the kinds of things, 0 to `total` - 1, that are alike in everything that `describe` writes about them, `width` numbers of 32 bits from
 * `offset` on. In the order of their first things. At most 24 bytes a kind, and 8 for each number of its description.
 * The table is the checker's own: the solver groups by another.
 */
export function alike(total: number, width: number, describe: (thing: number, into: Int32Array, offset: number) => void): Alike {
  const sizes: number[] = [];
  let known = new Int32Array(512 * width);
  /** The kinds by the hash of their descriptions, the next free slot where one is taken; at most half of the slots are. */
  let slots = new Int32Array(1_024).fill(FREE);
  const isKind = (kind: number, fresh: number): boolean => {
    for (let at = 0; at < width; at++) if (known[kind * width + at] !== known[fresh * width + at]) return false;
    return true;
  };
  /** The slot of the kind that is like a description, or the free one in which it would stand. */
  const slotFor = (fresh: number): number => {
    let slot = hash(known, fresh * width, width) & (slots.length - 1);
    while (slots[slot] !== FREE && !isKind(slots[slot] as number, fresh)) slot = (slot + 1) & (slots.length - 1);
    return slot;
  };
  for (let thing = 0; thing < total; thing++) {
    const fresh = sizes.length;
    describe(thing, known, fresh * width);
    const slot = slotFor(fresh);
    const kind = slots[slot] as number;
    if (kind !== FREE) {
      sizes[kind] = (sizes[kind] as number) + 1;
      continue;
    }
    slots[slot] = fresh;
    sizes.push(1);
    if (sizes.length * 2 < slots.length) continue;
    const wider = new Int32Array(known.length * 2);
    wider.set(known);
    known = wider;
    slots = new Int32Array(slots.length * 2).fill(FREE);
    for (let each = 0; each < sizes.length; each++) slots[slotFor(each)] = each;
  }
  return { sizes, at: (kind, position) => known[kind * width + position] as number };
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
