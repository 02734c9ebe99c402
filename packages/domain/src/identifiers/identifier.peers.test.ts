import {
  isShebaValid,
  validNationalIdPrefixes,
  verifyCardNumber,
  verifyIranianLegalId,
  verifyIranianNationalId,
} from '@persian-tools/persian-tools';
import fc from 'fast-check';
import validator from 'validator';
import { describe, expect, it } from 'vitest';
import { arbitraryNationalId } from '../testing/identifier-arbitraries.ts';
import { parseCardNumber } from './card-number.ts';
import { parseNationalId } from './national-id.ts';

it('the prefix list of persian-tools refuses more than a third of all valid national ids', () => {
  const ids = fc.sample(arbitraryNationalId(), { numRuns: 20_000, seed: 1 });
  const refused = ids.filter((id) => !verifyIranianNationalId(id)).length;
  expect(validNationalIdPrefixes.size).toBe(626);
  expect(refused / ids.length).toBeGreaterThan(0.33);
});

it('the credit card check of validator knows seven international brands, and refuses a valid Iranian card', () => {
  expect(parseCardNumber('5859831000000009').isOk()).toBe(true);
  expect(validator.isCreditCard('5859831000000009')).toBe(false);
});

describe('what is not a string', () => {
  const nationalId = '0076229645';
  const asked = (verify: (input: never) => unknown, input: unknown): unknown => Reflect.apply(verify, undefined, [input, 'IR']);

  it('persian-tools takes arrays and numbers for identifiers', () => {
    expect(asked(verifyIranianNationalId, [nationalId])).toBe(true);
    expect(asked(verifyIranianNationalId, 76229645)).toBe(true);
    expect(asked(verifyIranianLegalId, ['10380284790'])).toBe(true);
    expect(asked(verifyCardNumber, ['6219861034529007'])).toBe(true);
    expect(() => asked(isShebaValid, ['IR820540102680020817909002'])).toThrow(TypeError);
  });

  it('validator throws', () => {
    for (const input of [[nationalId], 76229645, null, undefined]) expect(() => asked(validator.isIdentityCard, input)).toThrow(TypeError);
  });

  it('we return an error', () => {
    for (const input of [[nationalId], 76229645, null, undefined]) {
      expect(parseNationalId(input)._unsafeUnwrapErr().issues).toEqual([{ path: [], code: 'value.type' }]);
    }
  });
});
