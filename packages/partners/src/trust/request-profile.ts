/// <reference lib="dom" />
import type { RequestDescriptor } from 'http-message-sig';
import type { UnsignedRequest } from '../http/ports.ts';

/**
 * What a signature of a command covers (RFC 9421): the address, the body by its digest, and the key that makes a repetition harmless.
 * `authorization` is covered where the request has one; a caller known by its certificate alone has none.
 */
export const SIGNED_COMPONENTS = ['@method', '@target-uri', 'authorization', 'content-digest', 'idempotency-key'] as const;

/** Sets these signatures apart from those that another profile makes with the same key. */
export const SIGNATURE_TAG = 'rahyar-partner-request';
export const SIGNATURE_ALGORITHM = 'ed25519';
export const SIGNATURE_LABEL = 'rahyar';

export const componentsOf = (headers: Headers): readonly string[] =>
  SIGNED_COMPONENTS.filter((name) => name !== 'authorization' || headers.has(name));

const READ_FIELDS = [...SIGNED_COMPONENTS.filter((name) => !name.startsWith('@')), 'signature', 'signature-input'];

/** The request as the signature sees it: no field beyond those that it covers or stands in. */
export const messageOf = ({ method, url, headers }: UnsignedRequest): RequestDescriptor => ({
  kind: 'request',
  method,
  targetUri: url,
  fields: READ_FIELDS.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [{ name, value }];
  }),
});
