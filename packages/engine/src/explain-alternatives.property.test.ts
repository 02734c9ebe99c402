import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { createAlternatives } from './explain-alternatives.ts';
import { exchangesOf } from './explain-exchanges.ts';
import { contendedWorld } from './testing/contended-world.ts';
import { everySeating } from './testing/every-seating.ts';

describe('createAlternatives', () => {
  it('prices a seat elsewhere at exactly what the best plan with that seat costs more; prices alone never claim more', () => {
    let priced = 0;
    let aboveBound = 0;
    fc.assert(
      fc.property(contendedWorld, (problem) => {
        const plan = assign(problem);
        const alternativesOf = createAlternatives(problem, plan, plan.certificate);
        const all = everySeating(problem, plan.certificate.weights);
        for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
          for (const { rahyar, price, why } of alternativesOf(subject)) {
            const staff = problem.staff.findIndex(({ id }) => id === rahyar);
            const forced = all.bestWith(subject, staff) - all.best;
            if (price === undefined) {
              expect({ why, forced }).toEqual({ why, forced: Number.POSITIVE_INFINITY });
              continue;
            }
            priced++;
            if (price.atLeast < price.extra) aboveBound++;
            expect({ why, extra: price.extra }).toEqual({ why, extra: forced });
            expect(price.atLeast).toBeLessThanOrEqual(price.extra);
            expect(price.atLeast).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(priced).toBeGreaterThan(100);
    expect(aboveBound).toBeGreaterThan(0);
  });
});

describe('exchangesOf', () => {
  it('values one seat more at exactly what the objective falls by when it is really there', () => {
    let worth = 0;
    fc.assert(
      fc.property(contendedWorld, fc.nat(), (problem, at) => {
        const plan = assign(problem);
        const { price, weights } = plan.certificate;
        if (price.length === 0) return;
        const desk = at % price.length;
        const exchanges = exchangesOf(problem, plan, plan.certificate);
        const gained = everySeating(problem, weights).best - everySeating(problem, weights, { desk }).best;
        if (gained > 0) worth++;
        expect(exchanges.costOfFilling(desk)).toBe(gained === 0 ? 0 : -gained);
        expect(exchanges.filling(desk).cost).toBe(gained === 0 ? 0 : -gained);
        expect(gained).toBeLessThanOrEqual(price[desk] as number);
      }),
      { numRuns: 150 },
    );
    expect(worth).toBeGreaterThan(10);
  });
});
