import { describe, expect, it } from 'vitest';
import { shutOutFrom } from './saturation.ts';
import { NEVER_RISES, RANK_COUNT, turnsOf, type WaitingList } from './turns.ts';

const listOf = (contactsPerDay: number, people: readonly (readonly [rank: number, due: number])[]): WaitingList => ({
  contactsPerDay,
  rank: Uint8Array.from(people, ([rank]) => rank),
  due: Int32Array.from(people, ([, due]) => due),
  risesOn: new Int32Array(people.length).fill(NEVER_RISES),
});

/** Worlds in which the last days of the horizon look as if nothing were ever left over, and something is. */
describe('nobody is called shut out too early', () => {
  it.each([
    [
      'while what the ranks above take does not repeat yet',
      listOf(1, [
        [1, 0],
        [2, 8],
        [3, 0],
        [4, 0],
      ]),
      [5, 2, 3, 6, 3],
      23,
    ],
    [
      'while somebody of a rank above falls due after the horizon only',
      listOf(2, [
        [1, 0],
        [1, 18],
        [2, 0],
        [2, 0],
        [3, 0],
        [3, 0],
        [3, 0],
        [4, 0],
      ]),
      [4, 3, 2, 4, 1],
      15,
    ],
  ])('%s', (_what, list, everyDays, horizonDays) => {
    const { contacts } = turnsOf(list, { everyDays, horizonDays });
    expect(shutOutFrom(list, { everyDays, horizonDays }, contacts)).toBeUndefined();
    const later = turnsOf(list, { everyDays, horizonDays: 500 }).contacts;
    const lowest = RANK_COUNT - 1;
    expect(later.subarray(lowest * 500 + horizonDays).some((made) => made > 0)).toBe(true);
  });

  it('and everybody is where there is no room for a contact', () => {
    const list = listOf(0, [[0, 0]]);
    const rules = { everyDays: [1, 1, 1, 1, 1], horizonDays: 3 };
    expect(shutOutFrom(list, rules, turnsOf(list, rules).contacts)).toBe(0);
  });
});
