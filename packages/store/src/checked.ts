import { type InputError, type InputIssueCode, issueOf, parseWith } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod';
import { frozen } from './content.ts';
import type { InvalidInput, StoreError } from './store-error.ts';

/** A value as a frozen copy, or `invalid` with what is wrong of it. */
export const checked = <S extends z.ZodType>(schema: S, what: InvalidInput, input: unknown): Result<z.output<S>, StoreError> =>
  parseWith(schema, input).map(frozen).mapErr(invalid(what));

/** Values, each checked; the path of an issue begins with the place in the list. */
export function checkedAll<S extends z.ZodType>(
  schema: S,
  what: InvalidInput,
  inputs: readonly unknown[],
): Result<readonly z.output<S>[], StoreError> {
  const values: z.output<S>[] = [];
  for (const [index, input] of inputs.entries()) {
    const parsed = parseWith(schema, input);
    if (parsed.isErr()) return err(invalid(what, index)(parsed.error));
    values.push(frozen(parsed.value));
  }
  return ok(values);
}

/** A whole number of at least `least`. */
export function checkedNumber(what: InvalidInput, input: number, least: number, name?: string): Result<number, StoreError> {
  if (Number.isSafeInteger(input) && input >= least) return ok(input);
  const code: InputIssueCode = input < least ? 'value.tooSmall' : 'value.type';
  return err({ kind: 'invalid', what, issues: [{ path: name === undefined ? [] : [name], code }] });
}

/** A list in which an id comes twice is refused: which of the two was meant cannot be known. */
export function withoutTwins<T>(what: InvalidInput, rows: readonly T[], idOf: (row: T) => string): Result<readonly T[], StoreError> {
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const id = idOf(row);
    if (seen.has(id)) return err(invalid(what, index)(issueOf('input.duplicateId')));
    seen.add(id);
  }
  return ok(rows);
}

const invalid =
  (what: InvalidInput, index?: number) =>
  ({ issues }: InputError): StoreError => ({
    kind: 'invalid',
    what,
    issues: index === undefined ? issues : issues.map(({ path, code }) => ({ path: [index, ...path], code })),
  });
