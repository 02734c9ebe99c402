import type { Result, ResultAsync } from 'neverthrow';
import type { StoreError } from '../../store-error.ts';

/** What a call gave; an error of it fails the test. */
export async function valueIn<T>(call: ResultAsync<T, StoreError> | Promise<Result<T, StoreError>>): Promise<T> {
  const result = await call;
  if (result.isErr()) throw new Error(`got the error ${JSON.stringify(result.error)}`);
  return result.value;
}

export async function errorIn<T>(call: ResultAsync<T, StoreError> | Promise<Result<T, StoreError>>): Promise<StoreError | undefined> {
  const result = await call;
  return result.isErr() ? result.error : undefined;
}
