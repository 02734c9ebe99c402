import type { Result } from 'neverthrow';
import type * as z from 'zod';
import type { InputError } from '../input-error.ts';
import { type IdentifierFault, identifierSchema, parseIdentifier } from './identifier.ts';

/** A Sheba, the Iranian IBAN: `IR` and 24 digits, of which the first two are check digits (ISO 13616, modulo 97 as in ISO/IEC 7064). */
export type Sheba = string & z.$brand<'Sheba'>;

/**
 * Written in one piece, or wholly in groups of four with single spaces (`IR12 3456 ... 34`); `IR` in capitals or not, never left out.
 * The canonical form has capitals and no space.
 */
export const parseSheba = (input: unknown): Result<Sheba, InputError> => parseIdentifier(input, faultOf, inOnePiece);

export const Sheba = identifierSchema(parseSheba);

function faultOf(written: string): IdentifierFault | undefined {
  if (!/^ir/i.test(written)) return 'identifier.prefix';
  const digits = inOnePiece(written).slice(2);
  if (!/^[0-9]*$/.test(digits)) return 'identifier.characters';
  if (digits.length !== 24) return 'identifier.length';
  return checkDigitsHold(digits) ? undefined : 'identifier.checksum';
}

/** Any other spacing is left as it is, and then is a character that is not allowed. */
function inOnePiece(written: string): string {
  const upper = written.replace(/^ir/i, 'IR');
  return /^.{4}(?: .{4}){5} .{2}$/.test(upper) ? upper.replaceAll(' ', '') : upper;
}

/** Check digits are issued from 02 to 98; 00, 01 and 99 would be second spellings of 97, 98 and 02. */
function checkDigitsHold(digits: string): boolean {
  const check = digits.slice(0, 2);
  if (check === '00' || check === '01' || check === '99') return false;
  let remainder = 0;
  for (const digit of `${digits.slice(2)}${COUNTRY_IN_DIGITS}${check}`) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
}

/** `IR` with A = 10 ... Z = 35. */
const COUNTRY_IN_DIGITS = '1827';
