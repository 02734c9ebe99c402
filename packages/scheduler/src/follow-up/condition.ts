import * as z from 'zod';
import type { EpochDay } from '../epoch-day.ts';

/** The name of a fact of a case, such as `requestedDay`. */
export const FactName = z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/, 'value.format');

/** What a case knows on a day. A day is an `EpochDay`. A fact that is absent is not known; nothing is assumed of it. */
export type RuleFacts = Readonly<Record<string, boolean | number | string>>;

/**
 * A question to the facts of a case, as data. Of a fact that is not known every comparison is false; ask `known` first where that matters,
 * above all under `not`. `daysSince` compares today with a day: 0 on the day itself, negative before it.
 */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'known'; readonly fact: string }
  | { readonly kind: 'is'; readonly fact: string; readonly value: boolean | number | string }
  | { readonly kind: 'atLeast'; readonly fact: string; readonly value: number }
  | { readonly kind: 'daysSince'; readonly fact: string; readonly atLeast: number }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

const several = z.array(z.lazy((): z.ZodType<Condition> => Condition)).max(32);

export const Condition: z.ZodType<Condition> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({ kind: z.literal('known'), fact: FactName }),
  z.strictObject({ kind: z.literal('is'), fact: FactName, value: z.union([z.boolean(), z.int(), z.string().max(64)]) }),
  z.strictObject({ kind: z.literal('atLeast'), fact: FactName, value: z.int() }),
  z.strictObject({ kind: z.literal('daysSince'), fact: FactName, atLeast: z.int().min(-36_500).max(36_500) }),
  z.strictObject({ kind: z.literal('all'), of: several }),
  z.strictObject({ kind: z.literal('any'), of: several }),
  z.strictObject({ kind: z.literal('not'), of: z.lazy((): z.ZodType<Condition> => Condition) }),
]);

/** Whether a condition holds of the facts as they are today. All of nothing holds, any of nothing does not. */
export function holds(condition: Condition, facts: RuleFacts, today: EpochDay): boolean {
  switch (condition.kind) {
    case 'always':
      return true;
    case 'known':
      return factOf(facts, condition.fact) !== undefined;
    case 'is':
      return factOf(facts, condition.fact) === condition.value;
    case 'atLeast':
      return isAtLeast(factOf(facts, condition.fact), condition.value);
    case 'daysSince':
      return isAtMost(factOf(facts, condition.fact), today - condition.atLeast);
    case 'all':
      return condition.of.every((part) => holds(part, facts, today));
    case 'any':
      return condition.of.some((part) => holds(part, facts, today));
    case 'not':
      return !holds(condition.of, facts, today);
  }
}

/** The day that a fact names, where it is known and is a whole number. */
export function dayFact(facts: RuleFacts, name: string): EpochDay | undefined {
  const value = factOf(facts, name);
  return Number.isInteger(value) ? (value as EpochDay) : undefined;
}

/** The names of all facts that a condition asks for. */
export function factsAskedBy(condition: Condition): readonly string[] {
  if (condition.kind === 'always') return [];
  if (condition.kind === 'not') return factsAskedBy(condition.of);
  return condition.kind === 'all' || condition.kind === 'any' ? condition.of.flatMap(factsAskedBy) : [condition.fact];
}

/** Own properties alone are facts: a fact called `constructor` is not known unless somebody told it. */
const factOf = (facts: RuleFacts, name: string): boolean | number | string | undefined =>
  Object.hasOwn(facts, name) ? facts[name] : undefined;

const isAtLeast = (value: unknown, least: number): boolean => typeof value === 'number' && value >= least;
const isAtMost = (value: unknown, most: number): boolean => typeof value === 'number' && value <= most;
