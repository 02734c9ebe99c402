import { describe, expect, it } from 'vitest';
import { divisions, provinces } from './divisions.ts';
import { countyPopulation, type Population, populationOf } from './population.ts';

const sumOf = (people: readonly (Population | undefined)[]) => people.reduce((sum, population) => sum + (population?.total ?? 0), 0);

describe('countyPopulation', () => {
  it('sums to the people of Iran in the census of 1395', () => {
    expect(sumOf(divisions('county').map(({ code }) => countyPopulation(code)))).toBe(79_926_270);
  });

  it('has a figure for 429 counties, of which each is the sum of its men and women', () => {
    const known = divisions('county').flatMap(({ code }) => countyPopulation(code) ?? []);
    expect(known).toHaveLength(429);
    for (const { male, female, total } of known) {
      expect(male).toBeGreaterThan(0);
      expect(female).toBeGreaterThan(0);
      expect(total).toBe(male + female);
    }
  });

  it('has none for the 19 counties founded after the census', () => {
    const newer = divisions('county').filter(({ code }) => countyPopulation(code) === undefined);
    expect(newer.map(({ name }) => name)).toEqual([
      'هوراند',
      'زرقان',
      'بیضا',
      'سرچهان',
      'کوه چنار',
      'خفر',
      'بختگان',
      'اوز',
      'صالح آباد',
      'کوهسرخ',
      'بمپور',
      'تفتان',
      'دشتیاری',
      'سرباز',
      'درگزین',
      'خانمیرزا',
      'هلیلان',
      'مارگون',
      'اصلاندوز',
    ]);
  });

  it('knows the largest and the smallest county', () => {
    expect(countyPopulation('2301')?.total).toBe(8_737_510);
    expect(countyPopulation('2201')?.total).toBe(7_402);
  });

  it('answers for counties only', () => {
    for (const code of ['23', '230102', '2301021576', '9999', '']) expect(countyPopulation(code)).toBeUndefined();
  });
});

describe('populationOf', () => {
  it('sums the counties of a province', () => {
    expect(populationOf('23')?.total).toBe(13_267_637);
    expect(populationOf('01')?.total).toBe(2_530_696);
    expect(sumOf(provinces().map(({ code }) => populationOf(code)))).toBe(79_926_270);
  });

  it('is the county figure for a county, and unknown below', () => {
    expect(populationOf('0105')).toBe(countyPopulation('0105'));
    for (const code of ['0327', '010505', '99']) expect(populationOf(code)).toBeUndefined();
  });
});
