import { instantOf, msOf } from '../moment.ts';
import type { Message, MessageRecord, MessageState } from '../records.ts';
import type { MessageRows } from '../rows.ts';
import { keyedTable, put, seek } from './keyed-table.ts';
import type { Statement, Transaction } from './transaction.ts';

/** The outbox. */
export const messageRows = (transaction: Transaction): MessageRows => ({
  messages: async (keys) => (await seek<MessageRow>(transaction, messageTable, keys)).map(recordOf),
  putMessages: (records) => put(transaction, messageTable, records.map(rowOf)),
  claimMessages: async (now, until, limit, channels) => {
    const taken = await transaction.tell<MessageRow & { came_at: number }>(TAKE, [now, until, limit, channels ?? null]);
    return [...taken].sort((a, b) => a.came_at - b.came_at || (a.key < b.key ? -1 : 1)).map(recordOf);
  },
});

type MessageRow = {
  readonly next_at: number | null;
  readonly revision: number;
  readonly attempts: number;
  readonly key: string;
  readonly channel: string;
  readonly state: MessageState;
  readonly body: Message;
};

const recordOf = ({ body, state, next_at, revision, attempts }: MessageRow): MessageRecord => ({
  message: body,
  state,
  ...(next_at === null ? {} : { nextAt: instantOf(next_at) }),
  revision,
  attempts,
});

const rowOf = ({ message, state, nextAt, revision, attempts }: MessageRecord): { readonly [column: string]: unknown } => ({
  next_at: nextAt === undefined ? null : msOf(nextAt),
  revision,
  attempts,
  key: message.key,
  channel: message.channel,
  state,
  body: JSON.stringify(message),
});

const messageTable = keyedTable('message', 'key', {
  next_at: 'bigint',
  revision: 'integer',
  attempts: 'integer',
  key: 'text',
  channel: 'text',
  state: 'text',
  body: 'json',
});

const TAKE: Statement = {
  name: 'take messages',
  text: `
    with chosen as materialized (
      select key, next_at as came_at from message
      where state = 'waiting' and next_at <= $1 and ($4::text[] is null or channel = any($4::text[]))
      order by next_at, key limit $3
      for update skip locked
    )
    update message set next_at = $2, revision = message.revision + 1, attempts = message.attempts + 1
    from chosen where message.key = chosen.key
    returning chosen.came_at, ${messageTable.columns.map((column) => `message.${column}`).join(', ')}`,
};
