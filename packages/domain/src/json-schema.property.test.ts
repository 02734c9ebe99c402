import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputIssueCode } from './input-error.ts';
import { jsonSchemaOf, PUBLIC_SCHEMAS, type PublicSchemaName } from './json-schema.ts';
import { parseWith } from './parse.ts';
import { arbitraryFromSchema, type SchemaNode } from './testing/arbitrary-from-schema.ts';

const ajv = new Ajv2020({ strict: false, allErrors: false });
formats.default(ajv);

/** What JSON Schema cannot say, and only the parser refuses. */
const BEYOND_JSON_SCHEMA: readonly InputIssueCode[] = [
  'identifier.length',
  'identifier.characters',
  'identifier.checksum',
  'identifier.repeated',
  'identifier.prefix',
  'date.notInCalendar',
  'value.inconsistent',
  'money.outOfRange',
];

const NAMES = Object.keys(PUBLIC_SCHEMAS) as PublicSchemaName[];

describe.each(NAMES)('the JSON Schema of %s', (name) => {
  const schema = jsonSchemaOf(name);
  const accepts = ajv.compile(schema as object);
  const valid = arbitraryFromSchema(schema as SchemaNode);
  const parses = (value: unknown) => parseWith(PUBLIC_SCHEMAS[name], value);

  it('accepts what is made from it, and the parser refuses of that only what JSON Schema cannot say', () => {
    fc.assert(
      fc.property(valid, (value) => {
        expect(accepts(value)).toBe(true);
        const refused = parses(value).match(
          () => [],
          (error) => error.issues.map((issue) => issue.code).filter((code) => !BEYOND_JSON_SCHEMA.includes(code)),
        );
        expect(refused).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses nothing that the parser accepts', () => {
    fc.assert(
      fc.property(valid, damage, (value, change) => {
        const damaged = change(structuredClone(value));
        if (parses(damaged).isOk()) expect(accepts(damaged)).toBe(true);
        if (!accepts(damaged)) expect(parses(damaged).isErr()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

/** A change to one field anywhere in a value: dropped, added, or put to another type. */
const damage: fc.Arbitrary<(value: unknown) => unknown> = fc
  .tuple(fc.nat({ max: 30 }), fc.constantFrom('drop', 'add', null, 7, 1.5, '', 'x', [], {}, true))
  .map(
    ([position, change]) =>
      (value) =>
        damaged(value, position, change),
  );

function damaged(value: unknown, position: number, change: unknown): unknown {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) {
      places.push({ holder: node as Record<string, unknown>, key });
      visit(child);
    }
  };
  visit(value);
  const place = places[position % Math.max(places.length, 1)];
  if (place === undefined) return change;
  if (change === 'drop') Reflect.deleteProperty(place.holder, place.key);
  else if (change === 'add') place.holder['unexpected'] = 1;
  else place.holder[place.key] = change;
  return value;
}
