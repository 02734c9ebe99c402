import { createMemoryStore, type Store } from '@rahyar/store';
import { openPostgresStore } from '@rahyar/store/postgres';
import { openSqliteStore } from '@rahyar/store/sqlite';
import { type HandClock, runSchedules, type ScheduleTotals } from '@rahyar/store/testing';

export const ADAPTERS = ['memory', 'sqlite', 'postgres'] as const;
export type Adapter = (typeof ADAPTERS)[number];

/** Some of the seeds, on one adapter; `url` is that of the PostgreSQL server. */
export type Slice = { readonly adapter: Adapter; readonly from: number; readonly count: number; readonly url: string };

/** Runs the schedules of a slice. All but the memory store are held against the memory store, line by line of the trace. */
export function runSlice({ adapter, from, count, url }: Slice): Promise<ScheduleTotals> {
  const seeds = { from, count };
  if (adapter === 'memory') return runSchedules({ makeStore: memoryStore, seeds, schedulesPerStore: 10 });
  const makeStore = adapter === 'sqlite' ? sqliteStore : postgresStore(url, from);
  return runSchedules({ makeStore, besides: memoryStore, seeds, schedulesPerStore: adapter === 'sqlite' ? 50 : 500 });
}

const memoryStore = ({ nowMs }: HandClock): Store => createMemoryStore({ nowMs });

async function sqliteStore({ nowMs }: HandClock): Promise<Store> {
  const opened = await openSqliteStore(':memory:', { nowMs });
  if (opened.isErr()) throw new Error(`SQLite did not open: ${JSON.stringify(opened.error)}`);
  return opened.value;
}

/** Every store gets a schema of its own. */
function postgresStore(url: string, from: number): (clock: HandClock) => Promise<Store> {
  let count = 0;
  return async ({ nowMs }) => {
    count += 1;
    const schema = `schedules_${from}_${count}_${process.pid}`;
    const opened = await openPostgresStore({ connectionString: url, schema, nowMs, connections: 1 });
    if (opened.isErr()) throw new Error(`PostgreSQL did not open: ${JSON.stringify(opened.error)}`);
    return opened.value;
  };
}
