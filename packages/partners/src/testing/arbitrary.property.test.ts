import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { operationsOf } from '../contract/capability.ts';
import { PARTNER_CONTRACTS } from '../contract/partner-contracts.ts';
import { sealed } from '../contract/sealed.ts';
import { arbitraryOf, mutationsOf } from './arbitrary.ts';

const SCHEMAS = [
  ...new Map(
    PARTNER_CONTRACTS.flatMap(({ capabilities }) => operationsOf(Object.values(capabilities))).flatMap(({ id, operation }) =>
      (['body', 'query', 'output'] as const)
        .filter((part) => !(operation[part] instanceof z.ZodObject) || Object.keys(operation[part].shape).length > 0)
        .map((part) => [`${id} ${part}`, operation[part]] as const),
    ),
  ),
];

describe('for every schema of every contract', () => {
  it.each(SCHEMAS)('%s: what is made is valid, and every neighbour is not', (_, schema) => {
    const strict = sealed(schema);
    fc.assert(
      fc.property(arbitraryOf(schema), (value) => {
        expect(strict.safeParse(value).success).toBe(true);
        for (const { value: wrong } of mutationsOf(strict, value)) expect(strict.safeParse(wrong).success).toBe(false);
      }),
      { numRuns: 2 },
    );
  });
});

it('mutates in every way that a field can be wrong', () => {
  const schema = z.strictObject({
    name: z.string().max(9),
    kind: z.enum(['a']),
    list: z.array(z.int().min(1).max(5)).max(2),
    note: z.string().optional(),
  });
  const found = mutationsOf(schema, { name: 'x', kind: 'a', list: [3] }).map(({ what, pointer }) => `${pointer} ${what}`);
  expect(found).toEqual(
    expect.arrayContaining([
      ' unknown field',
      '/name missing',
      '/name too long',
      '/kind not in the list',
      '/list too many',
      '/list/0 too big',
      '/list/0 not whole',
    ]),
  );
  expect(found).not.toContain('/note missing');
});

it('shrinks towards a small value', () => {
  const { counterexample } = fc.check(
    fc.property(
      arbitraryOf(z.object({ count: z.int().min(1).max(1_000_000), other: z.string().optional() })),
      (value) => (value as { count: number }).count < 37,
    ),
    { seed: 1 },
  );
  expect(counterexample).toEqual([{ count: 37 }]);
});
