import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawJurisdictions } from './jurisdictions.ts';
import { PARAMETERS } from './parameters.ts';
import { createRandom } from './random.ts';
import { settlementsOfCensus } from './settlements.ts';

const settlements = settlementsOfCensus();
const drawn = (seed: number) => drawJurisdictions(createRandom(seed, 1), settlements, PARAMETERS.areaRahyarPosts.value);

describe('drawJurisdictions', () => {
  it('gives each post an area, from one town to seven counties; leaves out just as many small counties as it says; overlaps elsewhere', () => {
    const people = settlements.counties.map((county) => county.people).sort((a, b) => a - b);
    const median = people[Math.ceil(people.length / 2)] as number;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
        const areas = drawn(seed);
        expect(areas).toHaveLength(PARAMETERS.areaRahyarPosts.value);
        expect(areas.filter((area) => new Set(area).size < area.length)).toEqual([]);
        const shapes = new Set(areas.map((area) => `${area.length} of ${area[0]?.length} digits`));
        const countiesIn = Array.from({ length: 7 }, (_, index) => `${index + 1} of 4 digits`);
        expect(shapes).toEqual(new Set(['1 of 10 digits', '1 of 6 digits', ...countiesIn]));

        const codes = areas.flat();
        const timesCovered = new Map<string, number>();
        for (const code of codes) timesCovered.set(code, (timesCovered.get(code) ?? 0) + 1);
        const leftOut = settlements.counties.filter(({ code }) => !timesCovered.has(code));
        expect(leftOut).toHaveLength(PARAMETERS.countiesWithoutRahyar.value);
        expect(leftOut.filter((county) => county.people > median)).toEqual([]);
        expect(leftOut.filter((county) => codes.some((code) => code.startsWith(county.code)))).toEqual([]);
        expect([...timesCovered.values()].filter((times) => times > 1).length).toBeGreaterThan(50);
      }),
    );
  });

  it('puts rahyars where the people are', () => {
    const tehran = drawn(3).filter((area) => area.every((code) => code.startsWith('2301')));
    expect(tehran.length).toBeGreaterThan(85);
    expect(tehran.length).toBeLessThan(105);
  });

  it('gives none to nobody', () => {
    expect(drawJurisdictions(createRandom(1, 1), settlements, 0)).toEqual([]);
  });
});
