import { FOLLOW_UP_STATES, IsoDate, REFERRAL_STATES } from '@rahyar/domain';
import fc from 'fast-check';
import type { ResultAsync } from 'neverthrow';
import type { Store } from '../store.ts';
import type { StoreError } from '../store-error.ts';
import { agree } from './agree.ts';
import {
  emptyModel,
  type Model,
  modelAppend,
  modelDue,
  modelGet,
  modelList,
  modelPublish,
  modelPut,
  modelRead,
  modelSave,
} from './model.ts';
import { eventNumber, followUpNumber, planNumber, referralId, referralNumber } from './specimens.ts';
import type { StoreUnderTest } from './store-under-test.ts';

type Step =
  | {
      readonly call: string;
      readonly onStore: (store: Store) => ResultAsync<unknown, StoreError>;
      readonly onModel: (model: Model) => unknown;
    }
  | { readonly call: 'reopen' };

const step = <T>(
  call: string,
  values: T,
  onStore: (store: Store) => ResultAsync<unknown, StoreError>,
  onModel: (model: Model) => unknown,
): Step => ({
  call: `${call} ${JSON.stringify(values)}`,
  onStore,
  onModel,
});

const days = fc.constantFrom('2026-11-22', '2026-11-23', '2026-11-24').map((text) => IsoDate.parse(text));

/** A handful of ids, so that most calls meet something stored; two contents for each, so that some contradict it. */
const events = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean()), { maxLength: 4 })
  .map((rows) => rows.map(([number, isOther]) => eventNumber(number, isOther ? { type: 'subjectLeft' } : {})));
const referrals = fc
  .record({
    number: fc.integer({ min: 1, max: 4 }),
    key: fc.integer({ min: 0, max: 9 }),
    state: fc.constantFrom(...REFERRAL_STATES),
    otherDay: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ number, key, state, otherDay }) =>
    referralNumber(number, {
      state,
      ...(key === 0 ? { idempotencyKey: 'idempotency-key-1' } : {}),
      ...(otherDay === 0 ? { createdOn: '2026-11-22' } : {}),
    }),
  );
const followUps = fc
  .array(fc.record({ number: fc.integer({ min: 1, max: 4 }), dueOn: days, state: fc.constantFrom(...FOLLOW_UP_STATES) }), { maxLength: 4 })
  .map((rows) => rows.map(({ number, ...changes }) => followUpNumber(number, changes)));

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: events.map((batch) =>
      step(
        'append',
        batch,
        (store) => store.appendEvents(batch),
        (model) => modelAppend(model, batch),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat({ max: 4 }), fc.integer({ min: 1, max: 3 })).map(([after, limit]) =>
      step(
        'read',
        [after, limit],
        (store) => store.readEvents(after, limit),
        (model) => modelRead(model, after, limit),
      ),
    ),
  },
  {
    weight: 4,
    arbitrary: referrals.map((one) =>
      step(
        'save',
        one,
        (store) => store.saveReferral(one),
        (model) => modelSave(model, one),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 4 }).map((number) =>
      step(
        'get',
        number,
        (store) => store.getReferral(referralId(number)),
        (model) => modelGet(model, `referral-${number}`),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...REFERRAL_STATES).map((state) =>
      step(
        'list',
        state,
        (store) => store.listReferrals({ states: [state] }),
        (model) => modelList(model, state),
      ),
    ),
  },
  {
    weight: 3,
    arbitrary: followUps.map((batch) =>
      step(
        'put',
        batch,
        (store) => store.putFollowUps(batch),
        (model) => modelPut(model, batch),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: days.map((on) =>
      step(
        'due',
        on,
        (store) => store.dueFollowUps(on),
        (model) => modelDue(model, on),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 }), days).map(([number, rows, on]) => {
      const manifest = planNumber(number, rows);
      return step(
        'publish',
        [manifest, on],
        (store) => store.publishPlan(manifest, { on }),
        (model) => modelPublish(model, manifest, on),
      );
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant(
      step(
        'current',
        [],
        (store) => store.currentPlan(),
        (model) => model.plan,
      ),
    ),
  },
  { weight: 1, arbitrary: fc.constant({ call: 'reopen' as const }) },
);

/** Runs random calls on a store and on a plain model; every answer must be the same, across reopening too where the store can. */
export async function agreesWithModel(makeStore: () => Promise<StoreUnderTest>, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: 40, size: 'max' }), async (script) => {
      let { store, reopen, dispose } = await makeStore();
      const model = emptyModel();
      try {
        for (const [index, one] of script.entries()) {
          if ('onStore' in one) agree(await answerOf(one.onStore(store)), one.onModel(model), `step ${index + 1}, ${one.call}`);
          else ({ store, reopen, dispose } = (await reopen?.()) ?? { store, reopen, dispose });
        }
        agree(await answerOf(store.readEvents(0, 100)), modelRead(model, 0, 100), 'all events at the end');
        agree(await answerOf(store.currentPlan()), model.plan, 'the plan at the end');
      } finally {
        await dispose?.();
      }
    }),
    { numRuns: runs },
  );
}

const answerOf = async (call: ResultAsync<unknown, StoreError>): Promise<unknown> =>
  (await call).match(
    (value) => value,
    (error) => ('what' in error ? `${error.kind} ${error.what}` : error.kind),
  );
