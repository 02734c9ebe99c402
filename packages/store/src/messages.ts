import { err, ok, type Result } from 'neverthrow';
import { sameContent } from './content.ts';
import { instantOf } from './moment.ts';
import type { Message, MessageRecord } from './records.ts';
import type { Rows } from './rows.ts';
import type { MessageSettlement } from './store.ts';
import type { StoreError } from './store-error.ts';

/** Takes up messages whose keys are new; returns how many. A key that stands for another message is a conflict. */
export async function newMessages(rows: Rows, messages: readonly Message[]): Promise<Result<number, StoreError>> {
  const known = new Map((await rows.messages(messages.map(({ key }) => key))).map(({ message }) => [message.key, message]));
  const now = instantOf(await rows.now());
  const fresh: MessageRecord[] = [];
  for (const message of messages) {
    const before = known.get(message.key);
    if (before === undefined) {
      known.set(message.key, message);
      fresh.push({ message, state: 'waiting', nextAt: message.notBefore ?? now, revision: 1, attempts: 0 });
    } else if (!sameContent({ ...before, notBefore: undefined }, { ...message, notBefore: undefined }))
      return err({ kind: 'conflict', what: 'key' });
  }
  if (fresh.length > 0) await rows.putMessages(fresh);
  return ok(fresh.length);
}

/** Notes what became of messages that are still as they were claimed; returns how many. */
export async function settleMessages(rows: Rows, settlements: readonly MessageSettlement[]): Promise<Result<number, StoreError>> {
  const known = new Map((await rows.messages(settlements.map(({ key }) => key))).map((record) => [record.message.key, record]));
  const settled = settlements.flatMap(({ key, revision, outcome }) => {
    const before = known.get(key);
    return before?.state === 'waiting' && before.revision === revision ? [settledRecord(before, outcome)] : [];
  });
  if (settled.length > 0) await rows.putMessages(settled);
  return ok(settled.length);
}

function settledRecord({ message, revision, attempts }: MessageRecord, outcome: MessageSettlement['outcome']): MessageRecord {
  const after = { message, revision: revision + 1, attempts };
  return outcome.kind === 'later' ? { ...after, state: 'waiting', nextAt: outcome.at } : { ...after, state: outcome.kind };
}
