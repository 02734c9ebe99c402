import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_DAY } from './subject-columns.ts';
import {
  comparePlaces,
  dueDay,
  emptySpan,
  joinedSpan,
  keyOf,
  keyScaleOf,
  type PlaceSpan,
  type WorklistPlace,
  waitingDay,
} from './worklist-order.ts';

const TODAY = 20_000;

/** Few days, so that most places agree in something; some have waited from the beginning. */
const places = fc.array(
  fc.record({
    subject: fc.constant(0),
    tier: fc.nat({ max: 4 }),
    due: fc.integer({ min: TODAY - 3, max: TODAY + 1 }),
    waiting: fc.oneof(fc.constant(NO_DAY), fc.integer({ min: TODAY - 4, max: TODAY + 2 })),
  }),
  { minLength: 1, maxLength: 8 },
);
const spanOf = ({ tier, due, waiting }: WorklistPlace): PlaceSpan =>
  waiting === NO_DAY
    ? { ...emptySpan(TODAY), tierTo: tier, dueFrom: due }
    : { tierTo: tier, dueFrom: due, waitFrom: waiting, waitTo: waiting };

describe('places on a worklist', () => {
  it('have keys that rise in their order, from 0 to less than their count', () => {
    fc.assert(
      fc.property(places, (some) => {
        const scale = keyScaleOf(some.map(spanOf).reduce(joinedSpan, emptySpan(TODAY)), TODAY);
        if (scale === undefined) throw new Error('so few days have keys');
        const keyed = some.map((place) => ({ place, key: keyOf(scale, place.tier, place.due, place.waiting) }));
        for (const a of keyed) {
          expect(a.key).toBeGreaterThanOrEqual(0);
          expect(a.key).toBeLessThan(scale.keyCount);
          for (const b of keyed) expect(Math.sign(a.key - b.key)).toBe(Math.sign(comparePlaces(a.place, b.place)));
        }
      }),
    );
  });

  it('have keys as long as 32 bits hold them', () => {
    const spanning = (waitTo: number) => keyScaleOf({ tierTo: 0, dueFrom: TODAY + 1, waitFrom: 0, waitTo }, TODAY);
    expect(spanning(2 ** 32 - 2)?.keyCount).toBe(2 ** 32);
    expect(spanning(2 ** 32 - 1)).toBeUndefined();
    expect(keyScaleOf(emptySpan(TODAY), TODAY)?.keyCount).toBe(1);
  });

  it('span what the spans of parts span', () => {
    fc.assert(
      fc.property(places, (some) => {
        const known = some.map(({ waiting }) => waiting).filter((day) => day !== NO_DAY);
        const joined = some.map(spanOf).reduce(joinedSpan, emptySpan(TODAY));
        expect(joined.tierTo).toBe(Math.max(...some.map(({ tier }) => tier)));
        expect(joined.dueFrom).toBe(Math.min(...some.map(({ due }) => due)));
        if (known.length > 0) expect([joined.waitFrom, joined.waitTo]).toEqual([Math.min(...known), Math.max(...known)]);
        else expect(joined.waitTo).toBe(NO_DAY);
      }),
    );
  });

  it('fall due on their day once it has come, and all others on the day after today', () => {
    expect([NO_DAY, TODAY - 1, TODAY, TODAY + 1, TODAY + 9].map((day) => dueDay(day, TODAY))).toEqual([
      TODAY + 1,
      TODAY - 1,
      TODAY,
      TODAY + 1,
      TODAY + 1,
    ]);
  });

  it('wait from the later of two days', () => {
    expect([waitingDay(3, 5), waitingDay(5, 3), waitingDay(NO_DAY, 3), waitingDay(NO_DAY, NO_DAY)]).toEqual([5, 5, 3, NO_DAY]);
  });
});
