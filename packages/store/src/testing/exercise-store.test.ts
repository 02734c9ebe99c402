import type { Referral } from '@rahyar/domain';
import { errAsync, okAsync, ResultAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { PublishedPlan } from '../plan.ts';
import type { Store } from '../store.ts';
import { exerciseStore } from './exercise-store.ts';
import type { StoreUnderTest } from './store-under-test.ts';

type Saboteur = (honest: Store) => Partial<Store>;

/** Stores that break one promise each, in the ways that stores are really wrong. */
const SABOTEURS: Readonly<Record<string, Saboteur>> = {
  'counts a repeated event': (honest) => ({ appendEvents: (events) => honest.appendEvents(events).map(() => events.length) }),
  'loses the last event of a batch': (honest) => ({
    appendEvents: (events) => honest.appendEvents(events.slice(0, -1)).map(() => events.length),
  }),
  'takes half of a refused batch': (honest) => ({
    appendEvents: (events) =>
      honest.appendEvents(events).orElse((error) => honest.appendEvents(events.slice(0, 1)).andThen(() => errAsync(error))),
  }),
  'keeps a contradiction to itself': (honest) => ({
    appendEvents: (events) => honest.appendEvents(events).orElse((error) => (error.kind === 'conflict' ? okAsync(0) : errAsync(error))),
  }),
  'hides what was wrong with an event': (honest) => ({
    appendEvents: (events) => honest.appendEvents(events).mapErr((error) => (error.kind === 'invalid' ? { ...error, issues: [] } : error)),
  }),
  'reads the event at the mark again': (honest) => ({
    readEvents: (after, limit) => honest.readEvents(after > 0 ? after - 1 : after, limit),
  }),
  'reads beyond the limit': (honest) => ({ readEvents: (after, limit) => honest.readEvents(after, limit + 1) }),
  'numbers events from 0': (honest) => ({
    readEvents: (after, limit) =>
      honest.readEvents(after, limit).map((rows) => rows.map(({ sequence, event }) => ({ sequence: sequence - 1, event }))),
  }),
  'accepts any page': (honest) => ({ readEvents: (after, limit) => honest.readEvents(after, limit).orElse(() => okAsync([])) }),
  'shares what it was given': (honest) => {
    const given = new Map<string, Referral>();
    return {
      saveReferral: (referral) => honest.saveReferral(referral).andTee(() => given.set(referral.id, referral)),
      getReferral: (id) => honest.getReferral(id).map((stored) => given.get(id) ?? stored),
    };
  },
  'shares what it holds': (honest) => {
    let held: ReturnType<typeof honest.readEvents> | undefined;
    return {
      readEvents: (after, limit) => {
        held ??= honest.readEvents(after, limit).map((rows) => JSON.parse(JSON.stringify(rows)));
        return after === 0 && limit === 1 ? held : honest.readEvents(after, limit);
      },
    };
  },
  'lets a referral move back': (honest) => ({
    saveReferral: (referral) =>
      honest
        .saveReferral(referral)
        .orElse((error) => ('what' in error && error.what === 'referralState' ? okAsync(referral) : errAsync(error))),
  }),
  'lets a referral begin anywhere': (honest) => ({
    saveReferral: (referral) => honest.saveReferral({ ...referral, state: 'created' }).andThen(() => honest.saveReferral(referral)),
  }),
  'lets a referral change on the way': (honest) => ({
    saveReferral: (referral) =>
      honest
        .saveReferral(referral)
        .orElse((error) =>
          'what' in error && error.what === 'referralContent'
            ? honest.getReferral(referral.id).andThen((known) => honest.saveReferral({ ...known, state: referral.state }))
            : errAsync(error),
        ),
  }),
  'says nothing of a referral it does not have': (honest) => ({
    getReferral: (id) => honest.getReferral(id).mapErr(() => ({ kind: 'unavailable', why: 'failed' }) as const),
  }),
  'lists whatever the filter': (honest) => ({ listReferrals: () => honest.listReferrals() }),
  'lists in the order of arrival': (honest) => ({
    listReferrals: (filter) => honest.listReferrals(filter).map((rows) => [...rows].reverse()),
  }),
  'forgets what falls due today': (honest) => ({
    dueFollowUps: (on) => honest.dueFollowUps(on).map((rows) => rows.filter(({ dueOn }) => dueOn < on)),
  }),
  'forgets what was escalated': (honest) => ({
    dueFollowUps: (on) => honest.dueFollowUps(on).map((rows) => rows.filter(({ state }) => state !== 'escalated')),
  }),
  'counts what did not change': (honest) => ({ putFollowUps: (rows) => honest.putFollowUps(rows).map(() => rows.length) }),
  'never writes a follow-up over another': (honest) => {
    const seen = new Set<string>();
    return {
      putFollowUps: (rows) => {
        const fresh = rows.filter(({ id }) => !seen.has(id));
        for (const { id } of fresh) seen.add(id);
        return honest.putFollowUps(fresh);
      },
    };
  },
  'opens a closed follow-up again': (honest) => ({
    putFollowUps: (rows) => honest.putFollowUps(rows.map((row) => (row.state === 'done' ? { ...row, state: 'missed' } : row))),
  }),
  'publishes whatever comes last': (honest) => {
    let last: PublishedPlan | undefined;
    return {
      publishPlan: (manifest, { on }) => {
        last = { manifest, on };
        return honest.publishPlan(manifest, { on });
      },
      currentPlan: () => okAsync(last),
    };
  },
  'publishes a plan twice': (honest) => ({ publishPlan: (manifest, at) => honest.publishPlan(manifest, at).map(() => true) }),
  'never replaces a plan': (honest) => ({
    publishPlan: (manifest, at) =>
      honest.currentPlan().andThen((plan) => (plan === undefined ? honest.publishPlan(manifest, at) : okAsync(true))),
  }),
  'takes any manifest': (honest) => ({
    publishPlan: (manifest, at) =>
      honest.publishPlan(manifest, at).orElse((error) => (error.kind === 'invalid' ? okAsync(true) : errAsync(error))),
  }),
  'lets a later call overtake': (honest) => {
    let isFirst = true;
    return {
      saveReferral: (referral) => {
        const isSlow = isFirst;
        isFirst = false;
        const turn = new Promise<void>((resolve) => setTimeout(resolve, isSlow ? 5 : 0));
        return ResultAsync.fromSafePromise(turn).andThen(() => honest.saveReferral(referral));
      },
    };
  },
};

const failures = async (makeStore: () => Promise<StoreUnderTest>): Promise<string[]> => {
  const failed: string[] = [];
  for (const { name, run } of exerciseStore(makeStore, { modelRuns: 1 }))
    if (
      !(await run().then(
        () => true,
        () => false,
      ))
    )
      failed.push(name);
  return failed;
};

const BY_EXAMPLE = (name: string): boolean => !name.startsWith('agrees with a plain model');

describe('exerciseStore', () => {
  it('passes an honest store', async () => {
    expect(await failures(async () => ({ store: createMemoryStore() }))).toEqual([]);
  });

  it.each(Object.entries(SABOTEURS))('catches a store that %s', async (_name, sabotage) => {
    const failed = await failures(async () => {
      const honest = createMemoryStore();
      return { store: { ...honest, ...sabotage(honest) } };
    });
    expect(failed.filter(BY_EXAMPLE)).not.toEqual([]);
  });

  it('catches a store that forgets when it is opened again', async () => {
    const forgetful = async (): Promise<StoreUnderTest> => ({ store: createMemoryStore(), reopen: forgetful });
    expect(await failures(forgetful)).toContain('keeps everything across reopening, if it lasts');
  });

  it.each([
    'counts a repeated event',
    'reads beyond the limit',
    'lists whatever the filter',
    'counts what did not change',
    'publishes a plan twice',
  ])('catches with the plain model alone a store that %s', async (name) => {
    const model = exerciseStore(async () => {
      const honest = createMemoryStore();
      return { store: { ...honest, ...SABOTEURS[name]?.(honest) } };
    }).at(-1);
    await expect(model?.run()).rejects.toThrow(/Property failed/);
  });
});
