/// <reference lib="dom" />

import { createInMemoryReplayStore, createWebhookReceiver, webhookVerifyingKey } from '@rahyar/partners';
import { bank } from '@rahyar/partners/bank';
import { okAsync } from 'neverthrow';
import type { Receiver } from '../mutants/receiver-faults.ts';

export const RECEIVER_SECRET = 'whsec_Y29uZm9ybWFuY2Uta2l0LXJlY2VpdmVyLXNlY3JldCE=';

/** A correct receiver: the one of the SDK. */
export async function openReceiver(nowMs: () => number): Promise<Receiver> {
  const key = (await webhookVerifyingKey(RECEIVER_SECRET))._unsafeUnwrap();
  const clock = { nowMs };
  return createWebhookReceiver({
    partner: bank.id,
    keys: [key],
    replays: createInMemoryReplayStore({ clock }),
    clock,
    on: () => okAsync(undefined),
  });
}
