/// <reference types="node" />
import { createHash } from 'node:crypto';
import { err, ok, type Result } from 'neverthrow';
import type { StoreError } from '../store-error.ts';
import type { Connection } from './connection.ts';

/** `RHYR`: whose file it is, in its header. */
const APPLICATION_ID = 0x52485952;

/** A condition of two indexes. A query that is to use them says the same words. */
export const OPEN = `state not in ('done', 'cancelled')`;

/**
 * How the schema came about. The version of a file is how many of these it has seen. One that was released is never changed: its checksum
 * is kept in every file. Moments are milliseconds since 1970; `real` where a host may give a fraction of one.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `create table migration (version integer primary key, checksum text not null) strict`,

    `create table event (sequence integer primary key, id text not null unique, subject text not null, body text not null) strict`,
    `create index event_subject on event (subject)`,

    `create table opened_day (day text primary key, events_up_to integer not null) strict, without rowid`,

    `create table referral (
       id text primary key, idempotency_key text not null unique, subject text not null, rahyar text not null, partner text not null,
       process text not null, created_on text not null, state text not null
     ) strict, without rowid`,
    `create index referral_list on referral (partner, created_on, id)`,

    `create table follow_up (
       id text primary key, subject text not null, responsible text not null, rule text not null, process text, due_on text not null,
       state text not null, wakes_at integer, held_until integer, revision integer not null, attempts integer not null
     ) strict, without rowid`,
    `create index follow_up_wakes on follow_up (responsible, wakes_at, id) where wakes_at is not null`,
    `create index follow_up_open on follow_up (responsible, due_on, id, state) where ${OPEN}`,
    `create index follow_up_orphaned on follow_up (attempts) where attempts > 10`,
    `create table desk (staff text primary key, next_at integer, turn integer not null) strict, without rowid`,
    `create index desk_turn on desk (turn, staff, next_at)`,

    `create table message (
       key text primary key, channel text not null, recipient text not null, kind text not null, about text not null, not_before integer,
       state text not null, next_at integer, revision integer not null, attempts integer not null
     ) strict, without rowid`,
    `create index message_waiting on message (channel, next_at, key) where state = 'waiting'`,
    `create index message_dead on message (key) where state = 'dead'`,

    `create table plan_load (
       id integer primary key autoincrement, plan_id text not null, state text not null, touched_at integer not null
     ) strict`,
    `create table plan_row (
       load_id integer not null references plan_load, subject text not null, staff text not null, tier text,
       dedicated integer not null, rank integer, primary key (load_id, subject)
     ) strict, without rowid`,
    `create index plan_worklist on plan_row (load_id, staff, rank) where rank is not null`,
    `create table plan (
       id integer primary key check (id = 1), manifest text not null, plan_on text not null, load_id integer references plan_load
     ) strict`,

    `create table announcement (id text primary key, known_at integer not null, body text not null) strict, without rowid`,

    `create table audit (
       sequence integer primary key, key text not null unique, at integer not null, actor text not null, what text not null,
       thing text not null, was text, became text not null, because text
     ) strict`,

    `create table command (
       key text primary key, operation text not null, partner text not null, input text not null, if_match real, began_at real not null,
       outcome text
     ) strict, without rowid`,
    `create index command_pending on command (partner, began_at, key) where outcome is null`,

    `create table delivery_note (key text primary key, value real not null, ends_at real not null) strict, without rowid`,
    `create index delivery_note_end on delivery_note (ends_at)`,
  ],
];

export const checksumOf = (statements: readonly string[]): string => createHash('sha256').update(statements.join(';\n')).digest('hex');

/** The version of a schema, as it stands in the header of the file. */
export const versionOf = (connection: Connection): number => numberIn(connection, 'user_version');

/**
 * Whether the file may be written: it is empty, or this program wrote it, in a version that is known. Nothing is changed.
 * `foreign`: another program's, or of a schema that never was; `newer`: of a later version.
 */
export function recognise(connection: Connection, migrations: readonly (readonly string[])[]): Result<void, StoreError> {
  const version = versionOf(connection);
  if (numberIn(connection, 'application_id') !== APPLICATION_ID) {
    const isEmpty = connection.get(`select 1 from sqlite_schema`) === undefined && version === 0;
    return isEmpty && numberIn(connection, 'application_id') === 0 ? ok() : err({ kind: 'unavailable', why: 'foreign' });
  }
  if (version > migrations.length) return err({ kind: 'unavailable', why: 'newer' });
  const seen = connection.all<{ checksum: string }>(`select checksum from migration order by version`);
  const isSame = seen.length === version && seen.every(({ checksum }, index) => checksum === checksumOf(migrations[index] ?? []));
  return isSame ? ok() : err({ kind: 'unavailable', why: 'foreign' });
}

/** Brings the schema to the last version, one transaction for each, so that what breaks off goes on from there; of many at once one does it. */
export function migrate(connection: Connection, migrations: readonly (readonly string[])[]): Result<void, StoreError> {
  let recognised = recognise(connection, migrations);
  while (recognised.isOk() && versionOf(connection) < migrations.length) {
    connection.exec('begin immediate');
    try {
      // Another may have been here in the meantime.
      recognised = recognise(connection, migrations);
      const version = versionOf(connection);
      const statements = migrations[version];
      if (recognised.isErr() || statements === undefined) continue;
      for (const statement of statements) connection.exec(statement);
      connection.run(`insert into migration (version, checksum) values (?, ?)`, version + 1, checksumOf(statements));
      connection.exec(`pragma user_version = ${version + 1}; pragma application_id = ${APPLICATION_ID}`);
      connection.exec('commit');
    } finally {
      if (connection.isInTransaction()) connection.exec('rollback');
    }
  }
  return recognised;
}

const numberIn = (connection: Connection, header: 'user_version' | 'application_id'): number =>
  Object.values(connection.get<Record<string, number>>(`pragma ${header}`) ?? {})[0] ?? 0;
