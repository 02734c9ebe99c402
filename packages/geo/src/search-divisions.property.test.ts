import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divisions } from './divisions.ts';
import { nameKey } from './name-key.ts';
import { searchDivisions } from './search-divisions.ts';

const anyDivision = fc.constantFrom(...divisions());

/** Each space and letter of a name, typed in one of the ways people type it. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  ' ': [' ', '', '\u200c', '  '],
  ی: ['ی', '\u064a', '\u0649'],
  ک: ['ک', '\u0643'],
  آ: ['آ', 'ا', '\u0627\u0653'],
  '1': ['1', '۱', '١'],
  '2': ['2', '۲', '٢'],
};

const anySpellingOf = (name: string): fc.Arbitrary<string> =>
  fc.tuple(...[...name].map((letter) => fc.constantFrom(...(SPELLINGS[letter] ?? [letter])))).map((letters) => letters.join(''));

describe('searchDivisions', () => {
  it('finds every division among the first by its own name, however typed', () => {
    fc.assert(
      fc.property(
        anyDivision.chain((division) => fc.tuple(fc.constant(division), anySpellingOf(division.name))),
        ([division, query]) => {
          const found = searchDivisions(query);
          expect(found).toContain(division);
          expect(found).toEqual(searchDivisions(division.name));
          const sameNameCount = divisions().filter(({ name }) => nameKey(name) === nameKey(division.name)).length;
          expect(found.slice(0, sameNameCount)).toContain(division);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds a division by any part of its name', () => {
    fc.assert(
      fc.property(anyDivision, fc.nat(), fc.nat(), (division, from, length) => {
        const start = from % division.name.length;
        const part = division.name.slice(start, start + 1 + (length % division.name.length));
        fc.pre(/[\p{L}\p{N}]/u.test(part) && part !== 'ء');
        expect(searchDivisions(part)).toContain(division);
      }),
    );
  });

  it('never repeats a division, and every narrowing is a part of the whole, in the same order', () => {
    fc.assert(
      fc.property(anyDivision, anyDivision, fc.nat({ max: 50 }), (division, area, countMax) => {
        const whole = searchDivisions(division.name);
        expect(new Set(whole).size).toBe(whole.length);
        expect(searchDivisions(division.name, { level: division.level })).toEqual(whole.filter(({ level }) => level === division.level));
        expect(searchDivisions(division.name, { within: area.code })).toEqual(whole.filter(({ code }) => code.startsWith(area.code)));
        expect(searchDivisions(division.name, { countMax })).toEqual(whole.slice(0, countMax));
      }),
    );
  });

  it('answers any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (query) => Array.isArray(searchDivisions(query))));
  });
});
