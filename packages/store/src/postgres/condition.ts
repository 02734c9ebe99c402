import type { StoreCondition } from '../store.ts';
import type { Statement, Transaction } from './transaction.ts';

/** How the store is. Thorough: every row is read, so that a damaged page is met, and what rows must agree about is compared. */
export async function conditionOf(transaction: Transaction, now: number, isThorough: boolean): Promise<StoreCondition> {
  const [counts] = await transaction.ask<Counts>(COUNTS, [now]);
  if (counts === undefined) throw new Error('A count gives one row');
  const faults = await transaction.ask<{ fault: string }>(FAULTS, []);
  const deeper = isThorough ? await transaction.ask<{ fault: string }>(DEEPER_FAULTS, []) : [];
  if (isThorough) for (const table of TABLES) await transaction.ask(readAll(table), []);
  return { ...counts, faults: [...faults, ...deeper].map(({ fault }) => fault) };
}

type Counts = Omit<StoreCondition, 'faults'>;

const COUNTS: Statement = {
  name: 'counts',
  text: `
    select
      (select count(*) from follow_up where state not in ('done', 'cancelled')) as "openFollowUps",
      woken.count as "waitingFollowUps",
      greatest(0, $1::bigint - coalesce(woken.first, $1::bigint)) as "oldestWaitingMs",
      (select count(*) from follow_up where state not in ('done', 'cancelled') and attempts > 10) as "orphanedFollowUps",
      waiting.count as "waitingMessages",
      greatest(0, $1::bigint - coalesce(waiting.first, $1::bigint)) as "oldestMessageMs",
      (select count(*) from message where state = 'dead') as "deadMessages",
      (select count(*) from command where outcome is null) as "pendingCommands"
    from
      (select count(*), min(wakes_at) as first from follow_up where wakes_at <= $1 and (held_until is null or held_until <= $1)) as woken,
      (select count(*), min(next_at) as first from message where state = 'waiting') as waiting`,
};

const FAULTS: Statement = {
  name: 'faults',
  text: `
    select 'the server does not wait for the disk: fsync is off' as fault where current_setting('fsync') = 'off'
    union all
    select 'an index is not valid: ' || relname from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = current_schema()::regnamespace and not indisvalid
    union all
    select 'the server met damaged pages' from pg_stat_database where datname = current_database() and checksum_failures > 0`,
};

const DEEPER_FAULTS: Statement = {
  name: 'deeper faults',
  text: `
    select 'a follow-up that its desk does not wake' as fault where exists (
      select from (select responsible, min(greatest(wakes_at, held_until)) as first from follow_up where wakes_at is not null group by responsible) as waking
      left join desk on desk.id = waking.responsible
      where desk.next_at is null or desk.next_at > waking.first)
    union all
    select 'a counter that is behind its rows: ' || name from counter
    where value < case name when 'event' then (select max(sequence) from event) else (select max(sequence) from audit) end`,
};

const TABLES = ['event', 'referral', 'follow_up', 'message', 'announcement', 'audit', 'command', 'delivery_note', 'plan_row'];

const readAll = (table: string): Statement => ({ name: '', text: `select sum(length(${table}::text)) from ${table}` });
