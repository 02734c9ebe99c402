import { withinDivision } from '@rahyar/domain';
import { countyCentre, countyPopulation, distanceKm, divisions, findDivision } from '@rahyar/geo';
import { describe, expect, it } from 'vitest';
import { PARAMETERS } from './parameters.ts';
import { createRandom } from './random.ts';
import { settlementsOfCensus } from './settlements.ts';

const settlements = settlementsOfCensus();
const { counties, places, countyOf } = settlements;
const levelOf = (place: number): string | undefined => findDivision(places[place] ?? '')?.level;

describe('settlementsOfCensus', () => {
  it('holds every county of the census with its people', () => {
    const counted = divisions('county').filter(({ code }) => countyPopulation(code) !== undefined);
    expect(counties.map(({ code }) => code)).toEqual(counted.map(({ code }) => code));
    expect(counties.reduce((sum, { people }) => sum + people, 0)).toBe(79_926_270);
    for (const { people, peopleAt } of counties) expect(peopleAt.reduce((sum, at) => sum + at, 0)).toBeCloseTo(people, 3);
  });

  it('settles the people of a county in its own towns and rural districts, each place once', () => {
    expect(new Set(places).size).toBe(places.length);
    counties.forEach((county, index) => {
      expect(county.townCount, county.code).toBeGreaterThan(0);
      for (const place of county.places) {
        expect(countyOf[place]).toBe(index);
        expect(withinDivision(places[place] as (typeof places)[number], county.code)).toBe(true);
      }
      expect(county.places.slice(0, county.townCount).every((place) => ['city', 'cityRegion'].includes(levelOf(place) ?? ''))).toBe(true);
      expect(county.places.slice(county.townCount).every((place) => levelOf(place) === 'ruralDistrict')).toBe(true);
    });
  });

  it('lets a town with regions stand as its regions', () => {
    const names = places.map((code) => findDivision(code)?.name);
    expect(names).not.toContain('تهران');
    expect(places.filter((_code, place) => levelOf(place) === 'cityRegion')).toHaveLength(200);
  });

  it('has as many rural people as the census, though few in the county of Tehran', () => {
    const rural = ({ peopleAt, townCount }: (typeof counties)[number]): number =>
      peopleAt.slice(townCount).reduce((sum, people) => sum + people, 0);
    const nationwide = counties.reduce((sum, county) => sum + rural(county), 0) / 79_926_270;
    expect(Math.abs(nationwide - PARAMETERS.ruralShare.value)).toBeLessThan(0.001);
    const tehran = counties.find(({ code }) => code === '2301') as (typeof counties)[number];
    expect(rural(tehran) / tehran.people).toBeLessThan(0.02);
  });

  it('draws a work place in a town of another county within the way to work, else at home', () => {
    const random = createRandom(5, 1);
    let stayed = 0;
    let sameProvince = 0;
    for (let draw = 0; draw < 5_000; draw++) {
      const home = settlements.drawHome(random);
      const work = settlements.drawWorkElsewhere(random, home);
      if (work === home) {
        stayed++;
        continue;
      }
      const [from, to] = [home, work].map((place) => counties[countyOf[place] as number]?.code ?? '');
      expect(from).not.toBe(to);
      expect(['city', 'cityRegion']).toContain(levelOf(work));
      const [here, there] = [countyCentre(from ?? ''), countyCentre(to ?? '')];
      expect(here && there && distanceKm(here, there)).toBeLessThanOrEqual(PARAMETERS.commuteKmMost.value + 0.5);
      if (from?.slice(0, 2) === to?.slice(0, 2)) sameProvince++;
    }
    expect(stayed).toBeLessThan(100);
    expect(sameProvince).toBeGreaterThan(3_500);
  });
});
