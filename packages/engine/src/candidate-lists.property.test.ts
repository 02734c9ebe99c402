import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS, type CandidateLists, choiceAt, chosen, createLists, NO_LIST, positionOf } from './candidate-lists.ts';
import { mix } from './kernel/hash.ts';
import { NOBODY } from './subject-columns.ts';

const PEOPLE = 12;
/** Few hashes for many people, so that some are alike. */
const hashOf = (rahyar: number): number => mix(rahyar % 7);

const candidates = fc.uniqueArray(fc.nat({ max: PEOPLE - 1 }), { maxLength: 6 }).map((some) => Int32Array.from(some).sort());
/** Lists of nobody, of one, and of several, some of them alike. */
const several = fc.array(candidates, { minLength: 1, maxLength: 6 });
const somebody = fc.integer({ min: NOBODY, max: PEOPLE - 1 });

const laidOut = (all: readonly Int32Array[]): { lists: CandidateLists; indexes: number[] } => {
  const made = createLists(hashOf);
  const indexes = all.map((rahyars, at) => made.indexOf({ rahyars, costs: Uint16Array.from(rahyars, (rahyar) => rahyar + at) }));
  return { lists: made.laidOut(), indexes };
};

describe('lists of candidates', () => {
  it('find the place of whoever is on them, with what a seat there costs', () => {
    fc.assert(
      fc.property(several, (all) => {
        const { lists, indexes } = laidOut(all);
        for (const [at, rahyars] of all.entries()) {
          for (let rahyar = 0; rahyar < PEOPLE; rahyar++) {
            const position = positionOf(lists, indexes[at] as number, rahyar);
            if (rahyars.includes(rahyar)) expect([lists.candidates[position], lists.costs[position]]).toEqual([rahyar, rahyar + at]);
            else expect(position).toBe(-1);
          }
        }
      }),
    );
  });

  it('choose whose hash together with the bucket is highest of those who are not named, however often they are asked', () => {
    fc.assert(
      fc.property(
        several,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 1, 2, BUCKETS - 1), fc.tuple(somebody, somebody, somebody, somebody)), {
          maxLength: 40,
        }),
        (all, questions) => {
          const { lists, indexes } = laidOut(all);
          for (const [which, bucket, named] of questions) {
            const rahyars = all[which % all.length] as Int32Array;
            const list = indexes[which % all.length] as number;
            const score = (rahyar: number): number => mix(mix(bucket + 1) ^ hashOf(rahyar));
            const [best = NOBODY] = [...rahyars].filter((rahyar) => !named.includes(rahyar)).sort((a, b) => score(b) - score(a) || a - b);
            const known = lists.choices[choiceAt(lists, list, bucket)] as number;
            expect(chosen(lists, list, bucket, known, ...named)).toBe(best);
            expect(chosen(lists, list, bucket, 0, ...named)).toBe(best);
          }
        },
      ),
    );
  });

  it('are one where they are the same, share choices where candidates are the same, and begin with nobody', () => {
    const made = createLists(hashOf);
    const rahyars = Int32Array.of(1, 2);
    const dear = { rahyars, costs: Uint16Array.of(5, 6) };
    const cheap = { rahyars, costs: Uint16Array.of(0, 0) };
    const other = Int32Array.of(1, 3);
    const indexes = [made.indexOf(dear), made.indexOf(cheap), made.indexOf(dear), made.indexOfUnpriced(other), made.indexOfUnpriced(other)];
    const lists = made.laidOut();
    const [first, second, again, third, thirdAgain] = indexes as [number, number, number, number, number];
    expect([again, thirdAgain]).toEqual([first, third]);
    expect(new Set([NO_LIST, first, second, third]).size).toBe(4);
    expect(lists.start[NO_LIST + 1]).toBe(lists.start[NO_LIST]);
    expect(choiceAt(lists, first, 3)).toBe(choiceAt(lists, second, 3));
    const places = [first, third].flatMap((list) => [0, BUCKETS - 1].map((bucket) => choiceAt(lists, list, bucket)));
    expect(new Set(places.flatMap((place) => [place, place + 1])).size).toBe(8);
    expect(Math.max(...places)).toBe(lists.choices.length - 2);
  });
});
