import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Store } from '../../store.ts';
import { openPostgresStore, type PostgresStoreOptions } from '../postgres-store.ts';

/** A schema of its own on a server, for one test. */
export type FreshSchema = {
  readonly schema: string;
  readonly open: (options?: PostgresStoreOptions) => Promise<Store>;
  /** One connection that the store knows nothing of, in that schema. */
  readonly sql: <R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<readonly R[]>;
  readonly dispose: () => Promise<void>;
};

export async function freshSchema(url: string): Promise<FreshSchema> {
  const schema = `rahyar_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`set search_path to ${schema}`);
  const stores: Store[] = [];
  return {
    schema,
    open: async (options) => {
      const opened = await openPostgresStore({ connectionString: url, schema, ...options });
      if (opened.isErr()) throw new Error(`the store did not open: ${JSON.stringify(opened.error)}`);
      stores.push(opened.value);
      return opened.value;
    },
    sql: async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await client.query<R>(text, [...values])).rows,
    dispose: async () => {
      await Promise.all(stores.map((store) => store.close()));
      await client.query(`drop schema if exists ${schema} cascade`);
      await client.end();
    },
  };
}
