import { setTimeout as pause } from 'node:timers/promises';
import { err, type Result } from 'neverthrow';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { StoreError } from '../store-error.ts';
import { isRace, storeErrorOf } from './postgres-error.ts';

/** SQL under a name: each connection plans it once. */
export type Statement = { readonly name: string; readonly text: string };

/** The statements of one transaction. */
export type Transaction = {
  /** The moment at which it began, in milliseconds since 1970. */
  readonly nowMs: number;
  ask<R extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<readonly R[]>;
  /** Like `ask`, for what writes: a transaction without it has nothing to commit. */
  tell<R extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<readonly R[]>;
  /** Keys that were sought and not found, and not inserted since, under the statement that finds any of them. */
  missingFor(anyOf: Statement): Set<string>;
  /** Something to be done when all is committed; nobody hears of its failure. */
  afterwards(work: (client: PoolClient) => Promise<unknown>): void;
};

/**
 * Runs work in a transaction, READ COMMITTED with row locks: what is read by key is locked, and what is read and missing must still be
 * missing at the end, or have been inserted by this transaction. That makes it as if transactions ran one after the other. Work that lost a
 * race is run again.
 */
export async function transact<T>(
  pool: Pool,
  nowMs: (() => number) | undefined,
  work: (transaction: Transaction) => Promise<Result<T, StoreError>>,
): Promise<Result<T, StoreError>> {
  for (let attempt = 1; attempt <= ATTEMPTS_MOST; attempt += 1) {
    const outcome = await attempted(pool, nowMs, work);
    if (outcome !== LOST_RACE) return outcome;
    await pause(Math.min(2 ** attempt, PAUSE_MOST_MS) * (1 + Math.random()));
  }
  return err({ kind: 'unavailable', why: 'busy' });
}

const ATTEMPTS_MOST = 12;
const PAUSE_MOST_MS = 250;
const LOST_RACE = Symbol('another was faster');

async function attempted<T>(
  pool: Pool,
  nowMs: (() => number) | undefined,
  work: (transaction: Transaction) => Promise<Result<T, StoreError>>,
): Promise<Result<T, StoreError> | typeof LOST_RACE> {
  const client = await pool.connect().catch((thrown: unknown) => storeErrorOf(thrown));
  if ('kind' in client) return err(client);
  /** Errors of the database; an error of our own goes through to the caller. */
  const failures: unknown[] = [];
  const watched = async <R>(query: Promise<R>): Promise<R> =>
    query.catch((thrown: unknown) => {
      failures.push(thrown);
      throw thrown;
    });
  const log: Log = { asked: 0, hasWritten: false, missing: new Map(), afterwards: [] };
  let isBroken = false;
  const rollBack = (): Promise<void> =>
    client.query('rollback').then(
      () => undefined,
      () => {
        isBroken = true;
      },
    );
  try {
    const moment = await watched(begun(client, nowMs));
    const transaction = transactionOf(log, moment, (statement, values) => watched(client.query({ ...statement, values: [...values] })));
    const result = await work(transaction);
    if (await isSomethingThereNow(transaction, log)) {
      await rollBack();
      return LOST_RACE;
    }
    // What only read has nothing to wait for a disk for.
    if (!log.hasWritten || result.isErr()) await rollBack();
    else {
      await watched(client.query('commit'));
      for (const later of log.afterwards) await later(client).catch(rollBack);
    }
    return result;
  } catch (thrown) {
    await rollBack();
    if (failures.length === 0) throw thrown;
    return isRace(failures[0]) ? LOST_RACE : err(storeErrorOf(failures[0]));
  } finally {
    client.release(isBroken);
  }
}

type Log = {
  asked: number;
  hasWritten: boolean;
  readonly missing: Map<Statement, Set<string>>;
  readonly afterwards: ((client: PoolClient) => Promise<unknown>)[];
};

function transactionOf(
  log: Log,
  nowMs: number,
  query: (statement: Statement, values: readonly unknown[]) => Promise<{ readonly rows: readonly QueryResultRow[] }>,
): Transaction {
  const ask = async <R extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<readonly R[]> => {
    log.asked += 1;
    return (await query(statement, values)).rows as readonly R[];
  };
  return {
    nowMs,
    ask,
    tell: (statement, values) => {
      log.hasWritten = true;
      return ask(statement, values);
    },
    missingFor: (anyOf) => {
      const keys = log.missing.get(anyOf) ?? new Set();
      log.missing.set(anyOf, keys);
      return keys;
    },
    afterwards: (later) => log.afterwards.push(later),
  };
}

/** Whether another has brought what this transaction missed. One statement alone saw one state of all. */
async function isSomethingThereNow(transaction: Transaction, { asked, missing }: Log): Promise<boolean> {
  if (asked <= 1) return false;
  for (const [anyOf, keys] of missing) if (keys.size > 0 && (await transaction.ask(anyOf, [[...keys]])).length > 0) return true;
  return false;
}

async function begun(client: PoolClient, nowMs: (() => number) | undefined): Promise<number> {
  if (nowMs === undefined) {
    const answers: unknown = await client.query(BEGIN_WITH_CLOCK);
    return Number((answers as readonly [unknown, { readonly rows: readonly [{ readonly now: unknown }] }])[1].rows[0].now);
  }
  await client.query(BEGIN);
  return nowMs();
}

const BEGIN = 'begin isolation level read committed';
const BEGIN_WITH_CLOCK = `${BEGIN}; select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`;
