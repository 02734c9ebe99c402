import { DEDICATED_BASES, type DedicatedBasis, PREFERENCES, type Preference, type RahyariPolicy } from '@rahyar/domain';

/**
 * What an option, a seat with a certain rahyar on a certain basis, is judged by; less is better. `basis` is its place in the policy's order,
 * `language` 1 where none is in common, `skill` the number of needs that the rahyar does not master, at most {@link SKILL_MOST}, `closeness` how many
 * levels of division lie between the place and what the jurisdiction names, {@link FAR} where no place counts.
 */
export type OptionTraits = Readonly<Record<Preference, number>>;

export const SKILL_MOST = 3;
export const FAR = 4;

const RADIX = { basis: DEDICATED_BASES.length, language: 2, skill: SKILL_MOST + 1, closeness: FAR + 1 } as const satisfies OptionTraits;

/** No option costs more. */
export const MAX_OPTION_COST = PREFERENCES.reduce((product, preference) => product * RADIX[preference], 1) - 1;

/** What one step of each preference weighs: the digits of a number whose first digit is the first preference. */
export function preferenceWeights({ preferenceOrder }: Pick<RahyariPolicy, 'preferenceOrder'>): OptionTraits {
  const weights = { basis: 0, language: 0, skill: 0, closeness: 0 };
  let weight = 1;
  for (const preference of preferenceOrder.toReversed()) {
    weights[preference] = weight;
    weight *= RADIX[preference];
  }
  return weights;
}

/** The preferences of the policy, one after the other, as one number from 0 to {@link MAX_OPTION_COST}. */
export function optionCost(policy: RahyariPolicy, traits: OptionTraits): number {
  const weights = preferenceWeights(policy);
  return PREFERENCES.reduce((sum, preference) => sum + weights[preference] * traits[preference], 0);
}

/** The share of the basis in the cost of an option. */
export const basisCost = (policy: RahyariPolicy, basis: DedicatedBasis): number =>
  policy.primaryPreference.indexOf(basis) * preferenceWeights(policy).basis;
