import type { DomainEvent, EventId, IsoDate, SubjectId } from '@rahyar/domain';
import { msOf } from '../moment.ts';
import type { AuditEntry, StoredAnnouncement } from '../records.ts';
import type { LogRows } from '../rows.ts';
import { insert, keyedTable, seek } from './keyed-table.ts';
import type { Statement, Transaction } from './transaction.ts';

/** What is only ever added to: events, the audit and announcements. */
export const logRows = (transaction: Transaction): LogRows => ({
  eventsOf: async (ids) => (await seek<{ body: DomainEvent }>(transaction, eventTable, ids)).map(({ body }) => body),
  insertEvents: (events) => insert(transaction, eventTable, events.map(eventRowOf)),
  eventsAfter: async (sequence, limit) =>
    (await transaction.ask<NumberedRow<DomainEvent>>(EVENTS_AFTER, [sequence, limit])).map(({ sequence, body }) => ({
      sequence,
      event: body,
    })),
  eventsBefore: async (subject, sequence, limit) =>
    (await transaction.ask<NumberedRow<DomainEvent>>(EVENTS_BEFORE, [subject, sequence, limit])).map(({ sequence, body }) => ({
      sequence,
      event: body,
    })),
  lastEvent: async () => (await transaction.ask<{ value: number }>(LAST_EVENT, []))[0]?.value ?? 0,
  openedDay: async (on) => (await seek<{ day: IsoDate; events_up_to: number }>(transaction, openedDayTable, [on]))[0]?.events_up_to,
  openDay: (on, eventsUpTo) => insert(transaction, openedDayTable, [{ day: on, events_up_to: eventsUpTo }]),

  announcements: async (ids) => (await seek<{ body: StoredAnnouncement }>(transaction, announcementTable, ids)).map(({ body }) => body),
  insertAnnouncements: (announcements) => insert(transaction, announcementTable, announcements.map(announcementRowOf)),
  announcementsUntil: async (moment) =>
    (await transaction.ask<{ body: StoredAnnouncement }>(ANNOUNCEMENTS_UNTIL, [moment])).map(({ body }) => body),

  auditOf: async (keys) => (await seek<{ body: AuditEntry }>(transaction, auditTable, keys)).map(({ body }) => body),
  insertAudit: (entries) => insert(transaction, auditTable, entries.map(auditRowOf)),
  auditAfter: async (sequence, limit) =>
    (await transaction.ask<NumberedRow<AuditEntry>>(AUDIT_AFTER, [sequence, limit])).map(({ sequence, body }) => ({
      sequence,
      entry: body,
    })),
});

type NumberedRow<Body> = { readonly sequence: number; readonly body: Body };

const eventRowOf = (event: DomainEvent): { readonly id: EventId; readonly subject: SubjectId; readonly body: string } => ({
  id: event.id,
  subject: event.subject,
  body: JSON.stringify(event),
});

const announcementRowOf = (one: StoredAnnouncement): { readonly id: string; readonly known_at: number; readonly body: string } => ({
  id: one.id,
  known_at: msOf(one.knownAt),
  body: JSON.stringify(one),
});

const auditRowOf = (entry: AuditEntry): { readonly key: string; readonly body: string } => ({
  key: entry.key,
  body: JSON.stringify(entry),
});

const eventTable = keyedTable('event', 'id', { id: 'text', subject: 'text', body: 'json' }, { isNumbered: true });
const openedDayTable = keyedTable('opened_day', 'day', { day: 'text', events_up_to: 'bigint' });
const announcementTable = keyedTable('announcement', 'id', { id: 'text', known_at: 'bigint', body: 'json' });
const auditTable = keyedTable('audit', 'key', { key: 'text', body: 'json' }, { isNumbered: true });

/** Whoever inserts events holds the counter until they are there. */
const LAST_EVENT: Statement = { name: 'last event', text: `select value from counter where name = 'event'` };

const EVENTS_AFTER: Statement = {
  name: 'events after',
  text: 'select sequence, body from event where sequence > $1 order by sequence limit $2',
};

const EVENTS_BEFORE: Statement = {
  name: 'events before',
  text: 'select sequence, body from event where subject = $1 and sequence < $2 order by sequence desc limit $3',
};

const ANNOUNCEMENTS_UNTIL: Statement = {
  name: 'announcements until',
  text: 'select body from announcement where known_at <= $1 order by known_at, id',
};

const AUDIT_AFTER: Statement = {
  name: 'audit after',
  text: 'select sequence, body from audit where sequence > $1 order by sequence limit $2',
};
