import type { Instant } from '@rahyar/domain';
import { createMemoryStore, type Message, type MessageOutcome, type MessageSettlement, type Store } from '@rahyar/store';
import fc from 'fast-check';
import { err, ok, ResultAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { type ChannelFailure, type Delivering, deliverMessages, MESSAGE_ATTEMPTS } from './deliver-messages.ts';
import { LINE_FAULTS, type LineFault, over } from './testing/bad-line.ts';
import { ALWAYS, hoursOf, isWithin } from './testing/telling-hours.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-28T05:30:00Z');
const LEASE_MS = 5 * MINUTE;
const LONGEST_WAIT_MS = 12 * 60 * MINUTE;
const at = (ms: number): Instant => new Date(ms).toISOString() as Instant;

type Reception = 'ok' | 'throws' | ChannelFailure;
/** A message, and how its channel takes it: the first times, and from then on. */
type Case = { readonly notBefore: number; readonly first: readonly Reception[]; readonly always: Reception };

/** Between its claim and its settlements, other things happen: its lease ends, another takes the messages. */
type Deliver = { readonly kind: 'deliver'; readonly claim: LineFault; readonly settle: LineFault; readonly meanwhile: readonly Step[] };
type Step = Deliver | { readonly kind: 'wait'; readonly minutes: number };

const lineFault = fc.constantFrom(...LINE_FAULTS);
const minutes = fc.integer({ min: 0, max: 600 });
const aCase: fc.Arbitrary<Case> = fc.record({
  notBefore: minutes,
  first: fc.array(fc.constantFrom<Reception>('ok', 'later', 'throws'), { maxLength: 3 }),
  always: fc.constantFrom<Reception>('ok', 'ok', 'later', 'never'),
});
const wait = fc.record({ kind: fc.constant('wait' as const), minutes });
const deliverWith = (meanwhile: fc.Arbitrary<Step[]>): fc.Arbitrary<Deliver> =>
  fc.record({ kind: fc.constant('deliver'), claim: lineFault, settle: lineFault, meanwhile });
const step: fc.Arbitrary<Step> = fc.oneof(wait, deliverWith(fc.array(fc.oneof(wait, deliverWith(fc.constant([]))), { maxLength: 3 })));
const world = fc.record({
  cases: fc.array(aCase, { minLength: 1, maxLength: 4 }),
  hours: fc.tuple(fc.nat(23), fc.nat(23)).map(([opens, closes]) => hoursOf(opens, closes)),
  steps: fc.array(step, { maxLength: 12 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

type Telling = { readonly message: Message; readonly at: Instant; readonly reception: Reception; readonly isOver: boolean };
/** What was noted of a message, and what it rests on. */
type Noted = {
  readonly outcome: MessageOutcome;
  /** When it was told last. */
  readonly at: Instant;
  readonly claims: number;
  readonly reception: Reception | undefined;
};
type Outcome = {
  readonly messages: readonly Message[];
  readonly tellings: readonly Telling[];
  readonly noted: readonly Noted[];
  readonly waiting: number;
};

/** What one that delivers, or the store beneath, does otherwise. */
type Sabotage = { readonly delivering?: (honest: Delivering) => Partial<Delivering>; readonly store?: (honest: Store) => Partial<Store> };

/** Runs the steps, and afterwards days without faults: twenty, if something waits so long. */
async function run({ cases, hours, steps }: World, sabotage: Sabotage): Promise<Outcome> {
  let nowMs = START;
  const memory = createMemoryStore({ nowMs: () => nowMs });
  const store: Store = { ...memory, ...sabotage.store?.(memory) };
  const now = () => at(nowMs);
  const messages = cases.map(({ notBefore }, index): Message => {
    const message = { key: `m-${index}`, channel: 'file', to: 'rahyar-1', kind: 'followUpDue', about: `f-${index}` };
    return { ...message, notBefore: at(START + notBefore * MINUTE) };
  });
  (await store.putMessages(messages))._unsafeUnwrap();

  const tellings: Telling[] = [];
  const noted: Noted[] = [];
  const claims = new Map<string, { count: number; revision: number }>();
  const ended = new Set<string>();
  const note = ({ key, revision, outcome }: MessageSettlement): void => {
    const claimed = claims.get(key);
    if (claimed?.revision !== revision || ended.has(key)) return;
    const telling = tellings.findLast(({ message }) => message.about === `f-${key.slice(2)}`);
    noted.push({ outcome, at: telling?.at ?? now(), claims: claimed.count, reception: telling?.reception });
    if (outcome.kind !== 'later') ended.add(key);
  };
  const deliverOnce = async ({ claim, settle, meanwhile }: Deliver): Promise<void> => {
    const honest: Delivering = {
      store: {
        claimMessages: (terms) =>
          over(claim, () =>
            store.claimMessages(terms).map((records) => {
              for (const { message, revision } of records)
                claims.set(message.key, { count: (claims.get(message.key)?.count ?? 0) + 1, revision });
              return records;
            }),
          ),
        settleMessages: (settlements) =>
          over(settle, () => {
            for (const settlement of settlements) note(settlement);
            return store.settleMessages(settlements);
          }),
      },
      channels: {
        file: async (message) => {
          const before = tellings.filter((telling) => telling.message.about === message.about).length;
          const { first, always } = cases[Number(message.about.slice(2))] as Case;
          const reception = first[before] ?? always;
          tellings.push({ message, at: now(), reception, isOver: ended.has(message.key) });
          if (reception === 'throws') throw new Error('the line is down');
          return reception === 'ok' ? ok(undefined) : err(reception);
        },
      },
      now,
      tellingHours: hours,
      random: () => 0.5,
    };
    const delivering = { ...honest, ...sabotage.delivering?.(honest) };
    const held: Delivering['store'] = {
      ...delivering.store,
      settleMessages: (settlements) =>
        ResultAsync.fromSafePromise(takeAll(meanwhile)).andThen(() => delivering.store.settleMessages(settlements)),
    };
    await deliverMessages({ ...delivering, store: held }, { limit: 10, leaseMs: LEASE_MS });
  };
  const take = async (one: Step): Promise<void> => {
    if (one.kind === 'wait') nowMs += one.minutes * MINUTE;
    else await deliverOnce(one);
  };
  const takeAll = async (all: readonly Step[]): Promise<void> => {
    for (const one of all) await take(one);
  };
  await takeAll(steps);
  const waiting = async (): Promise<number> => (await store.condition())._unsafeUnwrap().waitingMessages;
  for (let hour = 0; hour < 20 * 24 && (hour % 24 > 0 || (await waiting()) > 0); hour++) {
    nowMs += 60 * MINUTE;
    await deliverOnce({ kind: 'deliver', claim: 'none', settle: 'none', meanwhile: [] });
  }
  return { messages, tellings, noted, waiting: await waiting() };
}

/** The laws: each gives what is against it. */
const LAWS: Readonly<Record<string, (outcome: Outcome, world: World) => readonly unknown[]>> = {
  'a message comes as it was put, under its own key': ({ messages, tellings }) => {
    const put = new Set(messages.map((message) => JSON.stringify({ ...message, notBefore: undefined })));
    return tellings.filter(({ message }) => !put.has(JSON.stringify({ ...message, notBefore: undefined })));
  },
  'nobody is told anything outside the hours': ({ tellings }, { hours }) => tellings.filter((telling) => !isWithin(hours, telling.at)),
  'nobody is told anything before its moment': ({ tellings }, { cases }) =>
    tellings.filter(
      (telling) => Date.parse(telling.at) < START + (cases[Number(telling.message.about.slice(2))] as Case).notBefore * MINUTE,
    ),
  'what the channel took is sent, and nothing else is': ({ noted }) =>
    noted.filter(({ outcome, reception }) => (outcome.kind === 'sent') !== (reception === 'ok')),
  'a message is given up when it will never go, or after its last attempt, and not before': ({ noted }) =>
    noted.filter(
      ({ outcome, reception, claims }) =>
        reception !== 'ok' && (outcome.kind === 'dead') !== (reception === 'never' || claims >= MESSAGE_ATTEMPTS),
    ),
  'another attempt waits, and no longer than half a day': ({ noted }) =>
    noted.filter(({ outcome, at: moment }) => {
      const waitMs = outcome.kind === 'later' ? Date.parse(outcome.at) - Date.parse(moment) : LONGEST_WAIT_MS;
      return waitMs <= 0 || waitMs > LONGEST_WAIT_MS;
    }),
  'what was sent or given up is not told again': ({ tellings }) => tellings.filter(({ isOver }) => isOver),
  'every message comes to an end': ({ waiting }) => (waiting === 0 ? [] : [waiting]),
};

const broken = async (one: World, sabotage: Sabotage = {}): Promise<readonly string[]> => {
  const outcome = await run(one, sabotage);
  return Object.entries(LAWS).flatMap(([law, against]) => (against(outcome, one).length === 0 ? [] : [law]));
};

const withOutcomes = (changed: (outcome: MessageOutcome, delivering: Delivering) => MessageOutcome): Sabotage => ({
  delivering: (honest) => ({
    store: {
      ...honest.store,
      settleMessages: (settlements) =>
        honest.store.settleMessages(settlements.map((one) => ({ ...one, outcome: changed(one.outcome, honest) }))),
    },
  }),
});
let keys = 0;

/** Each breaks a law. */
const SABOTEURS: Readonly<Record<string, readonly [law: keyof typeof LAWS, Sabotage]>> = {
  'tells under a key of its own': [
    'a message comes as it was put, under its own key',
    {
      delivering: ({ channels }) => ({
        channels: { file: async (message) => channels['file']?.({ ...message, key: `k-${++keys}` }) ?? err('never') },
      }),
    },
  ],
  'tells in the night': ['nobody is told anything outside the hours', { delivering: () => ({ tellingHours: ALWAYS }) }],
  'rests on a store that forgets when it may begin': [
    'nobody is told anything before its moment',
    { store: ({ putMessages }) => ({ putMessages: (messages) => putMessages(messages.map(({ notBefore: _, ...message }) => message)) }) },
  ],
  'tells nobody': [
    'what the channel took is sent, and nothing else is',
    { delivering: () => ({ channels: { file: async () => ok(undefined) } }) },
  ],
  'gives up at the first failure': [
    'a message is given up when it will never go, or after its last attempt, and not before',
    withOutcomes((outcome) => (outcome.kind === 'later' ? { kind: 'dead' } : outcome)),
  ],
  'tries again at once': [
    'another attempt waits, and no longer than half a day',
    withOutcomes((outcome, { now }) => (outcome.kind === 'later' ? { kind: 'later', at: now() } : outcome)),
  ],
  'rests on a store that forgets what was sent': [
    'what was sent or given up is not told again',
    {
      store: ({ settleMessages }) => ({
        settleMessages: (settlements) =>
          settleMessages(
            settlements.map((one) => (one.outcome.kind === 'sent' ? { ...one, outcome: { kind: 'later', at: at(START) } } : one)),
          ),
      }),
    },
  ],
  'never gives up': [
    'every message comes to an end',
    withOutcomes((outcome, { now }) => (outcome.kind === 'dead' ? { kind: 'later', at: at(Date.parse(now()) + MINUTE) } : outcome)),
  ],
};

describe('deliverMessages', () => {
  it('brings each message to its channel until it is taken or given up, whatever breaks off or comes between', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (one) => {
        expect(await broken(one)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it.each(Object.entries(SABOTEURS))('is not matched by one that %s', async (_name, [law, sabotage]) => {
    const { failed } = await fc.check(
      fc.asyncProperty(world, async (one) => !(await broken(one, sabotage)).includes(law)),
      { endOnFailure: true },
    );
    expect(failed).toBe(true);
  });

  it('has a saboteur for each of its laws', () => {
    expect(new Set(Object.values(SABOTEURS).map(([law]) => law))).toEqual(new Set(Object.keys(LAWS)));
  });
});
