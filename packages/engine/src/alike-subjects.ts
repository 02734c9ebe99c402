/** Subjects between whom a check sees no difference: `first` is one of them, for `count` in all. */
export type Alike = { readonly first: Int32Array; readonly count: Int32Array };

/**
 * Finds the subjects that are alike in everything that `describe` writes about them, numbers of 32 bits. In the order of their first subjects.
 * About 16 bytes a subject that is not alike to another, and 4 for each number of its description.
 */
export function alikeSubjects(subjectCount: number, width: number, describe: (subject: number, into: Int32Array) => void): Alike {
  const here = new Int32Array(width);
  const first: number[] = [];
  const count: number[] = [];
  let known = new Int32Array(256 * width);
  let slots = new Int32Array(1024).fill(FREE);

  const slotOf = (description: Int32Array, from: number): number => {
    let slot = hash(description, from, width) & (slots.length - 1);
    for (let index = slots[slot] as number; index !== FREE; index = slots[slot] as number) {
      if (isEqual(description, from, known, index * width, width)) break;
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  };
  const grow = (): void => {
    const wider = new Int32Array(known.length * 2);
    wider.set(known);
    known = wider;
    slots = new Int32Array(slots.length * 2).fill(FREE);
    for (let index = 0; index < first.length; index++) slots[slotOf(known, index * width)] = index;
  };

  for (let subject = 0; subject < subjectCount; subject++) {
    describe(subject, here);
    const slot = slotOf(here, 0);
    const index = slots[slot] as number;
    if (index !== FREE) {
      count[index] = (count[index] as number) + 1;
      continue;
    }
    if ((first.length + 1) * width > known.length) {
      grow();
      slots[slotOf(here, 0)] = first.length;
    } else slots[slot] = first.length;
    known.set(here, first.length * width);
    first.push(subject);
    count.push(1);
  }
  return { first: Int32Array.from(first), count: Int32Array.from(count) };
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
