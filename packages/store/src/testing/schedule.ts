import { type FollowUp, type FollowUpId, type FollowUpState, type IsoDate, isoDateOf, type StaffId, type SubjectId } from '@rahyar/domain';
import { type FollowUpChange, type FollowUpRecord, isClosed, type MessageRecord, type PlannedFollowUp } from '../records.ts';
import type { MessageSettlement } from '../store.ts';
import {
  after,
  call,
  change,
  claimFor,
  claimMessagesFor,
  DAY_MS,
  FIRST_DAY,
  give,
  LEASE_MS,
  messageOf,
  noteDelivery,
  ORDINALS,
  open,
  put,
  type ScheduleFault,
  START_MS,
  type Stage,
  setClock,
  settle,
  type Worker,
  type World,
  worldOf,
} from './schedule-calls.ts';
import { seeEnd, seeMessages, seeSettlement } from './schedule-ledger.ts';

export type ScheduleReport = {
  /** What happened, a line for each thing: the same seed gives the same text on every store that keeps the contract. */
  readonly trace: readonly string[];
  readonly calls: number;
  readonly faults: Readonly<Record<ScheduleFault, number>>;
  readonly violations: readonly string[];
};

/**
 * One course of work, decided by its seed: three workers claim, change and tell, people cancel and look, a planner plans again, work is handed
 * over; calls and answers get lost, workers crash, or act late with a stale token, and the clock jumps. In the end all is brought to
 * rest, and what must be so is checked. It stops at the first thing that is not so.
 */
export async function runSchedule(stage: Stage, seed: number): Promise<ScheduleReport> {
  const world = worldOf(stage, seed);
  stage.clock.set(START_MS);
  await put(
    world,
    ORDINALS.map((ordinal) => planned(world, ordinal, world.random.below(4 * LEASE_MS))),
    'surely',
  );
  for (let step = 0; step < STEPS && world.ledger.violations.length === 0; step++)
    await (CHOICES[world.random.below(CHOICES.length)] ?? act)(world);
  if (world.ledger.violations.length === 0) await bringToRest(world);
  return { trace: world.trace, calls: world.calls, faults: world.faults, violations: world.ledger.violations };
}

const STEPS = 30;

type Step = (world: World) => Promise<void>;

const workerOf = ({ workers, random }: World): Worker => workers[random.below(workers.length)] as Worker;
const staffOf = ({ staff, random }: World): StaffId => staff[random.below(staff.length)] as StaffId;
const idOf = ({ seed, random }: World): FollowUpId => `${seed}-f${random.below(ORDINALS.length)}` as FollowUpId;
const newKey = (world: World): string => `${world.seed}-k${world.keys++}`;

const claim: Step = async (world) => claimFor(world, workerOf(world), 1 + world.random.below(5), 'maybe');

/** A worker repeats a call without an answer, or does something with one or more of what it holds, or tells a message. */
const act: Step = async (world) => {
  const worker = workerOf(world);
  const { again } = worker;
  worker.again = undefined;
  if (again !== undefined && world.random.below(4) > 0) return again();
  if (worker.letters.length > 0 && world.random.below(3) === 0) return deliver(world, worker);
  const held = worker.holds.splice(0, world.random.below(5) === 0 ? 3 : 1);
  if (held.length === 0) return claimFor(world, worker, 2, 'maybe');
  return change(
    world,
    worker,
    held.map((record) => changeOf(world, worker, record)),
    'maybe',
  );
};

const NEXT_STATES: readonly FollowUpState[] = ['done', 'done', 'done', 'due', 'inProgress', 'snoozed', 'snoozed', 'waitingForMember'];

function changeOf(world: World, { name }: Worker, { followUp: { id, state: before }, revision }: FollowUpRecord): FollowUpChange {
  const chosen = NEXT_STATES[world.random.below(NEXT_STATES.length)] ?? 'done';
  const state = chosen === 'due' && before !== 'scheduled' ? 'inProgress' : chosen;
  const key = newKey(world);
  const messages = isClosed(state) && world.random.below(3) > 0 ? [messageOf(world, `${key}-told`, id)] : undefined;
  return {
    key,
    id,
    ifRevision: revision,
    state,
    by: name,
    ...(state === 'snoozed' ? { wakesAt: after(world, 1 + world.random.below(3 * LEASE_MS)) } : {}),
    ...(state === 'due' || state === 'inProgress' ? { wakesAt: after(world, LEASE_MS) } : {}),
    ...(messages === undefined ? {} : { messages }),
  };
}

/** A person cancels, whoever works on it. */
const cancel: Step = (world) =>
  change(world, workerOf(world), [{ key: newKey(world), id: idOf(world), state: 'cancelled', by: 'person' }], 'maybe');

/** A person looks at the open follow-ups of one, and may act on one of them later. */
const look: Step = async (world) => {
  const rows = await open(world, staffOf(world));
  const seen = rows[world.random.below(Math.max(1, rows.length))];
  if (seen !== undefined) workerOf(world).holds.push(seen);
};

const planAgain: Step = async (world) => {
  const plans = [0, 1].map(() => planned(world, world.random.below(ORDINALS.length), world.random.below(2 * LEASE_MS)));
  await put(world, plans, 'maybe');
};

/** A follow-up as it is planned: for whoever is responsible now. */
function planned(world: World, ordinal: number, afterMs: number): PlannedFollowUp {
  const id = `${world.seed}-f${ordinal}` as FollowUpId;
  const responsible = world.ledger.followUps.get(id)?.responsible ?? world.staff[ordinal % world.staff.length] ?? staffOf(world);
  const dueOn: IsoDate = isoDateOf(FIRST_DAY + (ordinal % 5));
  const followUp: FollowUp = { id, subject: 'subject-1' as SubjectId, responsible, rule: 'cadence', dueOn, state: 'scheduled' };
  return { followUp, wakesAt: after(world, afterMs) };
}

const handOver: Step = async (world) => {
  const from = staffOf(world);
  const to = staffOf(world);
  if (from !== to) await give(world, workerOf(world), { key: newKey(world), from, to, by: 'leader' });
};

/** A reminder: asked for again under its key, whoever asks. */
const notify: Step = async (world) => {
  const id = idOf(world);
  const messages = [messageOf(world, `${id}-reminder`, id)];
  await call(
    world,
    'maybe',
    `remind of ${id}`,
    (store) => store.putMessages(messages),
    (count) => {
      seeMessages(world.ledger, world.now, messages, count);
      return `${count}`;
    },
  );
};

const claimMessages: Step = (world) => claimMessagesFor(world, workerOf(world), 2, 'maybe');

/** The message leaves; that it did may get lost. */
async function deliver(world: World, worker: Worker): Promise<void> {
  const letter = worker.letters.shift();
  if (letter === undefined) return;
  const isSent = world.random.below(4) > 0;
  if (isSent) noteDelivery(world, letter);
  const outcome: MessageSettlement['outcome'] = isSent
    ? { kind: 'sent' }
    : { kind: 'later', at: after(world, world.random.below(LEASE_MS)) };
  await settle(world, worker, { key: letter.message.key, revision: letter.revision, outcome }, 'maybe');
}

const crash: Step = async (world) => {
  const worker = workerOf(world);
  world.faults.crash += 1;
  world.trace.push(`${worker.name} crashes`);
  worker.holds = [];
  worker.letters = [];
  worker.again = undefined;
};

const tick: Step = async (world) => setClock(world, world.random.below(LEASE_MS / 2));

const jumpForward: Step = async (world) => {
  world.faults.clockForward += 1;
  setClock(world, LEASE_MS + world.random.below(LEASE_MS));
};

const jumpBack: Step = async (world) => {
  world.faults.clockBack += 1;
  setClock(world, -world.random.below(LEASE_MS));
};

/** A worker is frozen for longer than its leases; another takes over; then it goes on as if nothing had been. */
const freeze: Step = async (world) => {
  const [frozen, other] = [workerOf(world), workerOf(world)];
  if (frozen.holds.length === 0) await claimFor(world, frozen, 2, 'maybe');
  setClock(world, LEASE_MS + 1);
  await claimFor(world, other, 6, 'maybe');
  const held = frozen.holds.splice(0, 2);
  if (held.length > 0)
    await change(
      world,
      frozen,
      held.map((record) => changeOf(world, frozen, record)),
      'maybe',
    );
};

const WEIGHTS: readonly (readonly [Step, number])[] = [
  [act, 34],
  [claim, 12],
  [claimMessages, 6],
  [notify, 6],
  [cancel, 4],
  [look, 4],
  [planAgain, 6],
  [handOver, 4],
  [crash, 4],
  [tick, 8],
  [jumpForward, 4],
  [jumpBack, 4],
  [freeze, 4],
];
const CHOICES: readonly Step[] = WEIGHTS.flatMap(([step, weight]) => Array<Step>(weight).fill(step));

/** The clock goes on beyond every lease and snooze; a worker without faults does all that is left, and people do what the clock does not wake. */
async function bringToRest(world: World): Promise<void> {
  const { ledger, stage, workers } = world;
  const worker = workers[0] as Worker;
  worker.holds = [];
  worker.letters = [];
  setClock(world, DAY_MS);
  await claimFor(world, worker, 100, 'surely');
  await finish(
    world,
    worker,
    worker.holds.map(({ followUp, revision }) => ({ id: followUp.id, ifRevision: revision })),
  );
  const asleep = [...ledger.followUps.values()].filter(({ state, wakesAt }) => !isClosed(state) && wakesAt === undefined);
  await finish(
    world,
    worker,
    asleep.map(({ followUp }) => ({ id: followUp.id })),
  );
  await claimMessagesFor(world, worker, 100, 'surely');
  for (const letter of worker.letters) noteDelivery(world, letter);
  await settleAll(world, worker.letters);
  worker.holds = [];
  worker.letters = [];
  // Nothing is left, and every desk is looked at, so that the next schedule finds the store at rest.
  setClock(world, DAY_MS);
  await claimFor(world, worker, 100, 'surely');
  await claimMessagesFor(world, worker, 1, 'surely');
  for (const one of world.staff) await open(world, one);
  await call(
    world,
    'surely',
    'the audit',
    (store) => store.readAudit(stage.auditSequence, 1_000),
    (entries) => {
      seeEnd(ledger, entries);
      stage.auditSequence = entries.at(-1)?.sequence ?? stage.auditSequence;
      return entries.map(({ entry: { key, at, of, from = '', to } }) => `${key} ${at} ${of} ${from}>${to}`).join(', ');
    },
  );
}

async function finish(
  world: World,
  worker: Worker,
  rows: readonly { readonly id: FollowUpId; readonly ifRevision?: number }[],
): Promise<void> {
  const changes = rows.map((row): FollowUpChange => {
    const key = newKey(world);
    const message = { key: `${key}-told`, channel: `${world.seed}`, to: world.staff[0] ?? '', kind: 'followUpDone', about: row.id };
    return { key, ...row, state: 'done', by: worker.name, messages: [{ ...message, notBefore: world.now }] };
  });
  if (changes.length > 0) await change(world, worker, changes, 'surely');
}

async function settleAll(world: World, letters: readonly MessageRecord[]): Promise<void> {
  if (letters.length === 0) return;
  const settlements = letters.map(({ message: { key }, revision }): MessageSettlement => ({ key, revision, outcome: { kind: 'sent' } }));
  await call(
    world,
    'surely',
    `${letters.length} messages are sent`,
    (store) => store.settleMessages(settlements),
    (noted) => {
      if (noted !== settlements.length) world.ledger.violations.push(`${noted} messages were noted, not ${settlements.length}`);
      for (const settlement of settlements) seeSettlement(world.ledger, settlement, 1);
      return `${noted}`;
    },
  );
}
