import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod';
import { toLatinDigits } from '../digits.ts';
import { type InputError, type InputIssueCode, issueOf } from '../input-error.ts';

/** The longest written form that is looked at, in UTF-16 units; the longest identifier, a Sheba in groups, has 32. */
export const IDENTIFIER_INPUT_LENGTH_MAX = 64;

export type IdentifierFault = Extract<InputIssueCode, `identifier.${string}`>;

/**
 * Reads one written identifier. Every identifier of the SDK goes through here, in this order: type, length cap, digits to Latin,
 * `faultOf`, and, for what has no fault, `canonicalOf`. Nothing is trimmed or stripped on the way.
 */
export function parseIdentifier<Id extends string>(
  input: unknown,
  faultOf: (written: string) => IdentifierFault | undefined,
  canonicalOf: (written: string) => string = asWritten,
): Result<Id, InputError> {
  if (typeof input !== 'string') return err(issueOf('value.type'));
  if (input.length > IDENTIFIER_INPUT_LENGTH_MAX) return err(issueOf('identifier.length'));
  const written = toLatinDigits(input);
  const fault = faultOf(written);
  return fault === undefined ? ok(canonicalOf(written) as Id) : err(issueOf(fault));
}

/**
 * The parser as a zod schema, for use inside objects. An issue carries our code as its message, and nothing of the input.
 * `z.toJSONSchema` works with `io: 'input'`: a string, capped.
 */
export const identifierSchema = <Id extends string>(parse: (input: unknown) => Result<Id, InputError>) =>
  z
    .string()
    .max(IDENTIFIER_INPUT_LENGTH_MAX, 'identifier.length')
    .transform((written, context): Id => {
      const parsed = parse(written);
      if (parsed.isOk()) return parsed.value;
      for (const { code } of parsed.error.issues) context.addIssue({ code: 'custom', message: code });
      return z.NEVER;
    });

/** A fault unless the text is Latin digits only, as many as one of `lengths`. */
export function digitsFault(written: string, lengths: readonly number[]): IdentifierFault | undefined {
  if (!/^[0-9]*$/.test(written)) return 'identifier.characters';
  return lengths.includes(written.length) ? undefined : 'identifier.length';
}

const asWritten = (written: string): string => written;
