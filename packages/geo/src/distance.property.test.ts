import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceKm } from './distance.ts';

const anyPlace = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
const toleranceKm = 1e-3;

describe('distanceKm is a metric', () => {
  it('is zero from a place to itself, and never negative or beyond half the circumference', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (a, b) => {
        expect(distanceKm(a, a)).toBe(0);
        expect(distanceKm(a, b)).toBeGreaterThanOrEqual(0);
        expect(distanceKm(a, b)).toBeLessThanOrEqual(Math.PI * 6371.0088);
      }),
    );
  });

  it('is the same there and back', () => {
    fc.assert(fc.property(anyPlace, anyPlace, (a, b) => Math.abs(distanceKm(a, b) - distanceKm(b, a)) <= toleranceKm));
  });

  it('is not shortened by a detour', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, anyPlace, (a, b, c) => distanceKm(a, c) <= distanceKm(a, b) + distanceKm(b, c) + toleranceKm),
    );
  });

  it('grows with the angle along a meridian', () => {
    fc.assert(
      fc.property(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }), (from, to) => {
        const km = distanceKm({ latitude: from, longitude: 51 }, { latitude: to, longitude: 51 });
        expect(km).toBeCloseTo((Math.abs(to - from) * Math.PI * 6371.0088) / 180, 3);
      }),
    );
  });
});
