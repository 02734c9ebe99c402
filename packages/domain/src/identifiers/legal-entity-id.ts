import type { Result } from 'neverthrow';
import type * as z from 'zod';
import type { InputError } from '../input-error.ts';
import { digitsFault, type IdentifierFault, identifierSchema, parseIdentifier } from './identifier.ts';

/** The national id of a legal entity (شناسه ملی): 11 digits, the last a check digit. */
export type LegalEntityId = string & z.$brand<'LegalEntityId'>;

export const parseLegalEntityId = (input: unknown): Result<LegalEntityId, InputError> => parseIdentifier(input, faultOf);

export const LegalEntityId = identifierSchema(parseLegalEntityId);

function faultOf(written: string): IdentifierFault | undefined {
  const fault = digitsFault(written, [11]);
  if (fault !== undefined) return fault;
  return checkDigitOf(written) === Number(written[10]) ? undefined : 'identifier.checksum';
}

const WEIGHTS = [29, 27, 23, 19, 17];

/** Each of the first ten digits plus (the tenth + 2), times its weight, modulo 11; 10 is written 0. */
function checkDigitOf(digits: string): number {
  const shift = Number(digits[9]) + 2;
  const sum = WEIGHTS.reduce((partial, weight, i) => partial + weight * (2 * shift + Number(digits[i]) + Number(digits[i + 5])), 0);
  return (sum % 11) % 10;
}
