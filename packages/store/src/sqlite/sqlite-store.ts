/// <reference types="node" />
import { randomUUID } from 'node:crypto';
import { access, constants, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { Store } from '../store.ts';
import type { StoreError } from '../store-error.ts';
import { storeOver } from '../store-over.ts';
import { type Connection, loadDriver, type SqliteDriver } from './connection.ts';
import { MIGRATIONS, migrate, recognise } from './migrations.ts';
import { type SqliteDatabase, sqliteDatabase, untilFree } from './sqlite-database.ts';
import { sqliteError } from './sqlite-error.ts';

export type SqliteStoreOptions = {
  /** `better-sqlite3` if absent. One process opens a file with one driver only: the locks of two would not see each other. */
  readonly driver?: SqliteDriver;
  /** How long a call waits for other processes before it is `busy`; 5,000 if absent. */
  readonly busyTimeoutMs?: number;
  /** The store's clock; the machine's if absent. */
  readonly nowMs?: () => number;
};

export type SqliteStore = Store & {
  /**
   * Writes a copy of the store as it is now, whole and by itself, to a new file that its owner alone may read; others may go on writing
   * meanwhile, but this process waits until it is done. A backup is a store: open it and ask its `condition(true)`. To restore, with no
   * process at work, put it in the place of the file and remove that one's `-wal` and `-shm`.
   */
  backup(path: string): ResultAsync<void, StoreError>;
};

/** Opens the store in a file, or makes it, with the directories that it lies in. Any number of processes of one machine may have it open. `:memory:` is a store that is forgotten. */
export function openSqliteStore(path: string, options: SqliteStoreOptions = {}): ResultAsync<SqliteStore, StoreError> {
  const { driver = 'better-sqlite3', busyTimeoutMs = 5_000, nowMs = Date.now } = options;
  return openConnection(path, driver, busyTimeoutMs).map((connection) => {
    const database = sqliteDatabase(connection, busyTimeoutMs, nowMs);
    return Object.freeze<SqliteStore>({ ...storeOver(database), backup: (to) => backup(database, connection, to) });
  });
}

/** A connection to a file that is ours and has the schema of this version. */
export function openConnection(path: string, driver: SqliteDriver, busyTimeoutMs: number): ResultAsync<Connection, StoreError> {
  return new ResultAsync(
    (async (): Promise<Result<Connection, StoreError>> => {
      const loaded = await loadDriver(driver);
      if (loaded.isErr()) return err(loaded.error);
      let connection: Connection | undefined;
      const attempt = async (): Promise<Result<Connection, StoreError>> => {
        try {
          connection ??= loaded.value(path === ':memory:' ? path : await madeFile(resolve(path)));
          return prepare(connection).map(() => connection as Connection);
        } catch (cause) {
          return err(sqliteError(cause));
        }
      };
      const opened = await untilFree(busyTimeoutMs, attempt);
      if (opened.isErr()) connection?.close();
      return opened;
    })(),
  );
}

/** The absolute path of a file that now exists. One that did already is never opened here: closing it would let go of the locks that this process has on it. */
async function madeFile(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await isMade(path);
  // SQLite would open it for reading; a store writes, into the directory too.
  for (const place of [path, dirname(path)]) await access(place, constants.R_OK | constants.W_OK);
  return path;
}

function prepare(connection: Connection): Result<void, StoreError> {
  const version = connection.get<{ readonly version: string }>(`select sqlite_version() as version`)?.version ?? '';
  if (isOutdated(version)) return err({ kind: 'unavailable', why: 'outdated' });
  return recognise(connection, MIGRATIONS).andThen(() => {
    connection.exec(SETTINGS);
    return migrate(connection, MIGRATIONS);
  });
}

/** Before 3.51.3, two connections can lose what a third has written: https://sqlite.org/wal.html#walresetbug */
export function isOutdated(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return (major - 3 || minor - 51 || patch - 3) < 0;
}

/**
 * What a commit has said is on the disk, also when power fails: FULL waits for it, and `fullfsync` makes a Mac do so. The log is brought
 * into the file by `logKeeper`; one that a long reader let grow is cut afterwards.
 */
const SETTINGS = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma fullfsync = on;
  pragma foreign_keys = on;
  pragma trusted_schema = off;
  pragma cell_size_check = on;
  pragma cache_size = -65536;
  pragma wal_autocheckpoint = 0;
  pragma journal_size_limit = 67108864`;

function backup(database: SqliteDatabase, connection: Connection, to: string): ResultAsync<void, StoreError> {
  const path = resolve(to);
  const unfinished = `${path}.${randomUUID()}.unfinished`;
  return database
    .alone(async () => {
      try {
        await isMade(unfinished);
        connection.run(`vacuum into ?`, unfinished);
        await synced(unfinished);
        // The name is given to what is whole and on the disk, and only if nobody has it.
        if (!(await isMade(path))) return false;
        await rename(unfinished, path);
        await synced(dirname(path));
        return true;
      } finally {
        await rm(unfinished, { force: true });
      }
    })
    .andThen((isWritten): Result<void, StoreError> => (isWritten ? ok() : err({ kind: 'unavailable', why: 'exists' })));
}

/** Makes an empty file that its owner alone may read; false if there is one of that name. */
async function isMade(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close();
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw cause;
  }
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
