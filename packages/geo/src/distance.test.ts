import { describe, expect, it } from 'vitest';
import { distanceKm } from './distance.ts';

const pole = { latitude: 90, longitude: 0 };
const equator = { latitude: 0, longitude: 0 };

describe('distanceKm', () => {
  it('is a quarter of the circumference from the equator to the pole, and half of it to the antipode', () => {
    expect(distanceKm(equator, pole)).toBeCloseTo((Math.PI / 2) * 6371.0088, 6);
    expect(distanceKm(equator, { latitude: 0, longitude: 180 })).toBeCloseTo(Math.PI * 6371.0088, 6);
  });

  it('is about 340 km from Tehran to Isfahan', () => {
    const km = distanceKm({ latitude: 35.6892, longitude: 51.389 }, { latitude: 32.6546, longitude: 51.668 });
    expect(km).toBeGreaterThan(337);
    expect(km).toBeLessThan(340);
  });

  it('crosses the date line the short way', () => {
    expect(distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(111.195, 2);
  });
});
