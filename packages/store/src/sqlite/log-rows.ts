import type { DomainEvent } from '@rahyar/domain';
import { instantOf, msOf } from '../moment.ts';
import type { AuditEntry, StoredAnnouncement } from '../records.ts';
import type { LogRows } from '../rows.ts';
import type { Connection } from './connection.ts';
import { present, readJson } from './read-back.ts';

/** What is only ever added to: events, audit entries, announcements. A number is one more than the last, and nothing is taken out. */
export const logRows = (connection: Connection): LogRows => ({
  eventsOf: async (ids) =>
    present(ids, (id) => connection.get<EventRow>(`select body from event where id = ?`, id)).map(({ body }) =>
      readJson<DomainEvent>(body),
    ),
  insertEvents: async (events) => {
    for (const event of events)
      connection.run(`insert into event (id, subject, body) values (?, ?, ?)`, event.id, event.subject, JSON.stringify(event));
  },
  eventsAfter: async (sequence, limit) =>
    connection
      .all<EventRow>(`select sequence, body from event where sequence > ? order by sequence limit ?`, sequence, limit)
      .map(storedEventOf),
  eventsBefore: async (subject, sequence, limit) =>
    connection
      .all<EventRow>(
        `select sequence, body from event where subject = ? and sequence < ? order by sequence desc limit ?`,
        subject,
        sequence,
        limit,
      )
      .map(storedEventOf),

  lastEvent: async () => connection.get<{ readonly last: number | null }>(`select max(sequence) as last from event`)?.last ?? 0,
  openedDay: async (on) =>
    connection.get<{ readonly events_up_to: number }>(`select events_up_to from opened_day where day = ?`, on)?.events_up_to,
  openDay: async (on, eventsUpTo) => {
    connection.run(`insert into opened_day (day, events_up_to) values (?, ?)`, on, eventsUpTo);
  },

  auditOf: async (keys) => present(keys, (key) => connection.get<AuditRow>(`select * from audit where key = ?`, key)).map(auditEntryOf),
  insertAudit: async (entries) => {
    for (const { key, at, by, what, of, from = null, to, because = null } of entries)
      connection.run(
        `insert into audit (key, at, actor, what, thing, was, became, because) values (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[key, msOf(at), by, what, of, from, to, because],
      );
  },
  auditAfter: async (sequence, limit) =>
    connection
      .all<AuditRow>(`select * from audit where sequence > ? order by sequence limit ?`, sequence, limit)
      .map((row) => ({ sequence: row.sequence, entry: auditEntryOf(row) })),

  announcements: async (ids) =>
    present(ids, (id) => connection.get<AnnouncementRow>(`select * from announcement where id = ?`, id)).map(announcementOf),
  insertAnnouncements: async (announcements) => {
    for (const { id, knownAt, body } of announcements)
      connection.run(`insert into announcement (id, known_at, body) values (?, ?, ?)`, id, msOf(knownAt), JSON.stringify(body));
  },
  announcementsUntil: async (moment) =>
    connection.all<AnnouncementRow>(`select * from announcement where known_at <= ? order by known_at, id`, moment).map(announcementOf),
});

type EventRow = { readonly sequence: number; readonly body: string };
const storedEventOf = ({ sequence, body }: EventRow) => ({ sequence, event: readJson<DomainEvent>(body) });

type AuditRow = {
  readonly sequence: number;
  readonly key: string;
  readonly at: number;
  readonly actor: string;
  readonly what: AuditEntry['what'];
  readonly thing: string;
  readonly was: string | null;
  readonly became: string;
  readonly because: string | null;
};
const auditEntryOf = ({ key, at, actor, what, thing, was, became, because }: AuditRow): AuditEntry => ({
  key,
  at: instantOf(at),
  by: actor,
  what,
  of: thing,
  ...(was === null ? {} : { from: was }),
  to: became,
  ...(because === null ? {} : { because }),
});

type AnnouncementRow = { readonly id: string; readonly known_at: number; readonly body: string };
const announcementOf = ({ id, known_at, body }: AnnouncementRow): StoredAnnouncement => ({
  id,
  knownAt: instantOf(known_at),
  body: readJson(body),
});
