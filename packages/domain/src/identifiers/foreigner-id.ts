import type { Result } from 'neverthrow';
import type * as z from 'zod';
import type { InputError } from '../input-error.ts';
import { digitsFault, identifierSchema, parseIdentifier } from './identifier.ts';

/** The inclusive code of a foreigner (کد فراگیر اتباع, FIDA): digits only. */
export type ForeignerId = string & z.$brand<'ForeignerId'>;

/** Assumed: 8 to 15 digits. Several generations of the code are in use; neither a length nor a check digit is published. */
export const parseForeignerId = (input: unknown): Result<ForeignerId, InputError> =>
  parseIdentifier(input, (written) => digitsFault(written, [8, 9, 10, 11, 12, 13, 14, 15]));

export const ForeignerId = identifierSchema(parseForeignerId);
