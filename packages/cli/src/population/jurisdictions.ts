import type { DivisionCode, ServiceArea } from '@rahyar/domain';
import { distanceKm } from '@rahyar/geo';
import { createAliasTable } from './alias-table.ts';
import { PARAMETERS } from './parameters.ts';
import type { Random } from './random.ts';
import type { County, Settlements } from './settlements.ts';

/**
 * The jurisdictions of area rahyars, from one town to seven counties (L56, L89). Rahyars stand where the people are: every so many
 * people along the list of counties, one. In a large county the first has the whole of it, the others a town, a district or again
 * the whole; elsewhere a jurisdiction is a county with its neighbours, so that they overlap (L111).
 * A few small counties are left out; every other county lies in somebody's jurisdiction.
 */
export function drawJurisdictions(random: Random, { counties, places }: Settlements, count: number): ServiceArea[] {
  if (count === 0) return [];
  const served = withoutLeftOut(random, counties);
  const step = served.reduce((sum, { people }) => sum + people, 0) / count;
  const isLarge = (county: County): boolean => county.people >= PARAMETERS.largeCountyRahyars.value * step;
  const wholeCounties: { at: County; codes: DivisionCode[] }[] = [];
  const parts: ServiceArea[] = [];
  let next = random.uniform() * step;
  let passed = 0;
  for (const county of served) {
    passed += county.people;
    for (let isFirst = true; next < passed; next += step, isFirst = false) {
      const part = isLarge(county) && !isFirst ? drawPart(random, county, places) : undefined;
      if (part !== undefined) parts.push([part]);
      else wholeCounties.push({ at: county, codes: isLarge(county) ? [county.code] : neighbours(random, county, served, isLarge) });
    }
  }
  const covered = new Set(wholeCounties.flatMap(({ codes }) => codes));
  for (const county of served) if (!covered.has(county.code)) joinNearest(county, wholeCounties);
  return [...wholeCounties.map(({ codes }) => codes), ...parts];
}

/** The counties but for a few that have no more people than the median county. */
function withoutLeftOut(random: Random, counties: readonly County[]): County[] {
  const small = [...counties].sort((a, b) => a.people - b.people).slice(0, Math.ceil(counties.length / 2));
  const leftOut = new Set<County>();
  while (leftOut.size < PARAMETERS.countiesWithoutRahyar.value) leftOut.add(small[random.below(small.length)] as County);
  return counties.filter((county) => !leftOut.has(county));
}

/** A town or a district of a county, drawn by its people; or undefined, for the whole county. */
function drawPart(random: Random, county: County, places: readonly DivisionCode[]): DivisionCode | undefined {
  const { townJurisdictionShare, districtJurisdictionShare } = PARAMETERS;
  const draw = random.uniform();
  if (draw >= townJurisdictionShare.value + districtJurisdictionShare.value) return undefined;
  const isTown = draw < townJurisdictionShare.value;
  const people = isTown ? county.peopleAt.slice(0, county.townCount) : county.peopleAt;
  const place = places[county.places[createAliasTable(people)(random)] as number] as DivisionCode;
  return isTown ? place : (place.slice(0, DISTRICT_DIGITS) as DivisionCode);
}

/** The county with its nearest neighbours in the province, large ones left out; the more, the rarer. */
function neighbours(random: Random, county: County, served: readonly County[], isLarge: (county: County) => boolean): DivisionCode[] {
  const draw = random.uniform();
  const most = 1 + Math.floor(draw * draw * PARAMETERS.jurisdictionCountiesMost.value);
  const near = served
    .filter((other) => other !== county && !isLarge(other) && isSameProvince(other, county))
    .sort((a, b) => kmBetween(county, a) - kmBetween(county, b) || (a.code < b.code ? -1 : 1));
  return [county, ...near.slice(0, most - 1)].map(({ code }) => code);
}

/** Adds a county to the jurisdiction around the nearest county that has room for one more, if possible in the same province. */
function joinNearest(county: County, areas: readonly { at: County; codes: DivisionCode[] }[]): void {
  const open = areas.filter(({ codes }) => codes.length < PARAMETERS.jurisdictionCountiesMost.value);
  const rank = (at: County): number => kmBetween(county, at) + (isSameProvince(county, at) ? 0 : FARTHER_THAN_ANY_KM);
  const nearest = open.reduce((best, area) => (best !== undefined && rank(best.at) <= rank(area.at) ? best : area), open[0]);
  nearest?.codes.push(county.code);
}

const DISTRICT_DIGITS = 6;
/** Half the way round the earth. */
const FARTHER_THAN_ANY_KM = 20_038;
const kmBetween = (a: County, b: County): number => Math.round(distanceKm(a.centre, b.centre));
const isSameProvince = (a: County, b: County): boolean => a.code.slice(0, 2) === b.code.slice(0, 2);
