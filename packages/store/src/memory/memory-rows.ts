import type { DomainEvent, FollowUpId, IsoDate, Referral, ReferralId, StaffId, SubjectId } from '@rahyar/domain';
import type { CommandRow } from '../commands.ts';
import { instantOf, msOf } from '../moment.ts';
import type { PublishedPlan } from '../plan.ts';
import { type AuditEntry, type FollowUpRecord, isClosed, type MessageRecord, type PlanRow, type StoredAnnouncement } from '../records.ts';
import type { DeliveryNote, Rows } from '../rows.ts';
import type { ReferralFilter, StoreCondition, StoredEvent } from '../store.ts';

type Desk = { nextAt: number | undefined; turn: number };
/** A record that the clock has something to do with, when it wakes, and until when it is held. */
type Awake = { readonly record: FollowUpRecord; readonly wakesMs: number; readonly heldMs: number };

/** Rows in maps. Only `loaded` is the concern of others: the rows of plans that are not in force yet. */
export type MemoryRows = Rows & { readonly loaded: Map<string, ReadonlyMap<SubjectId, PlanRow>> };

/** The rows of a store that forgets with the process. Each call is done before it returns, so that transactions need only wait their turn. */
export function memoryRows(nowMs: () => number): MemoryRows {
  const events: StoredEvent[] = [];
  const eventById = new Map<string, DomainEvent>();
  const eventsBySubject = new Map<SubjectId, StoredEvent[]>();
  const openedDays = new Map<IsoDate, number>();
  const referralById = new Map<ReferralId, Referral>();
  const referralByKey = new Map<string, Referral>();
  const followUpById = new Map<FollowUpId, FollowUpRecord>();
  const awake = new Map<StaffId, Map<FollowUpId, Awake>>();
  const desks = new Map<StaffId, Desk>();
  const messageByKey = new Map<string, MessageRecord>();
  const announcementById = new Map<string, StoredAnnouncement>();
  const auditByKey = new Map<string, AuditEntry>();
  const commandByKey = new Map<string, CommandRow>();
  const noteByKey = new Map<string, DeliveryNote>();
  const loaded = new Map<string, ReadonlyMap<SubjectId, PlanRow>>();
  let turns = 0;
  let plan: PublishedPlan | undefined;
  let planRows: ReadonlyMap<SubjectId, PlanRow> = new Map();
  let worklists = new Map<StaffId, PlanRow[]>();

  const put = (record: FollowUpRecord): void => {
    const { id, responsible } = record.followUp;
    const before = followUpById.get(id);
    if (before !== undefined) awake.get(before.followUp.responsible)?.delete(id);
    followUpById.set(id, record);
    if (record.wakesAt === undefined) return;
    const wakesMs = msOf(record.wakesAt);
    const heldMs = record.heldUntil === undefined ? 0 : msOf(record.heldUntil);
    inner(awake, responsible, () => new Map()).set(id, { record, wakesMs, heldMs });
    const desk = inner(desks, responsible, () => ({ nextAt: undefined, turn: 0 }));
    desk.nextAt = Math.min(desk.nextAt ?? Number.POSITIVE_INFINITY, wakesMs);
  };

  return {
    loaded,
    now: async () => nowMs(),

    eventsOf: async (ids) => present(ids, eventById),
    insertEvents: async (fresh) => {
      for (const event of fresh) {
        const row = { sequence: events.length + 1, event };
        events.push(row);
        eventById.set(event.id, event);
        inner(eventsBySubject, event.subject, () => []).push(row);
      }
    },
    eventsAfter: async (sequence, limit) => events.slice(sequence, sequence + limit),
    eventsBefore: async (subject, sequence, limit) =>
      (eventsBySubject.get(subject) ?? [])
        .filter((row) => row.sequence < sequence)
        .slice(-limit)
        .reverse(),

    lastEvent: async () => events.length,
    openedDay: async (on) => openedDays.get(on),
    openDay: async (on, eventsUpTo) => {
      openedDays.set(on, eventsUpTo);
    },

    referral: async (id) => referralById.get(id),
    referralWithKey: async (key) => referralByKey.get(key),
    putReferral: async (referral) => {
      referralById.set(referral.id, referral);
      referralByKey.set(referral.idempotencyKey, referral);
    },
    referrals: async (filter) => [...referralById.values()].filter((row) => isChosen(row, filter)).sort(by('createdOn', 'id')),

    followUps: async (ids) => present(ids, followUpById),
    putFollowUps: async (records) => records.forEach(put),
    followUpsDue: async (on, responsible, limit) =>
      [...followUpById.values()]
        .filter(({ followUp }) => isDue(followUp, on) && (responsible === undefined || followUp.responsible === responsible))
        .sort((a, b) => by('dueOn', 'id')(a.followUp, b.followUp))
        .slice(0, limit),
    claimFollowUps: async (now, until, limit) => {
      const open = [...desks]
        .filter(([, { nextAt }]) => nextAt !== undefined && nextAt <= now)
        .sort(([a, { turn: first }], [b, { turn: second }]) => first - second || inOrder(a, b))
        .slice(0, Math.ceil(limit / 8));
      if (open.length === 0) return undefined;
      const each = Math.ceil(limit / open.length);
      const heldUntil = instantOf(until);
      const claimed: FollowUpRecord[] = [];
      for (const [staff, desk] of open) {
        if (claimed.length === limit) break;
        const due = [...(awake.get(staff)?.values() ?? [])].filter(({ wakesMs, heldMs }) => wakesMs <= now && heldMs <= now).sort(byWaking);
        for (const { record } of due.slice(0, Math.min(each, limit - claimed.length))) {
          const taken = { ...record, heldUntil, revision: record.revision + 1, attempts: record.attempts + 1 };
          put(taken);
          claimed.push(taken);
        }
        desk.turn = ++turns;
        desk.nextAt = earliest(awake.get(staff)?.values() ?? [], now);
      }
      return claimed;
    },
    giveFollowUps: async (from, to) => {
      const open = [...followUpById.values()].filter(({ followUp }) => followUp.responsible === from && !isClosed(followUp.state));
      for (const { heldUntil: _, ...record } of open)
        put({ ...record, followUp: { ...record.followUp, responsible: to }, revision: record.revision + 1, attempts: 0 });
      return open.length;
    },

    messages: async (keys) => present(keys, messageByKey),
    putMessages: async (records) => {
      for (const record of records) messageByKey.set(record.message.key, record);
    },
    claimMessages: async (now, until, limit, channels) => {
      const due = [...messageByKey.values()]
        .filter(
          ({ state, nextAt, message }) => state === 'waiting' && momentOf(nextAt) <= now && (channels?.includes(message.channel) ?? true),
        )
        .sort((a, b) => momentOf(a.nextAt) - momentOf(b.nextAt) || inOrder(a.message.key, b.message.key))
        .slice(0, limit);
      return due.map((record) => {
        const taken = { ...record, nextAt: instantOf(until), revision: record.revision + 1, attempts: record.attempts + 1 };
        messageByKey.set(record.message.key, taken);
        return taken;
      });
    },

    plan: async () => plan,
    putPlan: async (published) => {
      plan = published;
      planRows = loaded.get(published.manifest.id) ?? new Map();
      loaded.delete(published.manifest.id);
      worklists = worklistsOf(planRows.values());
    },
    worklist: async (staff, fromRank, limit) => (worklists.get(staff) ?? []).filter(({ rank = 0 }) => rank >= fromRank).slice(0, limit),
    planRow: async (subject) => planRows.get(subject),

    announcements: async (ids) => present(ids, announcementById),
    insertAnnouncements: async (rows) => {
      for (const row of rows) announcementById.set(row.id, row);
    },
    announcementsUntil: async (moment) =>
      [...announcementById.values()]
        .filter(({ knownAt }) => msOf(knownAt) <= moment)
        .sort((a, b) => msOf(a.knownAt) - msOf(b.knownAt) || inOrder(a.id, b.id)),

    auditOf: async (keys) => present(keys, auditByKey),
    insertAudit: async (entries) => {
      for (const entry of entries) auditByKey.set(entry.key, entry);
    },
    auditAfter: async (sequence, limit) =>
      [...auditByKey.values()].slice(sequence, sequence + limit).map((entry, index) => ({ sequence: sequence + index + 1, entry })),

    command: async (key) => commandByKey.get(key),
    putCommand: async (command) => {
      commandByKey.set(command.key, command);
    },
    commandsPending: async (partner) =>
      [...commandByKey.values()]
        .filter((row) => row.partner === partner && row.outcome === undefined)
        .sort((a, b) => a.beganAtMs - b.beganAtMs || inOrder(a.key, b.key)),

    deliveryNotes: async (keys) => present(keys, noteByKey),
    putDeliveryNotes: async (notes) => {
      for (const note of notes) noteByKey.set(note.key, note);
    },
    dropDeliveryNotes: async (keys) => {
      for (const key of keys) noteByKey.delete(key);
    },

    condition: async (now) => conditionOf([...followUpById.values()], [...messageByKey.values()], [...commandByKey.values()], now),
  };
}

function conditionOf(
  followUps: readonly FollowUpRecord[],
  messages: readonly MessageRecord[],
  commands: readonly CommandRow[],
  now: number,
): StoreCondition {
  const open = followUps.filter(({ followUp }) => !isClosed(followUp.state));
  const waiting = open.filter(({ wakesAt, heldUntil }) => momentOf(wakesAt) <= now && (heldUntil === undefined || msOf(heldUntil) <= now));
  const unsent = messages.filter(({ state }) => state === 'waiting');
  const age = (moments: readonly number[]): number => Math.max(0, now - Math.min(now, ...moments));
  return {
    faults: [],
    openFollowUps: open.length,
    waitingFollowUps: waiting.length,
    oldestWaitingMs: age(waiting.map(({ wakesAt }) => momentOf(wakesAt))),
    orphanedFollowUps: open.filter(({ attempts }) => attempts > ORPHANED_ATTEMPTS).length,
    waitingMessages: unsent.length,
    oldestMessageMs: age(unsent.map(({ nextAt }) => momentOf(nextAt))),
    deadMessages: messages.filter(({ state }) => state === 'dead').length,
    pendingCommands: commands.filter(({ outcome }) => outcome === undefined).length,
  };
}

const ORPHANED_ATTEMPTS = 10;

function worklistsOf(rows: Iterable<PlanRow>): Map<StaffId, PlanRow[]> {
  const worklists = new Map<StaffId, PlanRow[]>();
  for (const row of rows) if (row.rank !== undefined) inner(worklists, row.staff, () => []).push(row);
  for (const list of worklists.values()) list.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return worklists;
}

const isDue = ({ state, dueOn }: FollowUpRecord['followUp'], on: IsoDate): boolean => !isClosed(state) && dueOn <= on;

const isChosen = (referral: Referral, { partner, states }: ReferralFilter): boolean =>
  (partner === undefined || referral.partner === partner) && (states === undefined || states.includes(referral.state));

const momentOf = (instant: FollowUpRecord['wakesAt']): number => (instant === undefined ? Number.POSITIVE_INFINITY : msOf(instant));

const byWaking = (a: Awake, b: Awake): number => a.wakesMs - b.wakesMs || inOrder(a.record.followUp.id, b.record.followUp.id);

function earliest(records: Iterable<Awake>, now: number): number | undefined {
  let first: number | undefined;
  for (const { wakesMs, heldMs } of records) first = Math.min(first ?? Number.POSITIVE_INFINITY, heldMs > now ? heldMs : wakesMs);
  return first;
}

function inner<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const held = map.get(key) ?? make();
  map.set(key, held);
  return held;
}

const present = <K, V>(keys: readonly K[], map: ReadonlyMap<K, V>): V[] =>
  [...new Set(keys)].flatMap((key) => {
    const value = map.get(key);
    return value === undefined ? [] : [value];
  });

const by =
  <T>(...fields: readonly (keyof T)[]) =>
  (a: T, b: T): number =>
    fields.reduce((order, field) => order || inOrder(String(a[field]), String(b[field])), 0);

/** By code units, which is the same on every machine. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
