import { describe, expect, it } from 'vitest';
import { placeName } from './place-name.ts';

describe('the name of a place', () => {
  it('tells the level, and the province around it', () => {
    expect(placeName('23')).toBe('استان تهران');
    expect(placeName('2301')).toBe('شهرستان تهران، تهران');
    expect(placeName('0707051693')).toBe('منطقهٔ شهری شیراز ۳، فارس');
  });

  it('tells the county of a district, since many are called Central', () => {
    expect(placeName('000201')).toBe('بخش مرکزی، شهرستان آشتیان، مرکزی');
  });

  it('leaves an unknown code as it is', () => {
    expect(placeName('9999')).toBe('9999');
  });
});
