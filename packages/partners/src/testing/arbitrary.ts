import fc from 'fast-check';
import * as z from 'zod';
import { coreOf } from '../contract/marks.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Values that a schema of the contract accepts, made from the schema itself; they shrink towards short and small ones. */
export function arbitraryOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  // Two rules on one text, such as a format and a range of years, are met by trying.
  const known = MADE.get(schema) ?? made(schema).filter((value) => z.safeParse(schema, value).success);
  MADE.set(schema, known);
  return known;
}

/** A schema never changes, and to read a pattern takes far longer than to use it. */
const MADE = new WeakMap<z.core.$ZodType, fc.Arbitrary<unknown>>();
const MATCHING = new WeakMap<RegExp, fc.Arbitrary<string>>();

function made(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodObject) return objects(schema);
  if (schema instanceof z.ZodArray) return lists(schema);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly) return arbitraryOf(schema.def.innerType);
  if (schema instanceof z.ZodNullable) return fc.option(arbitraryOf(schema.def.innerType));
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(arbitraryOf));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return numbers(schema);
  if (schema instanceof z.ZodISODate) return days();
  if (schema instanceof z.ZodISODateTime) return moments();
  if (schema instanceof z.ZodURL) return fc.webUrl({ validSchemes: ['https'] });
  if (schema instanceof z.ZodString) return texts(schema);
  throw new Error(`No arbitrary for a schema of kind ${schema._zod.def.type}.`);
}

function objects(schema: z.ZodObject): fc.Arbitrary<unknown> {
  const fields = fieldsOf(schema);
  const model = Object.fromEntries(fields.map(([name, field]) => [name, arbitraryOf(field)]));
  const requiredKeys = fields.filter(([, field]) => !isOptional(field)).map(([name]) => name);
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}

const LIST_MAX = 4;
function lists(schema: z.ZodArray): fc.Arbitrary<unknown> {
  const { minLength, maxLength } = lengthsOf(schema, LIST_MAX);
  return fc.array(arbitraryOf(schema.element), { minLength, maxLength });
}

/** How long something may be, as its checks say, and at most `most` where they let it be. */
function lengthsOf({ def }: z.ZodArray | z.ZodString, most: number): { readonly minLength: number; readonly maxLength: number } {
  const checks = (def.checks ?? []).map(({ _zod }) => _zod.def as { readonly minimum?: number; readonly maximum?: number });
  const minLength = Math.max(0, ...checks.map(({ minimum = 0 }) => minimum));
  return { minLength, maxLength: Math.max(minLength, Math.min(most, ...checks.map(({ maximum = most }) => maximum))) };
}

function numbers({ minValue, maxValue }: z.ZodNumber): fc.Arbitrary<number> {
  return fc.integer({
    min: Math.max(minValue ?? Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
    max: Math.min(maxValue ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  });
}

function days(): fc.Arbitrary<string> {
  return someMoment().map((moment) => moment.toISOString().slice(0, 10));
}

function moments(): fc.Arbitrary<string> {
  return fc.tuple(someMoment(), fc.constantFrom('Z', '+03:30')).map(([moment, zone]) => `${moment.toISOString().slice(0, 19)}${zone}`);
}

function someMoment(): fc.Arbitrary<Date> {
  return fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
}

const TEXT_MAX = 40;
function texts(schema: z.ZodString): fc.Arbitrary<string> {
  const patterns = (schema.def.checks ?? []).flatMap(({ _zod }) => (_zod.def as { readonly pattern?: RegExp }).pattern ?? []);
  const [pattern] = patterns;
  if (pattern === undefined) return fc.string({ ...lengthsOf(schema, TEXT_MAX), unit: 'grapheme' });
  const known = MATCHING.get(pattern) ?? fc.stringMatching(withoutLookaround(pattern), { size: 'small' });
  MATCHING.set(pattern, known);
  return known;
}

/** The generator knows no look-around and no Unicode properties; what it then makes too much is filtered out again. */
const withoutLookaround = (pattern: RegExp): RegExp =>
  new RegExp(pattern.source.replaceAll(/\(\?[=!][^()]*\)/g, '').replaceAll(String.raw`\P{C}`, '[ -~آ-ی]'), pattern.flags.replace('v', 'u'));

const fieldsOf = ({ shape }: z.ZodObject): readonly (readonly [string, z.core.$ZodType])[] => Object.entries<z.core.$ZodType>(shape);

const isOptional = (schema: z.core.$ZodType): boolean => z.safeParse(schema, undefined).success;

/** One way in which a value breaks its schema, and where: a pointer to the field, or to what holds it. */
export type Mutation = { readonly what: string; readonly pointer: string; readonly value: unknown };

/**
 * The invalid neighbours of a valid value: each has exactly one fault. A field missing, of a wrong type, unknown, out of its range or list,
 * too long, of a wrong form.
 */
export function mutationsOf(schema: z.core.$ZodType, value: unknown, pointer = ''): readonly Mutation[] {
  const core = coreOf(schema);
  const here = wrongValues(core, value).map(([what, wrong]) => ({ what, pointer, value: wrong }));
  if (core instanceof z.ZodObject && isFields(value)) return [...here, ...inObject(core, value, pointer)];
  if (core instanceof z.ZodArray && Array.isArray(value)) {
    const [first, ...rest] = value as readonly unknown[];
    if (first === undefined) return here;
    return [...here, ...mutationsOf(core.element, first, `${pointer}/0`).map((one) => ({ ...one, value: [one.value, ...rest] }))];
  }
  return here;
}

function inObject(schema: z.ZodObject, value: Fields, pointer: string): readonly Mutation[] {
  const fields = fieldsOf(schema);
  const missing = fields
    .filter(([name, field]) => name in value && !isOptional(field))
    .map(([name]) => ({
      what: 'missing',
      pointer: `${pointer}/${name}`,
      value: Object.fromEntries(Object.entries(value).filter(([own]) => own !== name)),
    }));
  const below = fields
    .filter(([name]) => value[name] !== undefined)
    .flatMap(([name, field]) =>
      mutationsOf(field, value[name], `${pointer}/${name}`).map((one) => ({ ...one, value: { ...value, [name]: one.value } })),
    );
  return [{ what: 'unknown field', pointer, value: { ...value, fieldOfNobody: 1 } }, ...missing, ...below];
}

/** Values that break the schema by themselves; those that happen to be good are left out. */
function wrongValues(core: z.core.$ZodType, value: unknown): readonly (readonly [string, unknown])[] {
  const tries: readonly (readonly [string, unknown])[] = [
    ['wrong type', typeof value === 'number' ? String(value) : 7],
    ['null', null],
    ...(typeof value === 'string'
      ? ([
          ['too long', 'x'.repeat(5_000)],
          ['wrong form', '\u0000'],
          ['not in the list', 'word_of_nobody'],
        ] as const)
      : []),
    ...(typeof value === 'number'
      ? ([
          ['too big', Number.MAX_SAFE_INTEGER],
          ['too small', Number.MIN_SAFE_INTEGER],
          ['not whole', value + 0.5],
        ] as const)
      : []),
    ...(Array.isArray(value) ? ([['too many', Array.from({ length: 2_000 }, () => (value as unknown[])[0])]] as const) : []),
  ];
  return tries.filter(([, wrong]) => !z.safeParse(core, wrong).success);
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
