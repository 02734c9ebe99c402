import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cityCoordinates, countyCentre, nearestCounty } from './coordinates.ts';
import { distanceKm } from './distance.ts';
import { divisions } from './divisions.ts';

const inIran = fc.record({
  latitude: fc.double({ min: 25, max: 40, noNaN: true }),
  longitude: fc.double({ min: 44, max: 63.5, noNaN: true }),
});

describe('nearestCounty', () => {
  it('of the centre of a county is that county', () => {
    for (const county of divisions('county')) {
      const centre = countyCentre(county.code);
      if (centre !== undefined) expect(nearestCounty(centre)).toBe(county);
    }
  });

  it('of any city is the county of that city', () => {
    for (const { code } of divisions('city')) {
      const place = cityCoordinates(code);
      if (place !== undefined) expect(nearestCounty(place)?.code).toBe(code.slice(0, 4));
    }
  });

  it('has a city at least as near as any city of any other county', () => {
    fc.assert(
      fc.property(inIran, (point) => {
        const county = nearestCounty(point)?.code ?? '';
        const kmOf = (code: string) => distanceKm(point, cityCoordinates(code) ?? { latitude: -90, longitude: 0 });
        const cities = divisions('city').map(({ code }) => code);
        const nearestKm = Math.min(...cities.map(kmOf));
        expect(Math.min(...cities.filter((code) => code.startsWith(county)).map(kmOf))).toBe(nearestKm);
      }),
    );
  });
});

describe('countyCentre', () => {
  it('is the place of a city of that county', () => {
    for (const { code } of divisions('county')) {
      const centre = countyCentre(code);
      if (centre === undefined) continue;
      expect(divisions('city').some((city) => city.code.startsWith(code) && cityCoordinates(city.code) === centre)).toBe(true);
    }
  });
});
