import pg from 'pg';
import { startPostgres } from '../../postgres-server.ts';
import type { Place } from './engine.ts';

/** A server of its own for each engine, with the memory that a small production server has. */
export async function postgresPlace(): Promise<Place> {
  const server = await startPostgres({ own: true, settings: ['shared_buffers=2GB', 'max_wal_size=4GB'] });
  const asked = async <Row extends pg.QueryResultRow>(text: string): Promise<Row | undefined> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows[0];
    } finally {
      await client.end();
    }
  };
  return {
    address: server.url,
    bytes: async () => Number((await asked<{ bytes: string }>('select pg_database_size(current_database()) as bytes'))?.bytes),
    settle: async () => {
      await asked('vacuum (analyze)');
      await asked('checkpoint');
    },
    dispose: server.dispose,
  };
}
