/// <reference lib="dom" />
/** Checks and makes signatures of Standard Webhooks, apart from those of the client: `v1` by a shared secret, `v1a` by ed25519. */
export type HookKey = { readonly scheme: 'v1' | 'v1a'; readonly key: CryptoKey };

/** Whether one of the signatures of a delivery is by one of the keys. The age is not looked at. */
export async function isSignedBy(
  headers: { readonly get: (name: string) => string | null },
  body: Uint8Array,
  keys: readonly HookKey[],
): Promise<boolean> {
  const content = contentOf(headers.get('webhook-id') ?? '', headers.get('webhook-timestamp') ?? '', body);
  for (const one of (headers.get('webhook-signature') ?? '').split(' ')) {
    for (const { scheme, key } of keys) {
      const [name, text = ''] = one.split(',');
      if (name === scheme && (await crypto.subtle.verify(key.algorithm.name, key, Buffer.from(text, 'base64'), content))) return true;
    }
  }
  return false;
}

/** The three headers of one delivery. */
export async function signedHook(
  { id, sentSeconds, body }: { readonly id: string; readonly sentSeconds: number; readonly body: Uint8Array },
  keys: readonly HookKey[],
): Promise<Record<string, string>> {
  const content = contentOf(id, String(sentSeconds), body);
  const signatures = await Promise.all(
    keys.map(
      async ({ scheme, key }) => `${scheme},${Buffer.from(await crypto.subtle.sign(key.algorithm.name, key, content)).toString('base64')}`,
    ),
  );
  return { 'webhook-id': id, 'webhook-timestamp': String(sentSeconds), 'webhook-signature': signatures.join(' ') };
}

/** A shared secret, `whsec_` and base64. */
export const sharedHookKey = async (secret: string): Promise<HookKey> => ({
  scheme: 'v1',
  key: await crypto.subtle.importKey(
    'raw',
    Buffer.from(secret.replace(/^whsec_/, ''), 'base64'),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  ),
});

/** A public key as discovery lists it: 32 bytes, base64url. */
export const listedHookKey = async (publicKey: string): Promise<HookKey> => ({
  scheme: 'v1a',
  key: await crypto.subtle.importKey('raw', Buffer.from(publicKey, 'base64url'), 'Ed25519', false, ['verify']),
});

const contentOf = (id: string, timestamp: string, body: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]));
