import { listedIds } from '@rahyar/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ID_PREFIXES, rangedIds } from './subject-ids.ts';

const counts = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 4, maxLength: 4 });
const idsOf = (list: readonly number[]) =>
  rangedIds(Object.values(ID_PREFIXES).map((prefix, index) => ({ prefix, count: list[index] as number })));

describe('rangedIds', () => {
  it('ascends strictly, and finds and hashes each id where it stands', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const ids = idsOf(list);
        const all = Array.from({ length: ids.count }, (_, index) => ids.at(index));
        expect(ids.count).toBe(list.reduce((sum, count) => sum + count, 0));
        expect(all).toEqual([...new Set(all)].sort());
        expect(all.map((id) => ids.indexOf(id))).toEqual([...all.keys()]);
        expect(all.map((_, index) => ids.hashAt(index))).toEqual(all.map((_, index) => listedIds(all).hashAt(index)));
      }),
    );
  });

  it('finds nothing that it has not given', () => {
    fc.assert(
      fc.property(counts, fc.string(), (list, text) => {
        const ids = idsOf(list);
        const index = ids.indexOf(text);
        if (index !== -1) expect(ids.at(index)).toBe(text);
        for (const stranger of [`p${list[3]}`, `${text}p`, 'p', 'x0', 'p-1', 'p1.5']) {
          const found = ids.indexOf(stranger);
          if (found !== -1) expect(ids.at(found)).toBe(stranger);
        }
      }),
    );
    expect(idsOf([1, 0, 0, 12]).indexOf('p12')).toBe(-1);
    expect(idsOf([1, 0, 0, 12]).indexOf('p1')).toBe(-1);
    expect(idsOf([1, 0, 0, 12]).indexOf('c0')).toBe(-1);
  });

  it('has no id outside its range', () => {
    expect(() => rangedIds([]).at(0)).toThrow('invariant');
  });
});
