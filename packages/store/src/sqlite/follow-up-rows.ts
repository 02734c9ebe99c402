import { FOLLOW_UP_STATES } from '@rahyar/domain';
import { type FollowUpRow, followUpRecordOf } from '../follow-up-row.ts';
import { msOf } from '../moment.ts';
import type { FollowUpRecord } from '../records.ts';
import type { FollowUpRows } from '../rows.ts';
import type { Connection } from './connection.ts';
import { OPEN } from './migrations.ts';
import { present, wordOf } from './read-back.ts';

/** Follow-ups, and the desks by which claims find those that wake. */
export function followUpRows(connection: Connection): FollowUpRows {
  /** A desk is looked at when the first of its follow-ups wakes; not later than it was to be already. */
  const lookAt = (staff: string, moment: number): void => {
    connection.run(
      `insert into desk (staff, next_at, turn) values (?, ?, 0)
       on conflict (staff) do update set next_at = excluded.next_at where next_at is null or next_at > excluded.next_at`,
      staff,
      moment,
    );
  };

  /**
   * When the first of a desk wakes or is free, or `null`. Claims take the earliest: what is held wakes before the first that is free, and only
   * so much is read.
   */
  const nextAt = (staff: string, now: number): number | null => {
    const free = connection.get<{ readonly wakes_at: number }>(
      `select wakes_at from follow_up where responsible = ? and wakes_at is not null and ${FREE} order by wakes_at, id limit 1`,
      ...[staff, now],
    )?.wakes_at;
    if (free !== undefined && free <= now) return free;
    const held = connection.get<{ readonly first: number | null }>(
      `select min(held_until) as first from follow_up where responsible = ? and wakes_at <= ? and held_until > ?`,
      ...[staff, free ?? Number.MAX_SAFE_INTEGER, now],
    )?.first;
    const next = Math.min(free ?? Number.POSITIVE_INFINITY, held ?? Number.POSITIVE_INFINITY);
    return next === Number.POSITIVE_INFINITY ? null : next;
  };

  return {
    followUps: async (ids) => present(ids, (id) => connection.get<FollowUpRow>(`select * from follow_up where id = ?`, id)).map(recordOf),

    putFollowUps: async (records) => {
      const firstWaking = new Map<string, number>();
      for (const { followUp, wakesAt, heldUntil, revision, attempts } of records) {
        const { id, subject, responsible, rule, process = null, dueOn, state } = followUp;
        const wakes = wakesAt === undefined ? null : msOf(wakesAt);
        const held = heldUntil === undefined ? null : msOf(heldUntil);
        connection.run(
          `insert into follow_up (id, subject, responsible, rule, process, due_on, state, wakes_at, held_until, revision, attempts)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           on conflict (id) do update set
             subject = excluded.subject, responsible = excluded.responsible, rule = excluded.rule, process = excluded.process,
             due_on = excluded.due_on, state = excluded.state, wakes_at = excluded.wakes_at, held_until = excluded.held_until,
             revision = excluded.revision, attempts = excluded.attempts`,
          ...[id, subject, responsible, rule, process, dueOn, state, wakes, held, revision, attempts],
        );
        if (wakes !== null) firstWaking.set(responsible, Math.min(firstWaking.get(responsible) ?? wakes, wakes));
      }
      for (const [staff, moment] of firstWaking) lookAt(staff, moment);
    },

    followUpsDue: async (on, responsible, limit) => {
      const rows =
        responsible === undefined
          ? connection.all<FollowUpRow>(DUE_OF_ALL, on, limit)
          : connection.all<FollowUpRow>(
              `select * from follow_up where ${OPEN} and responsible = ? and due_on <= ? order by due_on, id limit ?`,
              ...[responsible, on, limit],
            );
      return rows.map(recordOf);
    },

    claimFollowUps: async (now, until, limit) => {
      const desks = connection.all<{ readonly staff: string }>(
        `select staff from desk where next_at <= ? order by turn, staff limit ?`,
        now,
        Math.ceil(limit / 8),
      );
      if (desks.length === 0) return undefined;
      const each = Math.ceil(limit / desks.length);
      const claimed: FollowUpRecord[] = [];
      // A statement for each desk reads only what is taken; one for all would number every follow-up that waits.
      for (const { staff } of desks) {
        const room = Math.min(each, limit - claimed.length);
        if (room === 0) break;
        const due = connection.all<FollowUpRow>(
          `select * from follow_up where responsible = ? and wakes_at <= ? and ${FREE} order by wakes_at, id limit ?`,
          ...[staff, now, now, room],
        );
        for (const row of due) {
          connection.run(
            `update follow_up set held_until = ?, revision = revision + 1, attempts = attempts + 1 where id = ?`,
            until,
            row.id,
          );
          claimed.push(recordOf({ ...row, held_until: until, revision: row.revision + 1, attempts: row.attempts + 1 }));
        }
        connection.run(
          `update desk set next_at = ?, turn = (select max(turn) from desk) + 1 where staff = ?`,
          ...[nextAt(staff, now), staff],
        );
      }
      return claimed;
    },

    giveFollowUps: async (from, to) => {
      const { first } = connection.get<{ readonly first: number | null }>(
        `select min(wakes_at) as first from follow_up where responsible = ? and wakes_at is not null`,
        from,
      ) ?? { first: null };
      const count = connection.run(
        `update follow_up set responsible = ?, held_until = null, revision = revision + 1, attempts = 0 where responsible = ? and ${OPEN}`,
        ...[to, from],
      );
      if (first !== null) lookAt(to, first);
      return count;
    },
  };
}

/** Nobody holds it at a moment. */
const FREE = `(held_until is null or held_until <= ?)`;

/**
 * Of each member of staff, found by leaps in the index, what is due. An index by day would serve this one question, and cost every change
 * of a follow-up a page somewhere in it.
 */
const DUE_OF_ALL = `
  with recursive staff (id) as (
    select min(responsible) from follow_up where ${OPEN}
    union all
    select (select min(responsible) from follow_up where ${OPEN} and responsible > staff.id) from staff where staff.id is not null
  )
  select follow_up.* from staff cross join follow_up on responsible = staff.id
  where ${OPEN} and due_on <= ?
  order by due_on, follow_up.id
  limit ?`;

/** A state that no word stands for is damage. */
const recordOf = (row: FollowUpRow): FollowUpRecord => followUpRecordOf({ ...row, state: wordOf(FOLLOW_UP_STATES, row.state) });
