import { COUNTY_POPULATION } from './data/county-population.ts';
import { childrenOf, findDivision } from './divisions.ts';
import { once } from './once.ts';
import { rowsOf } from './rows.ts';

export type Population = { readonly male: number; readonly female: number; readonly total: number };

/**
 * The people of a county in the census of 1395, within its borders of that year.
 * The 19 counties founded later have none: their people are counted in the county they were taken from.
 */
export const countyPopulation = (code: string): Population | undefined => census().get(code);

/** The people of a province or of a county in the census of 1395; other levels were not taken from the census. */
export function populationOf(code: string): Population | undefined {
  return findDivision(code)?.level === 'province' ? provincePopulation(code) : countyPopulation(code);
}

function provincePopulation(code: string): Population {
  let [male, female] = [0, 0];
  for (const county of childrenOf(code)) {
    const people = countyPopulation(county.code);
    male += people?.male ?? 0;
    female += people?.female ?? 0;
  }
  return { male, female, total: male + female };
}

const census = once((): ReadonlyMap<string, Population> => {
  const counties = new Map<string, Population>();
  for (const [code, men, women] of rowsOf(COUNTY_POPULATION)) {
    const [male, female] = [Number(men), Number(women)];
    counties.set(code, Object.freeze({ male, female, total: male + female }));
  }
  return counties;
});
