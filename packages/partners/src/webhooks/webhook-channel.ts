/// <reference lib="dom" />
import { err, ok, type Result } from 'neverthrow';
import type { Clock } from '../http/clock.ts';
import type { WebhookKey } from './webhook-key.ts';
import { createWebhookSender, type WebhookDelivery } from './webhook-sender.ts';

/** What is told, in these words. The same thing told again has the same key, and the same `webhook-id`. */
export type ChannelMessage = { readonly key: string; readonly to: string; readonly kind: string; readonly about: string };

export type WebhookChannelSettings = {
  /** The host's own address, which tells the staff. */
  readonly url: string;
  readonly keys: readonly WebhookKey[];
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly timeoutMs?: number;
};

/**
 * Tells a message by one signed webhook (Standard Webhooks). `later`: it did not arrive. `never`: the receiver wants nothing more (410).
 * When it is tried again is for the caller's outbox to say.
 */
export function createWebhookChannel({
  url,
  keys,
  ...settings
}: WebhookChannelSettings): (message: ChannelMessage) => Promise<Result<void, 'later' | 'never'>> {
  return async ({ key, to, kind, about }) => {
    const body = new TextEncoder().encode(JSON.stringify({ key, to, kind, about }));
    let answer: Result<void, 'later' | 'never'> = err('later');
    const delivery: WebhookDelivery = { id: await webhookIdOf(key), url, body, keys, attempts: 0 };
    const sender = createWebhookSender({
      ...settings,
      random: () => 0,
      outbox: {
        due: async () => [delivery],
        settle: async (_, { kind: step }) => {
          answer = step === 'delivered' ? ok(undefined) : err(step === 'disable' ? 'never' : 'later');
        },
      },
    });
    await sender.sweep(1);
    return answer;
  };
}

/** An id has at most 64 characters, and no points: a digest of the key, as hexadecimal. */
async function webhookIdOf(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return `msg_${Array.from(new Uint8Array(digest).subarray(0, 24), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
