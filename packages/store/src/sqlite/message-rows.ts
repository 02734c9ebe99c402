import { instantOf, msOf } from '../moment.ts';
import { MESSAGE_STATES, type MessageRecord } from '../records.ts';
import type { MessageRows } from '../rows.ts';
import type { Connection } from './connection.ts';
import { present, wordOf } from './read-back.ts';

/** The outbox. */
export const messageRows = (connection: Connection): MessageRows => ({
  messages: async (keys) => present(keys, (key) => connection.get<MessageRow>(`select * from message where key = ?`, key)).map(recordOf),

  putMessages: async (records) => {
    for (const { message, state, nextAt, revision, attempts } of records) {
      const { key, channel, to, kind, about, notBefore } = message;
      connection.run(
        `insert into message (key, channel, recipient, kind, about, not_before, state, next_at, revision, attempts)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (key) do update set
           channel = excluded.channel, recipient = excluded.recipient, kind = excluded.kind, about = excluded.about,
           not_before = excluded.not_before, state = excluded.state, next_at = excluded.next_at, revision = excluded.revision,
           attempts = excluded.attempts`,
        ...[key, channel, to, kind, about, momentIn(notBefore), state, momentIn(nextAt), revision, attempts],
      );
    }
  },

  claimMessages: async (now, until, limit, channels) => {
    const waiting = [...new Set(channels ?? waitingChannels(connection))].flatMap((channel) =>
      connection.all<MessageRow>(
        `select * from message where state = 'waiting' and channel = ? and next_at <= ? order by next_at, key limit ?`,
        ...[channel, now, limit],
      ),
    );
    return waiting
      .sort((a, b) => (a.next_at ?? 0) - (b.next_at ?? 0) || (a.key < b.key ? -1 : 1))
      .slice(0, limit)
      .map((row) => {
        connection.run(`update message set next_at = ?, revision = revision + 1, attempts = attempts + 1 where key = ?`, until, row.key);
        return recordOf({ ...row, next_at: until, revision: row.revision + 1, attempts: row.attempts + 1 });
      });
  },
});

/** Channels that somebody waits for, found by leaps in the index: they are few, and the messages many. */
function waitingChannels(connection: Connection): string[] {
  const channels: string[] = [];
  for (;;) {
    const next = connection.get<{ readonly channel: string }>(
      `select channel from message where state = 'waiting' and channel > ? order by channel limit 1`,
      channels.at(-1) ?? '',
    );
    if (next === undefined) return channels;
    channels.push(next.channel);
  }
}

type MessageRow = Pick<MessageRecord['message'], 'key' | 'channel' | 'kind' | 'about'> & {
  readonly recipient: string;
  readonly not_before: number | null;
  readonly state: string;
  readonly next_at: number | null;
  readonly revision: number;
  readonly attempts: number;
};

const recordOf = ({ key, channel, recipient, kind, about, not_before, state, next_at, revision, attempts }: MessageRow): MessageRecord => ({
  message: { key, channel, to: recipient, kind, about, ...(not_before === null ? {} : { notBefore: instantOf(not_before) }) },
  state: wordOf(MESSAGE_STATES, state),
  ...(next_at === null ? {} : { nextAt: instantOf(next_at) }),
  revision,
  attempts,
});

const momentIn = (instant: MessageRecord['nextAt']): number | null => (instant === undefined ? null : msOf(instant));
