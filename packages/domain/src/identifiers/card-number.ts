import type { Result } from 'neverthrow';
import type * as z from 'zod';
import type { InputError } from '../input-error.ts';
import { digitsFault, type IdentifierFault, identifierSchema, parseIdentifier } from './identifier.ts';

/** The number of a bank card: 16 digits, the last a Luhn check digit (ISO/IEC 7812-1). */
export type CardNumber = string & z.$brand<'CardNumber'>;

/** Written without separators. */
export const parseCardNumber = (input: unknown): Result<CardNumber, InputError> => parseIdentifier(input, faultOf);

export const CardNumber = identifierSchema(parseCardNumber);

/** Sixteen zeros and sixteen eights satisfy Luhn and are refused by name. */
function faultOf(written: string): IdentifierFault | undefined {
  const fault = digitsFault(written, [16]);
  if (fault !== undefined) return fault;
  if (/^(.)\1*$/.test(written)) return 'identifier.repeated';
  return luhnSum(written) % 10 === 0 ? undefined : 'identifier.checksum';
}

/** Every second digit from the left is doubled; a doubled digit above 9 counts as the sum of its own digits. */
function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = 0; i < 16; i++) {
    const counted = Number(digits[i]) * (i % 2 === 0 ? 2 : 1);
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum;
}
