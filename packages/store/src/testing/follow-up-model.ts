import type { Instant } from '@rahyar/domain';
import type { FollowUpChange, FollowUpRecord, HandOver, Message, PlannedFollowUp } from '../records.ts';
import type { MessageSettlement } from '../store.ts';
import { equal, type Model, sortedBy } from './model.ts';

const text = (ms: number): Instant => new Date(ms).toISOString() as Instant;
const msOf = (record: { readonly wakesAt?: Instant | undefined }): number =>
  record.wakesAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(record.wakesAt);

const heldMsOf = ({ heldUntil }: FollowUpRecord): number => (heldUntil === undefined ? 0 : Date.parse(heldUntil));

const isShut = ({ followUp: { state } }: FollowUpRecord): boolean => state === 'done' || state === 'cancelled';

/** Lays a record down, and says at its desk when to look. */
function lay(model: Model, record: FollowUpRecord): void {
  const { id, responsible } = record.followUp;
  model.followUps = [...model.followUps.filter(({ followUp }) => followUp.id !== id), record];
  if (record.wakesAt === undefined) return;
  const desk = model.desks.find(({ staff }) => staff === responsible);
  if (desk === undefined) model.desks.push({ staff: responsible, nextMs: msOf(record), turn: 0 });
  else desk.nextMs = Math.min(desk.nextMs, msOf(record));
}

export function modelPut(model: Model, batch: readonly PlannedFollowUp[]): unknown {
  let written: FollowUpRecord[] = [];
  let count = 0;
  for (const { followUp, wakesAt } of batch) {
    const isThis = (one: FollowUpRecord): boolean => one.followUp.id === followUp.id;
    const known = written.find(isThis) ?? model.followUps.find(isThis);
    let again: PlannedFollowUp = { followUp, wakesAt };
    if (known !== undefined) {
      if (known.followUp.state !== 'scheduled' && known.followUp.state !== 'due') continue;
      const staysDue = known.followUp.state === 'due' && followUp.state === 'scheduled' && known.followUp.dueOn === followUp.dueOn;
      if (staysDue) again = { followUp: { ...followUp, state: 'due' }, wakesAt: known.wakesAt };
      if (equal(again.followUp, known.followUp) && again.wakesAt === known.wakesAt) continue;
    }
    const asleep = again.followUp.state === 'done' || again.followUp.state === 'cancelled' || again.wakesAt === undefined;
    const record = {
      followUp: again.followUp,
      ...(asleep ? {} : { wakesAt: again.wakesAt }),
      revision: (known?.revision ?? 0) + 1,
      attempts: 0,
    };
    written = [...written.filter((one) => !isThis(one)), record];
    count += 1;
  }
  for (const record of written) lay(model, record);
  return count;
}

export const modelDue = (model: Model, on: string): unknown =>
  sortedBy(
    model.followUps.filter((one) => one.followUp.dueOn <= on && !isShut(one)),
    ({ followUp: { dueOn, id } }) => `${dueOn} ${id}`,
  );

export function modelClaim(model: Model, nowMs: number, leaseMs: number, limit: number): unknown {
  const taken: FollowUpRecord[] = [];
  while (taken.length < limit && model.desks.some(({ nextMs }) => nextMs <= nowMs))
    taken.push(...claimedInRound(model, nowMs, leaseMs, limit - taken.length));
  return taken;
}

/** Rule by rule as an adapter is told to claim. */
function claimedInRound(model: Model, nowMs: number, leaseMs: number, limit: number): FollowUpRecord[] {
  const open = sortedBy(
    model.desks.filter(({ nextMs }) => nextMs <= nowMs),
    ({ turn, staff }) => `${String(turn).padStart(9, '0')} ${staff}`,
  ).slice(0, Math.ceil(limit / 8));
  const share = Math.ceil(limit / open.length);
  const taken: FollowUpRecord[] = [];
  for (const desk of open) {
    if (taken.length >= limit) continue;
    const awake = model.followUps.filter((one) => one.followUp.responsible === desk.staff && msOf(one) <= nowMs && heldMsOf(one) <= nowMs);
    const first = sortedBy(awake, (one) => `${one.wakesAt} ${one.followUp.id}`).slice(0, Math.min(share, limit - taken.length));
    for (const record of first) {
      const claimed = { ...record, heldUntil: text(nowMs + leaseMs), revision: record.revision + 1, attempts: record.attempts + 1 };
      lay(model, claimed);
      taken.push(claimed);
    }
    model.turns += 1;
    desk.turn = model.turns;
    const own = model.followUps.filter((one) => one.followUp.responsible === desk.staff);
    desk.nextMs = Math.min(Number.POSITIVE_INFINITY, ...own.map((one) => (heldMsOf(one) > nowMs ? heldMsOf(one) : msOf(one))));
  }
  return taken;
}

export function modelChange(
  model: Model,
  nowMs: number,
  { key, id, ifRevision, state, by, wakesAt, messages = [] }: FollowUpChange,
): unknown {
  const known = model.followUps.find((one) => one.followUp.id === id);
  const earlier = model.audit.find((entry) => entry.key === key);
  if (earlier !== undefined && (earlier.what !== 'followUp' || earlier.of !== id || earlier.to !== state)) return 'conflict key';
  if (known === undefined) return [{ kind: 'notFound' }];
  if (earlier !== undefined) return [{ kind: 'repeated', record: known }];
  if (isShut(known)) return [{ kind: 'closed', record: known }];
  if (ifRevision !== undefined && ifRevision !== known.revision) return [{ kind: 'stale', record: known }];
  const told = modelTell(model, nowMs, messages);
  if (typeof told === 'string') return told;
  const asleep = state === 'done' || state === 'cancelled' || wakesAt === undefined;
  const record = { followUp: { ...known.followUp, state }, ...(asleep ? {} : { wakesAt }), revision: known.revision + 1, attempts: 0 };
  lay(model, record);
  model.audit.push({ key, atMs: nowMs, by, what: 'followUp', of: id, from: known.followUp.state, to: state });
  return [{ kind: 'changed', record }];
}

export function modelHandOver(model: Model, nowMs: number, { key, from, to, by }: HandOver): unknown {
  const earlier = model.audit.find((entry) => entry.key === key);
  if (earlier !== undefined) return earlier.what === 'handOver' && earlier.of === from && earlier.to === to ? 0 : 'conflict key';
  const open = from === to ? [] : model.followUps.filter((one) => one.followUp.responsible === from && !isShut(one));
  for (const { heldUntil: _, ...one } of open)
    lay(model, { ...one, followUp: { ...one.followUp, responsible: to }, revision: one.revision + 1, attempts: 0 });
  model.audit.push({ key, atMs: nowMs, by, what: 'handOver', of: from, to });
  return open.length;
}

export function modelTell(model: Model, nowMs: number, batch: readonly Message[]): unknown {
  const after = [...model.messages];
  for (const message of batch) {
    const known = after.find((one) => one.message.key === message.key)?.message;
    if (known === undefined) {
      const nextMs = message.notBefore === undefined ? nowMs : Date.parse(message.notBefore);
      after.push({ message, state: 'waiting', nextMs, revision: 1, attempts: 0 });
    } else if (!equal({ ...known, notBefore: 0 }, { ...message, notBefore: 0 })) return 'conflict key';
  }
  const count = after.length - model.messages.length;
  model.messages = after;
  return count;
}

export function modelClaimMessages(model: Model, nowMs: number, leaseMs: number, limit: number): unknown {
  const due = model.messages.filter(({ state, nextMs }) => state === 'waiting' && nextMs <= nowMs);
  return sortedBy(due, ({ nextMs, message }) => `${text(nextMs)} ${message.key}`)
    .slice(0, limit)
    .map((one) => {
      Object.assign(one, { nextMs: nowMs + leaseMs, revision: one.revision + 1, attempts: one.attempts + 1 });
      const { message, state, revision, attempts } = one;
      return { message, state, nextAt: text(nowMs + leaseMs), revision, attempts };
    });
}

export function modelSettle(model: Model, { key, revision, outcome }: MessageSettlement): unknown {
  const known = model.messages.find((one) => one.message.key === key);
  if (known?.state !== 'waiting' || known.revision !== revision) return 0;
  known.revision += 1;
  if (outcome.kind === 'later') known.nextMs = Date.parse(outcome.at);
  else known.state = outcome.kind;
  return 1;
}

export const modelAudit = (model: Model): unknown => model.audit.map(({ atMs, ...entry }) => ({ ...entry, at: text(atMs) }));
