import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SqliteDriver } from '@rahyar/store/sqlite';
import pg from 'pg';
import type { Place } from './place.ts';

/** Where stores are made, each for some rounds. */
export type Homes = {
  make(): Place;
  /** Waits until nothing of a killed process is at work any more. */
  quiet(): Promise<void>;
  remove(place: Place): Promise<void>;
};

/** Each store in a folder of its own, which the store makes. */
export function sqliteHomes(folder: string, driver: SqliteDriver): Homes {
  let count = 0;
  return {
    make: () => {
      count += 1;
      return { kind: 'sqlite', file: join(folder, driver.replace(':', '-'), `${count}`, 'store.db'), driver };
    },
    quiet: async () => undefined,
    remove: async (place) => {
      if (place.kind === 'sqlite') await rm(dirname(place.file), { recursive: true, force: true });
    },
  };
}

/** Each store in a schema of its own. */
export function postgresHomes(url: string): Homes {
  let count = 0;
  return {
    make: () => {
      count += 1;
      return { kind: 'postgres', url, schema: `kills_${count}` };
    },
    // The server goes on with what it was told last, and only then sees that nobody is there.
    quiet: () =>
      withClient(url, async (client) => {
        while ((await client.query(`select from pg_stat_activity where application_name = 'rahyar'`)).rows.length > 0) await pause(5);
      }),
    remove: (place) =>
      withClient(url, async (client) => {
        if (place.kind === 'postgres') await client.query(`drop schema if exists ${pg.escapeIdentifier(place.schema)} cascade`);
      }),
  };
}

async function withClient(url: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
