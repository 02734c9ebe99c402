/// <reference types="node" />
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import type { Result } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { INPUT_ISSUE_LABELS, type InputError } from '../input-error.ts';
import { parseWith } from '../parse.ts';
import {
  arbitraryCardNumber,
  arbitraryDigitSpelling,
  arbitraryDivisionCode,
  arbitraryForeignerId,
  arbitraryLegalEntityId,
  arbitraryMobile,
  arbitraryNationalId,
  arbitraryNearMiss,
  arbitraryPostalCode,
  arbitraryPromissoryId,
  arbitrarySayadId,
  arbitrarySheba,
  arbitrarySingleDigitChange,
  arbitraryWrittenMobile,
} from '../testing/identifier-arbitraries.ts';
import { CardNumber, parseCardNumber } from './card-number.ts';
import { DivisionCode, parseDivisionCode } from './division-code.ts';
import { ForeignerId, parseForeignerId } from './foreigner-id.ts';
import { LegalEntityId, parseLegalEntityId } from './legal-entity-id.ts';
import { Mobile, parseMobile } from './mobile.ts';
import { NationalId, parseNationalId } from './national-id.ts';
import { PostalCode, parsePostalCode } from './postal-code.ts';
import { PromissoryId, parsePromissoryId } from './promissory-id.ts';
import { parseSayadId, SayadId } from './sayad-id.ts';
import { parseSheba, Sheba } from './sheba.ts';

type Subject = {
  readonly file: string;
  readonly parse: (input: unknown) => Result<string, InputError>;
  readonly schema: z.ZodType<string, string>;
  readonly valid: fc.Arbitrary<string>;
  readonly canonical: RegExp;
};

const IDENTIFIERS: readonly Subject[] = [
  { file: 'card-number', parse: parseCardNumber, schema: CardNumber, valid: arbitraryCardNumber(), canonical: /^[0-9]{16}$/ },
  {
    file: 'division-code',
    parse: parseDivisionCode,
    schema: DivisionCode,
    valid: arbitraryDivisionCode(),
    canonical: /^(?:[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$/,
  },
  { file: 'foreigner-id', parse: parseForeignerId, schema: ForeignerId, valid: arbitraryForeignerId(), canonical: /^[0-9]{8,15}$/ },
  { file: 'legal-entity-id', parse: parseLegalEntityId, schema: LegalEntityId, valid: arbitraryLegalEntityId(), canonical: /^[0-9]{11}$/ },
  { file: 'mobile', parse: parseMobile, schema: Mobile, valid: arbitraryMobile(), canonical: /^\+989[0-9]{9}$/ },
  { file: 'national-id', parse: parseNationalId, schema: NationalId, valid: arbitraryNationalId(), canonical: /^[0-9]{10}$/ },
  { file: 'postal-code', parse: parsePostalCode, schema: PostalCode, valid: arbitraryPostalCode(), canonical: /^[0-9]{10}$/ },
  { file: 'promissory-id', parse: parsePromissoryId, schema: PromissoryId, valid: arbitraryPromissoryId(), canonical: /^[0-9]{16}$/ },
  { file: 'sayad-id', parse: parseSayadId, schema: SayadId, valid: arbitrarySayadId(), canonical: /^[0-9]{16}$/ },
  { file: 'sheba', parse: parseSheba, schema: Sheba, valid: arbitrarySheba(), canonical: /^IR[0-9]{24}$/ },
];

it('every identifier of this folder is held to the laws', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => /^[a-z-]+\.ts$/.test(file) && file !== 'identifier.ts');
  expect(files.sort()).toEqual(IDENTIFIERS.map(({ file }) => `${file}.ts`));
});

describe.each(IDENTIFIERS)('$file', ({ parse, schema, valid, canonical }) => {
  it('a valid canonical form parses to itself', () => {
    fc.assert(
      fc.property(valid, (id) => {
        expect(parse(id)._unsafeUnwrap()).toBe(id);
      }),
    );
  });

  it('digits of any family parse to the same value', () => {
    const spelled = valid.chain((id) => fc.tuple(fc.constant(id), arbitraryDigitSpelling(id)));
    fc.assert(
      fc.property(spelled, ([id, written]) => {
        expect(parse(written)._unsafeUnwrap()).toBe(id);
      }),
    );
  });

  it('never throws, and gives a canonical form or one coded issue', () => {
    const anything = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), arbitraryNearMiss(valid));
    fc.assert(
      fc.property(anything, (input) => {
        parse(input).match(
          (value) => expect(value).toMatch(canonical),
          (error) => {
            expect(error.issues).toHaveLength(1);
            expect(error).toEqual({ kind: 'inputError', issueCount: 1, issues: [{ path: [], code: expect.any(String) }] });
            expect(Object.keys(INPUT_ISSUE_LABELS)).toContain(error.issues[0]?.code);
          },
        );
      }),
      { numRuns: 500 },
    );
  });

  it('what comes out goes in again unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(valid, arbitraryNearMiss(valid)), (written) => {
        parse(written).map((value) => expect(parse(value)._unsafeUnwrap()).toBe(value));
      }),
    );
  });

  it('the schema and the parser give one answer', () => {
    const written = fc.oneof(
      valid,
      arbitraryNearMiss(valid),
      fc.string(),
      fc.string({ minLength: 60, maxLength: 80 }),
      fc.integer(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(written, (input) => {
        expect(parseWith(schema, input)).toEqual(parse(input));
      }),
    );
  });

  it('a text of a million characters is refused by its length, before its digits are read', () => {
    expect(parse('۱'.repeat(1_000_000))._unsafeUnwrapErr().issues).toEqual([{ path: [], code: 'identifier.length' }]);
  });
});

describe('check digits', () => {
  it.each([
    ['card number', parseCardNumber, arbitraryCardNumber()],
    ['Sheba', parseSheba, arbitrarySheba()],
  ] as const)('every change of one digit of a %s is refused', (_name, parse, valid: fc.Arbitrary<string>) => {
    fc.assert(
      fc.property(arbitrarySingleDigitChange(valid), (written) => {
        expect(parse(written).isErr()).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('a change of the last digit of a national id or legal-entity id is refused', () => {
    const last = (valid: fc.Arbitrary<string>) =>
      fc.tuple(valid, fc.integer({ min: 1, max: 9 })).map(([id, step]) => `${id.slice(0, -1)}${(Number(id.at(-1)) + step) % 10}`);
    fc.assert(
      fc.property(last(arbitraryNationalId()), (written) => {
        expect(parseNationalId(written).isErr()).toBe(true);
      }),
    );
    fc.assert(
      fc.property(last(arbitraryLegalEntityId()), (written) => {
        expect(parseLegalEntityId(written).isErr()).toBe(true);
      }),
    );
  });

  it('swapped neighbours of a Sheba are refused', () => {
    const swapped = fc.tuple(arbitrarySheba(), fc.integer({ min: 2, max: 24 })).map(([id, at]) => ({
      id,
      written: `${id.slice(0, at)}${id.charAt(at + 1)}${id.charAt(at)}${id.slice(at + 2)}`,
    }));
    fc.assert(
      fc.property(swapped, ({ id, written }) => {
        expect(parseSheba(written).isOk()).toBe(written === id);
      }),
    );
  });
});

describe('written forms', () => {
  it('every written form of a mobile number comes to one', () => {
    fc.assert(
      fc.property(arbitraryWrittenMobile(), ({ written, canonical }) => {
        expect(parseMobile(written)._unsafeUnwrap()).toBe(canonical);
      }),
    );
  });

  it('a Sheba in groups of four, in any digits and either case, comes to one', () => {
    const grouped = arbitrarySheba().chain((id) =>
      fc.tuple(fc.constant(id), fc.constantFrom('IR', 'ir', 'Ir', 'iR'), arbitraryDigitSpelling(id.slice(2))),
    );
    fc.assert(
      fc.property(grouped, ([id, country, rest]) => {
        const inGroups = `${country}${rest}`.replace(/.{4}(?=.)/gu, '$& ');
        expect(parseSheba(inGroups)._unsafeUnwrap()).toBe(id);
      }),
    );
  });
});
