import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { issueOf } from '../input-error.ts';
import { parseWith } from '../parse.ts';
import { parseForeignerId } from './foreigner-id.ts';
import { NationalId } from './national-id.ts';
import { PostalCode, parsePostalCode } from './postal-code.ts';
import { parsePromissoryId } from './promissory-id.ts';
import { parseSayadId } from './sayad-id.ts';

describe('identifiers of which only the form is known', () => {
  it.each([
    ['postal code', parsePostalCode, [10]],
    ['Sayad id', parseSayadId, [16]],
    ['promissory id', parsePromissoryId, [16]],
    ['foreigner id', parseForeignerId, [8, 9, 10, 11, 12, 13, 14, 15]],
  ] as const)('%s', (_name, parse, lengths: readonly number[]) => {
    for (let length = 0; length <= 70; length++) {
      const parsed = parse('7'.repeat(length));
      if (lengths.includes(length)) expect(parsed._unsafeUnwrap()).toBe('7'.repeat(length));
      else expect(parsed._unsafeUnwrapErr()).toEqual(issueOf('identifier.length'));
    }
  });

  it('a full-width digit, a sign and a space are characters that are not allowed', () => {
    for (const written of ['１234567890', '+234567890', '12345 6789', '1234567890\n', '۱۲۳۴۵۶۷۸۹‌۰', '1.5e3', '0x12345678']) {
      expect(parsePostalCode(written)._unsafeUnwrapErr()).toEqual(issueOf('identifier.characters'));
    }
  });
});

describe('identifierSchema', () => {
  const Address = z.strictObject({ owner: NationalId, codes: z.array(PostalCode) });

  it('stands inside an object, and gives canonical values', () => {
    expect(parseWith(Address, { owner: '۰۰۷۶۲۲۹۶۴۵', codes: ['٣٧١٥٦۱۲۳۴۵'] })._unsafeUnwrap()).toEqual({
      owner: '0076229645',
      codes: ['3715612345'],
    });
  });

  it('names the field and the fault, and nothing of the input', () => {
    const input = { owner: '0076229646', codes: ['3715612345', 'secret', 7, '9'.repeat(65)] };
    expect(parseWith(Address, input)._unsafeUnwrapErr().issues).toEqual([
      { path: ['owner'], code: 'identifier.checksum' },
      { path: ['codes', 1], code: 'identifier.characters' },
      { path: ['codes', 2], code: 'value.type' },
      { path: ['codes', 3], code: 'identifier.length' },
    ]);
  });

  it('has a JSON schema for the written form', () => {
    expect(z.toJSONSchema(Address, { io: 'input' })).toMatchObject({
      properties: { owner: { type: 'string', maxLength: 64 }, codes: { items: { type: 'string', maxLength: 64 } } },
    });
  });
});
