/// <reference lib="dom" />
import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PartnerEvent } from '../partner-event.ts';
import { createInMemoryReplayStore, type ReplayStore } from './replay-store.ts';
import { type WebhookKey, webhookSigningKey, webhookVerifyingKey } from './webhook-key.ts';
import { createWebhookReceiver, type HandlingFailure, type IncomingWebhook, type WebhookOutcome } from './webhook-receiver.ts';
import { signWebhook } from './webhook-signature.ts';

const SECRETS = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX'];
const START_MS = Date.parse('2026-11-28T09:30:00+03:30');
let signing: readonly WebhookKey[];
let verifying: readonly WebhookKey[];
beforeAll(async () => {
  signing = await Promise.all(SECRETS.map(async (secret) => (await webhookSigningKey(secret))._unsafeUnwrap()));
  verifying = await Promise.all(SECRETS.map(async (secret) => (await webhookVerifyingKey(secret))._unsafeUnwrap()));
});

type Handler = (event: PartnerEvent) => ResultAsync<void, HandlingFailure>;

function receiverWith(given: { on?: Handler; replays?: ReplayStore; bodyLimitBytes?: number; keys?: readonly WebhookKey[] } = {}) {
  let nowMs = START_MS;
  const clock = { nowMs: () => nowMs };
  const got: PartnerEvent[] = [];
  const outcomes: WebhookOutcome[] = [];
  const receive = createWebhookReceiver({
    partner: 'secretariat',
    keys: verifying,
    replays: createInMemoryReplayStore({ clock }),
    clock,
    on: (event) => {
      got.push(event);
      return okAsync();
    },
    report: (outcome) => outcomes.push(outcome),
    ...given,
  });
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return { receive, got, outcomes, pass, clock };
}

const loanEvent = (stateVersion: number, changes: object = {}) => ({
  id: `evt_${stateVersion}`,
  type: 'bank.loan.state_changed',
  timestamp: '2026-11-28T09:30:00+03:30',
  data: { id: 'loan_1', state: 'active', stateVersion },
  ...changes,
});
async function delivery(content: unknown, { id = 'msg_1', atMs = START_MS, keys = signing } = {}) {
  const body = new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content));
  return { headers: await signWebhook({ id, sentSeconds: Math.floor(atMs / 1000), body, keys }), body };
}
const requestOf = ({ headers, body }: Awaited<ReturnType<typeof delivery>>, changes: RequestInit = {}) =>
  new Request('https://rahyar.example/webhooks/bank', { method: 'POST', headers, body, ...changes });

describe('a webhook receiver', () => {
  it('hands on an event and answers 204, from a Request as from raw bytes', async () => {
    const { receive, got, outcomes } = receiverWith();
    const response = await receive(requestOf(await delivery(loanEvent(1))));
    expect([response.status, await response.text(), response.headers.get('cache-control')]).toEqual([204, '', 'no-store']);
    expect((await receive(await delivery(loanEvent(2), { id: 'msg_2' }))).status).toBe(204);
    expect(got).toMatchObject([
      { kind: 'stateChanged', thingId: 'loan_1', stateVersion: 1 },
      { kind: 'stateChanged', stateVersion: 2 },
    ]);
    expect(outcomes).toEqual(['handled', 'handled']);
  });

  it('takes either key while they are changed over', async () => {
    const { receive } = receiverWith();
    for (const [index, key] of signing.entries()) {
      const response = await receive(await delivery(loanEvent(index + 1), { id: `msg_${index}`, keys: [key] }));
      expect(response.status).toBe(204);
    }
    const [, later] = verifying;
    const strict = receiverWith({ keys: later === undefined ? [] : [later] });
    expect((await strict.receive(await delivery(loanEvent(1), { keys: signing.slice(0, 1) }))).status).toBe(401);
  });

  it('drops what was seen, what is older, and answers 204 to it', async () => {
    const { receive, got, outcomes, pass } = receiverWith();
    await receive(await delivery(loanEvent(2)));
    await receive(await delivery(loanEvent(2)));
    pass(3_600_000);
    await receive(await delivery(loanEvent(2), { atMs: START_MS + 3_600_000 }));
    await receive(await delivery(loanEvent(1), { id: 'msg_2', atMs: START_MS + 3_600_000 }));
    await receive(await delivery(loanEvent(2), { id: 'msg_3', atMs: START_MS + 3_600_000 }));
    expect(outcomes).toEqual(['handled', 'seen', 'seen', 'older', 'older']);
    expect(got).toHaveLength(1);
  });

  it('keeps things and kinds apart', async () => {
    const { receive, outcomes } = receiverWith();
    const events = [
      loanEvent(5),
      loanEvent(1, { data: { id: 'loan_2', state: 'active', stateVersion: 1 } }),
      loanEvent(1, { type: 'bank.other.state_changed' }),
      loanEvent(1, { type: 'referral.state_changed', data: { referralId: 'loan_1', state: 'accepted', stateVersion: 1 } }),
    ];
    for (const [index, event] of events.entries()) await receive(await delivery(event, { id: `msg_${index}` }));
    expect(outcomes).toEqual(['handled', 'handled', 'handled', 'handled']);
  });

  it('hands on a type that it does not know, once', async () => {
    const { receive, got, outcomes } = receiverWith();
    const unknown = await delivery(loanEvent(1, { type: 'policy.renewed', data: { anything: [1] } }));
    expect([(await receive(unknown)).status, (await receive(unknown)).status]).toEqual([204, 204]);
    expect(got).toMatchObject([{ kind: 'unrecognized', type: 'policy.renewed' }]);
    expect(outcomes).toEqual(['handled', 'seen']);
  });

  it('refuses with the status that says why, and hands nothing on', async () => {
    const { receive, got, outcomes } = receiverWith({ bodyLimitBytes: 1000 });
    const good = await delivery(loanEvent(1));
    const cases: [number, WebhookOutcome, IncomingWebhook][] = [
      [401, 'badSignature', { ...good, headers: { ...good.headers, 'webhook-id': 'msg_2' } }],
      [401, 'badSignature', { ...good, body: new TextEncoder().encode(JSON.stringify(loanEvent(9))) }],
      [401, 'stale', await delivery(loanEvent(1), { atMs: START_MS - 301_000 })],
      [401, 'fromFuture', await delivery(loanEvent(1), { atMs: START_MS + 301_000 })],
      [400, 'missingHeader', { ...good, headers: {} }],
      [400, 'malformedHeader', { ...good, headers: { ...good.headers, 'webhook-timestamp': 'now' } }],
      [400, 'malformedBody', await delivery('{"id":')],
      [400, 'malformedBody', await delivery(loanEvent(0))],
      [400, 'malformedBody', await delivery('')],
      [413, 'tooLarge', await delivery('x'.repeat(1001))],
      [413, 'tooLarge', requestOf(await delivery('x'.repeat(1001)))],
      [405, 'notPost', new Request('https://rahyar.example/webhooks/bank')],
      [401, 'badSignature', requestOf(good, { body: '{}' })],
    ];
    for (const [status, , incoming] of cases) expect((await receive(incoming)).status).toBe(status);
    expect(outcomes).toEqual(cases.map(([, outcome]) => outcome));
    expect(got).toEqual([]);
  });

  it('stops reading a body that is too large, whatever its length is said to be', async () => {
    const { receive } = receiverWith({ bodyLimitBytes: 1000 });
    let pulled = 0;
    const endless = () =>
      new ReadableStream({
        pull: (controller) => {
          pulled++;
          controller.enqueue(new Uint8Array(400));
        },
      });
    const { headers } = await delivery('{}');
    const init = { method: 'POST', body: endless(), duplex: 'half' };
    expect((await receive(new Request('https://rahyar.example/', { ...init, headers: { ...headers } }))).status).toBe(413);
    expect(pulled).toBeLessThan(6);
    pulled = 0;
    const said = { ...init, body: endless(), headers: { ...headers, 'content-length': '1001' } };
    expect((await receive(new Request('https://rahyar.example/', said))).status).toBe(413);
    expect(pulled).toBeLessThan(2);
  });

  it('reads a body that comes in pieces, and gives up one that breaks off', async () => {
    const { receive, outcomes } = receiverWith();
    const { headers, body } = await delivery(loanEvent(1));
    const pieces = (fails: boolean) =>
      new ReadableStream({
        start: (controller) => {
          controller.enqueue(body.slice(0, 10));
          if (fails) controller.error(new Error('reset'));
          else {
            controller.enqueue(body.slice(10));
            controller.close();
          }
        },
      });
    const init = (fails: boolean) => ({ method: 'POST', headers, body: pieces(fails), duplex: 'half' });
    await receive(new Request('https://rahyar.example/', init(true)));
    await receive(new Request('https://rahyar.example/', init(false)));
    expect(outcomes).toEqual(['malformedBody', 'handled']);
  });

  it('explains what to do when the body was parsed or read before', async () => {
    const { receive, outcomes } = receiverWith();
    const { headers, body } = await delivery(loanEvent(1));
    const read = requestOf({ headers, body });
    await read.json();
    for (const incoming of [{ headers, body: loanEvent(1) } as unknown as IncomingWebhook, read]) {
      const response = await receive(incoming);
      expect(response.status).toBe(500);
      expect(await response.text()).toContain('express.raw');
    }
    expect(outcomes).toEqual(['parsedBody', 'parsedBody']);
  });
});

describe('when the host fails', () => {
  it('the partner repeats, and the event is not lost', async () => {
    const answers: (() => ReturnType<Handler>)[] = [
      () => errAsync('unavailable'),
      () => {
        throw new Error('a fault of the host');
      },
      () => okAsync(),
    ];
    let calls = 0;
    const { receive, outcomes } = receiverWith({ on: () => answers[calls++]?.() ?? okAsync() });
    const webhook = await delivery(loanEvent(1));
    const statuses = [];
    for (let turn = 0; turn < 4; turn++) statuses.push((await receive(webhook)).status);
    expect(statuses).toEqual([503, 503, 204, 204]);
    expect(outcomes).toEqual(['unavailable', 'unavailable', 'handled', 'seen']);
    expect(calls).toBe(3);
  });

  it('410 ends the subscription', async () => {
    const { receive } = receiverWith({ on: () => errAsync('over') });
    expect((await receive(await delivery(loanEvent(1)))).status).toBe(410);
  });

  it('a store that fails makes 503, before the event is handled and after', async () => {
    const broken = () => Promise.reject(new Error('disk'));
    const before = receiverWith({ replays: { claim: broken, finish: broken, release: broken } });
    expect((await before.receive(await delivery(loanEvent(1)))).status).toBe(503);
    expect(before.got).toEqual([]);
    const after = receiverWith({ replays: { claim: async () => 'claimed', finish: broken, release: broken } });
    expect((await after.receive(await delivery(loanEvent(1)))).status).toBe(503);
    expect(after.outcomes).toEqual(['storeFailed']);
    const over = receiverWith({ on: () => errAsync('over'), replays: { claim: async () => 'claimed', finish: broken, release: broken } });
    expect((await over.receive(await delivery(loanEvent(1)))).status).toBe(410);
  });

  it('a delivery that is being handled is not handled twice, until its lease is over', async () => {
    const held: (() => void)[] = [];
    let calls = 0;
    const slow: Handler = () => {
      calls++;
      return okAsync<undefined, HandlingFailure>(undefined)
        .andThen(() => errAsync<undefined, HandlingFailure>('unavailable').orElse(() => okAsync(undefined)))
        .map(() => new Promise<void>((resolve) => held.push(resolve)));
    };
    const { receive, outcomes, pass } = receiverWith({ on: slow });
    const webhook = await delivery(loanEvent(1));
    const first = receive(webhook);
    while (held.length < 1) await new Promise((resolve) => setTimeout(resolve));
    const meanwhile = await receive(webhook);
    expect([meanwhile.status, meanwhile.headers.get('retry-after')]).toEqual([503, '1']);
    const sameThing = await receive(await delivery(loanEvent(2), { id: 'msg_2' }));
    expect(sameThing.status).toBe(503);
    pass(60_000);
    const second = receive(webhook);
    while (held.length < 2) await new Promise((resolve) => setTimeout(resolve));
    for (const release of held) release();
    expect([(await first).status, (await second).status]).toEqual([204, 204]);
    expect(calls).toBe(2);
    expect(outcomes.filter((outcome) => outcome === 'busy')).toHaveLength(2);
  });
});

describe('the in-memory replay store', () => {
  const claim = (webhookId: string, stateVersion?: number, leaseEndsAtMs = START_MS + 1000) => ({
    partner: 'resalatBank',
    webhookId,
    leaseEndsAtMs,
    ...(stateVersion === undefined ? {} : { change: { thing: 'loan_1', stateVersion } }),
  });

  it('forgets ids and versions after their time', async () => {
    const { clock, pass } = receiverWith();
    const store = createInMemoryReplayStore({ clock, rememberedMs: 10_000 });
    await store.finish(claim('msg_1', 3));
    pass(5_000);
    await store.finish(claim('msg_2'));
    pass(4_999);
    expect(await store.claim(claim('msg_1', 3))).toBe('seen');
    expect(await store.claim(claim('msg_3', 3))).toBe('older');
    pass(1);
    expect(await store.claim(claim('msg_2'))).toBe('seen');
    expect(await store.claim(claim('msg_1', 3, START_MS + 20_000))).toBe('claimed');
  });

  it('keeps partners apart, and a late release from ending the claim of another', async () => {
    const { clock, pass } = receiverWith();
    const store = createInMemoryReplayStore({ clock });
    await store.finish(claim('msg_1', 3));
    expect(await store.claim({ ...claim('msg_1', 1), partner: 'part' })).toBe('claimed');
    const stopped = claim('msg_2', 4);
    expect(await store.claim(stopped)).toBe('claimed');
    pass(1000);
    expect(await store.claim(claim('msg_2', 4, START_MS + 2000))).toBe('claimed');
    await store.release(stopped);
    expect(await store.claim(claim('msg_2', 4, START_MS + 3000))).toBe('busy');
    await store.finish(claim('msg_3', 2));
    expect(await store.claim(claim('msg_4', 3, START_MS + 3000))).toBe('older');
  });
});
