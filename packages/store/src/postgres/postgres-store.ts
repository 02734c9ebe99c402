import { err, errAsync, ok, type Result, ResultAsync } from 'neverthrow';
import pg from 'pg';
import type { Database, Rows } from '../rows.ts';
import type { Store } from '../store.ts';
import type { StoreError } from '../store-error.ts';
import { storeOver } from '../store-over.ts';
import { conditionOf } from './condition.ts';
import { followUpRows } from './follow-up-rows.ts';
import { loadPlan } from './load-plan.ts';
import { logRows } from './log-rows.ts';
import { messageRows } from './message-rows.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { partnerRows } from './partner-rows.ts';
import { planRows } from './plan-rows.ts';
import { storeErrorOf } from './postgres-error.ts';
import { type Transaction, transact } from './transaction.ts';

export type PostgresStoreOptions = {
  /** `postgres://user:password@host:port/database`; or the parts of it. */
  readonly connectionString?: string;
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string | (() => string | Promise<string>);
  readonly database?: string;
  /** PEM texts, where the machine's own authorities are not the ones to trust. */
  readonly ssl?: boolean | { readonly ca?: string; readonly cert?: string; readonly key?: string };
  /** The schema that holds the tables of this store and nothing else: `rahyar`. */
  readonly schema?: string;
  /** How many connections are held at most: 10. */
  readonly connections?: number;
  /** How long a call waits for a connection, a lock, or the end of a statement before it is `busy`. */
  readonly connectTimeoutMs?: number;
  readonly lockTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
  /** For tests: a clock in place of the database's, in milliseconds since 1970. */
  readonly nowMs?: () => number;
};

/** A store in a schema of a PostgreSQL database, which is made, or brought up to date, when it is opened. */
export function openPostgresStore(options: PostgresStoreOptions): ResultAsync<Store, StoreError> {
  const { schema = 'rahyar', nowMs } = options;
  const pool = poolOf(options, schema);
  return new ResultAsync(migrated(pool, schema))
    .map(() => storeOver(databaseOf(pool, nowMs)))
    .orElse((error) => ResultAsync.fromSafePromise(pool.end()).andThen(() => errAsync(error)));
}

async function migrated(pool: pg.Pool, schema: string): Promise<Result<void, StoreError>> {
  try {
    const client = await pool.connect();
    try {
      return await migrate(client, schema, MIGRATIONS);
    } finally {
      client.release();
    }
  } catch (thrown) {
    return err(storeErrorOf(thrown));
  }
}

/**
 * Connections that do not hold on to locks or old states of the database, whatever becomes of the process: an old state keeps the server
 * from clearing away what claims leave behind, and slows all of them.
 */
function poolOf(options: PostgresStoreOptions, schema: string): pg.Pool {
  const { connections = 10, connectTimeoutMs = 10_000, lockTimeoutMs = 10_000, statementTimeoutMs = 60_000 } = options;
  const { connectionString, host, port, user, password, database, ssl } = options;
  const given = { connectionString, host, port, user, password, database, ssl };
  const settings = `
    set search_path to ${pg.escapeIdentifier(schema)};
    set lock_timeout = ${lockTimeoutMs};
    set statement_timeout = ${statementTimeoutMs};
    set idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS};
    select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`;
  const pool = new pg.Pool({
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as pg.PoolConfig),
    max: connections,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    application_name: 'rahyar',
    types: { getTypeParser: parserOf },
    // The pool waits for what this returns, which its types do not tell.
    onConnect: ((client) => client.query(settings)) as (client: pg.ClientBase) => void,
  });
  // A connection that breaks while nobody waits for it is replaced with the next call.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const IDLE_IN_TRANSACTION_MS = 30_000;

/** Moments and counts are safe integers; the driver gives `bigint` as text. */
const parserOf = ((oid: Parameters<typeof pg.types.getTypeParser>[0], format: 'text' | undefined): unknown =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser;

const CLOSED: StoreError = { kind: 'unavailable', why: 'closed' };

function databaseOf(pool: pg.Pool, nowMs: (() => number) | undefined): Database {
  const running = new Set<Promise<unknown>>();
  let isOpen = true;
  const call = <T>(work: () => Promise<Result<T, StoreError>>): ResultAsync<T, StoreError> => {
    if (!isOpen) return errAsync(CLOSED);
    const result = work();
    running.add(result);
    const done = (): void => {
      running.delete(result);
    };
    void result.then(done, done);
    return new ResultAsync(result);
  };
  return {
    transact: (work) => call(() => transact(pool, nowMs, (transaction) => work(rowsOf(transaction)))),
    loadPlan: (planId, pages) => call(() => loadPlan(pool, planId, pages)),
    close: () => {
      if (!isOpen) return errAsync(CLOSED);
      isOpen = false;
      return new ResultAsync(
        Promise.allSettled(running)
          .then(() => pool.end())
          .then(() => ok(undefined)),
      );
    },
  };
}

const rowsOf = (transaction: Transaction): Rows => ({
  now: async () => transaction.nowMs,
  ...logRows(transaction),
  ...followUpRows(transaction),
  ...messageRows(transaction),
  ...partnerRows(transaction),
  ...planRows(transaction),
  condition: (now, isThorough) => conditionOf(transaction, now, isThorough),
});
