import type { FollowUpId } from '@rahyar/domain';
import { errAsync, okAsync } from 'neverthrow';
import { memoryDatabase } from '../memory/memory-store.ts';
import { instantOf, msOf } from '../moment.ts';
import { type FollowUpChange, type FollowUpRecord, isClosed, type PlannedFollowUp } from '../records.ts';
import type { Database, Rows } from '../rows.ts';
import type { Store } from '../store.ts';
import { storeOver } from '../store-over.ts';
import type { HandClock } from './hand-clock.ts';

/** A small dishonesty: what a store does otherwise than an honest one, or what its rows do. */
export type Sabotage = {
  readonly store?: (honest: Store) => Partial<Store>;
  readonly rows?: (honest: Rows) => Partial<Rows>;
};

/** A memory store that is dishonest in one way. */
export function sabotaged({ store, rows }: Sabotage, { nowMs }: HandClock): Store {
  const honestRows = memoryDatabase(nowMs);
  let changed: Rows | undefined;
  const database: Database = {
    ...honestRows,
    transact: (work) =>
      honestRows.transact((held) => {
        changed ??= { ...held, ...rows?.(held) };
        return work(changed);
      }),
  };
  const honest = storeOver(database);
  return { ...honest, ...store?.(honest) };
}

const HOUR_MS = 3_600_000;

/** Of follow-ups and messages: what breaks a promise to those who work on them. Schedules must find each of these too. */
export const FOLLOW_UP_SABOTEURS: Readonly<Record<string, Sabotage>> = {
  'ignores the fencing token': {
    store: (honest) => ({
      changeFollowUps: (changes) => honest.changeFollowUps(changes.map(({ ifRevision: _, ...change }) => change)),
    }),
  },
  'lets a lease hold nothing': { rows: (honest) => ({ claimFollowUps: (now, _until, limit) => honest.claimFollowUps(now, now, limit) }) },
  'takes the end of a lease for a waking': {
    rows: (honest) => ({
      claimFollowUps: async (now, until, limit) => {
        const taken = await honest.claimFollowUps(now, until, limit);
        const woken = taken?.map((record) => ({ ...record, wakesAt: instantOf(until) }));
        if (woken !== undefined) await honest.putFollowUps(woken);
        return woken;
      },
    }),
  },
  'keeps a lease that a change has ended': {
    rows: (honest) => ({
      putFollowUps: async (records) => {
        const before = await heldUntilOf(
          honest,
          records.map(({ followUp: { id } }) => id),
        );
        await honest.putFollowUps(records.map((record) => ({ ...record, ...holding(before.get(record.followUp.id)) })));
      },
    }),
  },
  'never ends a lease': {
    rows: (honest) => ({ claimFollowUps: (now, until, limit) => honest.claimFollowUps(now, until + 1_000 * HOUR_MS, limit) }),
  },
  'fires an hour early': {
    rows: (honest) => ({ claimFollowUps: (now, until, limit) => honest.claimFollowUps(now + HOUR_MS, until, limit) }),
  },
  'never sets its clock back': {
    rows: (honest) => {
      let latest = 0;
      return {
        now: async () => {
          latest = Math.max(latest, await honest.now());
          return latest;
        },
      };
    },
  },
  'forgets which changes it made': {
    rows: (honest) => ({ auditOf: async (keys) => (await honest.auditOf(keys)).filter(({ what }) => what !== 'followUp') }),
  },
  'hands over again when asked again': {
    rows: (honest) => ({ auditOf: async (keys) => (await honest.auditOf(keys)).filter(({ what }) => what !== 'handOver') }),
  },
  'loses the messages of changes': {
    store: (honest) => ({
      changeFollowUps: (changes) => honest.changeFollowUps(changes.map(({ messages: _, ...change }) => change)),
    }),
  },
  'takes a message twice': { rows: () => ({ messages: async () => [] }) },
  'lets a claimed message be claimed again': {
    rows: (honest) => ({ claimMessages: (now, _until, limit, channels) => honest.claimMessages(now, now, limit, channels) }),
  },
  'sends a message before its moment': {
    rows: (honest) => ({ claimMessages: (now, until, limit, channels) => honest.claimMessages(now + HOUR_MS, until, limit, channels) }),
  },
  'gives a message up at its first failure': {
    store: (honest) => ({
      settleMessages: (settlements) =>
        honest.settleMessages(settlements.map((one) => (one.outcome.kind === 'later' ? { ...one, outcome: { kind: 'dead' } } : one))),
    }),
  },
  'notes whatever is said of a message': {
    store: (honest) => ({
      settleMessages: (settlements) => honest.settleMessages(settlements).map(() => settlements.length),
    }),
  },
  'opens again what was closed': {
    rows: (honest) => ({ followUps: async (ids) => (await honest.followUps(ids)).map(reopened) }),
  },
  'lets a running claim win over a cancellation': {
    store: (honest) => ({
      changeFollowUps: (changes) =>
        honest.changeFollowUps(changes.map((change) => (change.state === 'cancelled' ? { ...change, ifRevision: 1 } : change))),
    }),
  },
  'plans again what was acted on': {
    store: (honest) => ({
      putFollowUps: (plans) =>
        honest
          .putFollowUps(plans)
          .andThen((count) =>
            count === plans.length ? okAsync(count) : honest.changeFollowUps(plans.map(plannedAnyway)).map(() => count),
          ),
    }),
  },
  'writes half a batch of a plan': {
    rows: (honest) => ({ putFollowUps: (records) => honest.putFollowUps(records.length > 1 ? records.slice(0, -1) : records) }),
  },
  'leaves a gap in the audit': {
    rows: (honest) => ({ insertAudit: (entries) => honest.insertAudit(entries.filter(({ to }) => to !== 'snoozed')) }),
  },
  'turns two audit entries round': { rows: (honest) => ({ insertAudit: (entries) => honest.insertAudit([...entries].reverse()) }) },
  'keeps claims that run when work is handed over': {
    rows: (honest) => ({
      giveFollowUps: async (from, to) => {
        const held = await honest.followUpsDue(FAR, from, 1_000_000);
        const count = await honest.giveFollowUps(from, to);
        await honest.putFollowUps(held.map((record) => ({ ...record, followUp: { ...record.followUp, responsible: to } })));
        return count;
      },
    }),
  },
  'holds what is handed over until the old lease ends': {
    rows: (honest) => ({
      giveFollowUps: async (from, to) => {
        const ids = (await honest.followUpsDue(FAR, from, 1_000_000)).map(({ followUp: { id } }) => id);
        const before = await heldUntilOf(honest, ids);
        const count = await honest.giveFollowUps(from, to);
        const given = await honest.followUps(ids);
        await honest.putFollowUps(given.map((record) => ({ ...record, ...holding(before.get(record.followUp.id)) })));
        return count;
      },
    }),
  },
  'lets what is snoozed sleep for ever': {
    rows: (honest) => ({ putFollowUps: (records) => honest.putFollowUps(records.map(asleep)) }),
  },
  'gives up after the second attempt': {
    rows: (honest) => ({
      claimFollowUps: async (now, until, limit) => (await honest.claimFollowUps(now, until, limit))?.filter(({ attempts }) => attempts < 3),
    }),
  },
};

const FAR = '2199-01-01' as Parameters<Rows['followUpsDue']>[0];
const FAR_INSTANT = instantOf(Date.UTC(2199, 0, 1));

const reopened = (record: FollowUpRecord): FollowUpRecord =>
  isClosed(record.followUp.state) ? { ...record, followUp: { ...record.followUp, state: 'inProgress' } } : record;

const plannedAnyway = ({ followUp: { id }, wakesAt }: PlannedFollowUp): FollowUpChange => ({
  key: `again-${id}`,
  id,
  state: 'scheduled',
  by: 'planner',
  ...(wakesAt === undefined ? {} : { wakesAt }),
});

const heldUntilOf = async (rows: Rows, ids: readonly FollowUpId[]): Promise<ReadonlyMap<FollowUpId, FollowUpRecord['heldUntil']>> =>
  new Map((await rows.followUps(ids)).map(({ followUp: { id }, heldUntil }) => [id, heldUntil]));

const holding = (heldUntil: FollowUpRecord['heldUntil']): Pick<FollowUpRecord, 'heldUntil'> =>
  heldUntil === undefined ? {} : { heldUntil };

function asleep(record: FollowUpRecord): FollowUpRecord {
  if (record.followUp.state !== 'snoozed') return record;
  const { wakesAt: _, ...rest } = record;
  return rest;
}

/** All of the contract's. */
export const SABOTEURS: Readonly<Record<string, Sabotage>> = {
  ...FOLLOW_UP_SABOTEURS,
  'serves desks by their names': {
    rows: (honest) => {
      let pool: FollowUpRecord[] = [];
      return {
        claimFollowUps: async (now, until, limit) => {
          pool = pool.filter(({ heldUntil }) => heldUntil !== undefined && msOf(heldUntil) > now);
          const all = [...pool.splice(0), ...((await honest.claimFollowUps(now, until, 8 * limit)) ?? [])];
          if (all.length === 0) return undefined;
          all.sort((a, b) => (a.followUp.id < b.followUp.id ? -1 : 1));
          pool = all.slice(limit);
          return all.slice(0, limit).map((record) => ({ ...record, heldUntil: instantOf(until) }));
        },
      };
    },
  },
  'is content with desks whose work is done': {
    rows: (honest) => ({
      claimFollowUps: async (now, until, limit) => {
        const taken = await honest.claimFollowUps(now, until, limit);
        return taken?.length === 0 ? undefined : taken;
      },
    }),
  },
  'ends a lease when the same is planned again': {
    rows: (honest) => ({
      followUps: async (ids) =>
        (await honest.followUps(ids)).map((record) => (record.attempts > 0 ? { ...record, wakesAt: FAR_INSTANT } : record)),
    }),
  },
  'plans nothing anew that somebody holds': {
    rows: (honest) => ({
      putFollowUps: async (records) => {
        const before = await heldUntilOf(
          honest,
          records.map(({ followUp: { id } }) => id),
        );
        await honest.putFollowUps(records.filter(({ followUp: { id, state } }) => state !== 'scheduled' || before.get(id) === undefined));
      },
    }),
  },
  'counts a repeated event': { store: (honest) => ({ appendEvents: (events) => honest.appendEvents(events).map(() => events.length) }) },
  'loses the last event of a batch': {
    store: (honest) => ({ appendEvents: (events) => honest.appendEvents(events.slice(0, -1)).map(() => events.length) }),
  },
  'takes half of a refused batch of events': {
    store: (honest) => ({
      appendEvents: (events) =>
        honest.appendEvents(events).orElse((error) => honest.appendEvents(events.slice(0, 1)).andThen(() => errAsync(error))),
    }),
  },
  'takes half of a refused batch of changes': {
    store: (honest) => ({
      changeFollowUps: (changes) =>
        honest.changeFollowUps(changes).orElse((error) => honest.changeFollowUps(changes.slice(0, 1)).andThen(() => errAsync(error))),
    }),
  },
  'keeps a contradiction to itself': {
    store: (honest) => ({
      appendEvents: (events) => honest.appendEvents(events).orElse((error) => (error.kind === 'conflict' ? okAsync(0) : errAsync(error))),
    }),
  },
  'reads the event at the mark again': {
    store: (honest) => ({ readEvents: (after, limit) => honest.readEvents(after > 0 ? after - 1 : after, limit) }),
  },
  'reads beyond the limit': { store: (honest) => ({ readEvents: (after, limit) => honest.readEvents(after, limit + 1) }) },
  'thaws what it gives': {
    store: (honest) => ({ getReferral: (id) => honest.getReferral(id).map((referral) => ({ ...referral })) }),
  },
  'lets a referral move back': {
    store: (honest) => ({
      saveReferral: (referral) =>
        honest
          .saveReferral(referral)
          .orElse((error) => ('what' in error && error.what === 'referralState' ? okAsync(referral) : errAsync(error))),
    }),
  },
  'lists referrals in the order of arrival': {
    store: (honest) => ({ listReferrals: (filter) => honest.listReferrals(filter).map((rows) => [...rows].reverse()) }),
  },
  'forgets what falls due today': {
    store: (honest) => ({
      dueFollowUps: (on, of) => honest.dueFollowUps(on, of).map((rows) => rows.filter(({ followUp }) => followUp.dueOn < on)),
    }),
  },
  'counts plans that did not change': { store: (honest) => ({ putFollowUps: (rows) => honest.putFollowUps(rows).map(() => rows.length) }) },
  'publishes a plan twice': { store: (honest) => ({ publishPlan: (manifest, at) => honest.publishPlan(manifest, at).map(() => true) }) },
  'brings an old plan back': {
    rows: (honest) => ({ auditOf: async (keys) => (await honest.auditOf(keys)).filter(({ what }) => what !== 'plan') }),
  },
  'shows a plan before it is published': {
    store: (honest) => {
      let shown: Parameters<Store['loadPlan']>[1] | undefined;
      return {
        loadPlan: (id, pages) => {
          shown = pages;
          return honest.loadPlan(id, pages);
        },
        worklist: (staff, page) =>
          honest
            .currentPlan()
            .andThen((plan) =>
              plan === undefined && Array.isArray(shown)
                ? okAsync(shown.flat().filter((row: { staff: string }) => row.staff === staff))
                : honest.worklist(staff, page),
            ),
      };
    },
  },
  'reads the calendar as it is now': {
    store: (honest) => ({ announcementsKnownAt: () => honest.announcementsKnownAt(instantOf(Date.UTC(2199, 0, 1))) }),
  },
  'lets two begin one command': {
    rows: (honest) => {
      let asked = 0;
      return { command: async (key) => (asked++ % 2 === 0 ? honest.command(key) : undefined) };
    },
  },
  'forgets versions of things': {
    rows: (honest) => ({ putDeliveryNotes: (notes) => honest.putDeliveryNotes(notes.filter(({ key }) => !key.startsWith('version'))) }),
  },
  'moves the events of a day that was opened': { rows: () => ({ openedDay: async () => undefined }) },
};
