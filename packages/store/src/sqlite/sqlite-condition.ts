import type { StoreCondition } from '../store.ts';
import type { Connection } from './connection.ts';
import { OPEN } from './migrations.ts';

/** How the file is. What is counted is counted in small indexes, but for the open follow-ups; `thorough` reads every page. */
export function conditionOf(connection: Connection, now: number, thorough: boolean): StoreCondition {
  const count = (from: string): number => connection.get<{ readonly count: number }>(`select count(*) as count from ${from}`)?.count ?? 0;
  // By desks: those whose follow-ups all sleep are not looked at.
  const waiting = connection.get<Waiting>(
    `select count(*) as count, min(wakes_at) as first from desk cross join follow_up on responsible = staff and wakes_at <= ?
     where next_at <= ? and (held_until is null or held_until <= ?)`,
    now,
    now,
    now,
  );
  const messages = connection.get<Waiting>(`select count(*) as count, min(next_at) as first from message where state = 'waiting'`);
  return {
    faults: thorough ? faultsOf(connection) : [],
    openFollowUps: count(`follow_up where ${OPEN}`),
    waitingFollowUps: waiting?.count ?? 0,
    oldestWaitingMs: ageOf(waiting, now),
    orphanedFollowUps: count(`follow_up where attempts > 10`),
    waitingMessages: messages?.count ?? 0,
    oldestMessageMs: ageOf(messages, now),
    deadMessages: count(`message where state = 'dead'`),
    pendingCommands: count(`command where outcome is null`),
  };
}

type Waiting = { readonly count: number; readonly first: number | null };

const ageOf = (waiting: Waiting | undefined, now: number): number => Math.max(0, now - (waiting?.first ?? now));

function faultsOf(connection: Connection): readonly string[] {
  const found = connection.all<{ readonly integrity_check: string }>(`pragma integrity_check`).map((row) => row.integrity_check);
  const orphans = connection.all<{ readonly table: string }>(`pragma foreign_key_check`).map(({ table }) => `foreign key: ${table}`);
  const late = connection.get<{ readonly count: number }>(
    `select count(*) as count
     from (select responsible, min(max(wakes_at, coalesce(held_until, wakes_at))) as first from follow_up where wakes_at is not null group by responsible)
     left join desk on staff = responsible
     where next_at is null or next_at > first`,
  )?.count;
  return [
    ...found.filter((line) => line !== 'ok'),
    ...new Set(orphans),
    ...(late === 0 ? [] : [`desks that would be looked at too late: ${late ?? 0}`]),
  ];
}
