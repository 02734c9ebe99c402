import type { DivisionCode } from '@rahyar/domain';
import {
  type Coordinates,
  childrenOf,
  cityCoordinates,
  countyCentre,
  countyPopulation,
  type Division,
  distanceKm,
  divisions,
} from '@rahyar/geo';
import { type AliasTable, createAliasTable } from './alias-table.ts';
import { PARAMETERS } from './parameters.ts';
import type { Random } from './random.ts';

/** A county with the people of the census, and where in it they live. */
export type County = {
  readonly code: DivisionCode;
  readonly people: number;
  readonly centre: Coordinates;
  /** Indexes into the places: first the towns, the greatest before the others, then the rural districts. */
  readonly places: readonly number[];
  /** How many of the people live in each of the places. */
  readonly peopleAt: readonly number[];
  /** How many of the places are towns or regions of a town. */
  readonly townCount: number;
};

/**
 * Where people live and work. Places are cities, regions of a city, and rural districts. The people of a county are those of the census
 * of 1395, within its borders of that year: nobody lives in the 19 counties founded since.
 */
export type Settlements = {
  readonly places: readonly DivisionCode[];
  /** In ascending order of code. */
  readonly counties: readonly County[];
  /** The index of the county of each place. */
  readonly countyOf: Uint16Array;
  drawHome(random: Random): number;
  /** A town in a county near enough to go to every day, or the home itself when there is none. */
  drawWorkElsewhere(random: Random, home: number): number;
};

export function settlementsOfCensus(): Settlements {
  const places: DivisionCode[] = [];
  const counties = settledCounties(places);
  const countyOf = new Uint16Array(places.length);
  counties.forEach((county, index) => {
    for (const place of county.places) countyOf[place] = index;
  });
  const townIn = counties.map(({ peopleAt, townCount }) => createAliasTable(peopleAt.slice(0, townCount)));
  const commuteFrom = counties.map((county) => commutesFrom(county, counties));
  return {
    places,
    counties,
    countyOf,
    drawHome: createAliasTable(counties.flatMap(({ peopleAt }) => peopleAt)),
    drawWorkElsewhere: (random, home) => {
      const target = commuteFrom[countyOf[home] as number]?.(random);
      if (target === undefined) return home;
      return (counties[target] as County).places[(townIn[target] as AliasTable)(random)] as number;
    },
  };
}

/** Writes the places of each county into `places`, so that a county's places follow each other. */
function settledCounties(places: DivisionCode[]): County[] {
  const settled = divisions('county').flatMap(({ code }) => {
    const people = countyPopulation(code)?.total;
    const centre = countyCentre(code);
    return people === undefined || centre === undefined ? [] : [{ code, people, centre, ...placesIn(code, centre) }];
  });
  const perRuralDistrict = peoplePerRuralDistrict(settled);
  return settled.map(({ code, people, centre, towns, ruralDistricts }) => {
    const rural = ruralPeople(people, ruralDistricts.length, perRuralDistrict);
    const weights = towns.map((_town, rank) => 1 / (1 + PARAMETERS.laterTownFalloff.value * rank));
    const perWeight = (people - rural) / weights.reduce((sum, weight) => sum + weight, 0);
    const peopleInTowns = towns.flatMap((parts, rank) => parts.map(() => (perWeight * (weights[rank] as number)) / parts.length));
    const peopleAt = [...peopleInTowns, ...ruralDistricts.map(() => rural / ruralDistricts.length)];
    const first = places.length;
    places.push(...towns.flat(), ...ruralDistricts);
    return { code, people, centre, places: peopleAt.map((_, rank) => first + rank), peopleAt, townCount: peopleInTowns.length };
  });
}

/** The census tells the rural people of the country only: every rural district gets as many, as far as its county has them. */
function peoplePerRuralDistrict(counties: readonly { people: number; ruralDistricts: readonly DivisionCode[] }[]): number {
  const wanted = PARAMETERS.ruralShare.value * counties.reduce((sum, { people }) => sum + people, 0);
  const reached = (perDistrict: number): number =>
    counties.reduce((sum, { people, ruralDistricts }) => sum + ruralPeople(people, ruralDistricts.length, perDistrict), 0);
  let perDistrict = 0;
  for (let step = 2 ** 20; step >= 1; step /= 2) if (reached(perDistrict + step) <= wanted) perDistrict += step;
  return perDistrict;
}

const ruralPeople = (people: number, districts: number, perDistrict: number): number =>
  Math.min(districts * perDistrict, people * PARAMETERS.ruralShareMost.value);

/** A town with regions stands as its regions. Towns with regions come first, then the one at the county's centre, then by code. */
function placesIn(county: DivisionCode, centre: Coordinates): { towns: DivisionCode[][]; ruralDistricts: DivisionCode[] } {
  const all = childrenOf(county).flatMap((district) => childrenOf(district.code));
  const regions = new Map<string, Division[]>();
  for (const place of all) {
    if (place.level === 'cityRegion') regions.set(townName(place), [...(regions.get(townName(place)) ?? []), place]);
  }
  const cities = all.filter((place) => place.level === 'city' && !regions.has(townName(place)));
  const isCentre = (city: Division): boolean => {
    const at = cityCoordinates(city.code);
    return at?.latitude === centre.latitude && at.longitude === centre.longitude;
  };
  const centreFirst = [...cities.filter(isCentre), ...cities.filter((city) => !isCentre(city))];
  const codes = (list: readonly Division[]): DivisionCode[] => list.map(({ code }) => code);
  return {
    towns: [...[...regions.values()].map(codes), ...codes(centreFirst).map((code) => [code])],
    ruralDistricts: codes(all.filter(({ level }) => level === 'ruralDistrict')),
  };
}

/** The name without spaces, and without the number of a region: the source writes اسلام شهر and اسلامشهر. */
const townName = ({ name }: Division): string => name.replace(/[\s\d]/gu, '');

/**
 * Draws the county of a place of work elsewhere: many people pull, distance and another province hold back. Distances are whole
 * kilometres, so that the last bit of a sine, which differs between machines, decides nothing.
 */
function commutesFrom(home: County, counties: readonly County[]): ((random: Random) => number) | undefined {
  const { commuteKmMost, commuteScaleKm, otherProvincePull } = PARAMETERS;
  const targets: number[] = [];
  const weights: number[] = [];
  counties.forEach((county, index) => {
    const distance = Math.round(distanceKm(home.centre, county.centre));
    if (county === home || distance > commuteKmMost.value) return;
    const pull = county.code.slice(0, 2) === home.code.slice(0, 2) ? 1 : otherProvincePull.value;
    const ways = distance / commuteScaleKm.value;
    targets.push(index);
    weights.push((pull * county.people) / (1 + ways * ways));
  });
  if (targets.length === 0) return undefined;
  const draw = createAliasTable(weights);
  return (random) => targets[draw(random)] as number;
}
