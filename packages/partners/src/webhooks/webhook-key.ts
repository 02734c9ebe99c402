/// <reference lib="dom" />
import { err, ok, type Result } from 'neverthrow';
import type { WebhookKeyV1 } from '../contract/discovery.ts';
import { fromBase64, toBase64 } from '../trust/base64.ts';

/** The schemes of Standard Webhooks: `v1` HMAC-SHA256 with a shared secret, `v1a` ed25519 with a pair of keys. */
export const WEBHOOK_SCHEMES = ['v1', 'v1a'] as const;
export type WebhookScheme = (typeof WEBHOOK_SCHEMES)[number];

/** A key to sign webhooks with, or to verify them with. It cannot be read out again, nor shown. */
export type WebhookKey = { readonly scheme: WebhookScheme; readonly use: 'sign' | 'verify'; readonly key: CryptoKey };

/** Only that it is none: what was given may be a secret. */
export type WebhookKeyError = 'malformedKey';

const ED25519 = { name: 'Ed25519' };
const HMAC = { name: 'HMAC', hash: 'SHA-256' };
/** What stands before the 32 bytes of an ed25519 secret in PKCS #8 (RFC 8410, section 7). */
const PKCS8_HEAD = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/**
 * A key to sign with: `whsec_` and the base64 of 24 to 64 bytes, or `whsk_` and the base64 of the 32 secret bytes followed by the 32
 * public ones.
 */
export async function webhookSigningKey(text: string): Promise<Result<WebhookKey, WebhookKeyError>> {
  if (text.startsWith('whsec_')) return hmacKey(text, 'sign');
  const pair = bytesOf(text, 'whsk_');
  if (pair?.length !== 64) return err('malformedKey');
  const { key, publicBytes } = await privateKeyOf(pair.slice(0, 32));
  return toBase64(publicBytes) === toBase64(pair.slice(32)) ? ok(keyOf('v1a', 'sign', key)) : err('malformedKey');
}

/** A key to verify with: `whsec_` as above, or `whpk_` and the base64 of the 32 public bytes. */
export async function webhookVerifyingKey(text: string): Promise<Result<WebhookKey, WebhookKeyError>> {
  if (text.startsWith('whsec_')) return hmacKey(text, 'verify');
  const bytes = bytesOf(text, 'whpk_');
  if (bytes?.length !== 32) return err('malformedKey');
  return ok(keyOf('v1a', 'verify', await crypto.subtle.importKey('raw', bytes, ED25519, false, ['verify'])));
}

/** The pair that 32 random bytes make: the text to sign with, the text to verify with, and the public half as discovery lists it. */
export async function webhookKeyPair(
  seed: Uint8Array,
): Promise<{ readonly secret: string; readonly public: string; readonly publicKey: WebhookKeyV1['publicKey'] }> {
  if (seed.length !== 32) throw new Error('A seed has 32 bytes.');
  const { publicBytes } = await privateKeyOf(new Uint8Array(seed));
  const publicText = toBase64(publicBytes);
  return {
    secret: `whsk_${toBase64(new Uint8Array([...seed, ...publicBytes]))}`,
    public: `whpk_${publicText}`,
    publicKey: publicText.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'),
  };
}

/** A key that a partner lists in its discovery document, as {@link webhookVerifyingKey} takes it. */
export const listedWebhookKey = ({ publicKey }: Pick<WebhookKeyV1, 'publicKey'>): string =>
  `whpk_${publicKey.replaceAll('-', '+').replaceAll('_', '/')}=`;

async function hmacKey(text: string, use: WebhookKey['use']): Promise<Result<WebhookKey, WebhookKeyError>> {
  const secret = bytesOf(text, 'whsec_');
  if (secret === undefined || secret.length < 24 || secret.length > 64) return err('malformedKey');
  return ok(keyOf('v1', use, await crypto.subtle.importKey('raw', secret, HMAC, false, [use])));
}

const bytesOf = (text: string, prefix: string): Uint8Array<ArrayBuffer> | undefined =>
  text.startsWith(prefix) ? fromBase64(text.slice(prefix.length)) : undefined;

const keyOf = (scheme: WebhookScheme, use: WebhookKey['use'], key: CryptoKey): WebhookKey => Object.freeze({ scheme, use, key });

/** WebCrypto tells the public half only of a key that may be exported, so one is imported to be asked and another to be kept. */
async function privateKeyOf(seed: Uint8Array<ArrayBuffer>): Promise<{ key: CryptoKey; publicBytes: Uint8Array<ArrayBuffer> }> {
  const pkcs8 = new Uint8Array([...PKCS8_HEAD, ...seed]);
  const { x = '' } = await crypto.subtle.exportKey('jwk', await crypto.subtle.importKey('pkcs8', pkcs8, ED25519, true, ['sign']));
  const publicBytes = fromBase64(`${x.replaceAll('-', '+').replaceAll('_', '/')}=`) ?? new Uint8Array();
  return { key: await crypto.subtle.importKey('pkcs8', pkcs8, ED25519, false, ['sign']), publicBytes };
}
