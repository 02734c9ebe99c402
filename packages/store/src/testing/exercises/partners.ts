import type { CommandRow } from '../../commands.ts';
import type { Delivery } from '../../deliveries.ts';
import type { Store } from '../../store.ts';
import { agree } from '../agree.ts';
import { type Exercises, NOW_MS } from './exercise.ts';

const commandNumber = (number: number, changes: Partial<CommandRow> = {}): CommandRow => ({
  key: `command-key-${String(number).padStart(4, '0')}`,
  operation: 'bank.loans.create',
  partner: 'bank',
  input: { amount: { rials: '1000' }, note: 'نام', list: [1, null, true] },
  beganAtMs: 1_000 * number,
  ...changes,
});

const begun = async (store: Store, command: CommandRow): Promise<unknown> => {
  const answer = await store.commands.begin(command);
  return answer.isOk() ? answer.value : answer.error;
};
const pendingOf = async (store: Store, partner: string): Promise<unknown> =>
  (await store.commands.pending(partner)).map((rows) => rows.map(({ key }) => key)).unwrapOr(['unavailable']);

export const COMMAND_EXERCISES: Exercises = {
  'keeps a command under its key, and gives back the one before': async (store) => {
    const command = commandNumber(1, { ifMatch: 3 });
    agree(await begun(store, command), undefined, 'the first');
    agree(await begun(store, commandNumber(1, { operation: 'bank.loans.cancel' })), command, 'the second');
    agree((await store.commands.find(command.key)).unwrapOr(undefined), command, 'what is kept');
    agree((await store.commands.find('command-key-none')).unwrapOr(command), undefined, 'what is not');
  },

  'lets a command that was not applied be begun again, and no other': async (store) => {
    const command = commandNumber(1);
    await begun(store, command);
    agree((await store.commands.settle(command.key, 'not_applied')).isOk(), true, 'the settlement');
    const again = commandNumber(1, { beganAtMs: 9_000 });
    agree(await begun(store, again), { ...command, outcome: 'not_applied' }, 'the one before');
    agree((await store.commands.find(command.key)).unwrapOr(undefined), again, 'the new one');
    agree((await store.commands.settle(command.key, 'applied')).isOk(), true, 'the settlement');
    agree(await begun(store, command), { ...again, outcome: 'applied' }, 'one that was applied');
    agree((await store.commands.find(command.key)).unwrapOr(undefined), { ...again, outcome: 'applied' }, 'it stands');
    agree((await store.commands.settle('command-key-none', 'applied')).isOk(), true, 'of an unknown key');
  },

  'lists the commands of a partner without an outcome, oldest first': async (store) => {
    for (const command of [
      commandNumber(3),
      commandNumber(1),
      commandNumber(4, { partner: 'part' }),
      commandNumber(2, { beganAtMs: 1_000 }),
    ])
      await begun(store, command);
    agree(await pendingOf(store, 'bank'), ['command-key-0001', 'command-key-0002', 'command-key-0003'], 'of the bank');
    agree((await store.commands.settle('command-key-0001', 'applied')).isOk(), true, 'the settlement');
    agree(await pendingOf(store, 'bank'), ['command-key-0002', 'command-key-0003'], 'after one has ended');
    agree(await pendingOf(store, 'legal'), [], 'of another');
  },

  'lets one of those who begin at once with one key be first': async (store) => {
    const answers = await Promise.all([1, 2, 3, 4].map((number) => begun(store, commandNumber(1, { beganAtMs: number }))));
    agree(answers.filter((before) => before === undefined).length, 1, 'how many were first');
    const kept = (await store.commands.find(commandNumber(1).key)).unwrapOr(undefined);
    for (const before of answers) if (before !== undefined) agree(before, kept, 'what the others saw');
  },
};

/** Ends long after every clock. */
const HELD_MS = Date.UTC(2199, 0, 1);

const deliveryNumber = (number: number, changes: Partial<Delivery> = {}): Delivery => ({
  partner: 'part',
  webhookId: `webhook-${number}`,
  leaseEndsAtMs: HELD_MS,
  ...changes,
});
const versioned = (number: number, stateVersion: number, thing = 'referral-1'): Delivery =>
  deliveryNumber(number, { change: { thing, stateVersion }, leaseEndsAtMs: HELD_MS + number });

export const DELIVERY_EXERCISES: Exercises = {
  'lets a delivery be handled once': async ({ deliveries }) => {
    agree(await deliveries.claim(deliveryNumber(1)), 'claimed', 'the first');
    agree(await deliveries.claim(deliveryNumber(1)), 'busy', 'while it is handled');
    agree(await deliveries.claim(deliveryNumber(1, { partner: 'bank' })), 'claimed', 'of another partner');
    await deliveries.finish(deliveryNumber(1));
    agree(await deliveries.claim(deliveryNumber(1)), 'seen', 'afterwards');
    await deliveries.finish(deliveryNumber(1));
    agree(await deliveries.claim(deliveryNumber(2)), 'claimed', 'another');
  },

  'lets go of a delivery that was not handled, without a trace': async ({ deliveries }) => {
    agree(await deliveries.claim(versioned(1, 5)), 'claimed', 'the first');
    await deliveries.release(versioned(1, 5));
    agree(await deliveries.claim(versioned(2, 5)), 'claimed', 'another of the same version');
    await deliveries.release({ ...versioned(2, 5), leaseEndsAtMs: HELD_MS });
    agree(await deliveries.claim(versioned(2, 5)), 'busy', 'after a release that is not its own');
  },

  'handles one delivery of a thing at a time, and none of an older version': async ({ deliveries }) => {
    agree(await deliveries.claim(versioned(1, 3)), 'claimed', 'version 3');
    agree(await deliveries.claim(versioned(2, 4)), 'busy', 'version 4 meanwhile');
    agree(await deliveries.claim(versioned(3, 1, 'referral-2')), 'claimed', 'another thing');
    await deliveries.finish(versioned(1, 3));
    agree(await deliveries.claim(versioned(4, 3)), 'older', 'the same version');
    agree(await deliveries.claim(versioned(5, 2)), 'older', 'an older version');
    agree(await deliveries.claim(versioned(2, 4)), 'claimed', 'the next version');
    await deliveries.finish(versioned(2, 4));
    await deliveries.finish(versioned(6, 2));
    agree(await deliveries.claim(versioned(7, 4)), 'older', 'after an older one was finished late');
  },

  'gives a delivery to one of those who claim at once': async ({ deliveries }) => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => deliveries.claim(versioned(1, 1))));
    agree([...answers].sort(), ['busy', 'busy', 'busy', 'claimed'], 'the answers');
  },
};

const HOUR_MS = 3_600_000;

export const DELIVERY_LEASE_EXERCISES: Exercises = {
  'gives a delivery again when the lease of whoever handled it is over': async ({ deliveries }, clock) => {
    const first = { ...versioned(1, 1), leaseEndsAtMs: NOW_MS + 1_000 };
    const second = { ...first, leaseEndsAtMs: NOW_MS + 9_000 };
    agree(await deliveries.claim(first), 'claimed', 'the first');
    clock.set(NOW_MS + 999);
    agree(await deliveries.claim(second), 'busy', 'within the lease');
    clock.set(NOW_MS + 1_000);
    agree(await deliveries.claim(second), 'claimed', 'after the lease');
    await deliveries.release(first);
    agree(await deliveries.claim(second), 'busy', 'after the first let go too late');
  },

  'remembers a delivery for as long as a partner may repeat it': async ({ deliveries }, clock) => {
    agree(await deliveries.claim(versioned(1, 1)), 'claimed', 'the first');
    await deliveries.finish(versioned(1, 1));
    clock.set(NOW_MS + 76 * HOUR_MS);
    agree(await deliveries.claim(versioned(1, 1)), 'seen', 'after 76 hours');
    agree(await deliveries.claim(versioned(2, 1)), 'older', 'the version after 76 hours');
  },
};
