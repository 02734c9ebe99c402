import { describe, expect, it } from 'vitest';
import { compare, comparison } from './comparison.ts';
import { compareWithOfficialTable } from './official-table.ts';

describe('a comparison', () => {
  it('counts every question, and keeps the first difference', () => {
    const one = comparison('day to Jalali', 'somebody');
    compare(one, 1, '1405/9/2', '1405/9/2');
    compare(one, 2, '1405/9/3', '1405/9/4');
    compare(one, 3, '1405/9/4', '1405/9/5');
    expect(one).toMatchObject({ compared: 3, differences: 2, first: '2: ours 1405/9/3, theirs 1405/9/4' });
  });

  it('with the official table has every day of 1304 to 1498 and no difference', () => {
    for (const { compared, differences } of compareWithOfficialTable()) expect([compared, differences]).toEqual([71_223, 0]);
  });
});
