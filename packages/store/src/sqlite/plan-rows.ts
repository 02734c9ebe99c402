import { PRIORITY_TIERS } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import type { PlanManifest, PublishedPlan } from '../plan.ts';
import type { PlanRow } from '../records.ts';
import type { PlanRows } from '../rows.ts';
import type { StoreError } from '../store-error.ts';
import type { Connection } from './connection.ts';
import { readJson, wordOf } from './read-back.ts';
import { damaged } from './sqlite-error.ts';

/**
 * Rows of plans lie under the number of the load that brought them; the plan in force names one number, so that a plan is replaced in one
 * step, however large it is. A load is `loading`, then `ready`; the one in force is `published`; of a `dropped` one the rows go, some at a
 * time.
 */
export const planRows = (connection: Connection): PlanRows => ({
  plan: async () => {
    const row = connection.get<{ readonly manifest: string; readonly plan_on: PublishedPlan['on'] }>(`select manifest, plan_on from plan`);
    return row === undefined ? undefined : { manifest: readJson<PlanManifest>(row.manifest), on: row.plan_on };
  },
  putPlan: async ({ manifest, on }) => {
    connection.run(`update plan_load set state = 'dropped' where state = 'published'`);
    connection.run(`update plan_load set state = 'published' where plan_id = ? and state = 'ready'`, manifest.id);
    connection.run(
      `insert or replace into plan (id, manifest, plan_on, load_id)
       values (1, ?, ?, (select id from plan_load where state = 'published'))`,
      JSON.stringify(manifest),
      on,
    );
  },
  worklist: async (staff, fromRank, limit) =>
    connection
      .all<StoredPlanRow>(
        `select * from plan_row where load_id = (select load_id from plan) and staff = ? and rank >= ? order by rank, subject limit ?`,
        ...[staff, fromRank, limit],
      )
      .map(planRowOf),
  planRow: async (subject) => {
    const row = connection.get<StoredPlanRow>(`select * from plan_row where load_id = (select load_id from plan) and subject = ?`, subject);
    return row === undefined ? undefined : planRowOf(row);
  },
});

/** The number of a new load. Of the same plan, one that is under way is over, whoever brings it: the later one is meant. */
export function beginLoad(connection: Connection, planId: string, now: number): number {
  connection.run(`update plan_load set state = 'dropped' where state = 'loading' and plan_id = ?`, planId);
  dropAbandonedLoads(connection, now);
  const load = connection.get<{ readonly id: number }>(
    `insert into plan_load (plan_id, state, touched_at) values (?, 'loading', ?) returning id`,
    planId,
    now,
  );
  return load?.id ?? damaged();
}

/** Adds rows to a load; a subject that comes twice is a conflict, and `busy` says that another load of the plan has begun. */
export function addRows(connection: Connection, load: number, rows: readonly PlanRow[], now: number): Result<void, StoreError> {
  if (connection.run(`update plan_load set touched_at = ? where id = ? and state = 'loading'`, now, load) === 0) return err(OVERTAKEN);
  for (const { subject, staff, tier = null, dedicated, rank = null } of rows) {
    const added = connection.run(
      `insert into plan_row (load_id, subject, staff, tier, dedicated, rank) values (?, ?, ?, ?, ?, ?) on conflict do nothing`,
      ...[load, subject, staff, tier, Number(dedicated), rank],
    );
    if (added === 0) return err({ kind: 'conflict', what: 'planContent' });
  }
  return ok();
}

/** Whole now: it takes the place of a load of the same plan that was not published. */
export function finishLoad(connection: Connection, load: number, planId: string): Result<void, StoreError> {
  connection.run(`update plan_load set state = 'dropped' where state = 'ready' and plan_id = ?`, planId);
  return connection.run(`update plan_load set state = 'ready' where id = ? and state = 'loading'`, load) === 1 ? ok() : err(OVERTAKEN);
}

export function dropLoad(connection: Connection, load: number): void {
  connection.run(`update plan_load set state = 'dropped' where id = ?`, load);
}

/** Loads that nobody has touched for a day are not coming to an end any more: whoever brought them was killed, or thought better of it. */
export function dropAbandonedLoads(connection: Connection, now: number): void {
  connection.run(`update plan_load set state = 'dropped' where state in ('loading', 'ready') and touched_at < ?`, now - ABANDONED_AFTER_MS);
}

/** Takes out some rows of a dropped load; false if there was nothing to do. */
export function sweepLoads(connection: Connection, most: number): boolean {
  const load = connection.get<{ readonly id: number }>(`select id from plan_load where state = 'dropped' order by id limit 1`);
  if (load === undefined) return false;
  const gone = connection.run(
    `delete from plan_row where load_id = ? and subject in (select subject from plan_row where load_id = ? order by subject limit ?)`,
    ...[load.id, load.id, most],
  );
  if (gone < most) connection.run(`delete from plan_load where id = ?`, load.id);
  return true;
}

const ABANDONED_AFTER_MS = 86_400_000;
/** Busy, with something that no waiting ends. */
export const OVERTAKEN: StoreError = { kind: 'unavailable', why: 'busy' };

type StoredPlanRow = Pick<PlanRow, 'subject' | 'staff'> & {
  readonly tier: string | null;
  readonly dedicated: number;
  readonly rank: number | null;
};
const planRowOf = ({ subject, staff, tier, dedicated, rank }: StoredPlanRow): PlanRow => ({
  subject,
  staff,
  ...(tier === null ? {} : { tier: wordOf(PRIORITY_TIERS, tier) }),
  dedicated: dedicated === 1,
  ...(rank === null ? {} : { rank }),
});
