import * as z from 'zod';

/** What a field says about a person. Everything but `none` is hidden in whatever leaves the client beside the call itself. */
export const PII_MARKS = ['none', 'identifier', 'contact', 'financial', 'biometric'] as const;
export type PiiMark = (typeof PII_MARKS)[number];

/** The mark of each field's schema. Kept apart from zod's own registry, which belongs to the host. */
const MARKS = z.registry<{ readonly pii: PiiMark }>();

/** Marks what a field holds; a schema without a mark holds nothing personal only if it says so: see `unmarkedFields`. */
export function marked<S extends z.ZodType>(pii: PiiMark, schema: S): S {
  const own = schema.clone();
  MARKS.add(own, { pii });
  return own;
}

/** The mark of a schema, looked for below `optional`, `nullable`, `default` and `array`. */
export function markOf(schema: z.core.$ZodType): PiiMark | undefined {
  const own = MARKS.get(schema)?.pii;
  if (own !== undefined) return own;
  const inner = innerOf(schema);
  return inner === undefined ? undefined : markOf(inner);
}

/** The schema that an optional, a nullable, a read-only one or a list is made of. */
export function innerOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodReadonly) return schema.unwrap();
  return schema instanceof z.ZodArray ? schema.element : undefined;
}

/** What a schema has at the bottom of its wrappings, lists aside. */
export function coreOf(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = schema instanceof z.ZodArray ? undefined : innerOf(schema);
  return inner === undefined ? schema : coreOf(inner);
}

/** A place in a message: names of fields, `[]` for any item of a list. */
export type FieldPath = readonly string[];

/** Every leaf of a schema with its mark. An object, or a list of objects, is walked; a marked object is one leaf. */
export function leavesOf(
  schema: z.core.$ZodType,
  path: FieldPath = [],
): readonly { readonly path: FieldPath; readonly pii: PiiMark | undefined }[] {
  const own = MARKS.get(schema)?.pii;
  if (own !== undefined) return [{ path, pii: own }];
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.core.$ZodType>).flatMap(([name, field]) => leavesOf(field, [...path, name]));
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => leavesOf(option, path));
  const inner = innerOf(schema);
  if (inner === undefined) return [{ path, pii: undefined }];
  return leavesOf(inner, schema instanceof z.ZodArray ? [...path, '[]'] : path);
}
