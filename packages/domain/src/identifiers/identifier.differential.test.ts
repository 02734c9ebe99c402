import {
  isPhoneNumberValid,
  isShebaValid,
  validNationalIdPrefixes,
  verifyCardNumber,
  verifyIranianLegalId,
  verifyIranianNationalId,
} from '@persian-tools/persian-tools';
import fc from 'fast-check';
import type { Result } from 'neverthrow';
import validator from 'validator';
import { describe, expect, it } from 'vitest';
import type { InputError } from '../input-error.ts';
import {
  arbitraryCardNumber,
  arbitraryDigitSpelling,
  arbitraryLegalEntityId,
  arbitraryMobile,
  arbitraryNationalId,
  arbitraryNearMiss,
  arbitraryPostalCode,
  arbitrarySheba,
  arbitrarySingleDigitChange,
  arbitraryWrittenMobile,
} from '../testing/identifier-arbitraries.ts';
import { parseCardNumber } from './card-number.ts';
import { parseLegalEntityId } from './legal-entity-id.ts';
import { parseMobile } from './mobile.ts';
import { parseNationalId } from './national-id.ts';
import { parsePostalCode } from './postal-code.ts';
import { parseSheba } from './sheba.ts';

/** A known disagreement with a peer: which texts it covers, whether we accept them (the peer answers the opposite), and one such text. */
type Difference = {
  readonly name: string;
  readonly weAccept: boolean;
  readonly covers: (written: string) => boolean;
  readonly example: string;
};

type KnownDifference = Omit<Difference, 'example'>;

type Comparison = {
  readonly peer: string;
  readonly accepts: (written: string) => boolean;
  readonly parse: (input: unknown) => Result<string, InputError>;
  readonly written: fc.Arbitrary<string>;
  readonly differences: readonly Difference[];
};

const otherDigits: KnownDifference = {
  name: 'Persian and Arabic digits are refused by the peer',
  weAccept: true,
  covers: (written) => /[۰-۹٠-٩]/.test(written),
};

const random = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));

/** Valid ones, one-digit changes, slips, other digits, unrelated digits of lengths around `length`, and any text. */
const around = (valid: fc.Arbitrary<string>, length: number) =>
  fc.oneof(
    valid,
    arbitrarySingleDigitChange(valid),
    arbitraryNearMiss(valid),
    valid.chain(arbitraryDigitSpelling),
    random(length),
    random(length - 1),
    random(length + 1),
    fc.constantFrom(...'0123456789').map((digit) => digit.repeat(length)),
    fc.string(),
  );

const nationalIds = fc.oneof(
  around(arbitraryNationalId(), 10),
  random(4).map((ends) => `${ends.slice(0, 3)}000000${ends.slice(3)}`),
);
const middleZeros: KnownDifference = {
  name: 'six zeros in the middle are refused, without a source',
  weAccept: true,
  covers: (written) => /^.{3}0{6}.$/.test(written),
};
const junkAround: KnownDifference = {
  name: 'missing leading zeros are filled in, spaces around are dropped, junk before the last ten characters is not looked at',
  weAccept: false,
  covers: (written) => !/^.{10}$/su.test(written) || written.trim() !== written,
};
const unlisted = (written: string) => !validNationalIdPrefixes.has(written.slice(0, 3));

const COMPARISONS: readonly Comparison[] = [
  {
    peer: 'persian-tools, national id',
    accepts: (written) => verifyIranianNationalId(written),
    parse: parseNationalId,
    written: nationalIds,
    differences: [
      { ...otherDigits, example: '۰۰۷۶۲۲۹۶۴۵' },
      { name: 'a fixed list of 626 prefixes refuses valid ids', weAccept: true, covers: unlisted, example: '9990000018' },
      { ...middleZeros, example: '0010000003' },
      { ...junkAround, example: 'abc0076229645' },
    ],
  },
  {
    peer: 'persian-tools without its prefix list, national id',
    accepts: (written) => verifyIranianNationalId(written, { checkPrefix: false }),
    parse: parseNationalId,
    written: nationalIds,
    differences: [
      { ...otherDigits, example: '٠٠٧٦٢٢٩٦٤٥' },
      { ...middleZeros, example: '9990000001' },
      { ...junkAround, example: '76229645' },
    ],
  },
  {
    peer: 'validator, national id',
    accepts: (written) => validator.isIdentityCard(written, 'IR'),
    parse: parseNationalId,
    written: nationalIds,
    differences: [
      { ...otherDigits, example: '۰۰۷۶۲۲۹۶۴۵' },
      {
        name: 'nine numbers of equal digits are accepted',
        weAccept: false,
        covers: (written) => /^([1-9])\1{9}$/.test(written),
        example: '1111111111',
      },
      { ...middleZeros, example: '0010000003' },
    ],
  },
  {
    peer: 'persian-tools, legal-entity id',
    accepts: (written) => verifyIranianLegalId(written) === true,
    parse: parseLegalEntityId,
    written: fc.oneof(
      around(arbitraryLegalEntityId(), 11),
      random(5).map((ends) => `${ends.slice(0, 3)}000000${ends.slice(3)}`),
    ),
    differences: [
      { ...otherDigits, example: '۱۰۳۸۰۲۸۴۷۹۰' },
      {
        name: 'whatever follows the eleventh digit is not looked at',
        weAccept: false,
        covers: (written) => /^[0-9]{11}./su.test(written),
        example: '103802847900',
      },
      {
        name: 'six zeros in the middle are refused, without a source',
        weAccept: true,
        covers: (written) => /^.{3}0{6}/.test(written),
        example: '10000000010',
      },
    ],
  },
  {
    peer: 'persian-tools, card number',
    accepts: (written) => verifyCardNumberText(written),
    parse: parseCardNumber,
    written: fc.oneof(
      around(arbitraryCardNumber(), 16),
      arbitraryCardNumber().map((number) => withLuhn(`${number.slice(0, 10)}00000`)),
      fc.constantFrom(...'123456789').map((digit) => withLuhn(`${digit}00000000000000`)),
    ),
    differences: [
      { ...otherDigits, example: '۶۲۱۹۸۶۱۰۳۴۵۲۹۰۰۷' },
      {
        name: 'whatever follows the sixteenth digit is not looked at',
        weAccept: false,
        covers: (written) => /^[0-9]{16}./su.test(written),
        example: '6219861034529007abc',
      },
      { name: 'sixteen eights are accepted', weAccept: false, covers: (written) => /^8{16}$/.test(written), example: '8888888888888888' },
      {
        name: 'ten zeros after the first digit, or six at the end, are refused, without a source',
        weAccept: true,
        covers: (written) => /^.(?:0{10}|.{9}0{6})/.test(written),
        example: '6219861009000000',
      },
    ],
  },
  {
    peer: 'validator, Luhn number',
    accepts: (written) => validator.isLuhnNumber(written),
    parse: parseCardNumber,
    written: around(arbitraryCardNumber(), 16),
    differences: [
      { ...otherDigits, example: '۶۲۱۹۸۶۱۰۳۴۵۲۹۰۰۷' },
      {
        name: 'it is no card check: other lengths, spaces and hyphens are accepted',
        weAccept: false,
        covers: (written) => /^[0-9 -]*$/.test(written) && !/^[0-9]{16}$/.test(written),
        example: '6219-8610-3452-9007',
      },
      {
        name: 'sixteen zeros or eights are accepted',
        weAccept: false,
        covers: (written) => /^(?:0{16}|8{16})$/.test(written),
        example: '0000000000000000',
      },
    ],
  },
  {
    peer: 'persian-tools, Sheba',
    accepts: (written) => isShebaValid(written),
    parse: parseSheba,
    written: shebas(),
    differences: [
      { ...otherDigits, example: 'IR۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲' },
      {
        name: 'IR may be left out',
        weAccept: false,
        covers: (written) => /^[0-9]{24}$/.test(written),
        example: '820540102680020817909002',
      },
      {
        name: 'a dotless ı is taken for I',
        weAccept: false,
        covers: (written) => written.startsWith('ı'),
        example: 'ır820540102680020817909002',
      },
      {
        name: 'spaces between groups are refused by the peer',
        weAccept: true,
        covers: (written) => written.includes(' '),
        example: 'IR82 0540 1026 8002 0817 9090 02',
      },
      {
        name: 'check digits that are never issued are accepted',
        weAccept: false,
        covers: (written) => /^ir(?:00|01|99)/i.test(written),
        example: 'IR000000000000000000000009',
      },
    ],
  },
  {
    peer: 'validator, IBAN of Iran',
    accepts: (written) => validator.isIBAN(written, { whitelist: ['IR'] }),
    parse: parseSheba,
    written: shebas(),
    differences: [
      { ...otherDigits, example: 'IR۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲' },
      {
        name: 'white space and hyphens are dropped wherever they are',
        weAccept: false,
        covers: (written) => /[\s-]/.test(written),
        example: ' I R8205-40102680020817909002\n',
      },
      {
        name: 'a dotless ı is taken for I, and the checksum then runs over other digits: one in 97 is accepted',
        weAccept: false,
        covers: (written) => written.startsWith('ı'),
        example: 'ıR806315599782895242011351',
      },
      {
        name: 'check digits that are never issued are accepted',
        weAccept: false,
        covers: (written) => /^ir(?:00|01|99)/i.test(written),
        example: 'IR990000000000000000000070',
      },
    ],
  },
  {
    peer: 'persian-tools, mobile',
    accepts: (written) => isPhoneNumberValid(written),
    parse: parseMobile,
    written: mobiles(),
    differences: [
      { ...otherDigits, example: '۰۹۱۲۱۲۳۴۵۶۷' },
      {
        name: 'a list of operator prefixes refuses the rest',
        weAccept: true,
        covers: (written) => !LISTED_OPERATORS.has(operatorOf(written)),
        example: '09551234567',
      },
    ],
  },
  {
    peer: 'validator, mobile of fa-IR',
    accepts: (written) => validator.isMobilePhone(written, 'fa-IR'),
    parse: parseMobile,
    written: mobiles(),
    differences: [
      { ...otherDigits, example: '۰۹۱۲۱۲۳۴۵۶۷' },
      {
        name: 'numbers that begin with 094 to 098 are refused',
        weAccept: true,
        covers: (written) => /^9[4-8]/.test(operatorOf(written)),
        example: '09551234567',
      },
      {
        name: '0098 and the bare ten digits are refused',
        weAccept: true,
        covers: (written) => /^(?:0098[0-9]{10}|9[0-9]{9})$/.test(written),
        example: '00989121234567',
      },
      {
        name: 'single spaces and hyphens between the groups are accepted',
        weAccept: false,
        covers: (written) => /[ \n-]/.test(written),
        example: '0912 123-4567',
      },
    ],
  },
  {
    peer: 'validator, postal code',
    accepts: (written) => validator.isPostalCode(written, 'IR'),
    parse: parsePostalCode,
    written: fc.oneof(around(arbitraryPostalCode(), 10), fc.stringMatching(/^[13-9]{4}[1346-9][013-9]{5}$/)),
    differences: [
      { ...otherDigits, example: '۱۹۳۹۵۱۴۵۷۱' },
      {
        name: 'a digit pattern without an official source refuses the rest',
        weAccept: true,
        covers: (written) => /^([0-9])\1{3}|^.{0,3}[02]|^.{4}[025]|^.{5,9}2/.test(written),
        example: '1234567890',
      },
    ],
  },
];

function shebas(): fc.Arbitrary<string> {
  const valid = arbitrarySheba();
  return fc.oneof(
    around(valid, 24),
    valid.map((id) => id.toLowerCase()),
    valid.map((id) => id.slice(2)),
    valid.map((id) => id.replace(/.{4}/g, '$& ')),
    valid.map((id) => id.replace(/.{4}(?=.)/g, '$& ')),
    valid.map((id) => id.replace('I', 'ı')),
    fc.constantFrom('IR000000000000000000000009', 'IR010000000000000000000088', 'IR990000000000000000000070'),
  );
}

function mobiles(): fc.Arbitrary<string> {
  return fc.oneof(
    around(arbitraryMobile(), 10),
    arbitraryWrittenMobile().map(({ written }) => written),
    arbitraryNearMiss(arbitraryWrittenMobile().map(({ written }) => written)),
    arbitraryMobile().map((id) => `0${id.slice(3, 6)} ${id.slice(6, 9)}-${id.slice(9)}`),
  );
}

/** The peer's type asks for a number, which cannot hold a leading zero; its own documentation passes text. */
function verifyCardNumberText(written: string): boolean {
  return Reflect.apply(verifyCardNumber, undefined, [written]) === true;
}

function withLuhn(body: string): string {
  return [...'0123456789'].map((digit) => `${body}${digit}`).find((number) => validator.isLuhnNumber(number)) ?? body;
}

/** Measured, one by one, on version 4.0.4. */
const LISTED_OPERATORS: ReadonlySet<string> = new Set(
  [
    '900 901 902 903 904 905 910 911 912 913 914 915 916 917 918 919 920 921 922 923',
    '930 932 933 935 936 937 938 939 941 990 991 992 993 994 995 996 998 999',
  ].flatMap((row) => row.split(' ')),
);

/** The three digits after the country code or zero. */
function operatorOf(written: string): string {
  return written.slice(-10, -7);
}

describe.each(COMPARISONS)('$peer', ({ accepts, parse, written, differences }) => {
  const agreesOrIsKnown = (text: string): boolean => {
    const ours = parse(text).isOk();
    return ours === accepts(text) || differences.some(({ weAccept, covers }) => weAccept === ours && covers(text));
  };

  it.each(differences)('$name', ({ weAccept, covers, example }) => {
    expect(parse(example).isOk()).toBe(weAccept);
    expect(accepts(example)).toBe(!weAccept);
    expect(covers(example)).toBe(true);
  });

  it('there is no other difference', () => {
    fc.assert(fc.property(written, agreesOrIsKnown), { numRuns: 5000 });
  });

  it('the comparison meets agreement and difference', () => {
    const agreements = fc.sample(written, { numRuns: 1000, seed: 1 }).map((text) => parse(text).isOk() === accepts(text));
    expect(new Set(agreements)).toEqual(new Set([true, false]));
  });
});
