import type { Result } from 'neverthrow';
import type * as z from 'zod';
import type { InputError } from '../input-error.ts';
import { digitsFault, identifierSchema, parseIdentifier } from './identifier.ts';

/** A postal code of Iran: 10 digits. Only the length is checked: the digit patterns in circulation have no official source. */
export type PostalCode = string & z.$brand<'PostalCode'>;

export const parsePostalCode = (input: unknown): Result<PostalCode, InputError> =>
  parseIdentifier(input, (written) => digitsFault(written, [10]));

export const PostalCode = identifierSchema(parsePostalCode);
