import { createHash } from 'node:crypto';
import { err, ok, type Result } from 'neverthrow';
import type { ClientBase } from 'pg';
import pg from 'pg';
import type { StoreError } from '../store-error.ts';

/**
 * Brings a schema to the version of these migrations, each in a transaction of its own, so that one that breaks off is begun again. Others
 * that do the same wait. A schema of a later version is `newer`; one with tables of others, or with other migrations, is `foreign`.
 */
export async function migrate(client: ClientBase, schema: string, migrations: readonly string[]): Promise<Result<void, StoreError>> {
  for (let version = 1; ; version += 1) {
    await client.query('begin; set local lock_timeout = 0; set local statement_timeout = 0');
    try {
      const state = await nextStep(client, schema, version, migrations);
      await client.query(state === 'apply' ? 'commit' : 'rollback');
      if (typeof state === 'object') return err(state);
      if (state === 'done') return ok(undefined);
    } catch (thrown) {
      await client.query('rollback').catch(() => undefined);
      throw thrown;
    }
  }
}

/** Applies a version where it is missing. `done`: there is no such version, here or there. */
async function nextStep(
  client: ClientBase,
  schema: string,
  version: number,
  migrations: readonly string[],
): Promise<'apply' | 'applied' | 'done' | StoreError> {
  await client.query(`select pg_advisory_xact_lock(hashtext('rahyar.store'), hashtext($1))`, [schema]);
  const applied = await appliedVersions(client, schema);
  if (applied === 'foreign') return { kind: 'unavailable', why: 'foreign' };
  if (applied.length > migrations.length) return { kind: 'unavailable', why: 'newer' };
  const text = migrations[version - 1];
  if (text === undefined) return 'done';
  const earlier = applied[version - 1];
  if (earlier !== undefined) return earlier === checksumOf(text) ? 'applied' : { kind: 'unavailable', why: 'foreign' };
  if (version === 1) await createLedger(client, schema);
  await client.query(text);
  await client.query('insert into migration (version, checksum) values ($1, $2)', [version, checksumOf(text)]);
  return 'apply';
}

/** The checksums of what was applied, in order. */
async function appliedVersions(client: ClientBase, schema: string): Promise<readonly string[] | 'foreign'> {
  const { rows } = await client.query<{ name: string }>(
    'select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace where nspname = $1',
    [schema],
  );
  if (rows.length === 0) return [];
  if (!rows.some(({ name }) => name === 'migration') || !rows.some(({ name }) => name === 'migration_of_rahyar')) return 'foreign';
  const { rows: ledger } = await client.query<{ checksum: string }>(
    `select checksum from ${pg.escapeIdentifier(schema)}.migration order by version`,
  );
  return ledger.map(({ checksum }) => checksum);
}

/** Who owns the database may have made the schema for us, without the right to make another. The name of the index is our mark. */
async function createLedger(client: ClientBase, schema: string): Promise<void> {
  const { rows } = await client.query('select from pg_namespace where nspname = $1', [schema]);
  if (rows.length === 0) await client.query(`create schema ${pg.escapeIdentifier(schema)}`);
  await client.query(`
    create table migration (
      version integer constraint migration_of_rahyar primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
}

const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex');
