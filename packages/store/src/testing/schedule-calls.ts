import { type FollowUpId, type Instant, isoDateOf, type StaffId } from '@rahyar/domain';
import type { ResultAsync } from 'neverthrow';
import { instantOf } from '../moment.ts';
import type { FollowUpChange, FollowUpRecord, Message, MessageRecord, PlannedFollowUp } from '../records.ts';
import type { MessageSettlement, Store } from '../store.ts';
import type { StoreError } from '../store-error.ts';
import type { HandClock } from './hand-clock.ts';
import { type Random, randomOf } from './random.ts';
import {
  emptyLedger,
  type Ledger,
  seeChanges,
  seeClaim,
  seeHandOver,
  seeMessageClaim,
  seeOpen,
  seePut,
  seeSettlement,
} from './schedule-ledger.ts';

/** A store whose clock the schedule sets. Schedules follow one another on it, each with names of its own. */
export type Stage = { readonly store: Store; readonly clock: HandClock; auditSequence: number };

export const SCHEDULE_FAULTS = ['crash', 'lostRequest', 'lostReply', 'staleToken', 'clockForward', 'clockBack'] as const;
export type ScheduleFault = (typeof SCHEDULE_FAULTS)[number];

export const START_MS = Date.UTC(2026, 10, 23, 5, 30);
const START = instantOf(START_MS);
export const LEASE_MS = 60_000;
export const DAY_MS = 86_400_000;
export const ORDINALS = [...Array(12).keys()];
export const FIRST_DAY = 20_780;
const FAR = isoDateOf(FIRST_DAY + 1_000);

export type Worker = {
  readonly name: string;
  holds: FollowUpRecord[];
  letters: MessageRecord[];
  /** A call that no answer came to: it is repeated unchanged, or forgotten. */
  again: (() => Promise<void>) | undefined;
};

export type World = {
  readonly stage: Stage;
  readonly seed: number;
  readonly random: Random;
  readonly staff: readonly StaffId[];
  readonly workers: readonly Worker[];
  readonly ledger: Ledger;
  readonly trace: string[];
  readonly faults: Record<ScheduleFault, number>;
  now: Instant;
  calls: number;
  keys: number;
};

export const worldOf = (stage: Stage, seed: number): World => ({
  stage,
  seed,
  random: randomOf(seed),
  staff: ['a', 'b', 'c'].map((name) => `${seed}-${name}` as StaffId),
  workers: ['w1', 'w2', 'w3'].map((name) => ({ name, holds: [], letters: [], again: undefined })),
  ledger: emptyLedger(),
  trace: [],
  faults: { crash: 0, lostRequest: 0, lostReply: 0, staleToken: 0, clockForward: 0, clockBack: 0 },
  now: START,
  calls: 0,
  keys: 0,
});

type Fate = 'surely' | 'maybe';

/** Makes a call, unless it gets lost on the way; `see` is told the answer even if it gets lost on the way back. `undefined`: no answer came. */
export async function call<T>(
  world: World,
  fate: Fate,
  what: string,
  make: (store: Store) => ResultAsync<T, StoreError>,
  see: (value: T) => string,
): Promise<T | undefined> {
  const chance = fate === 'surely' ? 15 : world.random.below(16);
  if (chance === 0) {
    world.faults.lostRequest += 1;
    world.trace.push(`${what} | the call is lost`);
    return undefined;
  }
  world.calls += 1;
  const result = await make(world.stage.store);
  if (result.isErr()) {
    world.ledger.violations.push(`${what} was refused: ${JSON.stringify(result.error)}`);
    return undefined;
  }
  const line = `${what} | ${see(result.value)}`;
  if (chance > 2) {
    world.trace.push(line);
    return result.value;
  }
  world.faults.lostReply += 1;
  world.trace.push(`${line} | the answer is lost`);
  return undefined;
}

/** So long after now. */
export const after = ({ stage: { clock } }: World, ms: number): Instant => instantOf(clock.nowMs() + ms);

export async function claimFor(world: World, worker: Worker, limit: number, fate: Fate): Promise<void> {
  const rows = await call(
    world,
    fate,
    `${worker.name} claims ${limit}`,
    (store) => store.claimFollowUps({ limit, leaseMs: LEASE_MS }),
    (taken) => {
      seeClaim(world.ledger, world.now, after(world, LEASE_MS), limit, taken);
      return taken.map(briefly).join(' ');
    },
  );
  if (rows !== undefined) worker.holds.push(...rows);
}

const briefly = ({ followUp: { id, state, responsible }, revision, attempts, wakesAt, heldUntil }: FollowUpRecord): string =>
  `${id} ${responsible} ${state}@${revision}/${attempts} ${wakesAt ?? '-'} ${heldUntil ?? '-'}`;

export function messageOf(world: World, key: string, about: FollowUpId): Message {
  const message = { key, channel: `${world.seed}`, to: world.staff[0] ?? '', kind: 'followUpDue', about };
  return world.random.below(3) === 0 ? { ...message, notBefore: after(world, world.random.below(2 * LEASE_MS)) } : message;
}

export async function change(world: World, worker: Worker, changes: readonly FollowUpChange[], fate: Fate): Promise<void> {
  const outcomes = await call(
    world,
    fate,
    `${worker.name} ${changes.map(({ id, state, ifRevision = '' }) => `${id} ${state} if @${ifRevision}`).join(', ')}`,
    (store) => store.changeFollowUps(changes),
    (told) => {
      world.faults.staleToken += seeChanges(world.ledger, world.now, changes, told);
      return told.map((outcome) => (outcome.kind === 'notFound' ? outcome.kind : `${outcome.kind} ${briefly(outcome.record)}`)).join(', ');
    },
  );
  if (outcomes === undefined) worker.again = () => change(world, worker, changes, fate);
  else
    for (const outcome of outcomes)
      if (outcome.kind === 'changed' && outcome.record.followUp.state === 'inProgress') worker.holds.push(outcome.record);
}

export async function open(world: World, responsible: StaffId): Promise<readonly FollowUpRecord[]> {
  const rows = await call(
    world,
    'surely',
    `open of ${responsible}`,
    (store) => store.dueFollowUps(FAR, { responsible }),
    (found) => {
      seeOpen(world.ledger, responsible, found);
      return found.map(briefly).join(' ');
    },
  );
  return rows ?? [];
}

export async function put(world: World, plans: readonly PlannedFollowUp[], fate: Fate): Promise<void> {
  await call(
    world,
    fate,
    `plan ${plans.map(({ followUp: { id, responsible }, wakesAt }) => `${id} ${responsible} ${wakesAt}`).join(', ')}`,
    (store) => store.putFollowUps(plans),
    (count) => {
      seePut(world.ledger, plans, count);
      return `${count}`;
    },
  );
}

export async function give(world: World, worker: Worker, order: { key: string; from: StaffId; to: StaffId; by: string }): Promise<void> {
  const count = await call(
    world,
    'maybe',
    `${order.from} hands over to ${order.to}`,
    (store) => store.handOver(order),
    (given) => {
      seeHandOver(world.ledger, world.now, order, given);
      return `${given}`;
    },
  );
  if (count === undefined) worker.again = () => give(world, worker, order);
}

export async function claimMessagesFor(world: World, worker: Worker, limit: number, fate: Fate): Promise<void> {
  const rows = await call(
    world,
    fate,
    `${worker.name} claims ${limit} messages`,
    (store) => store.claimMessages({ limit, leaseMs: LEASE_MS, channels: [`${world.seed}`] }),
    (taken) => {
      seeMessageClaim(world.ledger, world.now, after(world, LEASE_MS), taken);
      return taken.map(({ message, revision, attempts, nextAt }) => `${message.key}@${revision}/${attempts} ${nextAt}`).join(' ');
    },
  );
  if (rows !== undefined) worker.letters.push(...rows);
}

export function noteDelivery({ ledger }: World, { message }: MessageRecord): void {
  const expected = ledger.messages.get(message.key);
  if (expected !== undefined) expected.delivered += 1;
}

export async function settle(world: World, worker: Worker, settlement: MessageSettlement, fate: Fate): Promise<void> {
  const count = await call(
    world,
    fate,
    `${worker.name} ${settlement.key} ${settlement.outcome.kind} if @${settlement.revision}`,
    (store) => store.settleMessages([settlement]),
    (noted) => {
      seeSettlement(world.ledger, settlement, noted);
      return `${noted}`;
    },
  );
  if (count === undefined) worker.again = () => settle(world, worker, settlement, fate);
}

export function setClock(world: World, byMs: number): void {
  const { clock } = world.stage;
  clock.set(clock.nowMs() + byMs);
  world.now = instantOf(clock.nowMs());
  world.trace.push(`the clock is ${world.now}`);
}
