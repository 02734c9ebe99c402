import fc from 'fast-check';

/** The part of JSON Schema 2020-12 that the public schemas use. */
export type SchemaNode = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
};

/** Texts that schemas with a format, or without a pattern, are met by: identifiers of several kinds among them. */
const TEXTS: readonly string[] = ['0101', '۰۱', '0101012233', '0084575948', '10380284790', '+989121234567', 'a'];

/**
 * Values that a JSON Schema accepts, made from the schema itself, so that no second description of a noun can drift from the first.
 * Lists stay short; numbers lean to the bounds.
 */
export function arbitraryFromSchema(schema: SchemaNode): fc.Arbitrary<unknown> {
  const branches = schema.oneOf ?? schema.anyOf;
  if (branches !== undefined) return fc.oneof(...branches.map(arbitraryFromSchema));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return arbitraryObject(schema);
    case 'array':
      return fc.array(arbitraryFromSchema(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(schema.minItems ?? 0, 3)),
      });
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1_000_000), max: Math.min(schema.maximum ?? 0, 1_000_000) });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return arbitraryText(schema);
    default:
      throw new Error('invariant: a public schema uses a part of JSON Schema that the arbitrary does not know');
  }
}

function arbitraryObject({ properties = {}, required = [] }: SchemaNode): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, node]) => [name, arbitraryFromSchema(node)]));
  return fc.record(fields, { requiredKeys: [...required], noNullPrototype: true });
}

function arbitraryText(schema: SchemaNode): fc.Arbitrary<string> {
  if (schema.format === 'date') return fc.constantFrom('2026-11-23', '1999-02-28', '2024-02-29');
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
  return fc.constantFrom(...TEXTS.filter((text) => text.length >= (schema.minLength ?? 0) && text.length <= (schema.maxLength ?? 64)));
}
