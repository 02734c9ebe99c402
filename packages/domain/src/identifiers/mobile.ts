import type { Result } from 'neverthrow';
import type * as z from 'zod';
import type { InputError } from '../input-error.ts';
import { type IdentifierFault, identifierSchema, parseIdentifier } from './identifier.ts';

/** An Iranian mobile number in E.164: `+989` and 9 digits. */
export type Mobile = string & z.$brand<'Mobile'>;

/** Written as `09...`, `9...`, `+989...`, `00989...` or `989...`, without separators. No list of operators is kept, for numbers are ported. */
export const parseMobile = (input: unknown): Result<Mobile, InputError> => parseIdentifier(input, faultOf, inE164);

export const Mobile = identifierSchema(parseMobile);

function faultOf(written: string): IdentifierFault | undefined {
  if (!/^\+?[0-9]*$/.test(written)) return 'identifier.characters';
  const national = written.replace(/^(?:\+98|0098|98(?=[0-9]{10}$)|0)/, '');
  if (!national.startsWith('9')) return 'identifier.prefix';
  return national.length === 10 ? undefined : 'identifier.length';
}

const inE164 = (written: string): string => `+98${written.slice(-10)}`;
