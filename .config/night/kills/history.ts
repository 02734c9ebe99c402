import { createHash } from 'node:crypto';
import type { FollowUpId, IsoDate } from '@rahyar/domain';
import { createMemoryStore, type FollowUpChangeOutcome, type FollowUpRecord, type MessageRecord, type PlanRow } from '@rahyar/store';
import { type Call, make, manifestOf, momentOf, type Plan, rowsOf } from './calls.ts';

/** What a thing is from a call on, until the next version; `undefined` before the first. */
export type Version = { readonly from: number; readonly content: string };

/** Every version of every thing that calls have made, in the order of the calls. */
export type History = {
  readonly versions: ReadonlyMap<string, readonly Version[]>;
  /** The number of the last call that was made. */
  readonly last: number;
  /** The plan that is loaded and not in force. */
  readonly loaded: Plan | undefined;
  /** Takes calls in the order of their numbers; one that is made again is the same. */
  add(call: Call): Promise<void>;
};

/**
 * Makes the calls on a store in memory, by the same clock, and writes down what they change: what any store must hold after each of them.
 */
export function openHistory(): History {
  const clock = { now: 0 };
  const store = createMemoryStore({ nowMs: () => clock.now });
  const versions = new Map<string, Version[]>();
  const messages = new Map<string, MessageLine>();
  let last = 0;
  let [eventsRead, auditRead] = [0, 0];
  let loaded: Plan | undefined;

  const note = (thing: string, content: string): void => {
    const known = versions.get(thing) ?? [];
    if (known.at(-1)?.content === content) return;
    versions.set(thing, [...known, { from: last, content }]);
  };
  const noteMessage = (key: string, line: MessageLine): void => {
    messages.set(key, line);
    note(`message ${key}`, messageContent(line));
  };
  const noteNew = (keys: readonly string[]): void => {
    for (const key of keys) if (!messages.has(key)) noteMessage(key, { state: 'waiting', nextAt: clock.now, revision: 1, attempts: 0 });
  };

  const noteChanged = async (call: Call, answer: unknown): Promise<void> => {
    for (const { sequence, event } of (await store.readEvents(eventsRead, MOST))._unsafeUnwrap()) {
      note(`event ${sequence}`, canonical(event));
      eventsRead = sequence;
    }
    for (const { sequence, entry } of (await store.readAudit(auditRead, MOST))._unsafeUnwrap()) {
      note(`audit ${sequence}`, canonical(entry));
      auditRead = sequence;
    }
    const touched = async (ids: readonly FollowUpId[]): Promise<void> => {
      for (const id of ids) note(`followUp ${id}`, followUpContent((await store.getFollowUp(id))._unsafeUnwrap()));
    };
    switch (call.kind) {
      case 'putFollowUps':
        return touched(call.followUps.map(({ followUp: { id } }) => id));
      case 'claimFollowUps':
        return touched((answer as readonly FollowUpRecord[]).map(({ followUp: { id } }) => id));
      case 'changeFollowUps': {
        const outcomes = answer as readonly FollowUpChangeOutcome[];
        const made = call.changes.filter((_change, index) => outcomes[index]?.kind === 'changed');
        noteNew(made.flatMap((change) => (change.messages ?? []).map(({ key }) => key)));
        return touched(made.map(({ id }) => id));
      }
      case 'handOver': {
        const given = (await store.dueFollowUps(FAR, { responsible: call.order.to }))._unsafeUnwrap();
        return touched(given.map(({ followUp: { id } }) => id));
      }
      case 'saveReferral':
        return note(`referral ${call.referral.id}`, canonical(answer));
      case 'putMessages':
        return noteNew(call.messages.map(({ key }) => key));
      case 'claimMessages':
        for (const { message, ...record } of answer as readonly MessageRecord[]) noteMessage(message.key, lineOf(record));
        return;
      case 'settleMessages':
        for (const { key, revision, outcome } of call.settlements) {
          const before = messages.get(key);
          if (before?.state !== 'waiting' || before.revision !== revision) continue;
          const after =
            outcome.kind === 'later' ? { state: 'waiting', nextAt: Date.parse(outcome.at) } : { state: outcome.kind, nextAt: undefined };
          noteMessage(key, { ...after, revision: revision + 1, attempts: before.attempts });
        }
        return;
      case 'loadPlan':
        loaded = call.plan;
        return;
      case 'publishPlan':
        loaded = undefined;
        return note('plan', planContent({ manifest: manifestOf(call.plan), on: call.on }, rowsOf(call.plan)));
      case 'appendEvents':
        return;
    }
  };

  return {
    versions,
    get last() {
      return last;
    },
    get loaded() {
      return loaded;
    },
    add: async (call) => {
      if (call.number <= last) return;
      last = call.number;
      clock.now = momentOf(last);
      const answer = await make(store, call);
      if (answer.isErr()) throw new Error(`call ${last}, ${call.kind}, is one that no store takes: ${JSON.stringify(answer.error)}`);
      await noteChanged(call, answer.value);
    },
  };
}

/** A message in a line, as the audit reads it from the table. */
type MessageLine = { readonly state: string; readonly nextAt: number | undefined; readonly revision: number; readonly attempts: number };
const lineOf = ({ state, nextAt, revision, attempts }: Omit<MessageRecord, 'message'>): MessageLine => ({
  state,
  nextAt: nextAt === undefined ? undefined : Date.parse(nextAt),
  revision,
  attempts,
});
const messageContent = ({ state, nextAt, revision, attempts }: MessageLine): string =>
  [state, nextAt ?? 'never', revision, attempts].join(' ');
const followUpContent = ({ followUp, wakesAt, heldUntil, revision, attempts }: FollowUpRecord): string =>
  [followUp.state, followUp.responsible, followUp.dueOn, momentIn(wakesAt), momentIn(heldUntil), revision, attempts].join(' ');
const momentIn = (instant: FollowUpRecord['wakesAt']): number | 'never' => (instant === undefined ? 'never' : Date.parse(instant));

/** A plan with all its rows. */
export const planContent = (plan: object, rows: readonly PlanRow[]): string => {
  const lines = rows.map((row) => canonical(row)).sort();
  return `${canonical(plan)} ${rows.length} ${createHash('sha256').update(lines.join('\n')).digest('hex')}`;
};

/** JSON with the fields in one order. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_field, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([first], [second]) => (first < second ? -1 : 1)))
      : part,
  );

/** More than any list has. */
export const MOST = 1_000_000;
const FAR = '2100-01-01' as IsoDate;
