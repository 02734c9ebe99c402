import { DEFAULT_POLICY, PREFERENCES, type RahyariPolicy } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basisCost, FAR, MAX_OPTION_COST, type OptionTraits, optionCost, SKILL_MOST } from './option-cost.ts';

const policies = fc
  .record({
    preferenceOrder: fc.shuffledSubarray([...PREFERENCES], { minLength: PREFERENCES.length }),
    primaryPreference: fc.shuffledSubarray(DEFAULT_POLICY.primaryPreference, { minLength: DEFAULT_POLICY.primaryPreference.length }),
  })
  .map((choices): RahyariPolicy => ({ ...DEFAULT_POLICY, ...choices }));
const traits = fc.record({
  basis: fc.nat({ max: 3 }),
  language: fc.nat({ max: 1 }),
  skill: fc.nat({ max: SKILL_MOST }),
  closeness: fc.nat({ max: FAR }),
});

describe('optionCost', () => {
  it('compares options as the policy’s preferences do, one after the other', () => {
    fc.assert(
      fc.property(policies, traits, traits, (policy, one: OptionTraits, other: OptionTraits) => {
        const decisive = policy.preferenceOrder.find((preference) => one[preference] !== other[preference]);
        const expected = decisive === undefined ? 0 : Math.sign(one[decisive] - other[decisive]);
        expect(Math.sign(optionCost(policy, one) - optionCost(policy, other))).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('lies between 0 and its greatest value, which is reached; the share of the basis is the rest without it', () => {
    fc.assert(
      fc.property(policies, traits, (policy, some) => {
        const cost = optionCost(policy, some);
        const basis = policy.primaryPreference[some.basis] as RahyariPolicy['primaryPreference'][number];
        expect(cost).toBeGreaterThanOrEqual(0);
        expect(cost).toBeLessThanOrEqual(MAX_OPTION_COST);
        expect(basisCost(policy, basis) + optionCost(policy, { ...some, basis: 0 })).toBe(cost);
        expect(optionCost(policy, { basis: 3, language: 1, skill: SKILL_MOST, closeness: FAR })).toBe(MAX_OPTION_COST);
      }),
    );
  });
});
