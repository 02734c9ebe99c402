import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSUMED_CADENCE } from './cadence.ts';
import { dueDayChanges } from './due-day-changes.ts';
import { dueDays, NO_DAY } from './due-days.ts';
import type { EpochDay } from './epoch-day.ts';
import { parseJalali } from './jalali-text.ts';
import { IRAN_PUBLIC_HOLIDAYS, IRAN_SPECIAL_CLOSURES, type PublicHoliday } from './public-holiday.ts';
import { IRAN_WEEKLY_PATTERNS } from './weekly-pattern.ts';
import { iranWorkingCalendar, type WorkingCalendar, workingCalendar } from './working-calendar.ts';

const asKnown = iranWorkingCalendar()._unsafeUnwrap();
const today = parseJalali('1405/09/02')._unsafeUnwrap();

/** The calendar in which Fitr of 1405 is seen a day later, or Thursdays are off. */
const laterFitr = (holiday: PublicHoliday): PublicHoliday => {
  const isFitr1405 = (holiday.key === 'fitr' || holiday.key === 'fitr-2') && Math.abs(holiday.day - today - 107) < 30;
  return isFitr1405 ? { ...holiday, day: (holiday.day + 1) as EpochDay } : holiday;
};
const movedEid = workingCalendar({
  weekly: IRAN_WEEKLY_PATTERNS['IR-FRI'],
  firstDay: asKnown.firstDay,
  lastDay: asKnown.lastDay,
  holidays: IRAN_PUBLIC_HOLIDAYS.map(laterFitr),
  closures: IRAN_SPECIAL_CLOSURES,
})._unsafeUnwrap();
const thursdayLaw = iranWorkingCalendar(IRAN_WEEKLY_PATTERNS['IR-THU-FRI'])._unsafeUnwrap();

const rows = fc.array(
  fc.record({ tier: fc.nat(4), lastContactDay: fc.integer({ min: today - 300, max: today }), told: fc.nat(1), none: fc.nat(9) }),
  { minLength: 1, maxLength: 60 },
);
const worlds: fc.Arbitrary<WorkingCalendar> = fc.constantFrom(movedEid, thursdayLaw, asKnown);

describe('planning due days again', () => {
  it('says exactly which rows moved, and keeps those that were told', () => {
    fc.assert(
      fc.property(rows, worlds, (people, calendar) => {
        const columns = {
          tier: Uint8Array.from(people, ({ tier }) => tier),
          lastContactDay: Int32Array.from(people, ({ lastContactDay, none }) => (none === 0 ? NO_DAY : lastContactDay)),
          waitingSinceDay: new Int32Array(people.length).fill(NO_DAY),
        };
        const before = dueDays(columns, { today, cadence: ASSUMED_CADENCE, calendar: asKnown });
        const now = { today, cadence: ASSUMED_CADENCE, calendar };
        const after = dueDays(columns, now);
        const told = Uint8Array.from(people, (row) => row.told);
        const { days, moved, frozen } = dueDayChanges(columns, before, now, told);
        people.forEach((_, row) => {
          const differs = before[row] !== after[row];
          const keeps = differs && told[row] === 1 && (before[row] as number) >= today;
          expect(days[row]).toBe(keeps ? before[row] : after[row]);
          expect(moved.rows.includes(row)).toBe(differs && !keeps);
          expect(frozen.rows.includes(row)).toBe(keeps);
        });
        for (const { rows: list, from, to } of [moved, frozen]) {
          expect([...from]).toEqual([...list].map((row) => before[row]));
          expect([...to]).toEqual([...list].map((row) => after[row]));
          expect([...list]).toEqual([...list].sort((a, b) => a - b));
        }
        if (calendar === asKnown) expect(moved.rows.length + frozen.rows.length).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it('moves somebody when Eid moves and when a weekend law comes, so that the property above is not empty', () => {
    const count = 300;
    const columns = {
      tier: new Uint8Array(count),
      lastContactDay: Int32Array.from({ length: count }, (_, row) => today - row),
      waitingSinceDay: new Int32Array(count).fill(NO_DAY),
    };
    const before = dueDays(columns, { today: (today + 20) as EpochDay, cadence: ASSUMED_CADENCE, calendar: asKnown });
    const moves = (calendar: WorkingCalendar): number =>
      dueDayChanges(columns, before, { today: (today + 20) as EpochDay, cadence: ASSUMED_CADENCE, calendar }).moved.rows.length;
    expect(moves(thursdayLaw)).toBeGreaterThan(5);
    expect([movedEid.version === asKnown.version, moves(asKnown)]).toEqual([false, 0]);
  });

  it('keeps a told day that is today or later, and none that is past or was not told', () => {
    const columns = {
      tier: new Uint8Array(5),
      lastContactDay: new Int32Array(5).fill(today),
      waitingSinceDay: new Int32Array(5).fill(NO_DAY),
    };
    const before = Int32Array.from([today - 1, today, today + 1, today, NO_DAY]);
    const now = { today, cadence: ASSUMED_CADENCE, calendar: asKnown };
    // Ninety days after Monday 2 Azar 1405 is Sunday 2 Esfand.
    const due = parseJalali('1405/12/02')._unsafeUnwrap();
    const { days, moved, frozen } = dueDayChanges(columns, before, now, Uint8Array.from([1, 1, 1, 0, 1]));
    expect([...days]).toEqual([due, today, today + 1, due, due]);
    expect([[...moved.rows], [...moved.from], [...moved.to]]).toEqual([
      [0, 3, 4],
      [today - 1, today, NO_DAY],
      [due, due, due],
    ]);
    expect([[...frozen.rows], [...frozen.from], [...frozen.to]]).toEqual([
      [1, 2],
      [today, today + 1],
      [due, due],
    ]);
  });

  it('refuses columns that differ in length', () => {
    const columns = { tier: new Uint8Array(2), lastContactDay: new Int32Array(2), waitingSinceDay: new Int32Array(2) };
    const now = { today, cadence: ASSUMED_CADENCE, calendar: asKnown };
    expect(() => dueDayChanges(columns, new Int32Array(1), now, new Uint8Array(2))).toThrow('differ in length');
    expect(() => dueDayChanges(columns, new Int32Array(2), now, new Uint8Array(1))).toThrow('differ in length');
  });
});
