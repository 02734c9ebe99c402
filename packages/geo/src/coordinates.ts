import { CITY_COORDINATES } from './data/city-coordinates.ts';
import { COUNTY_SEATS } from './data/county-seats.ts';
import { type Coordinates, distanceKm } from './distance.ts';
import type { Division } from './division.ts';
import { childrenOf, divisions, findDivision } from './divisions.ts';
import { nameKey } from './name-key.ts';
import { once } from './once.ts';
import { rowsOf } from './rows.ts';

/** Where a city is; undefined for the 61 cities whose place is in doubt (`data/README.md`), for city regions, and for all that is no city. */
export const cityCoordinates = (code: string): Coordinates | undefined => located().get(code);

/**
 * Where the seat of a county is. The seat is taken to be the city that bears the county's name, else the first city, by code, of its central
 * district (بخش مرکزی), else its first city; six seats that this misses are listed. A seat whose place is in doubt is replaced by the
 * county's first city with a known place. Undefined for no county but صالح‌آباد in Razavi Khorasan (0940), and for all that is no county.
 */
export const countyCentre = (code: string): Coordinates | undefined => centres().get(code);

/**
 * The county of the city nearest to a point; equal distances go to the smaller code. Near a border it can be the neighbour: no borders are
 * known here. Undefined if the point is not on the earth (latitude ±90, longitude ±180).
 */
export function nearestCounty(point: Coordinates): Division | undefined {
  if (!(Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180)) return undefined;
  let nearest: string | undefined;
  let nearestKm = Number.POSITIVE_INFINITY;
  for (const [city, coordinates] of located()) {
    const km = distanceKm(point, coordinates);
    if (km < nearestKm) [nearest, nearestKm] = [city, km];
  }
  return findDivision(nearest?.slice(0, 4) ?? '');
}

const located = once((): ReadonlyMap<string, Coordinates> => {
  const cities = new Map<string, Coordinates>();
  for (const [code, latitude, longitude] of rowsOf(CITY_COORDINATES)) {
    cities.set(code, Object.freeze({ latitude: Number(latitude), longitude: Number(longitude) }));
  }
  return cities;
});

const centres = once((): ReadonlyMap<string, Coordinates> => {
  const listedSeats = new Map<string, string | undefined>(rowsOf(COUNTY_SEATS).map(([county, seat]) => [county, seat]));
  const found = new Map<string, Coordinates>();
  for (const county of divisions('county')) {
    const cities = citiesOf(county);
    const seat = listedSeats.get(county.code) ?? seatAmong(cities, county)?.code;
    const centre = [seat, ...cities.map(({ code }) => code)]
      .map((city) => cityCoordinates(city ?? ''))
      .find((place) => place !== undefined);
    if (centre !== undefined) found.set(county.code, centre);
  }
  return found;
});

const citiesOf = (county: Division): readonly Division[] =>
  childrenOf(county.code).flatMap((district) => childrenOf(district.code).filter(({ level }) => level === 'city'));

function seatAmong(cities: readonly Division[], county: Division): Division | undefined {
  const countyKey = nameKey(county.name);
  return (
    cities.find((city) => nameKey(city.name) === countyKey) ??
    cities.find((city) => findDivision(city.parent ?? '')?.name === CENTRAL_DISTRICT) ??
    cities[0]
  );
}

const CENTRAL_DISTRICT = 'مرکزی';
