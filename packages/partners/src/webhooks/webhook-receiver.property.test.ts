/// <reference lib="dom" />
import fc from 'fast-check';
import { errAsync, okAsync } from 'neverthrow';
import { beforeAll, expect, it } from 'vitest';
import { createInMemoryReplayStore } from './replay-store.ts';
import { type WebhookKey, webhookSigningKey, webhookVerifyingKey } from './webhook-key.ts';
import { createWebhookReceiver } from './webhook-receiver.ts';
import { signWebhook } from './webhook-signature.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW_MS = Date.parse('2026-11-28T09:30:00+03:30');
const clock = { nowMs: () => NOW_MS };
let signing: WebhookKey;
let verifying: WebhookKey;
beforeAll(async () => {
  signing = (await webhookSigningKey(SECRET))._unsafeUnwrap();
  verifying = (await webhookVerifyingKey(SECRET))._unsafeUnwrap();
});

async function deliveryOf(stateVersion: number) {
  const data = { id: 'loan_1', state: 'active', stateVersion };
  const event = { id: `evt_${stateVersion}`, type: 'bank.loan.state_changed', timestamp: '2026-11-28T09:30:00+03:30', data };
  const body = new TextEncoder().encode(JSON.stringify(event));
  return { headers: await signWebhook({ id: `msg_${stateVersion}`, sentSeconds: NOW_MS / 1000, body, keys: [signing] }), body };
}

/**
 * Versions in any order and any number, some together, some failing at the host, and whatever is refused repeated: the contention is that
 * an older version comes while a newer one is being handled, and that the newest fails first.
 */
const stories = fc.record({
  batches: fc.array(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
  failures: fc.array(fc.boolean(), { maxLength: 8 }),
});

it('versions of one thing reach the host in growing order and end at the highest, whatever comes together, fails or is repeated', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async ({ batches, failures }) => {
      const kept: number[] = [];
      let running = 0;
      let together = 0;
      let turn = 0;
      const receive = createWebhookReceiver({
        partner: 'secretariat',
        keys: [verifying],
        replays: createInMemoryReplayStore({ clock }),
        clock,
        on: (event) =>
          okAsync(event).andThen((one) => {
            together = Math.max(together, ++running);
            const fails = failures[turn++] ?? false;
            return okAsync(new Promise((resolve) => setTimeout(resolve)))
              .map((pause) => pause)
              .andThen(() => {
                running--;
                if (fails || one.kind !== 'stateChanged') return errAsync('unavailable' as const);
                kept.push(one.stateVersion);
                return okAsync();
              });
          }),
      });
      let open: readonly number[] = [];
      for (const batch of [...batches, ...Array.from({ length: 40 }, () => [])]) {
        const tried = [...open, ...batch];
        const statuses = await Promise.all(tried.map(async (version) => (await receive(await deliveryOf(version))).status));
        open = tried.filter((_, index) => statuses[index] !== 204);
        if (batch.length === 0 && open.length === 0) break;
      }
      expect(open).toEqual([]);
      expect(together).toBe(1);
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      expect(kept.at(-1)).toBe(Math.max(...batches.flat()));
    }),
    { numRuns: 150 },
  );
});
