import pg from 'pg';
import { startPostgres } from '../../postgres-server.ts';
import type { Place } from './engine.ts';

/** A server of its own for each engine, with the memory that a small production server has. */
export async function postgresPlace(): Promise<Place> {
  const server = await startPostgres({ own: true, settings: ['shared_buffers=2GB', 'max_wal_size=4GB'] });
  return {
    address: server.url,
    bytes: async () => {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      const { rows } = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
      await client.end();
      return Number(rows[0]?.bytes);
    },
    dispose: server.dispose,
  };
}
