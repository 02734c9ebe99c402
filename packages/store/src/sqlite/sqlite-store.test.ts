/// <reference types="node" />
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok } from 'neverthrow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryStore } from '../memory/memory-store.ts';
import type { Store } from '../store.ts';
import { storeOver } from '../store-over.ts';
import { exerciseStore } from '../testing/exercise-store.ts';
import { runSchedules } from '../testing/run-schedules.ts';
import { eventNumber, followUpId, plannedNumber } from '../testing/specimens.ts';
import type { StoreUnderTest } from '../testing/store-under-test.ts';
import type { Connection, SqliteDriver } from './connection.ts';
import { MIGRATIONS } from './migrations.ts';
import { sqliteDatabase } from './sqlite-database.ts';
import { openConnection, openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './sqlite-store.ts';

let directory: string;
let file: string;
const opened: { close(): unknown }[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rahyar-sqlite-'));
  file = join(directory, 'store.db');
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await rm(directory, { recursive: true });
});

const openStore = async (options: SqliteStoreOptions, path = file): Promise<SqliteStore> => {
  const store = (await openSqliteStore(path, options))._unsafeUnwrap();
  opened.push(store);
  return store;
};
const connect = async (driver: SqliteDriver, path = file): Promise<Connection> => {
  const connection = (await openConnection(path, driver, 100))._unsafeUnwrap();
  let isOpen = true;
  const close = (): void => {
    if (isOpen) connection.close();
    isOpen = false;
  };
  opened.push({ close });
  return { ...connection, close };
};
const reasonIn = async (answer: ReturnType<typeof openSqliteStore> | ReturnType<Store['appendEvents']>): Promise<string> => {
  const result = await answer;
  if (result.isOk()) return 'ok';
  return 'why' in result.error ? result.error.why : result.error.kind;
};
const withEvents = async (driver: SqliteDriver, count: number): Promise<void> => {
  const store = await openStore({ driver });
  (await store.appendEvents(Array.from({ length: count }, (_event, index) => eventNumber(index))))._unsafeUnwrap();
  (await store.close())._unsafeUnwrap();
};

describe.each<SqliteDriver>(['better-sqlite3', 'node:sqlite'])('the SQLite store over %s', (driver) => {
  async function underTest(path: string, nowMs: () => number): Promise<StoreUnderTest> {
    const store = (await openSqliteStore(path, { driver, nowMs }))._unsafeUnwrap();
    const reopen = async (): Promise<StoreUnderTest> => {
      (await store.close())._unsafeUnwrap();
      return underTest(path, nowMs);
    };
    return { store, reopen, dispose: async () => (await store.close())._unsafeUnwrap() };
  }

  describe('keeps the contract:', () => {
    let count = 0;
    it.each(exerciseStore(({ nowMs }) => underTest(join(directory, `${count++}.db`), nowMs), { modelRuns: 10 }))('$name', ({ run }) =>
      expect(run()).resolves.toBeUndefined(),
    );
  });

  it('leaves the same trace as memory on schedules with faults', async () => {
    const totals = await runSchedules({
      makeStore: async ({ nowMs }) => (await openSqliteStore(':memory:', { driver, nowMs }))._unsafeUnwrap(),
      besides: ({ nowMs }) => createMemoryStore({ nowMs }),
      seeds: { from: 1, count: 20 },
    });
    expect(totals).toMatchObject({ alike: 20, schedules: 20, wrong: [] });
  });

  it('makes the file and the directories it lies in, for its owner alone', async () => {
    const path = join(directory, 'deep', 'inside', 'store.db');
    const store = await openStore({ driver }, path);
    (await store.appendEvents([eventNumber(1)]))._unsafeUnwrap();
    const modes = await Promise.all(
      ['deep', 'deep/inside/store.db', 'deep/inside/store.db-wal'].map((name) => stat(join(directory, name))),
    );
    expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o700, 0o600, 0o600]);
  });

  it('waits for the disk at every commit, and checks references', async () => {
    const connection = await connect(driver);
    const setting = (name: string) => Object.values(connection.get<object>(`pragma ${name}`) ?? {})[0];
    expect(['journal_mode', 'synchronous', 'fullfsync', 'foreign_keys'].map(setting)).toEqual(['wal', 2, 1, 1]);
  });

  it('goes on where it was', async () => {
    await withEvents(driver, 3);
    const store = await openStore({ driver });
    expect((await store.readEvents(0, 10))._unsafeUnwrap().map(({ event }) => event.id)).toEqual(['event-0', 'event-1', 'event-2']);
  });

  it('refuses the file of a later version, and changes nothing in it', async () => {
    const connection = await connect(driver);
    connection.exec(`pragma user_version = ${MIGRATIONS.length + 1}; pragma wal_checkpoint(truncate)`);
    connection.close();
    const before = await sumOf(file);
    expect(await reasonIn(openSqliteStore(file, { driver }))).toBe('newer');
    expect(await sumOf(file)).toBe(before);
  });

  it('writes no more when a later version has taken the file over', async () => {
    const store = await openStore({ driver });
    const later = await connect(driver);
    later.exec(`pragma user_version = ${MIGRATIONS.length + 1}`);
    expect(await reasonIn(store.appendEvents([eventNumber(1)]))).toBe('newer');
  });

  it.each([
    ['with another number in its header', 'pragma application_id = 7'],
    ['whose schema came about in another way', `update migration set checksum = 'of another text'`],
    ['of which a step is missing', `delete from migration`],
  ])('refuses a file %s', async (_what, change) => {
    const connection = await connect(driver);
    connection.exec(change);
    connection.close();
    expect(await reasonIn(openSqliteStore(file, { driver }))).toBe('foreign');
  });

  it('refuses the tables of another program, and changes nothing in them', async () => {
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
    const others = new DatabaseSync(file);
    others.exec('create table theirs (a)');
    others.close();
    const before = await sumOf(file);
    expect(await reasonIn(openSqliteStore(file, { driver }))).toBe('foreign');
    expect(await sumOf(file)).toBe(before);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('says that a file is damaged which is none of a database', async () => {
    await writeFile(file, 'a letter, and not a database '.repeat(500));
    expect(await reasonIn(openSqliteStore(file, { driver }))).toBe('corrupt');
  });

  it('says that a file is damaged which was cut', async () => {
    await withEvents(driver, 3_000);
    await truncate(file, (await stat(file)).size / 2);
    expect(await reasonIn(openSqliteStore(file, { driver }))).toBe('corrupt');
  });

  it('finds a damaged page when it reads it, and writes nothing afterwards', async () => {
    await withEvents(driver, 3_000);
    const { size } = await stat(file);
    const spoilt = await open(file, 'r+');
    await spoilt.write(Buffer.alloc(size / 4, 'not a page '), 0, size / 4, size / 2 - ((size / 2) % 4096));
    await spoilt.close();
    const store = await openStore({ driver });
    expect((await store.readEvents(0, 10_000)).isErr()).toBe(true);
    expect(await reasonIn(store.appendEvents([eventNumber(10_000)]))).toBe('corrupt');
    expect((await store.readEvents(0, 1))._unsafeUnwrap()).toHaveLength(1);
    expect((await store.condition(true)).map(({ faults }) => faults.length > 0).unwrapOr(true)).toBe(true);
  });

  it('finds what was changed by others so that it cannot be read', async () => {
    const store = await openStore({ driver });
    (await store.putFollowUps([plannedNumber(1)]))._unsafeUnwrap();
    (await connect(driver)).exec(`update follow_up set state = 'lost'`);
    expect((await store.getFollowUp(followUpId(1)))._unsafeUnwrapErr()).toEqual({ kind: 'corrupt' });
  });

  it('finds a desk that would be looked at too late', async () => {
    const store = await openStore({ driver });
    (await store.putFollowUps([plannedNumber(1)]))._unsafeUnwrap();
    expect((await store.condition(true))._unsafeUnwrap().faults).toEqual([]);
    (await connect(driver)).exec(`update desk set next_at = null`);
    expect((await store.condition(true))._unsafeUnwrap().faults).toEqual(['desks that would be looked at too late: 1']);
    expect((await store.condition())._unsafeUnwrap().faults).toEqual([]);
  });

  it('says that the disk is full, keeps what it had, and goes on when there is room', async () => {
    const connection = await connect(driver);
    const store = storeOver(sqliteDatabase(connection, 100, Date.now));
    (await store.appendEvents([eventNumber(0)]))._unsafeUnwrap();
    const { page_count: pages } = connection.get<{ page_count: number }>('pragma page_count') ?? { page_count: 0 };
    connection.exec(`pragma max_page_count = ${pages + 2}`);
    const many = Array.from({ length: 1_000 }, (_event, index) => eventNumber(index));
    expect((await store.appendEvents(many))._unsafeUnwrapErr()).toEqual({ kind: 'unavailable', why: 'full' });
    expect((await store.readEvents(0, 10))._unsafeUnwrap()).toHaveLength(1);
    connection.exec(`pragma max_page_count = 100000`);
    expect((await store.appendEvents(many))._unsafeUnwrap()).toBe(999);
    expect((await store.condition(true))._unsafeUnwrap().faults).toEqual([]);
    (await store.close())._unsafeUnwrap();
    opened.splice(0);
  });

  it('waits for others who write, then says so; whoever only reads does not wait', async () => {
    const store = await openStore({ driver, busyTimeoutMs: 30 });
    (await store.appendEvents([eventNumber(1)]))._unsafeUnwrap();
    const other = await connect(driver);
    other.exec('begin immediate');
    expect(await reasonIn(store.appendEvents([eventNumber(2)]))).toBe('busy');
    expect((await store.readEvents(0, 10))._unsafeUnwrap()).toHaveLength(1);
    const patient = await openStore({ driver, busyTimeoutMs: 60_000 });
    const waiting = patient.appendEvents([eventNumber(2)]);
    setTimeout(() => other.exec('commit'), 5);
    expect((await waiting)._unsafeUnwrap()).toBe(1);
  });

  it('decides again when others wrote after it had read', async () => {
    const connection = await connect(driver);
    const database = sqliteDatabase(connection, 1_000, Date.now);
    const other = await connect(driver);
    other.exec('begin immediate');
    other.run(`insert into event (id, subject, body) values (?, ?, ?)`, 'event-1', 'subject-1', JSON.stringify(eventNumber(1)));
    const seen: number[] = [];
    const count = await database.transact(async (rows) => {
      const last = await rows.lastEvent();
      seen.push(last);
      if (other.isInTransaction()) other.exec('commit');
      await rows.insertEvents([eventNumber(last + 1)]);
      return ok(last);
    });
    expect(count._unsafeUnwrap()).toBe(1);
    expect(seen).toEqual([0, 1]);
    const events = await database.transact(async (rows) => ok(await rows.eventsAfter(0, 10)));
    expect(events._unsafeUnwrap().map(({ event }) => event.id)).toEqual(['event-1', 'event-2']);
    (await database.close())._unsafeUnwrap();
    opened.splice(0, 1);
  });

  it('undoes work that fails by our own fault, and lets the fault through', async () => {
    const connection = await connect(driver);
    const database = sqliteDatabase(connection, 100, Date.now);
    const failing = database.transact(async (rows) => {
      await rows.insertEvents([eventNumber(1)]);
      throw new TypeError('a fault');
    });
    await expect(failing).rejects.toThrow('a fault');
    expect((await database.transact(async (rows) => ok(await rows.lastEvent())))._unsafeUnwrap()).toBe(0);
    (await database.close())._unsafeUnwrap();
    opened.splice(0, 1);
  });

  it('does the calls before it and none after it when it is closed', async () => {
    const store = await openStore({ driver });
    const [before, , after] = await Promise.all([
      store.appendEvents([eventNumber(1)]),
      store.close(),
      store.appendEvents([eventNumber(2)]),
    ]);
    expect(before._unsafeUnwrap()).toBe(1);
    expect(after._unsafeUnwrapErr()).toEqual({ kind: 'unavailable', why: 'closed' });
    expect((await store.backup(join(directory, 'copy.db')))._unsafeUnwrapErr()).toEqual({ kind: 'unavailable', why: 'closed' });
    expect((await store.close()).isOk()).toBe(true);
  });

  it('backs up into a new file, which is a store; and never over another', async () => {
    const store = await openStore({ driver });
    const copy = join(directory, 'copy.db');
    (await store.appendEvents([eventNumber(1)]))._unsafeUnwrap();
    (await store.putFollowUps([plannedNumber(1)]))._unsafeUnwrap();
    (await store.backup(copy))._unsafeUnwrap();
    (await store.appendEvents([eventNumber(2)]))._unsafeUnwrap();
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
    const before = await sumOf(copy);
    expect((await store.backup(copy))._unsafeUnwrapErr()).toEqual({ kind: 'unavailable', why: 'exists' });
    expect(await sumOf(copy)).toBe(before);
    const restored = await openStore({ driver }, copy);
    expect((await restored.readEvents(0, 10))._unsafeUnwrap()).toHaveLength(1);
    expect((await restored.condition(true))._unsafeUnwrap()).toMatchObject({ faults: [], openFollowUps: 1, waitingFollowUps: 1 });
    expect((await restored.claimFollowUps({ limit: 1, leaseMs: 1_000 }))._unsafeUnwrap()).toHaveLength(1);
  });

  it('leaves nothing behind of a backup that fails', async () => {
    const store = await openStore({ driver });
    expect(await reasonIn(store.backup(join(directory, 'missing', 'copy.db')).map(() => 0))).toBe('failed');
    expect(await reasonIn(store.backup(directory).map(() => 0))).toBe('exists');
  });
});

describe('a driver that is not installed', () => {
  afterEach(() => {
    vi.doUnmock('better-sqlite3');
    vi.resetModules();
  });

  it('is said to be missing', async () => {
    vi.resetModules();
    vi.doMock('better-sqlite3', () => {
      throw new Error('Cannot find package');
    });
    const { openSqliteStore: openWithout } = await import('./sqlite-store.ts');
    expect(await reasonIn(openWithout(file))).toBe('noDriver');
    expect(existsSync(file)).toBe(false);
  });
});

const sumOf = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
