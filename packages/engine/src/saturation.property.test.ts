import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shutOutFrom } from './saturation.ts';
import { arbitraryList } from './testing/arbitrary-list.ts';
import { NEVER_RISES, RANK_COUNT, type TurnRules, turnsOf, type WaitingList } from './turns.ts';

const LOWEST = RANK_COUNT - 1;

/** The same list with one more who waits at its end, so that whatever is left over is taken. */
const withLast = (list: WaitingList): WaitingList => ({
  contactsPerDay: list.contactsPerDay,
  rank: Uint8Array.from([...list.rank, LOWEST]),
  due: Int32Array.from([...list.due, 0]),
  risesOn: Int32Array.from([...list.risesOn, NEVER_RISES]),
});

const shutOut = (list: WaitingList, rules: TurnRules): number | undefined => shutOutFrom(list, rules, turnsOf(list, rules).contacts);

/** Short rounds, nearly full days and late arrivals: what the ranks above take repeats late, and looks settled before it is. */
const nearlyFull: fc.Arbitrary<{ list: WaitingList; rules: TurnRules }> = fc
  .record({
    contactsPerDay: fc.integer({ min: 1, max: 2 }),
    people: fc.array(fc.record({ rank: fc.nat({ max: 2 }), due: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 24 })) }), {
      maxLength: 14,
    }),
    everyDays: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: RANK_COUNT, maxLength: RANK_COUNT }),
    horizonDays: fc.integer({ min: 4, max: 30 }),
  })
  .map(({ contactsPerDay, people, everyDays, horizonDays }) => {
    const sorted = people.toSorted((a, b) => a.rank - b.rank || a.due - b.due);
    const list = {
      contactsPerDay,
      rank: Uint8Array.from(sorted, ({ rank }) => rank),
      due: Int32Array.from(sorted, ({ due }) => due),
      risesOn: new Int32Array(sorted.length).fill(NEVER_RISES),
    };
    return { list, rules: { everyDays, horizonDays } };
  });

describe('laws of being shut out', () => {
  it.each([
    ['without ageing', arbitraryList(false), 800],
    ['with ageing', arbitraryList(true), 800],
    ['where the days are nearly full', nearlyFull, 2_000],
  ])('whoever is told to be shut out has no turn in twelve times the horizon, %s', (_what, lists, numRuns) => {
    let told = 0;
    fc.assert(
      fc.property(lists, ({ list: drawn, rules }) => {
        const list = withLast(drawn);
        const from = shutOut(list, rules);
        if (from === undefined) return;
        told++;
        const horizonDays = rules.horizonDays * 12 + 200;
        const { contacts } = turnsOf(list, { ...rules, horizonDays });
        for (let rank = from; rank < RANK_COUNT; rank++) {
          expect(contacts.subarray(rank * horizonDays + rules.horizonDays, (rank + 1) * horizonDays).every((made) => made === 0)).toBe(
            true,
          );
        }
      }),
      { numRuns },
    );
    expect(told).toBeGreaterThan(150);
  });

  it('below one rank that is served alone, holds exactly when its subjects are at least its room between two contacts', () => {
    fc.assert(
      fc.property(
        fc.record({
          rank: fc.nat({ max: LOWEST - 1 }),
          people: fc.integer({ min: 1, max: 30 }),
          room: fc.integer({ min: 1, max: 4 }),
          every: fc.integer({ min: 1, max: 9 }),
        }),
        ({ rank, people, room, every }) => {
          const count = people + 1;
          const list: WaitingList = {
            contactsPerDay: room,
            rank: new Uint8Array(count).fill(rank, 0, people).fill(LOWEST, people),
            due: new Int32Array(count),
            risesOn: new Int32Array(count).fill(NEVER_RISES),
          };
          const rules = { everyDays: new Array<number>(RANK_COUNT).fill(every), horizonDays: 60 };
          expect(shutOut(list, rules)).toBe(people >= room * every ? rank + 1 : undefined);
        },
      ),
    );
  });

  it('is told wherever the second of two ranks starves, as soon as the horizon holds two rounds of both', () => {
    fc.assert(
      fc.property(
        fc.record({
          first: fc.nat({ max: 12 }),
          second: fc.nat({ max: 20 }),
          room: fc.integer({ min: 1, max: 3 }),
          every: fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })),
        }),
        ({ first, second, room, every }) => {
          const rank = [...new Array<number>(first).fill(1), ...new Array<number>(second).fill(2), LOWEST];
          const list: WaitingList = {
            contactsPerDay: room,
            rank: Uint8Array.from(rank),
            due: new Int32Array(rank.length),
            risesOn: new Int32Array(rank.length).fill(NEVER_RISES),
          };
          const rules = { everyDays: [1, every[0], every[1], 1, 1], horizonDays: 200 };
          const horizonDays = 1_000;
          const lastMade = turnsOf(list, { ...rules, horizonDays }).contacts.findLastIndex(
            (made, cell) => made > 0 && cell >= LOWEST * horizonDays,
          );
          expect(shutOut(list, rules) !== undefined).toBe(lastMade - LOWEST * horizonDays < rules.horizonDays);
        },
      ),
      { numRuns: 400 },
    );
  });
});
