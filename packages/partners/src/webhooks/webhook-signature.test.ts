/// <reference lib="dom" />
import { describe, expect, it } from 'vitest';
import { listedWebhookKey, webhookKeyPair, webhookSigningKey, webhookVerifyingKey } from './webhook-key.ts';
import { signWebhook, verifyWebhook } from './webhook-signature.ts';

/** The example of the Standard Webhooks libraries. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const SENT_SECONDS = 1614265330;
const BODY = new TextEncoder().encode('{"test": 2432232314}');
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

/** A pair published with the Svix server, whose makers wrote the specification. */
const PAIR = {
  secret: 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
  public: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
};

const signing = async (text: string) => (await webhookSigningKey(text))._unsafeUnwrap();
const verifying = async (text: string) => (await webhookVerifyingKey(text))._unsafeUnwrap();
const headersOf = (changes: Record<string, string> = {}) =>
  new Headers({ 'webhook-id': ID, 'webhook-timestamp': String(SENT_SECONDS), 'webhook-signature': SIGNATURE, ...changes });
const check = async (headers: Headers, { now = SENT_SECONDS, body = BODY, keys = [SECRET] } = {}) =>
  (await verifyWebhook(headers, body, { keys: await Promise.all(keys.map(verifying)), nowMs: now * 1000 })).match(() => 'ok', String);

describe('signing', () => {
  it('gives the signature of the specification', async () => {
    const headers = await signWebhook({ id: ID, sentSeconds: SENT_SECONDS, body: BODY, keys: [await signing(SECRET)] });
    expect(headers).toEqual({ 'webhook-id': ID, 'webhook-timestamp': '1614265330', 'webhook-signature': SIGNATURE });
  });

  it('gives one signature for every key', async () => {
    const keys = await Promise.all([SECRET, PAIR.secret].map(signing));
    const headers = await signWebhook({ id: ID, sentSeconds: SENT_SECONDS, body: BODY, keys });
    expect(headers['webhook-signature']).toMatch(/^v1,g0hM9SsE\S+ v1a,[A-Za-z0-9+/]{86}==$/);
    expect(await check(new Headers(headers), { keys: [PAIR.public] })).toBe('ok');
  });

  it('refuses what could not be verified: an id with a full stop, half a second, no key, a key to verify with', async () => {
    const whole = { id: ID, sentSeconds: SENT_SECONDS, body: BODY, keys: [await signing(SECRET)] };
    for (const change of [{ id: 'msg.1' }, { id: '' }, { sentSeconds: 1.5 }, { keys: [] }, { keys: [await verifying(SECRET)] }]) {
      await expect(signWebhook({ ...whole, ...change })).rejects.toThrow(/^A webhook/);
    }
  });
});

describe('verifying', () => {
  it('believes the signature of the specification, among others', async () => {
    expect(await check(headersOf())).toBe('ok');
    expect(await check(headersOf({ 'webhook-signature': `v1,AAAA v2,x  v1a ${SIGNATURE}` }))).toBe('ok');
  });

  it('says when it was sent and under which id', async () => {
    const verified = await verifyWebhook(headersOf(), BODY, { keys: [await verifying(SECRET)], nowMs: SENT_SECONDS * 1000 });
    expect(verified._unsafeUnwrap()).toEqual({ id: ID, sentSeconds: SENT_SECONDS });
  });

  it('takes five minutes before and after, and no more', async () => {
    const at = (seconds: number) => check(headersOf(), { now: SENT_SECONDS + seconds });
    expect(await Promise.all([300, 301, -300, -301].map(at))).toEqual(['ok', 'stale', 'ok', 'fromFuture']);
  });

  it.each([
    ['missingHeader', { 'webhook-id': '' }],
    ['missingHeader', { 'webhook-timestamp': '' }],
    ['missingHeader', { 'webhook-signature': '' }],
    ['malformedHeader', { 'webhook-id': 'msg.1' }],
    ['malformedHeader', { 'webhook-timestamp': '1614265330abc' }],
    ['malformedHeader', { 'webhook-timestamp': '+1614265330' }],
    ['malformedHeader', { 'webhook-timestamp': '01614265330' }],
    ['malformedHeader', { 'webhook-timestamp': '1614265330.0' }],
    ['malformedHeader', { 'webhook-timestamp': '1.614265330e9' }],
    ['badSignature', { 'webhook-id': 'msg_other' }],
    ['badSignature', { 'webhook-timestamp': '1614265331' }],
    ['badSignature', { 'webhook-signature': SIGNATURE.replace('v1,', 'v1a,') }],
    ['badSignature', { 'webhook-signature': SIGNATURE.replace('v1,', '') }],
    ['badSignature', { 'webhook-signature': SIGNATURE.replace('v1,', 'v1,,') }],
    ['badSignature', { 'webhook-signature': `${'v1,AAAA '.repeat(20)}${SIGNATURE}` }],
  ])('refuses as %s: %o', async (reason, changes) => {
    expect(await check(headersOf(changes))).toBe(reason);
  });

  it('refuses without keys, with another key, and with a key to sign with', async () => {
    expect(await check(headersOf(), { keys: [] })).toBe('badSignature');
    expect(await check(headersOf(), { keys: [PAIR.public] })).toBe('badSignature');
    const keys = [await signing(SECRET)];
    expect((await verifyWebhook(headersOf(), BODY, { keys, nowMs: SENT_SECONDS * 1000 }))._unsafeUnwrapErr()).toBe('badSignature');
  });

  it.each([{ test: 1 }, '{"test": 2432232314}', undefined, null])('tells that a body was parsed: %o', async (body) => {
    const verified = await verifyWebhook(headersOf(), body as unknown as typeof BODY, { keys: [], nowMs: SENT_SECONDS * 1000 });
    expect(verified._unsafeUnwrapErr()).toBe('parsedBody');
  });
});

describe('keys', () => {
  it('are made from a seed, and listed by discovery', async () => {
    const seed = Uint8Array.from(atob(PAIR.secret.slice('whsk_'.length)), (letter) => letter.charCodeAt(0)).slice(0, 32);
    const pair = await webhookKeyPair(seed);
    expect(pair).toMatchObject(PAIR);
    expect(listedWebhookKey(pair)).toBe(PAIR.public);
    await expect(webhookKeyPair(new Uint8Array(31))).rejects.toThrow('32 bytes');
  });

  it.each([
    '',
    'whsec_',
    'whsec_AAAA',
    `whsec_${btoa('x'.repeat(23))}`,
    `whsec_${btoa('x'.repeat(65))}`,
    SECRET.slice('whsec_'.length),
    `${SECRET} `,
    PAIR.secret.replace('vg==', 'vh=='),
    PAIR.secret.replace('whsk_6', 'whsk_7'),
    `whsk_${btoa('x'.repeat(32))}`,
    `whpk_${btoa('x'.repeat(31))}`,
    PAIR.public.replace('whpk_', 'whpk'),
  ])('are refused when malformed: %s', async (text) => {
    expect((await webhookSigningKey(text)).isErr()).toBe(true);
    expect((await webhookVerifyingKey(text)).isErr()).toBe(true);
  });

  it('are for one use: a public half signs nothing, a private half verifies nothing', async () => {
    expect((await webhookSigningKey(PAIR.public))._unsafeUnwrapErr()).toBe('malformedKey');
    expect((await webhookVerifyingKey(PAIR.secret))._unsafeUnwrapErr()).toBe('malformedKey');
  });
});
