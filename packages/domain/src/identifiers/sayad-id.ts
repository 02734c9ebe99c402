import type { Result } from 'neverthrow';
import type * as z from 'zod';
import type { InputError } from '../input-error.ts';
import { digitsFault, identifierSchema, parseIdentifier } from './identifier.ts';

/** The Sayad id of a cheque (شناسه صیاد): 16 digits. No check digit is published. */
export type SayadId = string & z.$brand<'SayadId'>;

export const parseSayadId = (input: unknown): Result<SayadId, InputError> =>
  parseIdentifier(input, (written) => digitsFault(written, [16]));

export const SayadId = identifierSchema(parseSayadId);
