import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createIdTable } from './id-table.ts';

const id = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/),
  fc.nat(300).map((number) => `p${number}`),
  fc.nat(300).map((number) => `p${String(number).padStart(40, '0')}`),
);

it('gives each id the position of its first coming, and all of them in order', () => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 400, size: 'max' }), id, (ids, other) => {
      const table = createIdTable();
      const positions = ids.map((each) => table.add(each));
      const distinct = [...new Set(ids)];
      expect(positions).toEqual(ids.map((each) => distinct.indexOf(each)));
      expect(table.count).toBe(distinct.length);
      expect(table.indexOf(other)).toBe(distinct.indexOf(other));
      const { bytes, offsets, order } = table.inOrder();
      const text = Buffer.from(bytes).toString('latin1');
      expect(Array.from(order, (_, index) => text.slice(offsets[index], offsets[index + 1]))).toEqual(
        distinct.toSorted((a, b) => (a < b ? -1 : 1)),
      );
      expect(Array.from(order, (position) => distinct[position])).toEqual(distinct.toSorted((a, b) => (a < b ? -1 : 1)));
    }),
  );
});

it('grows to more ids and characters than it begins with', () => {
  const table = createIdTable();
  const idOf = (number: number): string => `${String((number * 7_919) % 100_003)}.${'x'.repeat(20)}`;
  for (let number = 0; number < 100_003; number++) table.add(idOf(number));
  expect(table.count).toBe(100_003);
  expect(table.indexOf(idOf(99_999))).toBe(99_999);
  expect(table.add(idOf(5))).toBe(5);
});
