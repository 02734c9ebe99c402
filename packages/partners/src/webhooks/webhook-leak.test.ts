/// <reference lib="dom" />
/// <reference types="node" />
import { inspect } from 'node:util';
import { errAsync, okAsync } from 'neverthrow';
import { expect, it } from 'vitest';
import { bank } from '../bank/index.ts';
import { promissoryNote } from '../bank/promissory-notes.ts';
import type { Clock } from '../http/clock.ts';
import { type Canary, canarySearch, createCanaries } from '../testing/canaries.ts';
import { createInMemoryReplayStore, type ReplayStore } from './replay-store.ts';
import { webhookSigningKey, webhookVerifyingKey } from './webhook-key.ts';
import { createWebhookReceiver, type WebhookReceiverSettings } from './webhook-receiver.ts';
import { createWebhookSender } from './webhook-sender.ts';
import { signWebhook } from './webhook-signature.ts';

const NOW_MS = Date.UTC(2026, 10, 28, 6, 0, 0);
const HMAC_TEXT = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const SAID = 'سارا احمدی ۰۰۱۲۳۴۵۶۷۹';
const SECRETS: readonly Canary[] = [
  { at: 'secret', text: HMAC_TEXT },
  { at: 'said', text: SAID },
];
const note = createCanaries({ seed: 1405 }).plantedIn(promissoryNote.schema);
const search = canarySearch([...note.canaries, ...SECRETS]);

const event = (type: string, data: object) => ({
  id: 'evt_1',
  type,
  timestamp: '2026-11-28T06:00:00Z',
  said: SAID,
  note: note.value,
  data,
});
/** An event with more than its contract has, one of another shape, one of a type that nobody knows, one of another event, and no event at all. */
const BODIES = [
  event(promissoryNote.event, { id: 'prom_1', state: 'finalized', stateVersion: 2, note: note.value }),
  event(promissoryNote.event, { id: SAID, state: SAID, stateVersion: 1 }),
  event('brand.new', { note: note.value }),
  event('referral.state_changed', { referralId: 'referral-1', state: SAID, stateVersion: 1 }),
  SAID,
].map((value) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)));
const clock: Clock = { nowMs: () => NOW_MS, schedule: () => () => undefined };
const keys = [(await webhookSigningKey(`whsec_${HMAC_TEXT}`))._unsafeUnwrap()];
const otherKeys = [(await webhookSigningKey(`whsec_${HMAC_TEXT.toLowerCase()}`))._unsafeUnwrap()];
const verifying = [(await webhookVerifyingKey(`whsec_${HMAC_TEXT}`))._unsafeUnwrap()];

const throwing = <T>(): Promise<T> => Promise.reject<T>(Object.assign(new TypeError(SAID, { cause: HMAC_TEXT }), { code: SAID }));
const shown = (thing: unknown): string =>
  `${inspect(thing, { depth: Infinity, showHidden: true, getters: true, maxArrayLength: null, maxStringLength: null })}\n${JSON.stringify(thing)}`;

it('a receiver tells nothing of what it received', async () => {
  const told: unknown[] = [];
  const outcomes = new Set<string>();
  const seenBy = (store: ReplayStore): ReplayStore => ({
    ...store,
    claim: (claim) => {
      told.push(claim);
      return store.claim(claim);
    },
  });
  const handlers: readonly WebhookReceiverSettings['on'][] = [
    () => okAsync(undefined),
    () => errAsync('unavailable'),
    () => {
      throw new Error(SAID);
    },
  ];
  const store = createInMemoryReplayStore({ clock });
  for (const replays of [store, { ...store, claim: throwing<never> }])
    for (const on of handlers)
      for (const [index, body] of BODIES.entries())
        for (const signing of [keys, otherKeys]) {
          const receive = createWebhookReceiver({
            partner: bank.id,
            keys: verifying,
            replays: seenBy(replays),
            clock,
            on: (given) => {
              told.push(given);
              return on(given);
            },
            report: (outcome) => outcomes.add(outcome),
          });
          const headers = await signWebhook({ id: `msg_${index}_${told.length}`, sentSeconds: NOW_MS / 1000, body, keys: signing });
          const response = await receive({ headers: { ...headers, 'x-secret': HMAC_TEXT }, body });
          told.push(receive, response.status, [...response.headers], await response.text());
        }
  expect(search(shown([told, [...outcomes]]))).toEqual([]);

  expect([...outcomes].sort()).toEqual(['badSignature', 'handled', 'malformedBody', 'older', 'storeFailed', 'unavailable'].sort());
  expect(search(new TextDecoder().decode(BODIES[0]))).toHaveLength(note.canaries.length + 1);
});

it('a sender tells nothing of what it sends but to its receiver', async () => {
  const told: unknown[] = [];
  const sent: string[] = [];
  const replies: readonly (() => Promise<Response>)[] = [
    throwing,
    () => Promise.resolve(new Response(SAID, { status: 410, headers: { 'x-secret': HMAC_TEXT } })),
    () => Promise.resolve(Response.json({ detail: SAID }, { status: 503, headers: { 'retry-after': HMAC_TEXT } })),
  ];
  for (const reply of replies) {
    const sender = createWebhookSender({
      outbox: {
        due: () =>
          Promise.resolve(
            BODIES.map((body, index) => ({ id: `msg_${index}`, url: 'https://host.example/hooks', body, keys, attempts: 1 })),
          ),
        settle: (_delivery, step) => {
          told.push(step);
          return Promise.resolve();
        },
      },
      clock,
      random: () => 0.5,
      fetch: async (input, init) => {
        const request = new Request(input, init);
        told.push(request.url, [...request.headers]);
        sent.push(await request.text());
        return reply();
      },
    });
    told.push(await sender.sweep(BODIES.length), sender, keys, verifying);
  }
  expect(search(shown(told))).toEqual([]);

  expect(sent).toHaveLength(replies.length * BODIES.length);
  expect(search(sent.join('\n'))).toHaveLength(note.canaries.length + 1);
});

it('the search finds what a report, a step or a handler would tell', () => {
  const [body] = BODIES;
  for (const leak of [{ body }, new Error('refused', { cause: note.value }), [SAID], { key: Buffer.from(HMAC_TEXT) }])
    expect(search(shown(leak))).not.toEqual([]);
});
