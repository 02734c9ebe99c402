/**
 * What a version of the schema adds to the one before. A released one never changes: the checksum of its text is kept in the database.
 *
 * Ids and keys have the collation "C", so that they are ordered by code units whatever the locale of the database is. Moments are
 * milliseconds since 1970. JSON that a host gives is `json`: `jsonb` refuses a zero character.
 */
export const MIGRATIONS: readonly string[] = [
  `
create table counter (name text primary key, value bigint not null) with (fillfactor = 10);
insert into counter values ('event', 0), ('audit', 0);

create table event (
  sequence bigint primary key,
  id text collate "C" not null unique,
  subject text collate "C" not null,
  body json not null
);
create index event_of_subject on event (subject, sequence);

create table opened_day (
  day text collate "C" primary key,
  events_up_to bigint not null
);

create table referral (
  id text collate "C" primary key,
  idempotency_key text collate "C" not null unique,
  partner text collate "C" not null,
  state text collate "C" not null,
  created_on text collate "C" not null,
  body json not null
);
create index referral_in_order on referral (created_on, id);

create table follow_up (
  wakes_at bigint,
  held_until bigint,
  revision integer not null,
  attempts integer not null,
  id text collate "C" primary key,
  subject text collate "C" not null,
  responsible text collate "C" not null,
  rule text collate "C" not null,
  process text collate "C",
  due_on text collate "C" not null,
  state text collate "C" not null check (state in
    ('scheduled', 'due', 'inProgress', 'waitingForPartner', 'waitingForMember', 'snoozed', 'done', 'missed', 'escalated', 'cancelled'))
);
create index follow_up_wakes on follow_up (responsible, wakes_at, id) where wakes_at is not null;
create index follow_up_due_of on follow_up (responsible, due_on, id) where state not in ('done', 'cancelled');

create table desk (
  id text collate "C" primary key,
  next_at bigint,
  turn bigint not null default 0
);
create index desk_next on desk (next_at) where next_at is not null;
create index desk_turn on desk (turn, id) where next_at is not null;
create sequence turn;

create table message (
  next_at bigint,
  revision integer not null,
  attempts integer not null,
  key text collate "C" primary key,
  channel text collate "C" not null,
  state text collate "C" not null check (state in ('waiting', 'sent', 'dead')),
  body json not null
);
create index message_next on message (next_at, key) where state = 'waiting';
create index message_dead on message (key) where state = 'dead';

create table announcement (
  id text collate "C" primary key,
  known_at bigint not null,
  body json not null
);
create index announcement_known on announcement (known_at, id);

create table audit (
  sequence bigint primary key,
  key text collate "C" not null unique,
  body json not null
);

create table command (
  key text collate "C" primary key,
  partner text collate "C" not null,
  began_at bigint not null,
  outcome text collate "C" check (outcome in ('applied', 'not_applied')),
  body json not null
);
create index command_pending on command (partner, began_at, key) where outcome is null;

create table delivery_note (
  key text collate "C" primary key,
  value bigint not null,
  ends_at bigint not null
);
create index delivery_note_ends on delivery_note (ends_at);

create sequence plan_number as integer;
create table plan_load (
  plan_id text collate "C" primary key,
  number integer not null,
  loaded_at timestamptz not null default now()
);
create table plan_row (
  number integer not null,
  rank integer,
  dedicated boolean not null,
  subject text collate "C" not null,
  staff text collate "C" not null,
  tier text collate "C"
) partition by list (number);
create table plan_in_force (
  only_one boolean primary key default true check (only_one),
  number integer,
  body json
);
insert into plan_in_force default values;

alter table follow_up set (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
alter table message set (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000,
  autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
alter table desk set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
alter table delivery_note set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000);
`,
];
