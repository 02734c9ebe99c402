import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MINUTES } from './clock-span.ts';
import type { EpochDay } from './epoch-day.ts';
import type { LocalTime } from './local-time.ts';
import { coverageGaps, onDuty, type ShiftRoster } from './shift-roster.ts';

const firstDay = 20_700 as EpochDay;
const anyDay = fc.integer({ min: firstDay, max: firstDay + 12 }).map((day) => day as EpochDay);
const anyTime = fc.constantFrom(0, 1, 360, 480, 840, 1_320, 1_439).map((time) => time as LocalTime);
const label = { fa: 'نوبت', en: 'shift' };

/** Shifts that touch, overlap, run over midnight and last a whole day, on crews that begin and end on any day: gaps and overlaps of all kinds. */
const anyRoster: fc.Arbitrary<ShiftRoster> = fc.record({
  id: fc.constant('any'),
  shifts: fc.tuple(anyTime, anyTime, anyTime, anyTime).map(([a, b, c, d]) => [
    { id: 'a', label, starts: a, ends: b },
    { id: 'b', label, starts: c, ends: d },
  ]),
  rotations: fc
    .array(fc.tuple(anyDay, fc.nat({ max: 9 }), fc.array(fc.constantFrom('a', 'b', null), { minLength: 1, maxLength: 4 })), {
      maxLength: 4,
    })
    .map((rows) => rows.map(([from, days, cycle], index) => ({ crew: `crew-${index}`, from, to: (from + days) as EpochDay, cycle }))),
});

/** How many crews are on duty in each minute from the day before, by painting every shift minute by minute. */
function painted({ shifts, rotations }: ShiftRoster, from: EpochDay, to: EpochDay): number[] {
  const counts = new Array<number>((to - from + 1) * DAY_MINUTES).fill(0);
  for (const { from: begins, to: until = to, cycle } of rotations) {
    for (let day = begins; day <= until; day = (day + 1) as EpochDay) {
      const shift = shifts.find(({ id }) => id === cycle[(day - begins) % cycle.length]);
      if (shift === undefined) continue;
      const lengthMinutes = (shift.ends - shift.starts + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
      const start = (day - from) * DAY_MINUTES + shift.starts;
      for (let minute = start; minute < start + lengthMinutes; minute += 1)
        if (minute in counts) counts[minute] = (counts[minute] as number) + 1;
    }
  }
  return counts;
}

describe('a roster', () => {
  it('covers what painting its shifts covers', () => {
    fc.assert(
      fc.property(anyRoster, anyDay, fc.nat({ max: 5 }), (roster, from, days) => {
        const to = (from + days) as EpochDay;
        const coverage = coverageGaps(roster, from, to);
        fc.pre(coverage.isOk());
        const { gaps, coveredMinutes, overlapFreeMinutes } = coverage._unsafeUnwrap();
        const counts = painted(roster, from, to);
        expect(coveredMinutes).toBe(counts.filter((count) => count > 0).length);
        expect(overlapFreeMinutes).toBe(counts.filter((count) => count === 1).length);
        const open = counts.map((count) => count === 0);
        for (const { starts, minutes } of gaps) {
          const start = (starts.day - from) * DAY_MINUTES + starts.time;
          expect([open[start - 1] ?? false, open[start + minutes] ?? false]).toEqual([false, false]);
          expect(open.splice(start, minutes, ...new Array<boolean>(minutes).fill(false))).toEqual(new Array(minutes).fill(true));
        }
        expect(open).not.toContain(true);
      }),
    );
  });

  it('has as many on duty in a minute as paint lies on it, each crew once', () => {
    fc.assert(
      fc.property(anyRoster, anyDay, anyTime, (roster, day, time) => {
        const duties = onDuty(roster, { day, time });
        fc.pre(duties.isOk());
        const crews = duties._unsafeUnwrap().map(({ crew }) => crew);
        expect(crews.length).toBe(painted(roster, day, day)[time]);
        expect(new Set(crews).size).toBe(crews.length);
      }),
    );
  });
});
