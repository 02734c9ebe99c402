import type { Instant } from '@rahyar/domain';
import { isOpen, type ServiceHours } from '@rahyar/scheduler';
import type { ClaimTerms, Message, MessageOutcome, MessageRecord, Store } from '@rahyar/store';
import { err, errAsync, okAsync, type Result, ResultAsync } from 'neverthrow';
import type { FiringError } from './fire-follow-ups.ts';
import { fromStore } from './referrals.ts';

/** `later`: it may go better another time. `never`: it will not. */
export type ChannelFailure = 'later' | 'never';

/**
 * A way of telling somebody something. The same message may come again after a crash: it has the same key. A promise that rejects counts as
 * `later`.
 */
export type Channel = (message: Message) => Promise<Result<void, ChannelFailure>>;

export type Delivering = {
  readonly store: Pick<Store, 'claimMessages' | 'settleMessages'>;
  readonly channels: Readonly<Record<string, Channel>>;
  readonly now: () => Instant;
  /** When somebody may be told something: what is late, or is tried again, waits outside them too. */
  readonly tellingHours: ServiceHours;
  /** From 0 up to 1, for the spread of repetitions. */
  readonly random: () => number;
};

export type Delivered = { readonly taken: number; readonly sent: number; readonly later: number; readonly dead: number };

/** After so many attempts a message is given up: with the waits between them that is about a day and a half. */
export const MESSAGE_ATTEMPTS = 16;

/** One batch of messages that wait, each brought to its channel and noted; none outside the hours of telling. Call it until nothing is taken. */
export function deliverMessages(delivering: Delivering, terms: ClaimTerms): ResultAsync<Delivered, FiringError> {
  const { store, channels, tellingHours, now } = delivering;
  const mayTell = isOpen(tellingHours, now());
  if (mayTell.isErr()) return errAsync({ kind: 'calendar', cause: mayTell.error });
  if (!mayTell.value) return okAsync({ taken: 0, sent: 0, later: 0, dead: 0 });
  return fromStore(store.claimMessages({ ...terms, channels: Object.keys(channels) })).andThen((records) =>
    ResultAsync.fromSafePromise(Promise.all(records.map((record) => outcomeOf(record, delivering)))).andThen((outcomes) => {
      const settlements = records.map(({ message, revision }, index) => ({
        key: message.key,
        revision,
        outcome: outcomes[index] as MessageOutcome,
      }));
      const count = (wanted: MessageOutcome['kind']): number => outcomes.filter(({ kind }) => kind === wanted).length;
      return fromStore(store.settleMessages(settlements)).map(
        (): Delivered => ({ taken: records.length, sent: count('sent'), later: count('later'), dead: count('dead') }),
      );
    }),
  );
}

async function outcomeOf({ message, attempts }: MessageRecord, { channels, now, random }: Delivering): Promise<MessageOutcome> {
  const delivered = await told(channels[message.channel] as Channel, message);
  if (delivered.isOk()) return { kind: 'sent' };
  if (delivered.error === 'never' || attempts >= MESSAGE_ATTEMPTS) return { kind: 'dead' };
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts) * (0.5 + random() / 2);
  return { kind: 'later', at: new Date(Date.parse(now()) + waitMs).toISOString() as Instant };
}

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 12 * 3_600_000;

async function told(channel: Channel, message: Message): Promise<Result<void, ChannelFailure>> {
  try {
    return await channel(message);
  } catch {
    return err('later');
  }
}
