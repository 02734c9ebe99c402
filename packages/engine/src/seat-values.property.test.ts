import { PRIORITY_TIERS } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { isDedicated } from './plan.ts';
import { rosterOf } from './problem.ts';
import { MODEL_SERVICE, type SeatArea, seatValues } from './seat-values.ts';
import { contendedWorld } from './testing/contended-world.ts';
import { everySeating } from './testing/every-seating.ts';
import { areaPost, organizationPost, staffWith } from './testing/small-world.ts';
import { helpText, whereHelpCounts } from './what-if-help.ts';

/** One more rahyar for the area, with one seat; the last by id, so that the indexes of the others stay. */
const newcomer = (area: SeatArea) => {
  const post = area.kind === 'organization' ? organizationPost(area.id) : areaPost(area.code);
  const member = staffWith('z', post, { person: 1 });
  return member.service === undefined ? member : { ...member, service: { ...member.service, ...MODEL_SERVICE } };
};

describe('seatValues', () => {
  it('values one seat more in an area at exactly what the objective falls by when a rahyar with one seat is really there', () => {
    let worth = 0;
    fc.assert(
      fc.property(contendedWorld, fc.nat(), (problem, at) => {
        const plan = assign(problem);
        const { weights } = plan.certificate;
        const rows = seatValues(problem, plan, plan.certificate);
        const { area, gain, goesTo } = rows[at % rows.length] as (typeof rows)[number];
        const { staff, rahyars } = rosterOf([...problem.staff, newcomer(area)]);
        const gained = everySeating(problem, weights).best - everySeating({ ...problem, staff, rahyars }, weights).best;
        if (gained > 0) worth++;
        expect({ area, gain }).toEqual({ area, gain: gained });
        expect(goesTo !== undefined).toBe(2 * gain > Math.min(...weights.out));
      }),
      { numRuns: 150 },
    );
    expect(worth).toBeGreaterThan(50);
  });

  it('counts who waits, and puts the most valuable first', () => {
    fc.assert(
      fc.property(contendedWorld, (problem) => {
        const plan = assign(problem);
        const rows = seatValues(problem, plan, plan.certificate);
        const provinces = rows.filter(({ area }) => area.kind === 'province');
        const counted = PRIORITY_TIERS.map((tier) => provinces.reduce((sum, { waiting }) => sum + waiting[tier], 0));
        const expected = PRIORITY_TIERS.map(
          (_, rank) =>
            Array.from(plan.tier.keys()).filter((subject) => plan.tier[subject] === rank + 1 && !isDedicated(plan, subject)).length,
        );
        expect(counted).toEqual(expected);
        expect(rows.map(({ gain }) => gain)).toEqual(rows.map(({ gain }) => gain).sort((a, b) => b - a));
      }),
    );
  });
});

describe('whereHelpCounts', () => {
  it('gains at least for whom one seat would go to, and says so in a line for each area', () => {
    fc.assert(
      fc.property(contendedWorld, (problem) => {
        const plan = assign(problem);
        const rows = whereHelpCounts(problem, plan, plan.certificate, { top: 3 });
        for (const { goesTo, gained, gain } of rows) {
          expect(gain).toBeGreaterThan(0);
          const tier = PRIORITY_TIERS.find((each) => gained[each] !== 0);
          if (goesTo !== undefined) expect(tier).toBe(goesTo);
          if (tier !== undefined) expect(gained[tier]).toBeGreaterThan(0);
        }
        const lines = rows.length === 0 ? [''] : rows.map(() => expect.any(String));
        expect(helpText(rows, 'en').split('\n')).toEqual(lines);
        expect(helpText(rows, 'fa').split('\n')).toEqual(lines);
      }),
      { numRuns: 60 },
    );
  });
});
