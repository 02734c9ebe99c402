/// <reference types="node" />
import { setImmediate as nextRound, setTimeout as sleep } from 'node:timers/promises';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { PlanRow } from '../records.ts';
import type { Database, Rows } from '../rows.ts';
import type { StoreError } from '../store-error.ts';
import type { Connection } from './connection.ts';
import { followUpRows } from './follow-up-rows.ts';
import { logKeeper } from './log-keeper.ts';
import { logRows } from './log-rows.ts';
import { messageRows } from './message-rows.ts';
import { MIGRATIONS, versionOf } from './migrations.ts';
import { partnerRows } from './partner-rows.ts';
import { addRows, beginLoad, dropAbandonedLoads, dropLoad, finishLoad, OVERTAKEN, planRows, sweepLoads } from './plan-rows.ts';
import { conditionOf } from './sqlite-condition.ts';
import { isBusy, sqliteError } from './sqlite-error.ts';

export type SqliteDatabase = Database & {
  /** Runs something in its turn, outside any transaction. Errors that it throws are the driver's. */
  alone<T>(act: () => Promise<T>): ResultAsync<T, StoreError>;
};

/**
 * The rows of one open file. Calls wait for each other, so that this process has one transaction open at a time. A transaction takes the
 * pen if it is free. While another process has it, the work is begun as a reader's, who waits for nobody; if it does write, it is taken back
 * and run again with the pen, for which it waits up to `busyTimeoutMs`. Waiting lets the rest of the process go on.
 */
export function sqliteDatabase(connection: Connection, busyTimeoutMs: number, nowMs: () => number): SqliteDatabase {
  let last: Promise<unknown> = Promise.resolve();
  let isOpen = true;
  let isDamaged = false;
  let isSweeping = false;
  let replacedPlans = 0;
  let now = 0;
  const plans = planRows(connection);
  const keepLogShort = logKeeper(connection);
  const rows: Rows = {
    now: async () => now,
    ...logRows(connection),
    ...followUpRows(connection),
    ...messageRows(connection),
    ...plans,
    putPlan: async (plan) => {
      replacedPlans += 1;
      await plans.putPlan(plan);
    },
    ...partnerRows(connection, () => now),
    condition: async (moment, thorough) => conditionOf(connection, moment, thorough),
  };

  const inTurn = <T>(act: () => Promise<Result<T, StoreError>>): ResultAsync<T, StoreError> => {
    const result = last.then(async () => {
      // Other work of this process gets its turn between two calls, however many wait.
      await nextRound();
      return isOpen ? act() : err(CLOSED);
    });
    last = result.catch(() => undefined);
    return new ResultAsync(result);
  };

  const refused = (cause: unknown): StoreError => {
    const error = sqliteError(cause);
    if (isDamaged && error.kind === 'unavailable' && error.why === 'denied') return { kind: 'corrupt' };
    if (error.kind === 'corrupt' && !isDamaged) {
      isDamaged = true;
      connection.exec('pragma query_only = on');
    }
    return error;
  };

  const transaction = async <T>(work: () => Promise<Result<T, StoreError>>, begin: Begin): Promise<Result<T, StoreError>> => {
    try {
      connection.exec(begin);
      if (versionOf(connection) > MIGRATIONS.length) return err({ kind: 'unavailable', why: 'newer' });
      now = nowMs();
      const result = await work();
      if (result.isErr()) return result;
      connection.exec('commit');
      keepLogShort();
      return result;
    } catch (cause) {
      return err(refused(cause));
    } finally {
      if (connection.isInTransaction()) connection.exec('rollback');
    }
  };

  const asWriter = <T>(work: () => Promise<Result<T, StoreError>>): Promise<Result<T, StoreError>> =>
    untilFree(busyTimeoutMs, () => transaction(work, isDamaged ? 'begin' : 'begin immediate'));

  /** Takes out rows of dropped plans, some at a time, while the store is open and nothing stands in the way; otherwise another time. */
  const sweep = async (): Promise<void> => {
    if (isSweeping) return;
    isSweeping = true;
    const takeSome = async (): Promise<boolean> =>
      inTurn(() => asWriter(async () => ok(sweepLoads(connection, SWEPT_AT_ONCE)))).unwrapOr(false);
    while (await takeSome());
    isSweeping = false;
  };

  const load = async (planId: string, pages: Parameters<Database['loadPlan']>[1]): Promise<Result<number, StoreError>> => {
    const step = <T>(act: () => Result<T, StoreError>): ResultAsync<T, StoreError> => inTurn(() => asWriter(async () => act()));
    const begun = await step(() => ok(beginLoad(connection, planId, now)));
    if (begun.isErr()) return err(begun.error);
    const id = begun.value;
    let isWhole = false;
    try {
      let count = 0;
      for await (const batch of batchesOf(pages)) {
        const added = await batch.asyncAndThen((some) => step(() => addRows(connection, id, some, now)));
        if (added.isErr()) return err(added.error);
        count += batch.unwrapOr([]).length;
      }
      const finished = await step(() => finishLoad(connection, id, planId));
      isWhole = finished.isOk();
      return finished.map(() => count);
    } finally {
      // If not even that succeeds, the rows go when nobody has touched them for a day.
      if (!isWhole) await step(() => ok(dropLoad(connection, id))).unwrapOr(undefined);
      void sweep();
    }
  };

  void inTurn(() => asWriter(async () => ok(dropAbandonedLoads(connection, now)))).then(sweep);

  return {
    transact: (work) =>
      inTurn(async () => {
        const replacedBefore = replacedPlans;
        let result = await transaction(() => work(rows), isDamaged ? 'begin' : 'begin immediate');
        if (result.isErr() && isBusy(result.error)) result = await transaction(() => work(rows), 'begin');
        if (result.isErr() && isBusy(result.error)) result = await asWriter(() => work(rows));
        if (replacedPlans > replacedBefore) void sweep();
        return result;
      }),
    loadPlan: (planId, pages) => new ResultAsync(load(planId, pages)),
    alone: (act) =>
      inTurn(async () => {
        try {
          return ok(await act());
        } catch (cause) {
          return err(refused(cause));
        }
      }),
    close: () =>
      new ResultAsync(
        last.then(() => {
          if (isOpen) connection.close();
          isOpen = false;
          return ok(undefined);
        }),
      ),
  };
}

/** Tries until others let go of the file, or the time is over. */
export async function untilFree<T>(timeoutMs: number, attempt: () => Promise<Result<T, StoreError>>): Promise<Result<T, StoreError>> {
  const end = performance.now() + timeoutMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, PAUSE_MOST_MS)) {
    const result = await attempt();
    if (result.isOk() || !isBusy(result.error) || result.error === OVERTAKEN || performance.now() >= end) return result;
    await sleep(pauseMs);
  }
}

type Begin = 'begin' | 'begin immediate';
const CLOSED: StoreError = { kind: 'unavailable', why: 'closed' };
const PAUSE_MOST_MS = 8;
/** Rows of one short transaction: other writers wait no longer than that. More would be faster, since rows out of order share pages. */
const LOADED_AT_ONCE = 4_000;
const SWEPT_AT_ONCE = 2_000;

/** Rows in batches of one size, whatever the size of the pages. */
async function* batchesOf(
  pages: AsyncIterable<Result<readonly PlanRow[], StoreError>>,
): AsyncIterable<Result<readonly PlanRow[], StoreError>> {
  let batch: PlanRow[] = [];
  for await (const page of pages) {
    if (page.isErr()) {
      yield err(page.error);
      return;
    }
    for (const row of page.value) {
      batch.push(row);
      if (batch.length < LOADED_AT_ONCE) continue;
      yield ok(batch);
      batch = [];
    }
  }
  yield ok(batch);
}
