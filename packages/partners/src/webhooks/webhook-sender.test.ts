/// <reference lib="dom" />
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { DELIVERY_DELAYS_MS, type DeliveryStep, nextAttempt } from './delivery-schedule.ts';
import { type WebhookKey, webhookSigningKey, webhookVerifyingKey } from './webhook-key.ts';
import { createWebhookSender, type WebhookDelivery } from './webhook-sender.ts';
import { verifyWebhook } from './webhook-signature.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const START_MS = Date.parse('2026-11-28T09:30:00+03:30');
const at = { nowMs: START_MS, random: 0 };

describe('the step after an attempt', () => {
  it('is the table of the standard: ten attempts in 75 hours and 35 minutes', () => {
    let nowMs = START_MS;
    const hours = [0];
    for (let attempts = 1; ; attempts++) {
      const step = nextAttempt({ status: 503 }, attempts, { nowMs, random: 0 });
      if (step.kind !== 'retry') {
        expect([step.kind, attempts]).toEqual(['giveUp', 10]);
        break;
      }
      nowMs = step.atMs;
      hours.push(Math.round((nowMs - START_MS) / 1000));
    }
    expect(hours).toEqual([0, 5, 305, 2105, 9305, 27_305, 63_305, 113_705, 185_705, 272_105]);
  });

  it.each([
    [{ status: 200 }, 'delivered'],
    [{ status: 204 }, 'delivered'],
    [{ status: 299 }, 'delivered'],
    [{ status: 199 }, 'retry'],
    [{ status: 301 }, 'retry'],
    [{ status: 400 }, 'retry'],
    [{ status: 404 }, 'retry'],
    [{ status: 410 }, 'disable'],
    [{ status: 429 }, 'retry'],
    [{ status: 500 }, 'retry'],
    [{ status: 0 }, 'retry'],
    ['timeout', 'retry'],
    ['network', 'retry'],
  ] as const)('after %o is %s', (answer, kind) => {
    expect(nextAttempt(answer, 1, at).kind).toBe(kind);
  });

  it('waits as long as it is asked to, up to a day, and never less than the table', () => {
    const wait = (retryAfterMs: number, attempts: number) => {
      const step = nextAttempt({ status: 429, retryAfterMs }, attempts, at);
      return step.kind === 'retry' ? step.atMs - START_MS : undefined;
    };
    expect([wait(60_000, 1), wait(1_000, 1), wait(10 ** 12, 1), wait(60_000, 3)]).toEqual([60_000, 5_000, 86_400_000, 1_800_000]);
  });

  it('adds a tenth at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempts, random) => {
        const step = nextAttempt('network', attempts, { nowMs: START_MS, random });
        const delayMs = DELIVERY_DELAYS_MS[attempts] ?? 0;
        const waitMs = step.kind === 'retry' ? step.atMs - START_MS : -1;
        expect(waitMs).toBeGreaterThanOrEqual(delayMs);
        expect(waitMs).toBeLessThanOrEqual(delayMs * 1.1);
      }),
    );
    expect(nextAttempt('network', 1, { nowMs: 0, random: 0.5 })).toEqual({ kind: 'retry', atMs: 5_250 });
  });
});

describe('a webhook sender', () => {
  let keys: readonly WebhookKey[];
  let verifying: readonly WebhookKey[];
  beforeAll(async () => {
    keys = [(await webhookSigningKey(SECRET))._unsafeUnwrap()];
    verifying = [(await webhookVerifyingKey(SECRET))._unsafeUnwrap()];
  });

  /** An outbox with one delivery, and a receiver that answers as told. */
  function sending(answers: readonly (() => Promise<Response>)[]) {
    let nowMs = START_MS;
    let dueAtMs: number | undefined = START_MS;
    let attempts = 0;
    const bells = new Set<() => void>();
    const steps: DeliveryStep[] = [];
    const sent: Request[] = [];
    const settle = async (delivery: WebhookDelivery, step: DeliveryStep) => {
      expect(delivery.id).toBe('msg_1');
      steps.push(step);
      attempts++;
      dueAtMs = step.kind === 'retry' ? step.atMs : undefined;
    };
    const sender = createWebhookSender({
      outbox: {
        due: async (at) =>
          dueAtMs !== undefined && dueAtMs <= at
            ? [{ id: 'msg_1', url: 'https://rahyar.example/hook', body: new TextEncoder().encode('{"a":1}'), keys, attempts }]
            : [],
        settle,
      },
      clock: {
        nowMs: () => nowMs,
        schedule: (_delayMs, action) => {
          bells.add(action);
          return () => bells.delete(action);
        },
      },
      random: () => 0,
      fetch: async (input, init) => {
        sent.push(new Request(input, init));
        return (await answers[sent.length - 1]?.()) ?? new Response();
      },
    });
    const pass = (ms: number): void => {
      nowMs += ms;
    };
    return { sender, sent, steps, pass, ring: () => [...bells].map((action) => action()).length, now: () => nowMs };
  }

  it('signs every attempt anew under the same id, and stops when it is delivered', async () => {
    const refused = async () => new Response('no', { status: 500 });
    const { sender, sent, steps, pass, now } = sending([refused, refused, async () => new Response(null, { status: 204 })]);
    for (const wait of [0, 4_999, 1, 300_000, 10 ** 9]) {
      pass(wait);
      await sender.sweep(10);
      const last = sent.at(-1)?.clone();
      const body = new Uint8Array((await last?.arrayBuffer()) ?? []);
      if (wait !== 4_999 && wait !== 10 ** 9) {
        expect(
          (await verifyWebhook(last?.headers ?? new Headers(), body, { keys: verifying, nowMs: now(), toleranceSeconds: 0 })).isOk(),
        ).toBe(true);
      }
    }
    expect(steps.map(({ kind }) => kind)).toEqual(['retry', 'retry', 'delivered']);
    expect(sent.map(({ headers }) => headers.get('webhook-id'))).toEqual(['msg_1', 'msg_1', 'msg_1']);
    expect(new Set(sent.map(({ headers }) => headers.get('webhook-signature'))).size).toBe(3);
    expect([sent[0]?.method, sent[0]?.redirect, sent[0]?.headers.get('content-type')]).toEqual(['POST', 'manual', 'application/json']);
  });

  it('waits for Retry-After, ends at 410, and counts what it tried', async () => {
    const { sender, steps, pass } = sending([
      async () => new Response(null, { status: 429, headers: { 'retry-after': '120' } }),
      async () => new Response(null, { status: 410 }),
    ]);
    expect(await sender.sweep(10)).toBe(1);
    pass(119_999);
    expect(await sender.sweep(10)).toBe(0);
    pass(1);
    expect(await sender.sweep(10)).toBe(1);
    expect(steps).toEqual([{ kind: 'retry', atMs: START_MS + 120_000 }, { kind: 'disable' }]);
  });

  it('does not follow a redirect, and outlives a connection that breaks or hangs', async () => {
    const moved = async () => new Response(null, { status: 307, headers: { location: 'http://169.254.169.254/' } });
    const hung = () => new Promise<Response>(() => undefined);
    const { sender, sent, steps, pass, ring } = sending([moved, () => Promise.reject(new TypeError('fetch failed')), hung]);
    await sender.sweep(10);
    pass(5_000);
    await sender.sweep(10);
    pass(300_000);
    const sweeping = sender.sweep(10);
    while (sent.length < 3) await new Promise((resolve) => setTimeout(resolve));
    expect(ring()).toBe(1);
    await sweeping;
    expect(steps.map(({ kind }) => kind)).toEqual(['retry', 'retry', 'retry']);
  });
});
