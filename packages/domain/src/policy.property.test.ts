import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, PREFERENCES, policyFingerprint, RahyariPolicy } from './policy.ts';

/** Changes that each make another policy. */
const changes = fc.constantFrom<Partial<RahyariPolicy>>(
  { version: '1405.3' },
  { activity: { ...DEFAULT_POLICY.activity, windowDays: 91 } },
  { primaryPreference: [...DEFAULT_POLICY.primaryPreference].reverse() },
  { requiredMastery: [] },
  { language: 'required' },
  { skill: 'required' },
  { preferenceOrder: [...PREFERENCES].reverse() },
  { ageing: { afterDays: 30 } },
);

describe('policyFingerprint', () => {
  it('has 16 hexadecimal digits, and does not depend on the order of the fields', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.keys(DEFAULT_POLICY), { minLength: Object.keys(DEFAULT_POLICY).length }), (names) => {
        const shuffled = Object.fromEntries(names.map((name) => [name, DEFAULT_POLICY[name as keyof RahyariPolicy]]));
        const { activity } = DEFAULT_POLICY;
        const turned = { ...shuffled, activity: Object.fromEntries(Object.entries(activity).reverse()) };
        expect(policyFingerprint(RahyariPolicy.parse(turned))).toBe(policyFingerprint(DEFAULT_POLICY));
        expect(policyFingerprint(turned as unknown as RahyariPolicy)).toBe(policyFingerprint(DEFAULT_POLICY));
        expect(policyFingerprint(DEFAULT_POLICY)).toMatch(/^[0-9a-f]{16}$/);
      }),
    );
  });

  it('tells apart what differs in any field', () => {
    fc.assert(
      fc.property(changes, (change) => {
        const other = RahyariPolicy.parse({ ...DEFAULT_POLICY, ...change });
        expect(policyFingerprint(other)).not.toBe(policyFingerprint(DEFAULT_POLICY));
      }),
    );
  });
});

describe('RahyariPolicy', () => {
  it('says everything itself: no field stands in for one that is missing', () => {
    for (const name of ['language', 'skill', 'preferenceOrder'] as const) {
      const { [name]: _, ...rest } = DEFAULT_POLICY;
      expect(RahyariPolicy.safeParse(rest).success).toBe(false);
    }
    expect(RahyariPolicy.safeParse({ ...DEFAULT_POLICY, preferenceOrder: ['basis', 'basis', 'skill', 'closeness'] }).success).toBe(false);
  });
});
