import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { sealed } from './sealed.ts';

type Drawn = { readonly schema: z.ZodType; readonly value: fc.Arbitrary<unknown> };

const leaf = (): fc.Arbitrary<Drawn> =>
  fc.constantFrom({ schema: z.int(), value: fc.integer() }, { schema: z.string(), value: fc.string() });

/** A schema with a way to draw values of it: objects within lists within objects, some of it optional or nullable. */
const drawn = (depth: number): fc.Arbitrary<Drawn> =>
  depth === 0
    ? leaf()
    : fc.oneof(
        leaf(),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), drawn(depth - 1), { noNullPrototype: true }).map((fields) => ({
          schema: z.object(Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema]))),
          value: fc.record(Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value])), { noNullPrototype: true }),
        })),
        drawn(depth - 1).map(({ schema, value }) => ({ schema: z.array(schema), value: fc.array(value, { maxLength: 3 }) })),
        drawn(depth - 1).map(({ schema, value }) => ({ schema: schema.optional(), value })),
        drawn(depth - 1).map(({ schema, value }) => ({ schema: schema.nullable(), value: fc.option(value) })),
      );

/** Every value that is this one with a field more in one of its objects. */
function widened(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => widened(item).map((wide) => value.with(at, wide)));
  if (typeof value !== 'object' || value === null) return [];
  const deeper = Object.entries(value).flatMap(([name, field]) => widened(field).map((wide) => ({ ...value, [name]: wide })));
  return [{ ...value, unknownField: 1 }, ...deeper];
}

it('takes exactly what the schema takes without dropping anything', () => {
  fc.assert(
    fc.property(
      drawn(4).chain(({ schema, value }) => fc.record({ schema: fc.constant(schema), value })),
      ({ schema, value }) => {
        expect(sealed(schema).parse(value)).toEqual(schema.parse(value));
        for (const wide of widened(value)) {
          expect(schema.safeParse(wide).success).toBe(true);
          expect(sealed(schema).safeParse(wide).success).toBe(false);
        }
      },
    ),
  );
});
