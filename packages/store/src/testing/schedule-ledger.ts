import type { FollowUp, FollowUpId, Instant, StaffId } from '@rahyar/domain';
import {
  type FollowUpChange,
  type FollowUpChangeOutcome,
  type FollowUpRecord,
  type HandOver,
  isClosed,
  type Message,
  type MessageRecord,
  type PlannedFollowUp,
  type StoredAuditEntry,
} from '../records.ts';
import type { MessageSettlement } from '../store.ts';

/**
 * What a schedule knows to be so: it sees every call that reached the store, whether or not an answer came back. Each function below takes
 * an answer, says in `violations` what is wrong of it by the contract, and notes what is so now.
 */
export type Ledger = {
  readonly followUps: Map<FollowUpId, Expected>;
  readonly messages: Map<string, ExpectedMessage>;
  /** Keys of changes and hand-overs that were made. */
  readonly made: Set<string>;
  readonly audit: string[];
  readonly violations: string[];
};

type Expected = {
  readonly followUp: FollowUp;
  /** How the trace names it. */
  readonly name: string;
  state: FollowUp['state'];
  responsible: StaffId;
  wakesAt: Instant | undefined;
  heldUntil: Instant | undefined;
  revision: number;
  attempts: number;
};

type ExpectedMessage = { nextAt: Instant; revision: number; isSent: boolean; delivered: number };

export const emptyLedger = (): Ledger => ({
  followUps: new Map(),
  messages: new Map(),
  made: new Set(),
  audit: [],
  violations: [],
});

/** `count` were written of what was planned. */
export function seePut({ followUps, violations }: Ledger, planned: readonly PlannedFollowUp[], count: number): void {
  let expected = 0;
  for (const { followUp, wakesAt } of planned) {
    const before = followUps.get(followUp.id);
    if (before !== undefined && before.state !== 'scheduled') continue;
    if (before?.responsible === followUp.responsible && before.wakesAt === wakesAt) continue;
    expected += 1;
    const { state, responsible } = followUp;
    const name = followUp.id.slice(followUp.id.indexOf('-') + 1);
    const revision = (before?.revision ?? 0) + 1;
    followUps.set(followUp.id, { followUp, name, state, responsible, wakesAt, heldUntil: undefined, revision, attempts: 0 });
  }
  if (count !== expected) violations.push(`wrote ${count} of the plan, not ${expected}`);
}

/** These were claimed at `now` until `until`. */
export function seeClaim(
  { followUps, violations }: Ledger,
  now: Instant,
  until: Instant,
  limit: number,
  rows: readonly FollowUpRecord[],
): void {
  if (rows.length > limit) violations.push('claimed more than the limit');
  for (const row of rows) {
    const expected = followUps.get(row.followUp.id);
    if (expected === undefined) {
      violations.push('claimed what was never planned');
      continue;
    }
    if (isClosed(expected.state)) violations.push(`${expected.name} was claimed when it was ${expected.state}`);
    else if (expected.wakesAt === undefined) violations.push(`${expected.name} was claimed in its sleep`);
    else if (expected.wakesAt > now) violations.push(`${expected.name} was claimed before its moment`);
    else if (expected.heldUntil !== undefined && expected.heldUntil > now)
      violations.push(`${expected.name} was claimed from under a lease`);
    expected.heldUntil = until;
    expected.revision += 1;
    expected.attempts += 1;
    seeRecord(violations, expected, row);
  }
}

/** These outcomes answered these changes, at `now`. */
export function seeChanges(
  ledger: Ledger,
  now: Instant,
  changes: readonly FollowUpChange[],
  outcomes: readonly FollowUpChangeOutcome[],
): number {
  let stale = 0;
  for (const [index, change] of changes.entries()) {
    const outcome = outcomes[index];
    const expected = ledger.followUps.get(change.id);
    if (outcome === undefined || expected === undefined) {
      ledger.violations.push('a change has no outcome');
      continue;
    }
    const kind = kindOf(ledger, expected, change);
    if (kind === 'stale') stale += 1;
    if (outcome.kind !== kind) {
      ledger.violations.push(faultOf(expected, outcome.kind, kind));
      continue;
    }
    if (kind === 'changed') seeChanged(ledger, expected, change, now);
    if (outcome.kind !== 'notFound') seeRecord(ledger.violations, expected, outcome.record);
  }
  return stale;
}

function kindOf({ made }: Ledger, expected: Expected, { key, ifRevision }: FollowUpChange): FollowUpChangeOutcome['kind'] {
  if (made.has(key)) return 'repeated';
  if (isClosed(expected.state)) return 'closed';
  return ifRevision !== undefined && ifRevision !== expected.revision ? 'stale' : 'changed';
}

function faultOf({ name, state }: Expected, actual: FollowUpChangeOutcome['kind'], kind: FollowUpChangeOutcome['kind']): string {
  if (actual === 'changed' && kind === 'stale') return `a stale token won over ${name}`;
  if (actual === 'changed' && kind === 'closed') return `${name} was changed after it was ${state}`;
  if (kind === 'repeated') return `a change of ${name} that was made before was ${actual}`;
  return `a change of ${name} was ${actual}, not ${kind}`;
}

function seeChanged(ledger: Ledger, expected: Expected, { key, state, wakesAt, messages = [], by }: FollowUpChange, now: Instant): void {
  ledger.made.add(key);
  ledger.audit.push(`${key} ${now} ${by} ${expected.followUp.id} ${expected.state} ${state}`);
  expected.state = state;
  expected.wakesAt = isClosed(state) ? undefined : wakesAt;
  expected.heldUntil = undefined;
  expected.revision += 1;
  expected.attempts = 0;
  promise(ledger, now, messages);
}

/** `count` went from one to another. */
export function seeHandOver(ledger: Ledger, now: Instant, { key, from, to, by }: HandOver, count: number): void {
  let expected = 0;
  if (!ledger.made.has(key)) {
    ledger.made.add(key);
    ledger.audit.push(`${key} ${now} ${by} ${from} undefined ${to}`);
    for (const one of ledger.followUps.values()) {
      if (one.responsible !== from || isClosed(one.state)) continue;
      one.responsible = to;
      one.heldUntil = undefined;
      one.revision += 1;
      one.attempts = 0;
      expected += 1;
    }
  }
  if (count !== expected) ledger.violations.push(`handed over ${count}, not ${expected}`);
}

/** `count` of the messages were new. */
export function seeMessages(ledger: Ledger, now: Instant, messages: readonly Message[], count: number): void {
  const expected = promise(ledger, now, messages);
  if (count !== expected) ledger.violations.push(`took up ${count} messages, not ${expected}`);
}

function promise({ messages: known }: Ledger, now: Instant, messages: readonly Message[]): number {
  let count = 0;
  for (const { key, notBefore } of messages) {
    if (known.has(key)) continue;
    known.set(key, { nextAt: notBefore ?? now, revision: 1, isSent: false, delivered: 0 });
    count += 1;
  }
  return count;
}

/** These messages were claimed at `now` until `until`. */
export function seeMessageClaim({ messages, violations }: Ledger, now: Instant, until: Instant, rows: readonly MessageRecord[]): void {
  for (const { message, revision, nextAt } of rows) {
    const expected = messages.get(message.key);
    if (expected === undefined) {
      violations.push('a message was claimed that nobody promised');
      continue;
    }
    if (expected.isSent) violations.push(`${message.key} was claimed after it was sent`);
    else if (expected.nextAt > now) violations.push(`${message.key} was claimed before its moment, or from under a lease`);
    expected.nextAt = until;
    expected.revision += 1;
    if (revision !== expected.revision || nextAt !== until) violations.push(`${message.key} is not as it was claimed`);
  }
}

/** Whether the settlement was noted. */
export function seeSettlement({ messages, violations }: Ledger, { key, revision, outcome }: MessageSettlement, count: number): void {
  const expected = messages.get(key);
  const isOwn = expected !== undefined && !expected.isSent && expected.revision === revision;
  if (count !== Number(isOwn)) violations.push(`a settlement of ${key} was ${count === 0 ? 'not ' : ''}noted`);
  if (!isOwn) return;
  expected.revision += 1;
  if (outcome.kind === 'later') expected.nextAt = outcome.at;
  else expected.isSent = true;
}

/** These are the open follow-ups of one member of staff. */
export function seeOpen({ followUps, violations }: Ledger, staff: StaffId, rows: readonly FollowUpRecord[]): void {
  let count = 0;
  for (const { responsible, state } of followUps.values()) if (responsible === staff && !isClosed(state)) count += 1;
  if (rows.length !== count) violations.push(`${rows.length} follow-ups are open, not ${count}`);
  for (const row of rows) {
    const expected = followUps.get(row.followUp.id);
    if (expected !== undefined) seeRecord(violations, expected, row);
  }
}

function seeRecord(violations: string[], expected: Expected, { followUp, wakesAt, heldUntil, revision, attempts }: FollowUpRecord): void {
  const isSame =
    followUp.state === expected.state &&
    followUp.responsible === expected.responsible &&
    followUp.dueOn === expected.followUp.dueOn &&
    revision === expected.revision &&
    attempts === expected.attempts &&
    wakesAt === expected.wakesAt &&
    heldUntil === expected.heldUntil;
  if (!isSame)
    violations.push(
      `${expected.name} is ${followUp.state}@${revision}/${attempts} ${wakesAt} ${heldUntil}, not ${expected.state}@${expected.revision}/${expected.attempts} ${expected.wakesAt} ${expected.heldUntil}`,
    );
}

/** After the last call: every open one is done, every message was delivered, and the audit tells each change once, in order. */
export function seeEnd({ followUps, messages, audit, violations }: Ledger, entries: readonly StoredAuditEntry[]): void {
  for (const { name, state } of followUps.values()) if (!isClosed(state)) violations.push(`${name} was lost as ${state}`);
  for (const [key, { isSent, delivered }] of messages) if (!isSent || delivered === 0) violations.push(`${key} was lost`);
  if (entries.length !== audit.length) violations.push(`the audit has ${entries.length} entries, not ${audit.length}`);
  let last = 0;
  for (const [index, { sequence, entry }] of entries.entries()) {
    const text = `${entry.key} ${entry.at} ${entry.by} ${entry.of} ${entry.from} ${entry.to}`;
    if (text !== audit[index]) violations.push(`the audit says ${text}, not ${audit[index]}`);
    if (sequence <= last) violations.push('the audit goes back');
    last = sequence;
  }
}
