import fc from 'fast-check';
import type { CardNumber } from '../identifiers/card-number.ts';
import type { DivisionCode } from '../identifiers/division-code.ts';
import type { ForeignerId } from '../identifiers/foreigner-id.ts';
import type { LegalEntityId } from '../identifiers/legal-entity-id.ts';
import type { Mobile } from '../identifiers/mobile.ts';
import type { NationalId } from '../identifiers/national-id.ts';
import type { PostalCode } from '../identifiers/postal-code.ts';
import type { PromissoryId } from '../identifiers/promissory-id.ts';
import type { SayadId } from '../identifiers/sayad-id.ts';
import type { Sheba } from '../identifiers/sheba.ts';

/*
 * Valid identifiers are built from the published formulas in another way than the parsers check them (a table of remainders, big
 * integers, Luhn from the right), so that a parser and its arbitrary cannot be wrong together by one slip.
 */

const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

const isRepeated = (text: string): boolean => new Set(text).size === 1;

export const arbitraryNationalId = (): fc.Arbitrary<NationalId> =>
  digits(9)
    .map((body) => `${body}${'01987654321'[weighted(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11]}` as NationalId)
    .filter((id) => !isRepeated(id));

export const arbitraryLegalEntityId = (): fc.Arbitrary<LegalEntityId> =>
  digits(10).map((body) => {
    const shift = (Number(body.at(-1)) + 2) * 230;
    return `${body}${'01234567890'[(weighted(body, [29, 27, 23, 19, 17, 29, 27, 23, 19, 17]) + shift) % 11]}` as LegalEntityId;
  });

export const arbitraryForeignerId = (): fc.Arbitrary<ForeignerId> =>
  fc
    .integer({ min: 8, max: 15 })
    .chain(digits)
    .map((id) => id as ForeignerId);

export const arbitraryMobile = (): fc.Arbitrary<Mobile> => digits(9).map((rest) => `+989${rest}` as Mobile);

/** A mobile number in one of the written forms that are accepted, with its canonical form. */
export const arbitraryWrittenMobile = (): fc.Arbitrary<{ written: string; canonical: Mobile }> =>
  fc.tuple(fc.constantFrom('', '0', '98', '+98', '0098'), arbitraryMobile()).map(([prefix, canonical]) => ({
    written: `${prefix}${canonical.slice(3)}`,
    canonical,
  }));

export const arbitraryPostalCode = (): fc.Arbitrary<PostalCode> => digits(10).map((code) => code as PostalCode);

export const arbitrarySheba = (): fc.Arbitrary<Sheba> =>
  digits(22).map((account) => {
    const check = 98n - (BigInt(`${account}182700`) % 97n);
    return `IR${String(check).padStart(2, '0')}${account}` as Sheba;
  });

export const arbitraryCardNumber = (): fc.Arbitrary<CardNumber> =>
  digits(15)
    .map((body) => {
      const fromRight = [...body].reverse();
      const sum = fromRight.reduce((total, digit, i) => total + Number((i % 2 === 0 ? '0246813579' : '0123456789')[Number(digit)]), 0);
      return `${body}${(10 - (sum % 10)) % 10}` as CardNumber;
    })
    .filter((number) => !isRepeated(number));

export const arbitrarySayadId = (): fc.Arbitrary<SayadId> => digits(16).map((id) => id as SayadId);

export const arbitraryPromissoryId = (): fc.Arbitrary<PromissoryId> => digits(16).map((id) => id as PromissoryId);

/** A code of a possible form at any level; it need not exist. */
export const arbitraryDivisionCode = (): fc.Arbitrary<DivisionCode> =>
  fc
    .constantFrom(2, 4, 6, 10)
    .chain(digits)
    .map((code) => code as DivisionCode);

/** The same text with each digit in a family of its own: Latin, Persian or Arabic-Indic. */
export const arbitraryDigitSpelling = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom('0123456789', '۰۱۲۳۴۵۶۷۸۹', '٠١٢٣٤٥٦٧٨٩'), { minLength: text.length, maxLength: text.length })
    .map((families) => families.map((family, i) => spelledIn(family, text.charAt(i))).join(''));

/**
 * One slip of the hand away from `valid`: a digit changed, two neighbours swapped, a character lost or doubled, or junk put in.
 * By chance the result can be a valid identifier again, for checksums are weak.
 */
export const arbitraryNearMiss = (valid: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(valid, fc.nat(), fc.integer({ min: 1, max: 9 }), fc.constantFrom(...SLIPS)).map(([text, position, step, slip]) => {
    const at = position % text.length;
    return slip(text.slice(0, at), text.charAt(at), text.slice(at + 1), step);
  });

/** `valid` with exactly one digit replaced by another digit. */
export const arbitrarySingleDigitChange = (valid: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(valid, fc.nat(), fc.integer({ min: 1, max: 9 })).map(([text, position, step]) => {
    const places = [...text.matchAll(/[0-9]/g)].map(({ index }) => index);
    const at = places[position % places.length] ?? 0;
    return changed(text.slice(0, at), text.charAt(at), text.slice(at + 1), step);
  });

type Slip = (before: string, character: string, after: string, step: number) => string;

const changed: Slip = (before, character, after, step) =>
  /[0-9]/.test(character) ? `${before}${(Number(character) + step) % 10}${after}` : `${before}${step}${after}`;

const SLIPS: readonly Slip[] = [
  changed,
  (before, character, after) => `${before}${after.slice(0, 1)}${character}${after.slice(1)}`,
  (before, _lost, after) => `${before}${after}`,
  (before, character, after) => `${before}${character}${character}${after}`,
  ...[' ', '-', '\n', '\u200c', '\u200f', 'O', 'ی', '+', '۱۲', '.'].map(
    (junk): Slip =>
      (before, character, after) =>
        `${before}${junk}${character}${after}`,
  ),
  (before, character, after) => ` ${before}${character}${after}`,
  (before, character, after) => `${before}${character}${after}\n`,
  (before, character, after) => `abc${before}${character}${after}`,
];

const weighted = (text: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(text.charAt(i)), 0);

const spelledIn = (family: string, character: string): string => (/[0-9]/.test(character) ? family.charAt(Number(character)) : character);
