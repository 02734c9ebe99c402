/// <reference types="node" />
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plannedNumber } from '../testing/specimens.ts';
import type { SqliteDriver } from './connection.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const DOOR = new URL('./index.ts', import.meta.url).href;

/** Every program is told the door, the file and the driver. */
const OPENED = `
  const [door, file, driver] = process.argv.slice(1);
  const { openSqliteStore } = await import(door);
  const opening = () => openSqliteStore(file, { driver, busyTimeoutMs: 60_000 });`;

/** Claims and completes until nothing is due, and says what it claimed. */
const WORKER = `${OPENED}
  const store = (await opening())._unsafeUnwrap();
  for (;;) {
    const claimed = (await store.claimFollowUps({ limit: 10, leaseMs: 600_000 }))._unsafeUnwrap();
    if (claimed.length === 0) break;
    const done = claimed.map(({ followUp: { id }, revision }) => ({ key: 'done.' + id, id, ifRevision: revision, state: 'done', by: 'worker' }));
    const outcomes = (await store.changeFollowUps(done))._unsafeUnwrap();
    if (!outcomes.every(({ kind }) => kind === 'changed')) process.exit(1);
    for (const { id } of done) process.stdout.write(id + '\\n');
  }
  (await store.close())._unsafeUnwrap();`;

/** Appends events without end, and says the number of each once the store has said that it is kept. */
const WRITER = `${OPENED}
  const store = (await opening())._unsafeUnwrap();
  for (let number = (await store.readEvents(0, 1e6))._unsafeUnwrap().length + 1; ; number++) {
    const event = { id: 'event-' + number, subject: 'subject-1', on: '2026-11-23', type: 'membershipRequested' };
    (await store.appendEvents([event]))._unsafeUnwrap();
    process.stdout.write(number + '\\n');
  }`;

/** Opens the file as somebody who is not its owner, and says what became of it. */
const STRANGER = `${OPENED}
  (await (await openSqliteStore(':memory:', { driver }))._unsafeUnwrap().close())._unsafeUnwrap();
  if (process.getuid() === 0) {
    process.setgid(65534);
    process.setuid(65534);
  }
  process.stdout.write(JSON.stringify((await opening()).match(() => 'opened', (error) => error)));`;

describe.each<SqliteDriver>(['better-sqlite3', 'node:sqlite'])('processes on one SQLite file over %s', (driver) => {
  let directory: string;
  let file: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rahyar-sqlite-'));
    file = join(directory, 'store.db');
  });
  afterEach(async () => {
    await chmod(directory, 0o700);
    await rm(directory, { recursive: true });
  });

  const openStore = async (): Promise<SqliteStore> => (await openSqliteStore(file, { driver }))._unsafeUnwrap();
  const start = (program: string) =>
    spawn(process.execPath, ['--conditions=@rahyar/source', '--input-type=module', '-e', program, DOOR, file, driver], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });

  it('claim everything between them, and nothing twice', async () => {
    const store = await openStore();
    const all = Array.from({ length: 400 }, (_followUp, index) => plannedNumber(index, { responsible: `staff-${index % 7}` }));
    expect((await store.putFollowUps(all))._unsafeUnwrap()).toBe(400);
    const said = await Promise.all([start(WORKER), start(WORKER)].map(wordsOf));
    expect(said.map(({ code }) => code)).toEqual([0, 0]);
    const ids = said.flatMap(({ words }) => words);
    expect(ids.toSorted()).toEqual(all.map(({ followUp }) => followUp.id as string).toSorted());
    expect((await store.condition(true))._unsafeUnwrap()).toMatchObject({ faults: [], openFollowUps: 0 });
    expect((await store.readAudit(0, 1_000))._unsafeUnwrap()).toHaveLength(400);
    (await store.close())._unsafeUnwrap();
  });

  it('make a new file together', async () => {
    const said = await Promise.all([start(WORKER), start(WORKER), start(WORKER)].map(wordsOf));
    expect(said.map(({ code }) => code)).toEqual([0, 0, 0]);
  });

  it('lose nothing that was acknowledged when one is killed, and the log it leaves behind is read', async () => {
    for (const acknowledged of [1, 20, 50]) {
      const child = start(WRITER);
      let said = '';
      for await (const chunk of child.stdout) {
        said += String(chunk);
        if (said.split('\n').length > acknowledged) break;
      }
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      expect((await stat(`${file}-wal`)).size).toBeGreaterThan(0);
      const last = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
      const store = await openStore();
      const kept = (await store.readEvents(0, 1_000_000))._unsafeUnwrap();
      expect(kept.length).toBeGreaterThanOrEqual(last);
      expect(kept.map(({ event }) => event.id)).toEqual(kept.map((_row, index) => `event-${index + 1}`));
      expect((await store.condition(true))._unsafeUnwrap().faults).toEqual([]);
      (await store.close())._unsafeUnwrap();
    }
  });

  it('are told when they may not write the file, nor make one', async () => {
    (await (await openStore()).close())._unsafeUnwrap();
    const denied = { words: ['{"kind":"unavailable","why":"denied"}'], code: 0 };
    await chmod(file, 0o444);
    await chmod(directory, 0o777);
    expect(await wordsOf(start(STRANGER))).toEqual(denied);
    await chmod(file, 0o666);
    await chmod(directory, 0o555);
    expect(await wordsOf(start(STRANGER))).toEqual(denied);
    await chmod(directory, 0o700);
    await rm(file);
    await chmod(directory, 0o555);
    expect(await wordsOf(start(STRANGER))).toEqual(denied);
  });
});

async function wordsOf(child: ChildProcess): Promise<{ words: string[]; code: number | null }> {
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { words: said.split('\n').filter((word) => word !== ''), code };
}
