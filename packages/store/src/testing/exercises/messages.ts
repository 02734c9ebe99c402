import { instantOf } from '../../moment.ts';
import type { MessageRecord } from '../../records.ts';
import type { MessageSettlement, Store } from '../../store.ts';
import { agree } from '../agree.ts';
import { allValues, gives, refuses, valueIn } from '../expect-answer.ts';
import { FAR_AHEAD, LONG_AGO, messageNumber, moment } from '../specimens.ts';
import { type Exercises, NOW_MS } from './exercise.ts';

const LEASE_MS = 60_000;

const claim = (store: Store, limit = 10, channels?: readonly string[]): Promise<readonly MessageRecord[]> =>
  valueIn(store.claimMessages({ limit, leaseMs: LEASE_MS, ...(channels === undefined ? {} : { channels }) }));

const keysIn = (rows: readonly MessageRecord[]): string[] => rows.map(({ message }) => message.key);

const settlement = ({ message: { key }, revision }: MessageRecord, outcome: MessageSettlement['outcome']): MessageSettlement => ({
  key,
  revision,
  outcome,
});

export const MESSAGE_EXERCISES: Exercises = {
  'takes a message once, by its key': async (store) => {
    await gives(store.putMessages([messageNumber(1), messageNumber(1), messageNumber(2)]), 2);
    await gives(store.putMessages([messageNumber(1), messageNumber(3)]), 1);
    await gives(store.putMessages([messageNumber(1, { notBefore: FAR_AHEAD })]), 0);
    agree(keysIn(await claim(store)).sort(), ['message-1', 'message-2', 'message-3'], 'the messages');
  },

  'refuses a batch of messages wholly when one contradicts its key, or is none': async (store) => {
    await gives(store.putMessages([messageNumber(1)]), 1);
    await refuses(store.putMessages([messageNumber(2), messageNumber(1, { to: 'staff-2' })]), { kind: 'conflict', what: 'key' });
    await refuses(store.putMessages([messageNumber(2), messageNumber(3, {}), { ...messageNumber(4), to: 'Sara Ahmadi' }]), {
      kind: 'invalid',
      what: 'message',
    });
    agree(keysIn(await claim(store)), ['message-1'], 'the messages');
  },

  'claims the earliest first, then by key; of some channels or of all; up to the limit': async (store) => {
    await gives(
      store.putMessages([
        messageNumber(4, { notBefore: LONG_AGO, channel: 'sms' }),
        messageNumber(3, { notBefore: LONG_AGO }),
        messageNumber(2, { notBefore: LONG_AGO }),
        messageNumber(1, { notBefore: '2000-01-01T00:00:00Z' }),
        messageNumber(5, { notBefore: FAR_AHEAD }),
      ]),
      5,
    );
    agree(keysIn(await claim(store, 1)), ['message-1'], 'the first');
    agree(keysIn(await claim(store, 10, [])), [], 'of no channel');
    agree(keysIn(await claim(store, 10, ['sms', 'other'])), ['message-4'], 'of a channel');
    const rest = await claim(store);
    agree(keysIn(rest), ['message-2', 'message-3'], 'the rest');
    agree([rest[0]?.state, rest[0]?.revision, rest[0]?.attempts], ['waiting', 2, 1], 'a claimed message');
    agree(keysIn(await claim(store)), [], 'what is claimed or waits for its moment');
  },

  'tries a message again when it is said, and never one that is sent or dead': async (store) => {
    await gives(store.putMessages([1, 2, 3].map((number) => messageNumber(number, { notBefore: LONG_AGO }))), 3);
    const [first, second, third] = await claim(store);
    if (first === undefined || second === undefined || third === undefined) throw new Error('messages are missing');
    await gives(
      store.settleMessages([
        settlement(first, { kind: 'later', at: moment('2001-01-01T03:30:00+03:30') }),
        settlement(second, { kind: 'sent' }),
        settlement(third, { kind: 'dead' }),
      ]),
      3,
    );
    const again = await claim(store);
    agree(
      again.map(({ message: { key }, revision, attempts }) => [key, revision, attempts]),
      [['message-1', 4, 2]],
      'what is tried again',
    );
    await gives(store.putMessages([messageNumber(2, { notBefore: LONG_AGO })]), 0);
    agree(keysIn(await claim(store)), [], 'after a repeated one');
  },

  'notes nothing on a revision that is not the latest, and nothing twice': async (store) => {
    await gives(store.putMessages([messageNumber(1, { notBefore: LONG_AGO })]), 1);
    const [taken] = await claim(store);
    if (taken === undefined) throw new Error('the message is missing');
    await gives(store.settleMessages([{ key: 'message-1', revision: 1, outcome: { kind: 'sent' } }]), 0);
    await gives(store.settleMessages([{ key: 'message-9', revision: 1, outcome: { kind: 'sent' } }]), 0);
    await gives(store.settleMessages([settlement(taken, { kind: 'later', at: LONG_AGO })]), 1);
    await gives(store.settleMessages([settlement(taken, { kind: 'sent' })]), 0);
    agree(keysIn(await claim(store)), ['message-1'], 'what still waits');
    await refuses(store.settleMessages([settlement(taken, { kind: 'sent' }), settlement(taken, { kind: 'dead' })]), {
      kind: 'invalid',
      what: 'settlement',
    });
    await refuses(store.settleMessages([{ key: 'message-1', revision: 0, outcome: { kind: 'sent' } }]), {
      kind: 'invalid',
      what: 'settlement',
    });
  },

  'gives a message to one of those who claim at once': async (store) => {
    await gives(store.putMessages([...Array(20).keys()].map((number) => messageNumber(number, { notBefore: LONG_AGO }))), 20);
    const taken: string[] = [];
    for (let round = 0; round < 20 && taken.length < 20; round++)
      taken.push(...(await Promise.all([1, 2, 3, 4].map(() => claim(store, 3)))).flatMap(keysIn));
    agree(taken.length, 20, 'how many were taken');
    agree(new Set(taken).size, 20, 'how many of them are different');
  },

  'takes a message once, however many bring it at once': async (store) => {
    const counts = await allValues([1, 2, 3, 4].map(() => store.putMessages([messageNumber(1), messageNumber(2)])));
    agree(counts.sort(), [0, 0, 0, 2], 'how many were new to each');
  },
};

export const MESSAGE_LEASE_EXERCISES: Exercises = {
  'keeps a message until its moment, and gives it again after the lease': async (store, clock) => {
    await gives(store.putMessages([messageNumber(1, { notBefore: instantOf(NOW_MS + 5) }), messageNumber(2)]), 2);
    agree(keysIn(await claim(store)), ['message-2'], 'before the moment');
    clock.set(NOW_MS + 5);
    const [taken] = await claim(store);
    agree([taken?.message.key, taken?.nextAt], ['message-1', instantOf(NOW_MS + 5 + LEASE_MS)], 'at its moment');
    clock.set(NOW_MS + LEASE_MS + 4);
    agree(keysIn(await claim(store)), ['message-2'], 'within the lease');
    clock.set(NOW_MS + LEASE_MS + 5);
    agree(keysIn(await claim(store)), ['message-1'], 'after the lease');
  },
};
