import { FollowUpId, PRIORITY_TIERS } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EpochDay } from '../epoch-day.ts';
import { type DueWork, type Levelled, levelDays, type WorkDay } from './level-days.ts';

/** Ten days of which some are off and none has room for more than two, so that windows overlap and not all work fits. */
const workDays: fc.Arbitrary<WorkDay[]> = fc
  .array(fc.nat(2), { minLength: 1, maxLength: 10 })
  .map((rooms) => rooms.flatMap((room, index) => (index % 7 === 6 ? [] : [{ day: (20_000 + index) as EpochDay, room }])));
const work = (most: number): fc.Arbitrary<DueWork[]> =>
  fc
    .array(
      fc.record({
        tier: fc.option(fc.constantFrom(...PRIORITY_TIERS), { nil: undefined }),
        day: fc.nat(9),
        length: fc.nat(5),
        promised: fc.boolean(),
      }),
      { maxLength: most },
    )
    .map((rows) =>
      rows.map(({ tier, day, length, promised }, index) => ({
        id: FollowUpId.parse(`fu-${index}`),
        ...(tier === undefined ? {} : { tier }),
        day: (20_000 + day) as EpochDay,
        closes: (20_000 + day + length) as EpochDay,
        promised,
      })),
    );

const rankOf = ({ tier }: DueWork): number => (tier === undefined ? PRIORITY_TIERS.length : PRIORITY_TIERS.indexOf(tier));
const add = (counts: number[], at: number, amount: number): void => {
  counts[at] = (counts[at] as number) + amount;
};
/** How many of each rank, promised first, are in time. */
const inTime = (pieces: readonly DueWork[], levelled: readonly Levelled[]): number[] => {
  const counts = new Array<number>(10).fill(0);
  pieces.forEach((piece, index) => {
    if (levelled[index]?.beyond === undefined) add(counts, rankOf(piece) * 2 + Number(!piece.promised), 1);
  });
  return counts;
};

/** The best counts by rank that any way of giving days has, found by trying all. */
function bestByTrying(pieces: readonly DueWork[], days: readonly WorkDay[]): number[] {
  const room = new Map(days.map(({ day, room: seats }) => [day, seats]));
  let best: number[] = new Array<number>(10).fill(0);
  const counts = new Array<number>(10).fill(0);
  const isBetter = (): boolean => {
    const at = counts.findIndex((count, index) => count !== best[index]);
    return at >= 0 && (counts[at] as number) > (best[at] as number);
  };
  const tryFrom = (index: number): void => {
    const piece = pieces[index];
    if (piece === undefined) {
      if (isBetter()) best = [...counts];
      return;
    }
    const slot = rankOf(piece) * 2 + Number(!piece.promised);
    for (const [day, left] of room) {
      if (left === 0 || day < piece.day || day > piece.closes) continue;
      room.set(day, left - 1);
      add(counts, slot, 1);
      tryFrom(index + 1);
      add(counts, slot, -1);
      room.set(day, left);
    }
    tryFrom(index + 1);
  };
  tryFrom(0);
  return best;
}

describe('levelling the days of a rahyar', () => {
  it('has as many in time, tier by tier and promised first, as any way of giving days has', () => {
    fc.assert(
      fc.property(work(6), workDays, (pieces, days) => {
        expect(inTime(pieces, levelDays(pieces, days))).toEqual(bestByTrying(pieces, days));
      }),
      { numRuns: 200 },
    );
  });

  it('lists every piece once, overfills no day, takes nothing early, and says of each piece beyond its window that it is', () => {
    fc.assert(
      fc.property(work(30), workDays, (pieces, days) => {
        const levelled = levelDays(pieces, days);
        expect(levelled.map(({ id }) => id)).toEqual(pieces.map(({ id }) => id));
        const load = new Map<number, number>();
        levelled.forEach(({ day, beyond }, index) => {
          const piece = pieces[index] as DueWork;
          if (day !== undefined) load.set(day, (load.get(day) ?? 0) + 1);
          const isInWindow = day !== undefined && day >= piece.day && day <= piece.closes;
          expect(day === undefined || day >= piece.day).toBe(true);
          expect(beyond).toBe(isInWindow ? undefined : piece.promised ? 'promise' : 'window');
        });
        for (const [day, count] of load) expect(count).toBeLessThanOrEqual(days.find((row) => row.day === day)?.room ?? 0);
        // Whoever has no day at all could have had none: every day from the planned one on is full.
        levelled.forEach(({ day }, index) => {
          if (day !== undefined) return;
          const from = (pieces[index] as DueWork).day;
          for (const row of days) if (row.day >= from) expect(load.get(row.day) ?? 0).toBe(row.room);
        });
      }),
    );
  });

  it('does not depend on the order of the work or of the days, and changes nothing that it need not', () => {
    fc.assert(
      fc.property(work(12), workDays, (pieces, days) => {
        const byId = (rows: readonly Levelled[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(byId(levelDays([...pieces].reverse(), [...days].reverse()))).toEqual(byId(levelDays(pieces, days)));
        const roomy = days.map((row) => ({ ...row, room: pieces.length }));
        levelDays(pieces, roomy).forEach(({ day }, index) => {
          const first = roomy.find((row) => row.day >= (pieces[index] as DueWork).day && row.room > 0)?.day;
          expect(day).toBe(first);
        });
      }),
    );
  });
});
