import type { Result } from 'neverthrow';
import type * as z from 'zod';
import type { InputError } from '../input-error.ts';
import { digitsFault, type IdentifierFault, identifierSchema, parseIdentifier } from './identifier.ts';

/** The national id of a natural person (کد ملی): 10 digits, the last a check digit. A right check digit is no proof that the person exists. */
export type NationalId = string & z.$brand<'NationalId'>;

/** Leading zeros are part of the id: 8 or 9 digits are refused, not padded. No list of prefixes is kept, for new ones are issued. */
export const parseNationalId = (input: unknown): Result<NationalId, InputError> => parseIdentifier(input, faultOf);

export const NationalId = identifierSchema(parseNationalId);

/** Ten equal digits are refused by name, for all ten such numbers satisfy the checksum. */
function faultOf(written: string): IdentifierFault | undefined {
  const fault = digitsFault(written, [10]);
  if (fault !== undefined) return fault;
  if (/^(.)\1*$/.test(written)) return 'identifier.repeated';
  return checkDigitOf(written) === Number(written[9]) ? undefined : 'identifier.checksum';
}

/** Weights 10 down to 2 on the first nine digits, modulo 11. */
function checkDigitOf(digits: string): number {
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i);
  const remainder = sum % 11;
  return remainder < 2 ? remainder : 11 - remainder;
}
