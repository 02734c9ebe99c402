import { ok } from 'neverthrow';
import type { Credentials } from '../http/ports.ts';

/** A token that somebody else keeps fresh. Forgetting does nothing: there is no other to be had. */
export function bearer(token: string): Credentials {
  if (!/^[A-Za-z0-9._~+/-]+=*$/.test(token)) throw new Error('A bearer token has letters, digits and -._~+/ only, with = at its end.');
  return Object.freeze({
    authorization: () => Promise.resolve(ok(`Bearer ${token}`)),
    forget: () => undefined,
  } satisfies Credentials);
}
