import type { Result } from 'neverthrow';
import type * as z from 'zod';
import type { InputError } from '../input-error.ts';
import { digitsFault, identifierSchema, parseIdentifier } from './identifier.ts';

/** The treasury id of an electronic promissory note (شناسه سفته): 16 digits. No check digit is published. */
export type PromissoryId = string & z.$brand<'PromissoryId'>;

export const parsePromissoryId = (input: unknown): Result<PromissoryId, InputError> =>
  parseIdentifier(input, (written) => digitsFault(written, [16]));

export const PromissoryId = identifierSchema(parsePromissoryId);
