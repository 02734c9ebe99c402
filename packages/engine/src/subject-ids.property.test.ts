import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from './kernel/hash.ts';
import { formOf, hashIds, listedIds, numberedIds, packedIds, type SubjectIds } from './subject-ids.ts';

/** Short ids over few letters, among them the smallest and the greatest: many begin alike. */
const id = fc.string({ unit: fc.constantFrom('-', '0', 'A', 'a', 'z'), minLength: 1, maxLength: 5 });
const sortedIds = fc.uniqueArray(id, { maxLength: 40 }).map((ids) => ids.sort((a, b) => (a < b ? -1 : 1)));

function packed(ids: readonly string[]): SubjectIds {
  const offsets = new Uint32Array(new SharedArrayBuffer((ids.length + 1) * 4));
  ids.forEach((text, index) => {
    offsets[index + 1] = (offsets[index] as number) + text.length;
  });
  const bytes = new Uint8Array(new SharedArrayBuffer(offsets.at(-1)));
  bytes.set(Array.from(ids.join(''), (letter) => letter.charCodeAt(0)));
  return packedIds(bytes, offsets);
}

function expectToHold(held: SubjectIds, ids: readonly string[], stranger: string): void {
  expect(held.count).toBe(ids.length);
  ids.forEach((text, index) => {
    expect(held.at(index)).toBe(text);
    expect(held.indexOf(text)).toBe(index);
    expect(held.hashAt(index)).toBe(hashText(text));
  });
  expect(held.indexOf(stranger)).toBe(ids.indexOf(stranger));
  const middle = Math.floor(ids.length / 3);
  for (const [from, to] of [
    [0, ids.length],
    [middle, ids.length],
    [middle, middle],
  ] as const) {
    const hashes = new Uint32Array(to - from);
    hashIds(formOf(held), from, to, hashes);
    expect([...hashes]).toEqual(ids.slice(from, to).map(hashText));
  }
}

describe('subject ids', () => {
  it.each([
    ['listed', listedIds],
    ['packed', packed],
  ])('%s, find and hash every id, and no other', (_, hold) => {
    fc.assert(
      fc.property(sortedIds, id, (ids, stranger) => {
        expectToHold(hold(ids), ids, stranger);
      }),
    );
  });

  it('numbered, find and hash every id, and no other', () => {
    const stranger = fc.oneof(
      id,
      fc.nat({ max: 1_200 }).map((number) => `p${number}`),
    );
    fc.assert(
      fc.property(fc.constantFrom('', 'p', 'person-'), fc.nat({ max: 1_100 }), stranger, (prefix, count, other) => {
        const width = String(Math.max(count - 1, 0)).length;
        const ids = Array.from({ length: count }, (_, index) => prefix + String(index).padStart(width, '0'));
        expectToHold(numberedIds(prefix, count), ids, other);
      }),
    );
  });
});
