import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import { logKeeper } from './log-keeper.ts';
import { openConnection } from './sqlite-store.ts';

let directory: string;
let connections: Connection[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rahyar-log-'));
  connections = [];
});
afterEach(() => {
  for (const connection of connections) connection.close();
  rmSync(directory, { recursive: true, force: true });
});

async function connect(): Promise<Connection> {
  const connection = (await openConnection(join(directory, 'store.sqlite'), 'better-sqlite3', 1_000))._unsafeUnwrap();
  connections.push(connection);
  return connection;
}

/** Mebibytes. */
const logged = (): number => statSync(join(directory, 'store.sqlite-wal')).size / 2 ** 20;

/** Writes another mebibyte over the one that was there. */
function write(connection: Connection, times: number, after: () => void): void {
  for (let time = 0; time < times; time++) {
    connection.run(`insert or replace into announcement (id, known_at, body) values ('one', 0, ?)`, String(time % 10).repeat(2 ** 20));
    after();
  }
}

const leftAlone = (): void => undefined;

describe('the log of a file', () => {
  it('grows for ever if nobody keeps it short', async () => {
    write(await connect(), 100, leftAlone);
    expect(logged()).toBeGreaterThan(90);
  });

  it('is begun anew when it is long', async () => {
    const connection = await connect();
    write(connection, 100, logKeeper(connection));
    expect(logged()).toBeGreaterThan(30);
    expect(logged()).toBeLessThan(42);
  });

  it('grows while somebody reads what is old, and is cut when it was read', async () => {
    const reader = await connect();
    const connection = await connect();
    const keepShort = logKeeper(connection);
    write(connection, 1, keepShort);
    reader.exec('begin');
    reader.get(`select count(*) from announcement`);
    write(connection, 80, keepShort);
    expect(logged()).toBeGreaterThan(75);
    reader.exec('commit');
    write(connection, 20, keepShort);
    expect(logged()).toBeLessThan(66);
  });

  it('is let be while somebody has the pen, and what was committed stays so', async () => {
    const writer = await connect();
    const connection = await connect();
    write(connection, 33, leftAlone);
    writer.exec('begin immediate');
    const keepShort = logKeeper(connection);
    for (let time = 0; time < 8; time++) keepShort();
    writer.exec('commit');
    expect(connection.get(`select length(body) as length from announcement`)).toEqual({ length: 2 ** 20 });
  });
});
