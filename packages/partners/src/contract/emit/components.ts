import type * as z from 'zod';
import * as wire from '../wire.ts';
import { canonicalText, isJsonObject, type Json, type JsonObject } from './json.ts';
import { type Direction, wireSchemaOf } from './wire-schema.ts';

/** The shared shapes of the wire by the name that documents give them. A closed twin, in requests, ends in `Input`. */
const SHARED_SHAPES = {
  Money: wire.MoneyV1,
  Amount: wire.AmountV1,
  PositiveAmount: wire.PositiveAmountV1,
  Address: wire.AddressV1,
  DocumentReference: wire.DocumentV1,
  SubjectRef: wire.SubjectRef,
  Moment: wire.MomentV1,
  Day: wire.DayV1,
  PersonalDay: wire.PersonalDayV1,
  Title: wire.Title,
  Note: wire.Note,
  PersonName: wire.PersonName,
  NationalId: wire.NationalIdV1,
  Mobile: wire.MobileV1,
  PostalCode: wire.PostalCodeV1,
  Iban: wire.IbanV1,
  Division: wire.DivisionV1,
  Sha256: wire.Sha256,
  OneTimeUrl: wire.OneTimeUrl,
  Code: wire.CodeV1,
} as const satisfies Readonly<Record<string, z.core.$ZodType>>;

/** Shapes that a document says once and refers to. */
export type Components = {
  /** The same schema with every named part, and itself where it is named, as a reference. */
  readonly refer: (schema: JsonObject) => JsonObject;
  /** The named shapes that were referred to, with the ones that they refer to, by name. */
  readonly used: () => Readonly<Record<string, JsonObject>>;
};

/** `own` are the named shapes of one partner, in answers; `base` is where a document keeps its shapes, such as `#/$defs/`. */
export function componentsAt(base: string, own: Readonly<Record<string, z.core.$ZodType>>): Components {
  const named = [
    ...namesOf(SHARED_SHAPES, 'response'),
    ...namesOf(SHARED_SHAPES, 'request').map(([name, schema]) => [`${name}Input`, schema] as const),
    ...namesOf(own, 'response'),
  ];
  const nameByText = new Map<string, string>();
  const schemaByName = new Map<string, JsonObject>();
  for (const [name, schema] of named) {
    const text = canonicalText(schema);
    if (nameByText.has(text)) continue;
    if (schemaByName.has(name)) throw new Error(`two shapes are named ${name}`);
    nameByText.set(text, name);
    schemaByName.set(name, schema);
  }
  const used = new Map<string, JsonObject>();

  const refer = (schema: JsonObject): JsonObject => {
    const name = nameByText.get(canonicalText(schema));
    if (name === undefined) return within(schema);
    if (!used.has(name)) {
      used.set(name, schema);
      used.set(name, within(schemaByName.get(name) ?? schema));
    }
    return { $ref: `${base}${name}` };
  };
  const within = (schema: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, referIn(keyword, value)]));
  const referIn = (keyword: string, value: Json): Json => {
    if (keyword === 'properties' && isJsonObject(value))
      return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, isJsonObject(field) ? refer(field) : field]));
    if (keyword === 'items' && isJsonObject(value)) return refer(value);
    if (/^(anyOf|oneOf|allOf)$/.test(keyword) && Array.isArray(value))
      return (value as readonly Json[]).map((branch) => (isJsonObject(branch) ? refer(branch) : branch));
    return value;
  };
  return { refer, used: () => Object.fromEntries([...used].sort(([one], [other]) => (one < other ? -1 : 1))) };
}

const namesOf = (
  shapes: Readonly<Record<string, z.core.$ZodType>>,
  direction: Direction,
): readonly (readonly [name: string, schema: JsonObject])[] =>
  Object.entries(shapes).map(([name, schema]) => [name, wireSchemaOf(schema, direction)]);
