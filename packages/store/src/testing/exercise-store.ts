import type { ResultAsync } from 'neverthrow';
import type { Store } from '../store.ts';
import type { StoreError } from '../store-error.ts';
import { agree } from './agree.ts';
import { agreesWithModel } from './agrees-with-model.ts';
import { day, eventNumber, followUpNumber, planNumber, referralId, referralNumber, registeredEvent } from './specimens.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** One promise of the contract; `run` rejects with an Error that says which answer was wrong. */
export type StoreExercise = { readonly name: string; readonly run: () => Promise<void> };

/**
 * The contract of the {@link Store} port as a list for any test runner. Every exercise makes a store of its own.
 * `modelRuns` is the number of random scripts that are compared with a plain model, 100 if absent.
 */
export function exerciseStore(
  makeStore: () => Promise<StoreUnderTest>,
  { modelRuns = 100 }: { readonly modelRuns?: number } = {},
): StoreExercise[] {
  const withStore = (check: Check) => async (): Promise<void> => {
    const { store, dispose } = await makeStore();
    try {
      await check(store);
    } finally {
      await dispose?.();
    }
  };
  return [
    ...Object.entries(CHECKS).map(([name, check]) => ({ name, run: withStore(check) })),
    { name: 'keeps everything across reopening, if it lasts', run: () => keepsAcrossReopening(makeStore) },
    { name: 'agrees with a plain model on random calls', run: () => agreesWithModel(makeStore, modelRuns) },
  ];
}

type Check = (store: Store) => Promise<void>;

const CHECKS: Readonly<Record<string, Check>> = {
  'begins empty': async (store) => {
    await gives(store.readEvents(0, 10), []);
    await gives(store.listReferrals(), []);
    await gives(store.dueFollowUps(day('2199-01-01')), []);
    await gives(store.currentPlan(), undefined);
  },

  'appends events in order and counts them from 1': async (store) => {
    await gives(store.appendEvents([registeredEvent(1), eventNumber(2)]), 2);
    await gives(store.appendEvents([eventNumber(3)]), 1);
    await gives(store.readEvents(0, 10), [
      { sequence: 1, event: registeredEvent(1) },
      { sequence: 2, event: eventNumber(2) },
      { sequence: 3, event: eventNumber(3) },
    ]);
  },

  'reads a page after a sequence number': async (store) => {
    await gives(store.appendEvents([1, 2, 3, 4].map((number) => eventNumber(number))), 4);
    await gives(store.readEvents(1, 2), [
      { sequence: 2, event: eventNumber(2) },
      { sequence: 3, event: eventNumber(3) },
    ]);
    await gives(store.readEvents(4, 2), []);
  },

  'takes an event once, however often it comes': async (store) => {
    await gives(store.appendEvents([eventNumber(1), eventNumber(1)]), 1);
    await gives(store.appendEvents([eventNumber(1), eventNumber(2)]), 1);
    await gives(store.appendEvents([]), 0);
    await gives(
      store.readEvents(0, 10).map((rows) => rows.length),
      2,
    );
  },

  'refuses a batch wholly when one of its ids is known with other content': async (store) => {
    await gives(store.appendEvents([eventNumber(1)]), 1);
    await refuses(store.appendEvents([eventNumber(2), eventNumber(1, { on: '2026-11-24' })]), { kind: 'conflict', what: 'eventContent' });
    await refuses(store.appendEvents([eventNumber(3), eventNumber(3, { on: '2026-11-24' })]), { kind: 'conflict', what: 'eventContent' });
    await gives(store.readEvents(0, 10), [{ sequence: 1, event: eventNumber(1) }]);
  },

  'refuses a batch wholly when one of its events is none, and repeats nothing of it': async (store) => {
    const broken = { ...eventNumber(2), subject: 'Sara Ahmadi' } as unknown as ReturnType<typeof eventNumber>;
    await refuses(store.appendEvents([eventNumber(1), broken]), {
      kind: 'invalid',
      what: 'event',
      issues: [{ path: [1, 'subject'], code: 'value.format' }],
    });
    await gives(store.readEvents(0, 10), []);
  },

  'refuses page bounds that make no sense': async (store) => {
    for (const after of [-1, 0.5, Number.NaN]) await refuses(store.readEvents(after, 1), { kind: 'invalid', what: 'afterSequence' });
    for (const limit of [0, -1, 1.5, Number.POSITIVE_INFINITY])
      await refuses(store.readEvents(0, limit), { kind: 'invalid', what: 'limit' });
  },

  'shares nothing with what goes in or comes out': async (store) => {
    const given = structuredCopy(registeredEvent(1));
    const referral = structuredCopy(referralNumber(1));
    await gives(store.appendEvents([given]), 1);
    await gives(store.saveReferral(referral), referral);
    spoil(given);
    spoil(referral);
    const stored = await valueIn(store.readEvents(0, 1));
    agree(stored, [{ sequence: 1, event: registeredEvent(1) }], 'after the given event was changed');
    spoil(stored);
    spoil(await valueIn(store.getReferral(referralId(1))));
    await gives(store.readEvents(0, 1), [{ sequence: 1, event: registeredEvent(1) }]);
    await gives(store.getReferral(referralId(1)), referralNumber(1));
  },

  'saves a referral before it is sent, and moves it only forward': async (store) => {
    await refuses(store.saveReferral(referralNumber(1, { state: 'sent' })), { kind: 'conflict', what: 'referralNotNew' });
    for (const state of ['created', 'created', 'sent', 'accepted', 'completed', 'completed'])
      await gives(store.saveReferral(referralNumber(1, { state })), referralNumber(1, { state }));
    for (const state of ['created', 'sent', 'accepted', 'declined'])
      await refuses(store.saveReferral(referralNumber(1, { state })), { kind: 'conflict', what: 'referralState' });
    await gives(store.getReferral(referralId(1)), referralNumber(1, { state: 'completed' }));
  },

  'resends a referral unchanged: nothing but its state may differ': async (store) => {
    await gives(store.saveReferral(referralNumber(1)), referralNumber(1));
    for (const change of [
      { idempotencyKey: 'another-key-0000000' },
      { partner: 'secretariat' },
      { createdOn: '2026-11-24' },
      { subject: 'subject-2' },
    ])
      await refuses(store.saveReferral(referralNumber(1, { state: 'sent', ...change })), { kind: 'conflict', what: 'referralContent' });
    await gives(store.getReferral(referralId(1)), referralNumber(1));
  },

  'gives one idempotency key to one referral': async (store) => {
    await gives(store.saveReferral(referralNumber(1)), referralNumber(1));
    const { idempotencyKey } = referralNumber(1);
    await refuses(store.saveReferral(referralNumber(2, { idempotencyKey })), { kind: 'conflict', what: 'idempotencyKey' });
    await refuses(store.getReferral(referralId(2)), { kind: 'notFound', what: 'referral' });
  },

  'lists referrals by day and id, of one partner, in some states': async (store) => {
    const rows = [referralNumber(3), referralNumber(1), referralNumber(2, { createdOn: '2026-11-22', partner: 'secretariat' })] as const;
    for (const row of rows) await gives(store.saveReferral(row), row);
    const sent = { ...rows[0], state: 'sent' as const };
    await gives(store.saveReferral(sent), sent);
    await gives(store.listReferrals(), [rows[2], rows[1], sent]);
    await gives(store.listReferrals({ partner: 'secretariat' }), [rows[2]]);
    await gives(store.listReferrals({ states: ['sent', 'accepted'] }), [sent]);
    await gives(store.listReferrals({ partner: 'secretariat', states: ['sent'] }), []);
  },

  'gives the follow-ups that are due, by day and id': async (store) => {
    const late = followUpNumber(2, { dueOn: '2026-11-22' });
    const later = followUpNumber(4, { dueOn: '2026-11-24' });
    await gives(store.putFollowUps([followUpNumber(3), later, late, followUpNumber(1)]), 4);
    await gives(store.dueFollowUps(day('2026-11-23')), [late, followUpNumber(1), followUpNumber(3)]);
    await gives(store.dueFollowUps(day('2026-11-21')), []);
  },

  'writes a follow-up over the one with its id, and counts what changed': async (store) => {
    await gives(store.putFollowUps([followUpNumber(1), followUpNumber(2)]), 2);
    await gives(store.putFollowUps([followUpNumber(1), followUpNumber(2, { dueOn: '2026-11-24' })]), 1);
    await gives(store.dueFollowUps(day('2026-11-23')), [followUpNumber(1)]);
  },

  'keeps a closed follow-up closed': async (store) => {
    for (const [index, state] of ['done', 'cancelled'].entries()) {
      await gives(store.putFollowUps([followUpNumber(index), followUpNumber(index, { state })]), 2);
      await gives(store.putFollowUps([followUpNumber(index)]), 0);
    }
    await gives(store.dueFollowUps(day('2026-11-23')), []);
  },

  'keeps every follow-up that is not closed due': async (store) => {
    const states = ['due', 'escalated', 'inProgress', 'missed', 'scheduled', 'snoozed', 'waitingForMember', 'waitingForPartner'];
    const rows = states.map((state, index) => followUpNumber(index, { state }));
    await gives(store.putFollowUps(rows), rows.length);
    await gives(store.dueFollowUps(day('2026-11-23')), rows);
  },

  'puts a plan in force once, and the plan of a later day after it': async (store) => {
    await gives(store.publishPlan(planNumber(1), { on: day('2026-11-23') }), true);
    await gives(store.publishPlan(planNumber(1), { on: day('2026-11-23') }), false);
    await gives(store.publishPlan(planNumber(2), { on: day('2026-11-23') }), true);
    await gives(store.publishPlan(planNumber(3), { on: day('2026-11-24') }), true);
    await gives(store.currentPlan(), { manifest: planNumber(3), on: '2026-11-24' });
  },

  'never goes back to the plan of an earlier day, nor changes a plan under its id': async (store) => {
    await gives(store.publishPlan(planNumber(1), { on: day('2026-11-23') }), true);
    await refuses(store.publishPlan(planNumber(2), { on: day('2026-11-22') }), { kind: 'conflict', what: 'planOrder' });
    await refuses(store.publishPlan(planNumber(1, 2), { on: day('2026-11-23') }), { kind: 'conflict', what: 'planContent' });
    await refuses(store.publishPlan(planNumber(1), { on: day('2026-11-24') }), { kind: 'conflict', what: 'planContent' });
    await gives(store.currentPlan(), { manifest: planNumber(1), on: '2026-11-23' });
  },

  'refuses a manifest that is none': async (store) => {
    const part = planNumber(1).parts[0];
    for (const change of [
      { id: '' },
      { id: '../plan' },
      { parts: [{ ...part, rows: -1 }] },
      { parts: [{ ...part, sha256: 'x' }] },
      { parts: [part, part] },
    ])
      await refuses(store.publishPlan({ ...planNumber(1), ...change } as ReturnType<typeof planNumber>, { on: day('2026-11-23') }), {
        kind: 'invalid',
        what: 'plan',
      });
    await gives(store.currentPlan(), undefined);
  },

  'takes calls that are made at once in the order they are made': async (store) => {
    const answers = await Promise.all([
      store.saveReferral(referralNumber(1)),
      store.saveReferral(referralNumber(1, { state: 'accepted' })),
      store.saveReferral(referralNumber(1, { state: 'sent' })),
      store.getReferral(referralId(1)),
    ]);
    agree(
      answers.map((answer) => answer.isOk()),
      [true, true, false, true],
      'which of the calls went well',
    );
    agree(answers[3].unwrapOr(undefined), referralNumber(1, { state: 'accepted' }), 'the referral after them');
    await Promise.all([1, 2, 3, 4].map((number) => store.appendEvents([eventNumber(number)])));
    agree(
      (await valueIn(store.readEvents(0, 10))).map(({ event }) => event.id),
      ['event-1', 'event-2', 'event-3', 'event-4'],
      'the events',
    );
  },
};

async function keepsAcrossReopening(makeStore: () => Promise<StoreUnderTest>): Promise<void> {
  const before = await makeStore();
  await gives(before.store.appendEvents([registeredEvent(1), eventNumber(2)]), 2);
  await gives(before.store.saveReferral(referralNumber(1)), referralNumber(1));
  await gives(before.store.putFollowUps([followUpNumber(1)]), 1);
  await gives(before.store.publishPlan(planNumber(1), { on: day('2026-11-23') }), true);
  const { store, dispose } = (await before.reopen?.()) ?? before;
  try {
    await gives(store.appendEvents([eventNumber(2), eventNumber(3)]), 1);
    await gives(store.readEvents(0, 10), [
      { sequence: 1, event: registeredEvent(1) },
      { sequence: 2, event: eventNumber(2) },
      { sequence: 3, event: eventNumber(3) },
    ]);
    await gives(store.getReferral(referralId(1)), referralNumber(1));
    await gives(store.dueFollowUps(day('2026-11-23')), [followUpNumber(1)]);
    await gives(store.currentPlan(), { manifest: planNumber(1), on: '2026-11-23' });
  } finally {
    await dispose?.();
  }
}

async function gives(call: ResultAsync<unknown, StoreError>, expected: unknown): Promise<void> {
  agree(await valueIn(call), expected, 'answer');
}

/** The error has these fields; where the contract leaves more to the adapter, it may have others. */
async function refuses(call: ResultAsync<unknown, StoreError>, expected: object): Promise<void> {
  const result = await call;
  if (result.isOk()) throw new Error(`got ${JSON.stringify(result.value)}, expected the error ${JSON.stringify(expected)}`);
  const actual: Readonly<Record<string, unknown>> = result.error;
  for (const [field, value] of Object.entries(expected)) agree(actual[field], value, `error ${result.error.kind}, ${field}`);
}

async function valueIn<T>(call: ResultAsync<T, StoreError>): Promise<T> {
  const result = await call;
  if (result.isErr()) throw new Error(`got the error ${JSON.stringify(result.error)}`);
  return result.value;
}

const structuredCopy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Tries to change everything inside a value; frozen things refuse, which is as good. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) spoil(inner);
  for (const key of Object.keys(value)) Reflect.set(value, key, 'spoilt');
}
