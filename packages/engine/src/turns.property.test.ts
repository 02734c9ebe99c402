import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryList } from './testing/arbitrary-list.ts';
import { turnsByPerson } from './testing/turns-by-person.ts';
import { NO_TURN, RANK_COUNT, turnsOf, type WaitingList } from './turns.ts';

describe('laws of turns', () => {
  it('come on the days of a simulation of every person on every day', () => {
    fc.assert(
      fc.property(arbitraryList(false), ({ list, rules }) => {
        expect(turnsOf(list, rules)).toEqual(turnsByPerson(list, rules));
      }),
      { numRuns: 600 },
    );
  });

  it('do so with ageing too', () => {
    fc.assert(
      fc.property(arbitraryList(true), ({ list, rules }) => {
        expect(turnsOf(list, rules)).toEqual(turnsByPerson(list, rules));
      }),
      { numRuns: 600 },
    );
  });

  it('do not come later for anybody of one rank alone when there is room for one contact more a day', () => {
    fc.assert(
      fc.property(arbitraryList(false), ({ list, rules }) => {
        const only = (rank: number): WaitingList => ({ ...list, due: list.due.map((due, at) => (list.rank[at] === rank ? due : 10_000)) });
        for (let rank = 0; rank < RANK_COUNT; rank++) {
          const now = turnsOf(only(rank), rules).turnOn;
          const roomier = turnsOf({ ...only(rank), contactsPerDay: list.contactsPerDay + 1 }, rules).turnOn;
          now.forEach((day, at) => {
            if (day !== NO_TURN) expect(roomier[at]).toBeLessThanOrEqual(day);
          });
        }
      }),
    );
  });

  it('of a rank do not depend on the ranks below, without ageing', () => {
    fc.assert(
      fc.property(arbitraryList(false), fc.nat({ max: RANK_COUNT - 1 }), ({ list, rules }, lowest) => {
        const kept = Array.from(list.rank).filter((rank) => rank <= lowest).length;
        const upper = { ...list, rank: list.rank.slice(0, kept), due: list.due.slice(0, kept), risesOn: list.risesOn.slice(0, kept) };
        expect(turnsOf(upper, rules).turnOn).toEqual(turnsOf(list, rules).turnOn.slice(0, kept));
      }),
    );
  });

  it('use the room of a day up, unless nobody is due any more', () => {
    fc.assert(
      fc.property(arbitraryList(true), ({ list, rules }) => {
        const { contacts, turnOn } = turnsOf(list, rules);
        for (let day = 0; day < rules.horizonDays; day++) {
          const made = Array.from({ length: RANK_COUNT }, (_, rank) => contacts[rank * rules.horizonDays + day] as number);
          const total = made.reduce((sum, each) => sum + each, 0);
          expect(total).toBeLessThanOrEqual(list.contactsPerDay);
          if (total === list.contactsPerDay) continue;
          turnOn.forEach((turn, at) => {
            if ((list.due[at] as number) <= day) expect(turn).not.toBe(NO_TURN);
          });
        }
      }),
    );
  });
});
