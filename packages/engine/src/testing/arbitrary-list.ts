import fc from 'fast-check';
import { NEVER_RISES, RANK_COUNT, type TurnRules, type WaitingList } from '../turns.ts';

type Person = { readonly rank: number; readonly due: number; readonly risesOn: number };

/** Rooms from none to plenty, cadences that do and do not divide each other, arrivals before, on and after the day, some beyond the horizon. */
export const arbitraryList = (ageing: boolean): fc.Arbitrary<{ list: WaitingList; rules: TurnRules }> =>
  fc
    .record({
      contactsPerDay: fc.nat({ max: 4 }),
      people: fc.array(
        fc.record({
          rank: fc.nat({ max: RANK_COUNT - 1 }),
          due: fc.integer({ min: -15, max: 15 }),
          risesOn: ageing ? fc.oneof(fc.nat({ max: 20 }), fc.constant(NEVER_RISES)) : fc.constant(NEVER_RISES),
        }),
        { maxLength: 40 },
      ),
      everyDays: fc.array(fc.integer({ min: 1, max: 14 }), { minLength: RANK_COUNT, maxLength: RANK_COUNT }),
      risesAfterDays: fc.integer({ min: 1, max: 20 }),
      horizonDays: fc.integer({ min: 1, max: 60 }),
    })
    .map(({ contactsPerDay, people, everyDays, risesAfterDays, horizonDays }) => {
      const sorted = people
        .map((person): Person => ({ ...person, risesOn: person.rank < 2 ? NEVER_RISES : person.risesOn }))
        .toSorted((a, b) => a.rank - b.rank || a.due - b.due);
      return {
        list: listOf(contactsPerDay, sorted),
        rules: { everyDays, horizonDays, ...(ageing ? { risesAfterDays } : {}) },
      };
    });

const listOf = (contactsPerDay: number, people: readonly Person[]): WaitingList => ({
  contactsPerDay,
  rank: Uint8Array.from(people, ({ rank }) => rank),
  due: Int32Array.from(people, ({ due }) => due),
  risesOn: Int32Array.from(people, ({ risesOn }) => risesOn),
});
