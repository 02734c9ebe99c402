import type * as z from 'zod';
import type { AnyOperation } from '../operation.ts';
import type { JsonObject } from './json.ts';

const headerParameter = (name: string, required: boolean, description: string, schema: JsonObject, example: string): JsonObject => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string', ...schema },
  example,
});

/** Headers of a request, by the name under `components.parameters`. */
export const REQUEST_HEADERS = {
  XRequestId: headerParameter(
    'X-Request-Id',
    false,
    'A UUID, new with every attempt. The answer repeats it.',
    { format: 'uuid' },
    '3f0f6e1e-6f0c-4a57-9d0e-2f4f6f7b8a10',
  ),
  Traceparent: headerParameter(
    'traceparent',
    false,
    'The trace that the call belongs to (W3C Trace Context).',
    { pattern: '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' },
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  ),
  AcceptLanguage: headerParameter('Accept-Language', false, 'The language of `title` in a problem.', {}, 'fa-IR'),
  IdempotencyKey: headerParameter(
    'Idempotency-Key',
    true,
    'A structured-field string, quotes included; the same on every attempt of one command. It is remembered for a day at least: the same key with the same body gives the first answer again, with another body it is refused.',
    { pattern: '^"[\\x21\\x23-\\x5B\\x5D-\\x7E]{16,128}"$' },
    '"5d1c2f0e-0a5b-4f7e-9a51-7f3c1d2b4e60"',
  ),
  IfMatch: headerParameter(
    'If-Match',
    false,
    'The state version that the caller saw last, in quotes; a thing that changed since is left as it is (412).',
    { pattern: '^"[1-9][0-9]{0,15}"$' },
    '"1"',
  ),
  ContentDigest: headerParameter(
    'Content-Digest',
    false,
    'SHA-256 of the body (RFC 9530). Commands carry it, with the signature, unless the caller is known by its certificate.',
    {},
    'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
  ),
  SignatureInput: headerParameter(
    'Signature-Input',
    false,
    'What is signed (RFC 9421): `@method`, `@target-uri`, `authorization`, `content-digest`, `idempotency-key`; `created` not older than 60 seconds, `keyid`, `alg="ed25519"`, `tag="rahyar-partner-request"`.',
    {},
    'sig1=("@method" "@target-uri" "authorization" "content-digest" "idempotency-key");created=1795510800;keyid="caller-1";alg="ed25519";tag="rahyar-partner-request"',
  ),
  Signature: headerParameter('Signature', false, 'The signature (RFC 9421).', {}, 'sig1=:AAAA:'),
} as const satisfies Readonly<Record<string, JsonObject>>;

const answerHeader = (description: string, schema: JsonObject, example: string | number): JsonObject => ({ description, schema, example });

/** Headers of an answer, by the name under `components.headers`. */
export const ANSWER_HEADERS = {
  XRequestId: answerHeader('The id of the request.', { type: 'string' }, '3f0f6e1e-6f0c-4a57-9d0e-2f4f6f7b8a10'),
  CacheControl: answerHeader('Nothing of a member is kept on the way.', { type: 'string', const: 'no-store' }, 'no-store'),
  ETag: answerHeader('The state version in quotes.', { type: 'string', pattern: '^"[1-9][0-9]{0,15}"$' }, '"1"'),
  IdempotencyReplayed: answerHeader(
    '`?1` when the answer is that of an earlier request with the same key.',
    { type: 'string', const: '?1' },
    '?1',
  ),
  RetryAfter: answerHeader('How many seconds to stay away.', { type: 'integer', minimum: 0 }, 30),
} as const satisfies Readonly<Record<string, JsonObject>>;

/** The parameters of an operation: those of its path and query by value, headers by reference. */
export function parametersOf(
  { params, query, needsKey, takesIfMatch }: AnyOperation,
  schemaOf: (schema: z.core.$ZodType) => JsonObject,
): readonly JsonObject[] {
  const place = (where: 'path' | 'query', shape: z.ZodRawShape): readonly JsonObject[] =>
    Object.entries(shape).map(([name, schema]) => ({
      name,
      in: where,
      required: where === 'path' || schema._zod.optin !== 'optional',
      schema: schemaOf(schema),
    }));
  const header = (name: keyof typeof REQUEST_HEADERS): JsonObject => ({ $ref: `#/components/parameters/${name}` });
  return [
    ...place('path', params.shape),
    ...place('query', query.shape),
    header('XRequestId'),
    header('Traceparent'),
    header('AcceptLanguage'),
    ...(needsKey ? [header('IdempotencyKey'), header('ContentDigest'), header('SignatureInput'), header('Signature')] : []),
    ...(takesIfMatch ? [header('IfMatch')] : []),
  ];
}
