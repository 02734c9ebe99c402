/// <reference lib="dom" />
import { err, ok, type Result } from 'neverthrow';
import { fromBase64, toBase64 } from '../trust/base64.ts';
import type { WebhookKey } from './webhook-key.ts';

/** Why a webhook is not believed. `parsedBody`: the receiving program's own fault, told by {@link PARSED_BODY_ADVICE}. */
export const WEBHOOK_REFUSALS = ['parsedBody', 'missingHeader', 'malformedHeader', 'stale', 'fromFuture', 'badSignature'] as const;
export type WebhookRefusal = (typeof WEBHOOK_REFUSALS)[number];

/** What to do about `parsedBody`. */
export const PARSED_BODY_ADVICE =
  'The body was read or parsed before it came here, and a signature covers the bytes as they were sent. Hand over the untouched Request, or the raw bytes: express.raw({ type: "*/*" }) in Express, a raw-body content type parser in Fastify, bodyParser: false in Next.js.';

/** A webhook whose signature holds. */
export type VerifiedWebhook = { readonly id: string; readonly sentSeconds: number };

/** An id has no full stop, since full stops part what is signed. */
const WEBHOOK_ID = /^[A-Za-z0-9_-]{1,64}$/;
const TIMESTAMP = /^[1-9]\d{0,11}$/;
/** More are not looked at, so that a header cannot make much work. */
const SIGNATURES_MAX = 20;

/** The three headers of Standard Webhooks 1.0 for one attempt; one signature for every key, in the order of the keys. */
export async function signWebhook({
  id,
  sentSeconds,
  body,
  keys,
}: {
  /** The same on every attempt: 1 to 64 letters, digits, hyphens and underscores. */
  readonly id: string;
  /** The moment of this attempt, in whole seconds since 1970. */
  readonly sentSeconds: number;
  readonly body: Uint8Array;
  readonly keys: readonly WebhookKey[];
}): Promise<Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>>> {
  const timestamp = String(sentSeconds);
  if (!WEBHOOK_ID.test(id) || !TIMESTAMP.test(timestamp)) throw new Error('A webhook id or moment is malformed.');
  if (keys.length === 0 || keys.some(({ use }) => use !== 'sign')) throw new Error('A webhook needs keys that sign.');
  const content = contentOf(id, timestamp, body);
  const signatures = await Promise.all(
    keys.map(
      async ({ scheme, key }) => `${scheme},${toBase64(new Uint8Array(await crypto.subtle.sign(key.algorithm.name, key, content)))}`,
    ),
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/**
 * Believes a webhook if one of its signatures is by one of the keys, and it was sent no more than `toleranceSeconds` (300 if not said)
 * before or after now. A repetition is believed as well: a {@link ReplayStore} knows those.
 */
export async function verifyWebhook(
  headers: Pick<Headers, 'get'>,
  body: Uint8Array,
  {
    keys,
    nowMs,
    toleranceSeconds = 300,
  }: { readonly keys: readonly WebhookKey[]; readonly nowMs: number; readonly toleranceSeconds?: number },
): Promise<Result<VerifiedWebhook, WebhookRefusal>> {
  // A caller without types hands over whatever its framework made of the body.
  if (!((body as unknown) instanceof Uint8Array)) return err('parsedBody');
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers.get(name) ?? '');
  if (id === undefined || timestamp === undefined || signatures === undefined) return err('missingHeader');
  if (id === '' || timestamp === '' || signatures === '') return err('missingHeader');
  if (!WEBHOOK_ID.test(id) || !TIMESTAMP.test(timestamp)) return err('malformedHeader');
  const ageSeconds = Math.floor(nowMs / 1000) - Number(timestamp);
  if (ageSeconds > toleranceSeconds) return err('stale');
  if (ageSeconds < -toleranceSeconds) return err('fromFuture');
  const content = contentOf(id, timestamp, body);
  for (const signature of signatures.split(' ').slice(0, SIGNATURES_MAX)) {
    for (const key of keys) if (await isBy(key, signature, content)) return ok({ id, sentSeconds: Number(timestamp) });
  }
  return err('badSignature');
}

function contentOf(id: string, timestamp: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(head.length + body.length);
  content.set(head);
  content.set(body, head.length);
  return content;
}

/** WebCrypto compares in constant time. */
async function isBy({ scheme, use, key }: WebhookKey, signature: string, content: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (use !== 'verify' || !signature.startsWith(`${scheme},`)) return false;
  const bytes = fromBase64(signature.slice(scheme.length + 1));
  return bytes !== undefined && crypto.subtle.verify(key.algorithm.name, key, bytes, content);
}
