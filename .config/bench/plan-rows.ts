import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { IsoDate, StaffId } from '@rahyar/domain';
import { PlanRow, type Store } from '@rahyar/store';
import { openPostgresStore } from '@rahyar/store/postgres';
import { openSqliteStore } from '@rahyar/store/sqlite';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Comparison, Measure, Side } from './comparison.ts';
import { postgresPlace } from './queue/postgres-place.ts';

/** What was seen, in milliseconds. */
type Figures = { readonly load: number; readonly pageP50: number; readonly pageP99: number; readonly found: number };

/** A rahyar faces ten thousand people, and looks at fifty. */
const STAFF = 1_000;
const PAGE = 50;
const PAGES = 2_000;
const LOADED_AT_ONCE = 10_000;

function* rowsOf(count: number): Generator<readonly PlanRow[]> {
  for (let start = 0; start < count; start += LOADED_AT_ONCE) {
    const rows: PlanRow[] = [];
    for (let index = start; index < Math.min(count, start + LOADED_AT_ONCE); index++) {
      // As members come: a rahyar's people are strewn over all of them.
      const staff = `rahyar-${(index * 7_919) % STAFF}`;
      rows.push({ ...SAMPLE, subject: `subject-${index}` as PlanRow['subject'], staff: staff as StaffId, rank: Math.floor(index / STAFF) });
    }
    yield rows;
  }
}

const SAMPLE = PlanRow.parse({ subject: 'subject-0', staff: 'rahyar-0', tier: 'activeMember', dedicated: true, rank: 0 });

/** Something that holds the rows of a plan, and gives a page of a worklist. */
type Holder = {
  readonly load: (count: number) => Promise<unknown>;
  readonly page: (staff: StaffId, from: number) => Promise<number>;
  readonly bytes: () => Promise<number>;
  readonly close: () => Promise<unknown>;
};

const side = (name: string, open: () => Promise<Holder>): Side => ({
  name,
  unit: 'rows',
  measure: async (count) => {
    const holder = await open();
    try {
      return told(name, count, await measured(holder, count), await holder.bytes());
    } finally {
      await holder.close();
    }
  },
});

async function measured(holder: Holder, count: number): Promise<Figures> {
  const load = await elapsed(() => holder.load(count));
  const times: number[] = [];
  let found = 0;
  for (let page = 0; page < PAGES; page++) {
    const staff = StaffId.parse(`rahyar-${(page * 617) % STAFF}`);
    const from = PAGE * (page % 3);
    times.push(
      await elapsed(async () => {
        found += await holder.page(staff, from);
      }),
    );
  }
  times.sort((a, b) => a - b);
  return { load, pageP50: times[PAGES / 2] ?? 0, pageP99: times[Math.floor(PAGES * 0.99)] ?? 0, found };
}

function told(name: string, count: number, figures: Figures, bytes: number): Measure {
  const perSecond = Math.round((count / figures.load) * 1_000).toLocaleString('en');
  const pages = `page ${figures.pageP50.toFixed(2)} / ${figures.pageP99.toFixed(2)} ms`;
  return {
    cpuMs: figures.load,
    answer: figures,
    remark: `${name.padEnd(28)} ${perSecond}/s loaded, ${pages}, ${Math.round(bytes / 2 ** 20).toLocaleString('en')} MiB`,
  };
}

async function elapsed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

const storeHolder = (store: Store, bytes: Holder['bytes'], dispose: () => Promise<void>): Holder => ({
  load: async (count) => {
    (await store.loadPlan('plan-1', rowsOf(count)))._unsafeUnwrap();
    (await store.publishPlan({ id: 'plan-1', parts: [] }, { on: IsoDate.parse('2026-11-28') }))._unsafeUnwrap();
  },
  page: async (staff, from) => (await store.worklist(staff, { from, limit: PAGE }))._unsafeUnwrap().length,
  bytes,
  close: async () => {
    (await store.close())._unsafeUnwrap();
    await dispose();
  },
});

function sqliteFile(): { readonly path: string; readonly bytes: Holder['bytes']; readonly dispose: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'rahyar-bench-'));
  return {
    path: join(folder, 'plan.sqlite'),
    bytes: async () => readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0),
    dispose: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

const sqliteStore = side('plan in SQLite', async () => {
  const { path, bytes, dispose } = sqliteFile();
  return storeHolder((await openSqliteStore(path))._unsafeUnwrap(), bytes, dispose);
});

const postgresStore = side('plan in PostgreSQL', async () => {
  const { address, bytes, dispose } = await postgresPlace();
  return storeHolder((await openPostgresStore({ connectionString: address }))._unsafeUnwrap(), bytes, dispose);
});

/** The same rows, with the same indexes, and nobody who checks them, keeps the plan before, or lets others in between. */
const plainSqlite = side('plain inserts', async () => {
  const { path, bytes, dispose } = sqliteFile();
  const file = new Sqlite(path);
  file.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table plan_row (subject text primary key, staff text not null, tier text, dedicated integer not null, rank integer)
    strict, without rowid`);
  return {
    load: async (count) => {
      const insert = file.prepare(`insert into plan_row values (?, ?, ?, ?, ?)`);
      file.exec('begin');
      for (const rows of rowsOf(count)) for (const row of rows) insert.run(row.subject, row.staff, row.tier, 1, row.rank);
      file.exec('create index worklist on plan_row (staff, rank) where rank is not null');
      file.exec('commit');
    },
    page: async (staff, from) =>
      file.prepare(`select * from plan_row where staff = ? and rank >= ? order by rank limit ?`).all(staff, from, PAGE).length,
    bytes,
    close: async () => {
      file.close();
      await dispose();
    },
  };
});

const plainCopy = side('plain COPY', async () => {
  const { address, bytes, dispose } = await postgresPlace();
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(`create table plan_row (rank integer, dedicated boolean not null, subject text collate "C" not null,
    staff text collate "C" not null, tier text collate "C")`);
  return {
    load: async (count) => {
      const lines = function* (): Generator<string> {
        for (const rows of rowsOf(count))
          yield rows.map(({ rank, subject, staff, tier }) => `${rank}\tt\t${subject}\t${staff}\t${tier}\n`).join('');
      };
      await client.query('begin');
      await pipeline(Readable.from(lines()), client.query(copyFrom('copy plan_row from stdin')));
      await client.query(`create unique index on plan_row (subject); create index on plan_row (staff, rank) where rank is not null;
        analyze plan_row; commit`);
    },
    page: async (staff, from) => {
      const text = 'select subject, staff, tier, dedicated, rank from plan_row where staff = $1 and rank >= $2 order by rank limit $3';
      return (await client.query({ name: 'page', text, values: [staff, from, PAGE] })).rows.length;
    },
    bytes,
    close: async () => {
      await client.end();
      await dispose();
    },
  };
});

const figures = ({ answer }: Measure): Figures | undefined => answer as Figures | undefined;

const against = (ours: Side, peer: Side, what: 'load' | 'pageP50' | 'pageP99', target: number): Comparison => ({
  name: `elapsed: ${{ load: 'load', pageP50: 'page, p50', pageP99: 'page, p99' }[what]}, ${ours.name} / ${peer.name}`,
  ours,
  peer,
  figure: (measure) => figures(measure)?.[what],
  target,
  sizes: { short: [100_000], night: [10_000_000] },
  judge: (own, other) => ({ isWrong: figures(own)?.found !== figures(other)?.found, remarks: [] }),
});

/** A plan's rows are loaded and its worklists read beside the same tables without a store. */
export const planRowsAgainstPlainTables: readonly Comparison[] = (['load', 'pageP50', 'pageP99'] as const).flatMap((what) => [
  against(sqliteStore, plainSqlite, what, what === 'load' ? 2 : 3),
  against(postgresStore, plainCopy, what, what === 'load' ? 2 : 3),
]);
