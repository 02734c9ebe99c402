/// <reference lib="dom" />
/// <reference types="node" />
import { inspect } from 'node:util';
import { errAsync } from 'neverthrow';
import { expect, it } from 'vitest';
import { createInMemoryReplayStore } from '../webhooks/replay-store.ts';
import { webhookKeyPair, webhookSigningKey, webhookVerifyingKey } from '../webhooks/webhook-key.ts';
import { createWebhookReceiver } from '../webhooks/webhook-receiver.ts';
import { createWebhookSender } from '../webhooks/webhook-sender.ts';
import { signWebhook, verifyWebhook } from '../webhooks/webhook-signature.ts';
import { bearer } from './bearer.ts';
import { createClientCredentials } from './client-credentials.ts';
import { ed25519PrivateKey, ed25519PublicKey } from './ed25519-key.ts';
import { createSigner } from './request-signer.ts';
import { verifyRequest } from './verify-request.ts';

const NOW_MS = Date.parse('2026-11-28T09:30:00+03:30');
const JWK = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
  d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
};
const HMAC_TEXT = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = '{"nationalId":"0012345679","نام":"سارا احمدی"}';
/** As texts, and as the bytes that a print-out would list, with the blanks of lists left out. */
const listed = (bytes: Uint8Array): string => [...bytes.subarray(0, 12)].join();
const CANARIES = [
  JWK.d,
  listed(Buffer.from(JWK.d, 'base64url')),
  HMAC_TEXT,
  listed(Buffer.from(HMAC_TEXT, 'base64')),
  'canary-token',
  'canary-answer',
  '0012345679',
  'سارا',
  listed(Buffer.from(BODY)),
];
const told = (thing: unknown): string => {
  const shown = inspect(thing, { depth: 12, showHidden: true, maxArrayLength: 500, getters: true });
  return `${shown.replace(/\s+/g, '')}\n${shown}\n${JSON.stringify(thing)}\n${String(thing)}`;
};

it('secrets and bodies appear in nothing that is returned, thrown or reported', async () => {
  const clock = { nowMs: () => NOW_MS, schedule: () => () => undefined };
  const body = new TextEncoder().encode(BODY);
  const { signal } = new AbortController();
  const pair = await webhookKeyPair(new Uint8Array(Buffer.from(JWK.d, 'base64url')));
  const signing = await Promise.all([`whsec_${HMAC_TEXT}`, pair.secret].map(webhookSigningKey));
  const verifying = await Promise.all([`whsec_${HMAC_TEXT}`, pair.public].map(webhookVerifyingKey));
  const keys = signing.map((key) => key._unsafeUnwrap());
  const webhook = { headers: await signWebhook({ id: 'msg_1', sentSeconds: NOW_MS / 1000, body, keys }), body };
  const outcomes: unknown[] = [];
  const receive = createWebhookReceiver({
    partner: 'secretariat',
    keys: verifying.map((key) => key._unsafeUnwrap()),
    replays: createInMemoryReplayStore({ clock }),
    clock,
    on: () => errAsync('unavailable'),
    report: (outcome) => outcomes.push(outcome),
  });
  const signer = createSigner({ keyId: 'rahyar-1', privateKey: JWK });
  const command = { method: 'POST', url: 'https://bank.example/v1/loans', headers: new Headers({ 'idempotency-key': '"k"' }), body };
  const headers = await signer.sign(command, NOW_MS);
  const credentials = (answer: () => Response, privateKey: JsonWebKey = JWK) =>
    createClientCredentials({
      tokenEndpoint: 'https://bank.example/token',
      clientId: 'rahyar',
      keyId: 'rahyar-1',
      privateKey,
      scopes: [],
      clock,
      newId: () => 'id',
      fetch: async () => answer(),
    });
  const signedIn = credentials(() => Response.json({ access_token: 'canary-token', token_type: 'Bearer' }));
  expect((await signedIn.authorization({ signal }))._unsafeUnwrap()).toBe('Bearer canary-token');
  const thrown = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => expect.unreachable(),
      (error: unknown) => error,
    );

  const things: unknown[] = [
    signer,
    [...headers],
    await ed25519PrivateKey(JWK),
    await verifyRequest({ ...command, headers }, { keys: new Map([['rahyar-1', await ed25519PublicKey(JWK)]]), nowMs: NOW_MS }),
    await verifyRequest({ ...command, headers }, { keys: new Map(), nowMs: NOW_MS }),
    await thrown(createSigner({ keyId: 'k', privateKey: { ...JWK, x: '' } }).sign(command, NOW_MS)),
    signedIn,
    bearer('canary-token'),
    await credentials(() => new Response('canary-answer', { status: 400 })).authorization({ signal }),
    await credentials(() => new Response('{"access_token":"canary-answer')).authorization({ signal }),
    await thrown(credentials(() => new Response(), { ...JWK, x: '' }).authorization({ signal })),
    signing,
    verifying,
    await webhookSigningKey(`whsec_${HMAC_TEXT}!`),
    webhook.headers,
    await verifyWebhook(new Headers(webhook.headers), body, { keys: [], nowMs: NOW_MS }),
    await thrown(signWebhook({ id: 'a.b', sentSeconds: 1, body, keys })),
    receive,
    await receive(webhook),
    await receive({ ...webhook, headers: {} }),
    outcomes,
    createInMemoryReplayStore({ clock }),
    createWebhookSender({ outbox: { due: async () => [], settle: async () => undefined }, clock, random: () => 0, fetch }),
  ];
  expect(outcomes).toEqual(['malformedBody', 'missingHeader']);
  for (const [index, thing] of things.entries()) {
    for (const canary of CANARIES) expect(told(thing), `${index}: ${canary}`).not.toContain(canary);
  }
  // The search finds what is there.
  const everything = told([
    { key: Buffer.from(JWK.d, 'base64url'), secret: new Uint8Array(Buffer.from(HMAC_TEXT, 'base64')), body },
    [JWK.d, HMAC_TEXT, BODY, 'canary-token canary-answer'],
  ]);
  for (const canary of CANARIES) expect(everything).toContain(canary);
});
