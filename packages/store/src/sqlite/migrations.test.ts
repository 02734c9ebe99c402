/// <reference types="node" />
import { describe, expect, it } from 'vitest';
import { type Connection, loadDriver } from './connection.ts';
import { checksumOf, MIGRATIONS, migrate, recognise, versionOf } from './migrations.ts';

const connect = async (): Promise<Connection> => (await loadDriver('better-sqlite3'))._unsafeUnwrap()(':memory:');
const tables = (connection: Connection): string[] =>
  connection.all<{ name: string }>(`select name from sqlite_schema where type = 'table' order by name`).map(({ name }) => name);

describe('MIGRATIONS', () => {
  it('are never changed once they are released', () => {
    expect(MIGRATIONS.map(checksumOf)).toEqual(['9a3ce32fc7082770abcdfecae2c4298f31c9a36c612c88446468c5c9d47fb3bc']);
  });
});

describe('migrate', () => {
  const [first = []] = MIGRATIONS;
  const second = ['create table later (a integer) strict', 'create index later_a on later (a)'];

  it('brings an empty file to the last version, and does nothing to one that is there', async () => {
    const connection = await connect();
    expect(recognise(connection, MIGRATIONS).isOk()).toBe(true);
    expect(migrate(connection, [first, second]).isOk()).toBe(true);
    expect(versionOf(connection)).toBe(2);
    const changes = () => connection.get<{ changes: number }>('select total_changes() as changes')?.changes;
    const before = changes();
    expect(migrate(connection, [first, second]).isOk()).toBe(true);
    expect(changes()).toBe(before);
  });

  it('goes on after what broke off: each step is there wholly or not at all', async () => {
    const connection = await connect();
    expect(() => migrate(connection, [first, [...second, 'create table later (a integer) strict']])).toThrow('already exists');
    expect(versionOf(connection)).toBe(1);
    expect(tables(connection)).not.toContain('later');
    expect(migrate(connection, [first, second]).isOk()).toBe(true);
    expect(tables(connection)).toContain('later');
  });

  it('refuses a later version, and one that came about by other steps', async () => {
    const connection = await connect();
    migrate(connection, [first, second])._unsafeUnwrap();
    expect(migrate(connection, [first])._unsafeUnwrapErr()).toEqual({ kind: 'unavailable', why: 'newer' });
    expect(migrate(connection, [first, ['create table other (a integer) strict']])._unsafeUnwrapErr()).toEqual({
      kind: 'unavailable',
      why: 'foreign',
    });
  });
});
