/// <reference types="node" />
import { err, ok, type Result } from 'neverthrow';
import type { StoreError } from '../store-error.ts';

/** `better-sqlite3` is a package of the host's; `node:sqlite` comes with Node. */
export type SqliteDriver = 'better-sqlite3' | 'node:sqlite';

export type SqlValue = string | number | null;

/** One open file, whichever driver speaks to it. Statements are compiled once for each text, so a text holds no values. Errors are thrown. */
export type Connection = {
  /** How many rows were changed. */
  run(sql: string, ...values: readonly SqlValue[]): number;
  get<Row>(sql: string, ...values: readonly SqlValue[]): Row | undefined;
  all<Row>(sql: string, ...values: readonly SqlValue[]): readonly Row[];
  /** Several statements, not kept. */
  exec(sql: string): void;
  isInTransaction(): boolean;
  close(): void;
};

/** Finds a driver; the function it gives opens a file, or makes it, and throws what the driver throws. */
export async function loadDriver(driver: SqliteDriver): Promise<Result<(path: string) => Connection, StoreError>> {
  try {
    return ok(driver === 'better-sqlite3' ? await betterSqlite() : nodeSqlite());
  } catch {
    return err({ kind: 'unavailable', why: 'noDriver' });
  }
}

async function betterSqlite(): Promise<(path: string) => Connection> {
  const { default: Database } = await import('better-sqlite3');
  return (path) => {
    const database = new Database(path, { timeout: 0 });
    return connectionOver({
      prepare: (sql) => {
        const statement = database.prepare<SqlValue[]>(sql);
        return {
          run: (...values) => statement.run(...values).changes,
          get: (...values) => statement.get(...values),
          all: (...values) => statement.all(...values),
        };
      },
      exec: (sql) => void database.exec(sql),
      isInTransaction: () => database.inTransaction,
      close: () => void database.close(),
    });
  };
}

/** Asked of Node itself: a bundler that takes `node:` off a name would leave one that does not exist. */
function nodeSqlite(): (path: string) => Connection {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  return (path) => {
    const database = new DatabaseSync(path, { timeout: 0 });
    return connectionOver({
      prepare: (sql) => {
        const statement = database.prepare(sql);
        return {
          run: (...values) => Number(statement.run(...values).changes),
          get: (...values) => statement.get(...values),
          all: (...values) => statement.all(...values),
        };
      },
      exec: (sql) => database.exec(sql),
      isInTransaction: () => database.isTransaction,
      close: () => database.close(),
    });
  };
}

type Statement = {
  run(...values: readonly SqlValue[]): number;
  get(...values: readonly SqlValue[]): unknown;
  all(...values: readonly SqlValue[]): readonly unknown[];
};
type Handle = Pick<Connection, 'exec' | 'isInTransaction' | 'close'> & { prepare(sql: string): Statement };

function connectionOver({ prepare, exec, isInTransaction, close }: Handle): Connection {
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    run: (sql, ...values) => prepared(sql).run(...values),
    // Tables are STRICT: a column holds what its declaration says.
    get: <Row>(sql: string, ...values: readonly SqlValue[]) => prepared(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: readonly SqlValue[]) => prepared(sql).all(...values) as readonly Row[],
    exec,
    isInTransaction,
    close,
  };
}
