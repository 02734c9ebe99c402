import { type DomainEvent, type Instant, type IsoDate, isoDateOf, REFERRAL_STATES, type Referral, type StaffId } from '@rahyar/domain';
import type {
  FollowUpChange,
  FollowUpRecord,
  HandOver,
  Message,
  MessageRecord,
  MessageSettlement,
  PlannedFollowUp,
  PlanRow,
  Store,
  StoreError,
} from '@rahyar/store';
import type { ResultAsync } from 'neverthrow';

/** One call of the port, as data: it is told before it is made, and can be made again on another store. */
export type Call = { readonly number: number } & (
  | { readonly kind: 'appendEvents'; readonly events: readonly DomainEvent[] }
  | { readonly kind: 'putFollowUps'; readonly followUps: readonly PlannedFollowUp[] }
  | { readonly kind: 'claimFollowUps' | 'claimMessages'; readonly limit: number; readonly leaseMs: number }
  | { readonly kind: 'changeFollowUps'; readonly changes: readonly FollowUpChange[] }
  | { readonly kind: 'saveReferral'; readonly referral: Referral }
  | { readonly kind: 'putMessages'; readonly messages: readonly Message[] }
  | { readonly kind: 'settleMessages'; readonly settlements: readonly MessageSettlement[] }
  | { readonly kind: 'loadPlan'; readonly plan: Plan }
  | { readonly kind: 'publishPlan'; readonly plan: Plan; readonly on: IsoDate }
  | { readonly kind: 'handOver'; readonly order: HandOver }
);

export type Plan = { readonly id: string; readonly rows: number };

/** What a writer has in hand; a process that is killed leaves it behind. */
export type Hands = { held: FollowUpRecord[]; letters: MessageRecord[]; referrals: Referral[]; loaded: Plan | undefined };

export const emptyHands = (loaded?: Plan): Hands => ({ held: [], letters: [], referrals: [], loaded });

export const STAFF: readonly StaffId[] = ['a', 'b', 'c', 'd', 'e'].map((name) => `staff-${name}` as StaffId);

/** The moment of a call: by this clock all stores do the same, whenever they do it. */
export const momentOf = (number: number): number => START_MS + number * STEP_MS;
const START_MS = Date.UTC(2026, 10, 23, 5, 30);
const STEP_MS = 100;
const FIRST_DAY = 20_780;

/** The call with this number, by its seed and by what the writer has in hand. */
export function nextCall(number: number, seed: number, hands: Hands): Call {
  const dice = diceOf(seed, number);
  const choose = CHOICES[dice(CHOICES.length)] ?? events;
  return { number, ...choose(number, dice, hands) };
}

/** Makes a call; a repeated one is the same in every byte. */
export function make(store: Store, call: Call): ResultAsync<unknown, StoreError> {
  switch (call.kind) {
    case 'appendEvents':
      return store.appendEvents(call.events);
    case 'putFollowUps':
      return store.putFollowUps(call.followUps);
    case 'claimFollowUps':
      return store.claimFollowUps({ limit: call.limit, leaseMs: call.leaseMs });
    case 'changeFollowUps':
      return store.changeFollowUps(call.changes);
    case 'saveReferral':
      return store.saveReferral(call.referral);
    case 'putMessages':
      return store.putMessages(call.messages);
    case 'claimMessages':
      return store.claimMessages({ limit: call.limit, leaseMs: call.leaseMs });
    case 'settleMessages':
      return store.settleMessages(call.settlements);
    case 'loadPlan':
      return store.loadPlan(call.plan.id, pagesOf(call.plan));
    case 'publishPlan':
      return store.publishPlan(manifestOf(call.plan), { on: call.on });
    case 'handOver':
      return store.handOver(call.order);
  }
}

/** What the writer has in hand after the answer to a call. */
export function take(hands: Hands, call: Call, answer: unknown): void {
  if (call.kind === 'claimFollowUps') hands.held.push(...(answer as readonly FollowUpRecord[]));
  if (call.kind === 'claimMessages') {
    // One whose lease has ended may come a second time, with another token.
    const taken = answer as readonly MessageRecord[];
    hands.letters = [...hands.letters.filter(({ message }) => !taken.some((letter) => letter.message.key === message.key)), ...taken];
  }
  if (call.kind === 'changeFollowUps') hands.held = hands.held.filter(({ followUp }) => !call.changes.some(({ id }) => id === followUp.id));
  if (call.kind === 'settleMessages')
    hands.letters = hands.letters.filter(({ message }) => !call.settlements.some(({ key }) => key === message.key));
  if (call.kind === 'saveReferral') {
    hands.referrals = hands.referrals.filter(({ id }) => id !== call.referral.id);
    if (nextState(call.referral) !== undefined) hands.referrals.push(call.referral);
  }
  if (call.kind === 'loadPlan') hands.loaded = call.plan;
  if (call.kind === 'publishPlan') hands.loaded = undefined;
}

export const manifestOf = ({ id, rows }: Plan) => ({ id, parts: [{ name: 'assignments.ndjson', rows, sha256: 'a'.repeat(64) }] });

/** Every plan gives each of its subjects to another: no row of one could be a row of another. */
export const rowsOf = ({ id, rows }: Plan): PlanRow[] =>
  Array.from({ length: rows }, (_row, index) => ({
    subject: `${id}.${index}` as PlanRow['subject'],
    staff: STAFF[index % STAFF.length] as StaffId,
    dedicated: index % 3 > 0,
    rank: index,
  }));

function* pagesOf(plan: Plan): Iterable<readonly PlanRow[]> {
  const rows = rowsOf(plan);
  for (let from = 0; from < rows.length; from += 1_000) yield rows.slice(from, from + 1_000);
}

type Dice = (sides: number) => number;
/** What is new of a call: all but its number. */
type Fresh<C = Call> = C extends Call ? Omit<C, 'number'> : never;
type Choice = (number: number, dice: Dice, hands: Hands) => Fresh;

const events: Choice = (number, dice) => ({
  kind: 'appendEvents',
  events: many(dice(20), (index) => ({
    id: `event-${number}-${index}` as DomainEvent['id'],
    subject: `subject-${dice(200)}` as DomainEvent['subject'],
    on: dayOf(number),
    type: 'membershipRequested',
  })),
});

/** New ones, or those of an earlier call planned for another moment. */
const followUps: Choice = (number, dice) => {
  const isAgain = dice(4) === 0;
  const first = isAgain ? Math.max(1, number - dice(100)) : number;
  return {
    kind: 'putFollowUps',
    followUps: many(dice(12), (index) => ({
      followUp: {
        id: `followUp-${first}-${index}` as PlannedFollowUp['followUp']['id'],
        subject: `subject-${dice(200)}` as PlannedFollowUp['followUp']['subject'],
        responsible: STAFF[dice(STAFF.length)] as StaffId,
        rule: 'cadence',
        dueOn: dayOf(number),
        state: 'scheduled',
      },
      wakesAt: after(number, dice(40)),
    })),
  };
};

const claim: Choice = (_number, dice) => ({ kind: 'claimFollowUps', limit: 1 + dice(10), leaseMs: 100 * (1 + dice(60)) });

const changes: Choice = (number, dice, hands) => {
  if (hands.held.length === 0) return claim(number, dice, hands);
  return {
    kind: 'changeFollowUps',
    changes: hands.held.slice(0, 5).map(({ followUp: { id }, revision }, index): FollowUpChange => {
      const key = `change-${number}-${index}`;
      const messages = many(dice(3) - 1, (place) => messageOf(`${key}-${place}`, id));
      const change = { key, id, ifRevision: revision, by: 'writer', messages };
      return dice(3) > 0 ? { ...change, state: 'done' } : { ...change, state: 'snoozed', wakesAt: after(number, dice(200)) };
    }),
  };
};

const referral: Choice = (number, dice, hands) => {
  const known = hands.referrals[dice(Math.max(1, hands.referrals.length))];
  const state = known === undefined ? undefined : nextState(known);
  if (known !== undefined && state !== undefined && dice(3) > 0) return { kind: 'saveReferral', referral: { ...known, state } };
  return {
    kind: 'saveReferral',
    referral: {
      id: `referral-${number}` as Referral['id'],
      subject: `subject-${dice(200)}` as Referral['subject'],
      rahyar: STAFF[dice(STAFF.length)] as StaffId,
      partner: 'part' as Referral['partner'],
      process: 'creditAssessment',
      idempotencyKey: `idempotency-key-${number}`,
      createdOn: dayOf(number),
      state: 'created',
    },
  };
};

const messages: Choice = (number, dice) => ({
  kind: 'putMessages',
  messages: many(dice(8), (index) => messageOf(`message-${number}-${index}`, `followUp-${number}-0`)),
});

const claimLetters: Choice = (_number, dice) => ({ kind: 'claimMessages', limit: 1 + dice(10), leaseMs: 100 * (1 + dice(60)) });

const settle: Choice = (number, dice, hands) => {
  if (hands.letters.length === 0) return claimLetters(number, dice, hands);
  return {
    kind: 'settleMessages',
    settlements: hands.letters.slice(0, 5).map(({ message: { key }, revision }): MessageSettlement => {
      const outcomes = [{ kind: 'sent' }, { kind: 'sent' }, { kind: 'dead' }, { kind: 'later', at: after(number, dice(100)) }] as const;
      return { key, revision, outcome: outcomes[dice(outcomes.length)] ?? { kind: 'sent' } };
    }),
  };
};

/** Loaded by one call and put in force by another; now and then one with more rows than a store writes at once. */
const plan: Choice = (number, dice, hands) => {
  if (hands.loaded !== undefined) return { kind: 'publishPlan', plan: hands.loaded, on: dayOf(number) };
  return { kind: 'loadPlan', plan: { id: `plan-${number}`, rows: dice(8) === 0 ? 4_500 : 20 + dice(200) } };
};

const handOver: Choice = (number, dice) => {
  const from = dice(STAFF.length);
  const to = (from + 1 + dice(STAFF.length - 1)) % STAFF.length;
  return {
    kind: 'handOver',
    order: { key: `handOver-${number}`, from: STAFF[from] as StaffId, to: STAFF[to] as StaffId, by: 'writer' },
  };
};

/** What is there more than once is chosen more often. */
const CHOICES: readonly Choice[] = [
  ...[events, events, events, followUps, followUps, followUps, claim, claim, changes, changes, changes, changes],
  ...[referral, referral, messages, claimLetters, settle, settle, plan, handOver],
];

/** One and `more`. */
const many = <T>(more: number, make: (index: number) => T): T[] => Array.from({ length: more + 1 }, (_one, index) => make(index));

const messageOf = (key: string, about: string): Message => ({ key, channel: 'panel', to: 'staff-a', kind: 'followUpDue', about });

const nextState = ({ state }: Referral): Referral['state'] | undefined => {
  const next = REFERRAL_STATES[REFERRAL_STATES.indexOf(state) + 1];
  return state === 'declined' || state === 'completed' ? undefined : next === 'declined' ? 'completed' : next;
};

const dayOf = (number: number): IsoDate => isoDateOf(FIRST_DAY + Math.floor(number / 200));
const after = (number: number, steps: number): Instant => new Date(momentOf(number) + steps * STEP_MS).toISOString() as Instant;

/** A stream of numbers for each seed and number. Weyl's sequence through the finalizer of MurmurHash3 (A. Appleby). */
export function diceOf(seed: number, number: number): Dice {
  let state = mixed(Math.imul(seed, 0x85ebca6b) ^ mixed(number + 1));
  return (sides) => {
    state = (state + 0x9e3779b1) | 0;
    return ((mixed(state) >>> 16) * sides) >>> 16;
  };
}

function mixed(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}
