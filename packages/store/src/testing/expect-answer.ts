import type { ResultAsync } from 'neverthrow';
import type { StoreError } from '../store-error.ts';
import { agree } from './agree.ts';

/** The call answers so. */
export async function gives(call: ResultAsync<unknown, StoreError>, expected: unknown, place = 'answer'): Promise<void> {
  agree(await valueIn(call), expected, place);
}

/** The call is an error with these fields; where the contract leaves more to the adapter, it may have others. */
export async function refuses(call: ResultAsync<unknown, StoreError>, expected: object): Promise<void> {
  const result = await call;
  if (result.isOk()) throw new Error(`got ${JSON.stringify(result.value)}, expected the error ${JSON.stringify(expected)}`);
  const actual: Readonly<Record<string, unknown>> = result.error;
  for (const [field, value] of Object.entries(expected)) agree(actual[field], value, `error ${result.error.kind}, ${field}`);
}

export async function valueIn<T>(call: ResultAsync<T, StoreError>): Promise<T> {
  const result = await call;
  if (result.isErr()) throw new Error(`got the error ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Several calls made at once, each of which goes well. */
export const allValues = <T>(calls: readonly ResultAsync<T, StoreError>[]): Promise<T[]> => Promise.all(calls.map(valueIn));
