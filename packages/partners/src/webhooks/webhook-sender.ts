/// <reference lib="dom" />
import { attempt } from '../http/attempt.ts';
import type { Clock } from '../http/clock.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import { type DeliveryAnswer, type DeliveryStep, nextAttempt } from './delivery-schedule.ts';
import type { WebhookKey } from './webhook-key.ts';
import { signWebhook } from './webhook-signature.ts';

/** One webhook on its way to one address. */
export type WebhookDelivery = {
  /** The `webhook-id`, the same on every attempt. */
  readonly id: string;
  /**
   * The address that the receiver subscribed. Whoever keeps the outbox has made sure that it leads out of the own network: it is a
   * stranger's address, called from inside.
   */
  readonly url: string;
  readonly body: Uint8Array;
  /** The keys of this subscription; two while one takes over from the other. */
  readonly keys: readonly WebhookKey[];
  /** How often it was tried before. */
  readonly attempts: number;
};

/** What is still to be delivered, kept by the host so that it outlives the program. */
export type WebhookOutbox = {
  /** Deliveries whose time has come, oldest first, at most `limit`; nobody else is given the same ones until they are settled. */
  readonly due: (nowMs: number, limit: number) => Promise<readonly WebhookDelivery[]>;
  /** Writes down what comes next: gone, due again at `atMs` with one attempt more, or the subscription at an end. */
  readonly settle: (delivery: WebhookDelivery, step: DeliveryStep) => Promise<void>;
};

export type WebhookSenderSettings = {
  readonly outbox: WebhookOutbox;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly fetch: typeof fetch;
  /** How long a receiver may take to answer; 20,000 if not said, as the standard advises 15 to 30 seconds. */
  readonly timeoutMs?: number;
};

export type WebhookSender = {
  /** Tries everything that is due now, at most `limit` at once, and returns how many it tried. It sets no timers of its own. */
  readonly sweep: (limit: number) => Promise<number>;
};

/** Delivers webhooks from an outbox: signed anew for every attempt, under the same id. */
export function createWebhookSender(settings: WebhookSenderSettings): WebhookSender {
  const { outbox, clock, random } = settings;
  const deliver = async (delivery: WebhookDelivery): Promise<void> => {
    const answer = await post(delivery, settings);
    await outbox.settle(delivery, nextAttempt(answer, delivery.attempts + 1, { nowMs: clock.nowMs(), random: random() }));
  };
  return Object.freeze({
    sweep: async (limit) => {
      const due = await outbox.due(clock.nowMs(), limit);
      await Promise.all(due.map(deliver));
      return due.length;
    },
  } satisfies WebhookSender);
}

async function post(delivery: WebhookDelivery, { clock, fetch, timeoutMs = 20_000 }: WebhookSenderSettings): Promise<DeliveryAnswer> {
  const { id, url, keys } = delivery;
  const body = new Uint8Array(delivery.body);
  const signed = await signWebhook({ id, sentSeconds: Math.floor(clock.nowMs() / 1000), body, keys });
  const answer = await attempt(
    async (signal) => {
      const headers = { ...signed, 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
      // Only the status counts; the body may be of any size, and whether it can be left does not matter.
      void response.body?.cancel().catch(() => undefined);
      return { status: response.status, retryAfter: response.headers.get('retry-after') ?? undefined };
    },
    { timeoutMs, clock, signal: undefined },
  );
  if (typeof answer === 'string') return answer === 'attempt_timeout' ? 'timeout' : 'network';
  const waitMs = retryAfterMs(answer.retryAfter, clock.nowMs());
  return { status: answer.status, ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) };
}
