import type { IdempotencyStore, ReplayStore } from '@rahyar/partners';
import { createMemoryStore } from '@rahyar/store';
import { expect, it } from 'vitest';

it('keeps in the store what a client of partners and a receiver of webhooks ask of their host', async () => {
  const store = createMemoryStore({ nowMs: () => 0 });
  const commands: IdempotencyStore = store.commands;
  const deliveries: ReplayStore = store.deliveries;
  const command = { key: 'command-key-0001', operation: 'bank.loans.create', partner: 'bank', input: {}, beganAtMs: 0 };
  expect((await commands.begin(command)).unwrapOr(command)).toBeUndefined();
  expect((await commands.pending('bank')).unwrapOr([])).toEqual([command]);
  const claim = { partner: 'bank', webhookId: 'webhook-1', change: { thing: 'loan-1', stateVersion: 1 }, leaseEndsAtMs: 1 };
  expect(await deliveries.claim(claim)).toBe('claimed');
  await deliveries.finish(claim);
  expect(await deliveries.claim(claim)).toBe('seen');
});
