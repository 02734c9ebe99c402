import type { FollowUpId } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { sameContent } from './content.ts';
import { newMessages } from './messages.ts';
import { instantOf } from './moment.ts';
import {
  type AuditEntry,
  type FollowUpChange,
  type FollowUpChangeOutcome,
  type FollowUpRecord,
  type HandOver,
  isClosed,
  type Message,
  type PlannedFollowUp,
} from './records.ts';
import type { Rows } from './rows.ts';
import type { StoreError } from './store-error.ts';

/** Writes planned follow-ups over those that nobody has acted on; returns how many are now other than before. */
export async function putFollowUps(rows: Rows, planned: readonly PlannedFollowUp[]): Promise<Result<number, StoreError>> {
  const known = await recordsOf(rows, new Set(planned.map(({ followUp }) => followUp.id)));
  const written = new Map<FollowUpId, FollowUpRecord>();
  let count = 0;
  for (const plan of planned) {
    const { id } = plan.followUp;
    const before = written.get(id) ?? known.get(id);
    const again = before === undefined ? plan : againAs(plan, before);
    if (before !== undefined && (isActedOn(before) || isSame(before, again))) continue;
    written.set(id, withClock({ ...again, revision: (before?.revision ?? 0) + 1, attempts: 0 }));
    count += 1;
  }
  if (written.size > 0) await rows.putFollowUps([...written.values()]);
  return ok(count);
}

/** Takes due follow-ups round by round: a round may find desks whose work was done meanwhile, and leave places that others need. */
export async function claimFollowUps(rows: Rows, limit: number, leaseMs: number): Promise<readonly FollowUpRecord[]> {
  const now = await rows.now();
  const taken: FollowUpRecord[] = [];
  while (taken.length < limit) {
    const round = await rows.claimFollowUps(now, now + leaseMs, limit - taken.length);
    if (round === undefined) break;
    taken.push(...round);
  }
  return taken;
}

/** Makes changes in their order, with their audit entries and messages. */
export async function changeFollowUps(
  rows: Rows,
  changes: readonly FollowUpChange[],
): Promise<Result<readonly FollowUpChangeOutcome[], StoreError>> {
  const at = instantOf(await rows.now());
  const made = new Map((await rows.auditOf(changes.map(({ key }) => key))).map((entry) => [entry.key, entry]));
  const known = await recordsOf(rows, new Set(changes.map(({ id }) => id)));
  const written = new Map<FollowUpId, FollowUpRecord>();
  const entries: AuditEntry[] = [];
  const messages: Message[] = [];
  const outcomes: FollowUpChangeOutcome[] = [];
  for (const change of changes) {
    const before = written.get(change.id) ?? known.get(change.id);
    const earlier = made.get(change.key);
    if (earlier !== undefined && (earlier.what !== 'followUp' || earlier.of !== change.id || earlier.to !== change.state))
      return err({ kind: 'conflict', what: 'key' });
    if (before === undefined) outcomes.push({ kind: 'notFound' });
    else if (earlier !== undefined) outcomes.push({ kind: 'repeated', record: before });
    else if (isClosed(before.followUp.state)) outcomes.push({ kind: 'closed', record: before });
    else if (change.ifRevision !== undefined && change.ifRevision !== before.revision) outcomes.push({ kind: 'stale', record: before });
    else {
      const record = changed(before, change);
      const entry = entryOf(before, change, at);
      written.set(change.id, record);
      made.set(change.key, entry);
      entries.push(entry);
      messages.push(...(change.messages ?? []));
      outcomes.push({ kind: 'changed', record });
    }
  }
  if (written.size > 0) {
    const told = await newMessages(rows, messages);
    if (told.isErr()) return err(told.error);
    await rows.putFollowUps([...written.values()]);
    await rows.insertAudit(entries);
  }
  return ok(outcomes);
}

/** Moves the open work of one to another, once for each key. */
export async function handOver(rows: Rows, order: HandOver): Promise<Result<number, StoreError>> {
  const [earlier] = await rows.auditOf([order.key]);
  if (earlier !== undefined) {
    const isSame = earlier.what === 'handOver' && earlier.of === order.from && earlier.to === order.to;
    return isSame ? ok(0) : err({ kind: 'conflict', what: 'key' });
  }
  const count = order.from === order.to ? 0 : await rows.giveFollowUps(order.from, order.to);
  await rows.insertAudit([
    {
      key: order.key,
      at: instantOf(await rows.now()),
      by: order.by,
      what: 'handOver',
      of: order.from,
      to: order.to,
      ...(order.because === undefined ? {} : { because: order.because }),
    },
  ]);
  return ok(count);
}

const recordsOf = async (rows: Rows, ids: ReadonlySet<FollowUpId>): Promise<Map<FollowUpId, FollowUpRecord>> =>
  new Map((await rows.followUps([...ids])).map((record) => [record.followUp.id, record]));

const isActedOn = ({ followUp: { state } }: FollowUpRecord): boolean => state !== 'scheduled' && state !== 'due';

const isSame = ({ followUp, wakesAt }: FollowUpRecord, again: PlannedFollowUp): boolean =>
  sameContent(followUp, again.followUp) && wakesAt === again.wakesAt;

/** What is planned again for the day on which it fell due already has fallen due. */
const againAs = (plan: PlannedFollowUp, { followUp: before, wakesAt }: FollowUpRecord): PlannedFollowUp =>
  before.state === 'due' && plan.followUp.state === 'scheduled' && before.dueOn === plan.followUp.dueOn
    ? { followUp: { ...plan.followUp, state: 'due' }, ...(wakesAt === undefined ? {} : { wakesAt }) }
    : plan;

function changed(before: FollowUpRecord, { state, dueOn, responsible, wakesAt }: FollowUpChange): FollowUpRecord {
  const followUp = {
    ...before.followUp,
    state,
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(responsible === undefined ? {} : { responsible }),
  };
  return withClock({ followUp, ...(wakesAt === undefined ? {} : { wakesAt }), revision: before.revision + 1, attempts: 0 });
}

/** A closed one sleeps for ever. */
function withClock(record: FollowUpRecord): FollowUpRecord {
  if (!isClosed(record.followUp.state)) return record;
  const { wakesAt: _, ...asleep } = record;
  return asleep;
}

const entryOf = (before: FollowUpRecord, { key, by, id, state, because }: FollowUpChange, at: AuditEntry['at']): AuditEntry => ({
  key,
  at,
  by,
  what: 'followUp',
  of: id,
  from: before.followUp.state,
  to: state,
  ...(because === undefined ? {} : { because }),
});
