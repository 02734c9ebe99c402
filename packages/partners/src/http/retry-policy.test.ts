import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, createRetryBudget } from './retry-policy.ts';

describe('backoffMs', () => {
  it('draws from nothing to a bound that doubles to twenty seconds', () => {
    const most = (kind: 'network' | 'rate_limited') => [1, 2, 3, 8, 9, 30].map((number) => backoffMs(kind, number, () => 1 - 2 ** -53));
    expect(most('network')).toEqual([99, 199, 399, 12_799, 19_999, 19_999]);
    expect(most('rate_limited')).toEqual([499, 999, 1_999, 19_999, 19_999, 19_999]);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.integer({ min: 1, max: 60 }), (drawn, number) => {
        const waitMs = backoffMs('network', number, () => drawn);
        expect(Number.isInteger(waitMs) && waitMs >= 0 && waitMs < 20_000).toBe(true);
      }),
    );
  });
});

describe('the retry budget', () => {
  it('pays a hundred retries, or half as many after timeouts, and is filled by successes, never beyond the start', () => {
    const affordable = (kind: 'network' | 'attempt_timeout', refunds: number) => {
      const budget = createRetryBudget();
      for (let count = 0; count < refunds; count++) budget.refund();
      let paid = 0;
      while (budget.spend(kind)) paid++;
      for (let count = 0; count < 9; count++) budget.refund();
      return [paid, budget.spend(kind), budget.spend(kind)];
    };
    expect(affordable('network', 0)).toEqual([100, true, false]);
    expect(affordable('network', 50)).toEqual([100, true, false]);
    expect(affordable('attempt_timeout', 0)).toEqual([50, false, false]);
  });
});
