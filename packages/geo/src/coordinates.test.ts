/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cityCoordinates, countyCentre, nearestCounty } from './coordinates.ts';
import { type Coordinates, distanceKm } from './distance.ts';
import { divisions, findDivision } from './divisions.ts';

const csv = (file: string) =>
  readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const located = divisions('city').flatMap(({ code }) => {
  const place = cityCoordinates(code);
  return place === undefined ? [] : [{ code, place }];
});

/** To the nearest other city of the same province. */
const isolationKm = (code: string, place: Coordinates) =>
  Math.min(
    ...located
      .filter((other) => other.code !== code && other.code.startsWith(code.slice(0, 2)))
      .map((other) => distanceKm(place, other.place)),
  );

/** Lirdaf in Jask, on the empty coast of Makran, is the most isolated city of a province. */
const ISOLATION_MAX_KM = 107;

describe('cityCoordinates', () => {
  it('are known for all cities but the 61 whose place is in doubt', () => {
    const withheld = csv('city-coordinates-withheld.csv');
    expect(withheld).toHaveLength(61);
    expect(
      divisions('city')
        .filter(({ code }) => cityCoordinates(code) === undefined)
        .map(({ code }) => code),
    ).toEqual(withheld.map(([code]) => code));
    for (const [code = '', name] of withheld) expect([findDivision(code)?.level, findDivision(code)?.name]).toEqual(['city', name]);
  });

  it('are those of GeoNames for the 43 cities that the source puts elsewhere', () => {
    const source = new Map(
      csv('city-coordinates.csv').map(([code, latitude, longitude]) => [
        code,
        { latitude: Number(latitude), longitude: Number(longitude) },
      ]),
    );
    const corrected = csv('city-coordinates-corrected.csv');
    expect(corrected).toHaveLength(43);
    for (const [code = '', name, latitude, longitude] of corrected) {
      const place = { latitude: Number(latitude), longitude: Number(longitude) };
      expect(findDivision(code)?.name).toBe(name);
      expect(cityCoordinates(code)).toEqual(place);
      expect(distanceKm(source.get(code) ?? place, place)).toBeGreaterThan(6);
    }
  });

  it('lie in Iran, no two cities in one place', () => {
    for (const { place } of located) {
      expect(place.latitude).toBeGreaterThan(25);
      expect(place.latitude).toBeLessThan(39.8);
      expect(place.longitude).toBeGreaterThan(44);
      expect(place.longitude).toBeLessThan(63.4);
    }
    const apartKm = located.map(({ place }, i) => Math.min(...located.slice(i + 1).map((other) => distanceKm(place, other.place))));
    expect(Math.min(...apartKm)).toBeGreaterThan(1.5);
  });

  it('lie near the other cities of their province, which the faults of the source mostly do not', () => {
    for (const { code, place } of located) expect(isolationKm(code, place)).toBeLessThan(ISOLATION_MAX_KM);
    const faulty = new Set([...csv('city-coordinates-withheld.csv'), ...csv('city-coordinates-corrected.csv')].map(([code]) => code));
    const far = csv('city-coordinates.csv').filter(
      ([code = '', latitude, longitude]) =>
        isolationKm(code, { latitude: Number(latitude), longitude: Number(longitude) }) > ISOLATION_MAX_KM,
    );
    expect(far.length).toBeGreaterThan(30);
    for (const [code] of far) expect(faulty).toContain(code);
  });

  it('are not known for what is no city', () => {
    for (const code of ['23', '2301', '230102', '2301022226', '0313010003', '9999999999', ''])
      expect(cityCoordinates(code)).toBeUndefined();
  });
});

describe('countyCentre', () => {
  const seat = (county: string, city: string) => expect(countyCentre(county)).toBe(cityCoordinates(city));

  it('is the city that bears the name of the county', () => {
    seat('0105', '0105051129');
    seat('1402', '1402021482');
  });

  it('is the first city of the central district if none bears the name', () => {
    expect(findDivision('1701031512')?.name).toBe('یاسوج');
    seat('1701', '1701031512');
    seat('0104', '0104031124');
  });

  it('is the listed seat where neither rule finds it', () => {
    for (const [county = '', city = ''] of csv('county-seats.csv')) {
      expect(findDivision(city)?.code.slice(0, 4)).toBe(findDivision(county)?.code);
      seat(county, city);
    }
    expect(findDivision('1012031431')?.name).toBe('زرین شهر');
  });

  it('is another city of the county if the place of the seat is in doubt', () => {
    expect(cityCoordinates('0324022142')).toBeUndefined();
    expect(countyCentre('0324')).toBe(cityCoordinates('0324012398'));
  });

  it('is unknown for one county, whose only city has no known place', () => {
    expect(
      divisions('county')
        .filter(({ code }) => countyCentre(code) === undefined)
        .map(({ code }) => code),
    ).toEqual(['0940']);
  });

  it('is unknown for what is no county', () => {
    for (const code of ['23', '230102', '2301021576', '9999', '']) expect(countyCentre(code)).toBeUndefined();
  });
});

describe('nearestCounty', () => {
  it('finds the county of well-known places', () => {
    expect(nearestCounty({ latitude: 35.6997, longitude: 51.338 })?.name).toBe('تهران');
    expect(nearestCounty({ latitude: 29.9345, longitude: 52.8914 })?.name).toBe('مرودشت');
    expect(nearestCounty({ latitude: 25.9, longitude: 55.03 })?.name).toBe('ابوموسی');
  });

  it('is unknown off the earth', () => {
    for (const [latitude, longitude] of [
      [Number.NaN, 51],
      [35, Number.NaN],
      [90.1, 51],
      [35, -180.5],
      [Number.POSITIVE_INFINITY, 0],
    ] as const) {
      expect(nearestCounty({ latitude, longitude })).toBeUndefined();
    }
  });
});
