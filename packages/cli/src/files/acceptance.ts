import { INPUT_LIMITS } from '@rahyar/domain';
import type * as z from 'zod';

/** True only for a value that the schema is sure to take and to give back as it is. What is false here is for the schema itself to judge. */
export type Acceptance = (value: unknown) => boolean;

/**
 * Compiles a schema into a quick check for the common row, about ten times as fast as the schema. It knows objects, discriminated unions, arrays with a
 * longest length, words, patterns and tests of texts; of any other schema of strings it remembers the answers. It knows no field by name, so a new field is in it as
 * soon as it is in the schema.
 */
export function acceptanceOf(schema: z.core.$ZodType): Acceptance {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional') return acceptanceOf(def.innerType);
  if (def.type === 'string') return patternCheck(def) ?? remembered(schema);
  if (def.type === 'pipe') return remembered(schema);
  if ((def.checks ?? []).length > 0 && def.type !== 'array') return nothing;
  switch (def.type) {
    case 'object':
      return objectCheck(def);
    case 'union':
      return unionCheck(def);
    case 'array':
      return arrayCheck(def);
    case 'literal':
      return oneOf(def.values);
    case 'enum':
      return oneOf(Object.values(def.entries));
    case 'boolean':
      return (value) => typeof value === 'boolean';
    default:
      return nothing;
  }
}

const nothing: Acceptance = () => false;

function oneOf(values: readonly unknown[]): Acceptance {
  const known = new Set(values);
  return (value) => known.has(value);
}

/** A string whose only demands are patterns, lengths and tests; `undefined` when there are others. */
function patternCheck(def: z.core.$ZodStringDef): Acceptance | undefined {
  const patterns: RegExp[] = [];
  const tests: ((value: unknown) => unknown)[] = [];
  if ('pattern' in def && def.pattern instanceof RegExp) patterns.push(def.pattern);
  else if ('format' in def) return undefined;
  let least = 0;
  let most: number = INPUT_LIMITS.stringLength;
  for (const check of def.checks ?? []) {
    const demand = check._zod.def;
    if (isPattern(demand)) patterns.push(demand.pattern);
    else if (isTest(demand)) tests.push(demand.fn);
    else if (isLeastLength(demand)) least = Math.max(least, demand.minimum);
    else if (isMostLength(demand)) most = Math.min(most, demand.maximum);
    else return undefined;
  }
  if (patterns.some(({ flags }) => flags !== '')) return undefined;
  return (value) =>
    typeof value === 'string' &&
    value.length >= least &&
    value.length <= most &&
    patterns.every((pattern) => pattern.test(value)) &&
    tests.every((test) => test(value));
}

const isPattern = (def: z.core.$ZodCheckDef): def is z.core.$ZodCheckRegexDef => def.check === 'string_format' && 'pattern' in def;
const isTest = (def: z.core.$ZodCheckDef): def is z.core.$ZodCustomDef => def.check === 'custom' && 'fn' in def;
const isLeastLength = (def: z.core.$ZodCheckDef): def is z.core.$ZodCheckMinLengthDef => def.check === 'min_length';
const isMostLength = (def: z.core.$ZodCheckDef): def is z.core.$ZodCheckMaxLengthDef => def.check === 'max_length';

/** Asks the schema once about each text: places are few. */
function remembered(schema: z.core.$ZodType): Acceptance {
  const answers = new Map<string, boolean>();
  return (value) => {
    if (typeof value !== 'string' || value.length > INPUT_LIMITS.stringLength) return false;
    const known = answers.get(value);
    if (known !== undefined) return known;
    const parsed = (schema as z.ZodType).safeParse(value);
    const answer = parsed.success && parsed.data === value;
    if (answers.size < ANSWERS_MAX) answers.set(value, answer);
    return answer;
  };
}

const ANSWERS_MAX = 65_536;

function objectCheck({ shape, catchall }: z.core.$ZodObjectDef): Acceptance {
  if (catchall !== undefined && (catchall as z.core.$ZodTypes)._zod.def.type !== 'never') return nothing;
  const fields = new Map(
    Object.entries(shape).map(([name, field]) => {
      const isOptional = (field as z.core.$ZodTypes)._zod.def.type === 'optional';
      return [name, { accepts: acceptanceOf(field), isOptional }] as const;
    }),
  );
  const requiredCount = [...fields.values()].filter(({ isOptional }) => !isOptional).length;
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    let required = 0;
    for (const name in value) {
      const field = fields.get(name);
      if (field === undefined || !field.accepts((value as Record<string, unknown>)[name])) return false;
      if (!field.isOptional) required++;
    }
    return required === requiredCount;
  };
}

/** With a discriminator one option speaks for the whole; without one only the first can, for a later one might be forestalled. */
function unionCheck(def: z.core.$ZodUnionDef): Acceptance {
  const [first] = def.options;
  if (first === undefined) return nothing;
  if (!('discriminator' in def) || typeof def.discriminator !== 'string') return acceptanceOf(first);
  const { discriminator } = def;
  const options = new Map<unknown, Acceptance>();
  for (const option of def.options) {
    const accepts = acceptanceOf(option);
    for (const value of option._zod.propValues?.[discriminator] ?? []) options.set(value, accepts);
  }
  return (value) =>
    typeof value === 'object' && value !== null && options.get((value as Record<string, unknown>)[discriminator])?.(value) === true;
}

/** Arrays without a longest length are left to the schema, and to the bounds of all input. */
function arrayCheck({ element, checks = [] }: z.core.$ZodArrayDef): Acceptance {
  const demands = checks.map((check) => check._zod.def);
  const most = Math.min(...demands.filter(isMostLength).map(({ maximum }) => maximum));
  if (most > INPUT_LIMITS.nodes / 4 || !demands.every(isMostLength)) return nothing;
  const accepts = acceptanceOf(element);
  return (value) => Array.isArray(value) && value.length <= most && value.every((item) => accepts(item));
}
