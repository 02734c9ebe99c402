/// <reference lib="dom" />
/// <reference types="node" />
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { type WebhookKey, webhookKeyPair, webhookSigningKey, webhookVerifyingKey } from './webhook-key.ts';
import { signWebhook, verifyWebhook } from './webhook-signature.ts';

const secretOf = (bytes: Uint8Array): string => `whsec_${Buffer.from(bytes).toString('base64')}`;
const secrets = fc.uint8Array({ minLength: 24, maxLength: 64 }).map(secretOf);
const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const ids = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
const SENT_SECONDS = 1_795_848_000;
const NOW_MS = SENT_SECONDS * 1000;

/** Both halves of a key of either scheme. */
const pairs = fc.oneof(
  secrets.map((secret) => async () => ({ secret, public: secret })),
  seeds.map((seed) => () => webhookKeyPair(seed)),
);
const halvesOf = async (make: () => Promise<{ secret: string; public: string }>): Promise<{ sign: WebhookKey; verify: WebhookKey }> => {
  const pair = await make();
  return { sign: (await webhookSigningKey(pair.secret))._unsafeUnwrap(), verify: (await webhookVerifyingKey(pair.public))._unsafeUnwrap() };
};
const believes = async (headers: Record<string, string>, body: Uint8Array, keys: readonly WebhookKey[]) =>
  (await verifyWebhook(new Headers(headers), body, { keys, nowMs: NOW_MS })).isOk();

describe('the reference library', () => {
  it('believes what we sign, and we believe what it signs', async () => {
    // Its clock cannot be set, so both sides go by the clock of this machine.
    const nowSeconds = Math.floor(Date.now() / 1000);
    await fc.assert(
      fc.asyncProperty(secrets, ids, fc.string({ unit: 'binary', maxLength: 200 }), async (secret, id, text) => {
        const theirs = new Webhook(secret);
        const body = new TextEncoder().encode(text);
        const ours = await signWebhook({ id, sentSeconds: nowSeconds, body, keys: [(await webhookSigningKey(secret))._unsafeUnwrap()] });
        expect(ours['webhook-signature']).toBe(theirs.sign(id, new Date(nowSeconds * 1000), text));
        expect(() => theirs.verify(text, { ...ours }, { jsonParse: false })).not.toThrow();
        const headers = new Headers({ ...ours, 'webhook-signature': theirs.sign(id, new Date(nowSeconds * 1000), text) });
        const keys = [(await webhookVerifyingKey(secret))._unsafeUnwrap()];
        expect((await verifyWebhook(headers, body, { keys, nowMs: nowSeconds * 1000 })).isOk()).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('any small change is refused', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-, ';
  const altered = (text: string, at: number, by: number): string => {
    const index = at % text.length;
    const others = letters.replace(text.charAt(index), '');
    return text.slice(0, index) + others.charAt(by % others.length) + text.slice(index + 1);
  };

  it('of a character of the id, the timestamp or the signature', async () => {
    const names = fc.constantFrom('webhook-id' as const, 'webhook-timestamp' as const, 'webhook-signature' as const);
    await fc.assert(
      fc.asyncProperty(pairs, ids, fc.uint8Array({ maxLength: 60 }), names, fc.nat(), fc.nat(), async (make, id, body, name, at, by) => {
        const { sign, verify } = await halvesOf(make);
        const headers = await signWebhook({ id, sentSeconds: SENT_SECONDS, body, keys: [sign] });
        expect(await believes(headers, body, [verify])).toBe(true);
        const changed = { ...headers, [name]: altered(headers[name], at, by) };
        expect(await believes(changed, body, [verify])).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('of a bit of the body, and of a key', async () => {
    const bodies = fc.uint8Array({ minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(pairs, ids, bodies, fc.nat(), async (make, id, body, at) => {
        const { sign, verify } = await halvesOf(make);
        const headers = await signWebhook({ id, sentSeconds: SENT_SECONDS, body, keys: [sign] });
        const changed = new Uint8Array(body);
        const index = at % (body.length * 8);
        changed[index >> 3] = (changed[index >> 3] ?? 0) ^ (1 << (index & 7));
        expect(await believes(headers, changed, [verify])).toBe(false);
        expect(await believes(headers, body.slice(0, -1), [verify])).toBe(false);
      }),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 24, maxLength: 64 }), fc.nat(), ids, async (secret, at, id) => {
        const other = new Uint8Array(secret);
        const index = at % (secret.length * 8);
        other[index >> 3] = (other[index >> 3] ?? 0) ^ (1 << (index & 7));
        const sign = (await webhookSigningKey(secretOf(secret)))._unsafeUnwrap();
        const verify = (await webhookVerifyingKey(secretOf(other)))._unsafeUnwrap();
        const body = new Uint8Array();
        expect(await believes(await signWebhook({ id, sentSeconds: SENT_SECONDS, body, keys: [sign] }), body, [verify])).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});

it('while keys are changed over, one key in common is enough, and none is not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pairs, { minLength: 3, maxLength: 4 }), fc.nat(), fc.nat(), ids, async (makers, from, to, id) => {
      const keys = await Promise.all(makers.map(halvesOf));
      const [signers, verifiers] = [keys.filter((_, index) => (from >> index) & 1), keys.filter((_, index) => (to >> index) & 1)];
      fc.pre(signers.length > 0);
      const body = new TextEncoder().encode('{}');
      const headers = await signWebhook({ id, sentSeconds: SENT_SECONDS, body, keys: signers.map(({ sign }) => sign) });
      const shared = signers.some((one) => verifiers.includes(one));
      expect(
        await believes(
          headers,
          body,
          verifiers.map(({ verify }) => verify),
        ),
      ).toBe(shared);
    }),
    { numRuns: 150 },
  );
});
