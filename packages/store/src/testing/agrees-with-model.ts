import { FOLLOW_UP_STATES, REFERRAL_STATES } from '@rahyar/domain';
import fc from 'fast-check';
import type { ResultAsync } from 'neverthrow';
import { instantOf } from '../moment.ts';
import type { PlannedFollowUp } from '../records.ts';
import type { Store } from '../store.ts';
import type { StoreError } from '../store-error.ts';
import { agree } from './agree.ts';
import { NOW_MS } from './exercises/exercise.ts';
import {
  modelAudit,
  modelChange,
  modelClaim,
  modelClaimMessages,
  modelDue,
  modelHandOver,
  modelPut,
  modelSettle,
  modelTell,
} from './follow-up-model.ts';
import { createHandClock, type HandClock } from './hand-clock.ts';
import { emptyModel, type Model, modelAppend, modelGet, modelList, modelPublish, modelRead, modelSave } from './model.ts';
import {
  changeNumber,
  day,
  eventNumber,
  messageNumber,
  planNumber,
  plannedNumber,
  referralId,
  referralNumber,
  staffNumber,
} from './specimens.ts';
import type { StoreUnderTest } from './store-under-test.ts';

/** Runs random calls on a store and on a plain model; every answer must be the same, across reopening too where the store can. */
export async function agreesWithModel(makeStore: MakeStore, runs: number): Promise<void> {
  for (const scripts of [fc.array(steps, { maxLength: 60, size: 'max' }), claims])
    await fc.assert(
      fc.asyncProperty(scripts, (script) => agreesOn(script, makeStore)),
      { numRuns: runs },
    );
}

type MakeStore = (clock: HandClock) => Promise<StoreUnderTest>;

async function agreesOn(script: readonly Step[], makeStore: MakeStore): Promise<void> {
  const clock = createHandClock(NOW_MS);
  let { store, reopen, dispose } = await makeStore(clock);
  const model = emptyModel();
  try {
    for (const [index, one] of script.entries()) {
      const place = `step ${index + 1}, ${one.call}`;
      if ('byMs' in one) clock.set(Math.max(NOW_MS, clock.nowMs() + one.byMs));
      else if (!('onStore' in one)) ({ store, reopen, dispose } = (await reopen?.()) ?? { store, reopen, dispose });
      else agree(await answerOf(one.onStore(store)), one.onModel(model, clock.nowMs()), place);
    }
    agree(await answerOf(eventsOf(store, 0, 100)), modelRead(model, 0, 100), 'all events at the end');
    agree(await answerOf(store.dueFollowUps(day('2199-01-01'))), modelDue(model, '2199-01-01'), 'all open follow-ups at the end');
    agree(
      await answerOf(store.readAudit(0, 1_000).map((rows) => rows.map(({ entry }) => entry))),
      modelAudit(model),
      'the audit at the end',
    );
    agree(await answerOf(store.currentPlan()), model.plan, 'the plan at the end');
  } finally {
    await dispose?.();
  }
}

const answerOf = async (call: ResultAsync<unknown, StoreError>): Promise<unknown> =>
  (await call).match(
    (value) => value,
    (error) => ('what' in error ? `${error.kind} ${error.what}` : error.kind),
  );

/** Numbers may have gaps: events are counted by their places. */
const eventsOf = (store: Store, after: number, limit: number): ResultAsync<unknown, StoreError> =>
  store.readEvents(0, 1_000).map((rows) => rows.map(({ event }, index) => ({ sequence: index + 1, event })).slice(after, after + limit));

type Call = {
  readonly call: string;
  readonly onStore: (store: Store) => ResultAsync<unknown, StoreError>;
  readonly onModel: (model: Model, nowMs: number) => unknown;
};
type Step = Call | { readonly call: 'reopen' } | { readonly call: 'clock'; readonly byMs: number };

const step =
  <T>(
    name: string,
    onStore: (store: Store, input: T) => ResultAsync<unknown, StoreError>,
    onModel: (model: Model, nowMs: number, input: T) => unknown,
  ) =>
  (input: T): Step => ({
    call: `${name} ${JSON.stringify(input)}`,
    onStore: (store) => onStore(store, input),
    onModel: (model, nowMs) => onModel(model, nowMs, input),
  });

const LEASE_MS = 60_000;
const days = fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-24').map(day);
const few = (most: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: most });
const moments = fc.integer({ min: -2, max: 4 }).map((half) => instantOf(NOW_MS + (half * LEASE_MS) / 2));

/** A handful of ids, so that most calls meet something stored; two contents for each, so that some contradict it. */
const events = fc
  .array(fc.tuple(few(6), fc.boolean()), { maxLength: 4 })
  .map((rows) => rows.map(([number, isOther]) => eventNumber(number, isOther ? { type: 'subjectLeft' } : {})));
const referrals = fc
  .record({ number: few(4), key: fc.nat({ max: 9 }), state: fc.constantFrom(...REFERRAL_STATES), otherDay: fc.nat({ max: 9 }) })
  .map(({ number, key, state, otherDay }) =>
    referralNumber(number, {
      state,
      ...(key === 0 ? { idempotencyKey: 'idempotency-key-1' } : {}),
      ...(otherDay === 0 ? { createdOn: '2026-11-22' } : {}),
    }),
  );
const planned = fc
  .array(
    fc.record({
      number: few(6),
      staff: few(3),
      dueOn: days,
      wakesAt: fc.option(moments),
      state: fc.constantFrom('scheduled', 'due', 'done'),
    }),
    { maxLength: 4 },
  )
  .map((rows) =>
    rows.map(({ number, staff, dueOn, wakesAt, state }) =>
      plannedNumber(number, { responsible: `staff-${staff}`, dueOn, state: number === 6 ? state : 'scheduled' }, wakesAt),
    ),
  );
const messages = fc
  .array(fc.record({ number: few(5), kind: fc.constantFrom('a', 'a', 'a', 'b'), notBefore: fc.option(moments, { nil: undefined }) }), {
    maxLength: 3,
  })
  .map((rows) => rows.map(({ number, ...changes }) => messageNumber(number, changes)));
const changes = fc
  .record({
    key: few(12),
    number: few(7),
    state: fc.constantFrom(...FOLLOW_UP_STATES),
    ifRevision: fc.option(few(6), { nil: undefined }),
    wakesAt: fc.option(moments, { nil: undefined }),
    messages: fc.option(messages, { nil: undefined }),
  })
  .map(({ key, number, ...rest }) => changeNumber(number, { key: `key-${key}`, ...rest }));
const orders = fc
  .tuple(few(12), few(3), few(3))
  .map(([key, from, to]) => ({ key: `key-${key}`, from: staffNumber(from), to: staffNumber(to), by: 'leader' }));
const settlements = fc
  .record({ number: few(5), revision: few(6), kind: fc.constantFrom('sent' as const, 'later' as const, 'dead' as const), at: moments })
  .map(({ number, revision, kind, at }) => ({
    key: `message-${number}`,
    revision,
    outcome: kind === 'later' ? { kind, at } : { kind },
  }));

const weighed = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });

const planOf = step(
  'plan',
  (store, batch: readonly PlannedFollowUp[]) => store.putFollowUps(batch),
  (model, _, batch) => modelPut(model, batch),
);
const plan = planned.map(planOf);
/** Often fewer than are due, so that some are left behind. */
const claim = fc.oneof(few(2), few(12)).map(
  step(
    'claim',
    (store, limit) => store.claimFollowUps({ limit, leaseMs: LEASE_MS }),
    (model, nowMs, limit) => modelClaim(model, nowMs, LEASE_MS, limit),
  ),
);
const clock = fc.integer({ min: -2, max: 3 }).map((half): Step => ({ call: 'clock', byMs: (half * LEASE_MS) / 2 }));

const steps: fc.Arbitrary<Step> = fc.oneof(
  weighed(
    2,
    events.map(
      step(
        'append',
        (store, batch) => store.appendEvents(batch),
        (model, _, batch) => modelAppend(model, batch),
      ),
    ),
  ),
  weighed(
    1,
    fc.tuple(fc.nat({ max: 4 }), few(3)).map(
      step(
        'read',
        (store, [after, limit]) => eventsOf(store, after, limit),
        (model, _, [after, limit]) => modelRead(model, after, limit),
      ),
    ),
  ),
  weighed(3, referrals.map(step('save', (store, one) => store.saveReferral(one), modelSave))),
  weighed(
    1,
    few(4).map(
      step(
        'get',
        (store, number) => store.getReferral(referralId(number)),
        (model, _, number) => modelGet(model, `referral-${number}`),
      ),
    ),
  ),
  weighed(
    1,
    fc.constantFrom(...REFERRAL_STATES).map(
      step(
        'list',
        (store, state) => store.listReferrals({ states: [state] }),
        (model, _, state) => modelList(model, state),
      ),
    ),
  ),
  weighed(5, plan),
  weighed(
    1,
    days.map(
      step(
        'due',
        (store, on) => store.dueFollowUps(on),
        (model, _, on) => modelDue(model, on),
      ),
    ),
  ),
  weighed(5, claim),
  weighed(6, changes.map(step('change', (store, change) => store.changeFollowUps([change]), modelChange))),
  weighed(2, orders.map(step('hand over', (store, order) => store.handOver(order), modelHandOver))),
  weighed(2, messages.map(step('tell', (store, batch) => store.putMessages(batch), modelTell))),
  weighed(
    3,
    few(3).map(
      step(
        'claim messages',
        (store, limit) => store.claimMessages({ limit, leaseMs: LEASE_MS }),
        (model, nowMs, limit) => modelClaimMessages(model, nowMs, LEASE_MS, limit),
      ),
    ),
  ),
  weighed(
    3,
    settlements.map(
      step(
        'settle',
        (store, one) => store.settleMessages([one]),
        (model, _, one) => modelSettle(model, one),
      ),
    ),
  ),
  weighed(
    2,
    fc
      .record({ number: few(3), rows: few(2), on: days })
      .map(({ number, rows, on }) => ({ manifest: planNumber(number, rows), on }))
      .map(
        step(
          'publish',
          (store, { manifest, on }) => store.publishPlan(manifest, { on }),
          (model, nowMs, { manifest, on }) => modelPublish(model, nowMs, manifest, on),
        ),
      ),
  ),
  weighed(
    1,
    fc.constant([]).map(
      step(
        'current',
        (store) => store.currentPlan(),
        (model) => model.plan,
      ),
    ),
  ),
  weighed(3, clock),
  weighed(1, fc.constant<Step>({ call: 'reopen' })),
);

/** Two desks with a few that are due: leases end, and run again under a clock that goes back, while the desks wait for their turns. */
const claims = fc
  .tuple(
    fc
      .array(few(2), { minLength: 6, maxLength: 6 })
      .map((staff) => planOf(staff.map((one, index) => plannedNumber(index + 1, { responsible: `staff-${one}` }, instantOf(NOW_MS))))),
    fc.array(fc.oneof(weighed(3, plan), weighed(9, claim), weighed(9, clock)), { maxLength: 60, size: 'max' }),
  )
  .map(([backlog, rest]) => [backlog, ...rest]);
