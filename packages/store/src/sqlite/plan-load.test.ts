/// <reference types="node" />
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StaffId, SubjectId } from '@rahyar/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlanRow } from '../records.ts';
import { day, planNumber, planRowNumber } from '../testing/specimens.ts';
import type { Connection } from './connection.ts';
import { openConnection, openSqliteStore, type SqliteStore } from './sqlite-store.ts';

const HOUR_MS = 3_600_000;
const MANY = 9_000;
const staff = StaffId.parse('staff-1');

describe('loading a plan into SQLite', () => {
  let directory: string;
  let file: string;
  let now: number;
  let store: SqliteStore;
  let beside: Connection;
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 23);
    directory = await mkdtemp(join(tmpdir(), 'rahyar-sqlite-'));
    file = join(directory, 'store.db');
    store = await openStore();
    beside = (await openConnection(file, 'better-sqlite3', 1_000))._unsafeUnwrap();
  });
  afterEach(async () => {
    beside.close();
    (await store.close())._unsafeUnwrap();
    await rm(directory, { recursive: true });
  });

  const openStore = async (): Promise<SqliteStore> => (await openSqliteStore(file, { nowMs: () => now }))._unsafeUnwrap();
  const rowsLeft = (): number => beside.get<{ count: number }>('select count(*) as count from plan_row')?.count ?? -1;
  const loadsLeft = (): string[] => beside.all<{ state: string }>('select state from plan_load order by id').map(({ state }) => state);
  /** The sweep goes on behind the calls. */
  const swept = async (count: number): Promise<void> => {
    await expect.poll(rowsLeft, { timeout: 30_000 }).toBe(count);
  };
  const publish = async (number: number): Promise<void> => {
    expect((await store.publishPlan(planNumber(number), { on: day('2026-11-23') }))._unsafeUnwrap()).toBe(true);
  };

  it('shows the whole plan in one step, then takes the rows of the one before out', async () => {
    const worklist = async () => (await store.worklist(staff, { limit: 10 }))._unsafeUnwrap().map(({ subject }) => subject as string);
    expect((await store.loadPlan('plan-1', [rowsFrom(0, MANY)]))._unsafeUnwrap()).toBe(MANY);
    expect(await worklist()).toEqual([]);
    await publish(1);
    expect(await worklist()).toHaveLength(10);
    expect((await store.loadPlan('plan-2', [rowsFrom(5, 3)]))._unsafeUnwrap()).toBe(3);
    expect(await worklist()).toHaveLength(10);
    await publish(2);
    expect(await worklist()).toEqual(['subject-5', 'subject-6', 'subject-7']);
    await swept(3);
    await expect.poll(loadsLeft).toEqual(['published']);
  });

  it('lets other calls in between, and keeps nothing of a load that breaks off', async () => {
    let seen = 0;
    async function* pages(): AsyncIterable<readonly PlanRow[]> {
      yield rowsFrom(0, MANY);
      seen = rowsLeft();
      expect((await store.currentPlan())._unsafeUnwrap()).toBeUndefined();
      throw new Error('the planner stopped');
    }
    await expect(store.loadPlan('plan-1', pages())).rejects.toThrow('the planner stopped');
    expect(seen).toBeGreaterThan(0);
    await swept(0);
  });

  it('refuses a subject that comes twice, however far apart, and keeps nothing', async () => {
    const twice = await store.loadPlan('plan-1', [rowsFrom(0, MANY), rowsFrom(0, 1)]);
    expect(twice._unsafeUnwrapErr()).toEqual({ kind: 'conflict', what: 'planContent' });
    await swept(0);
  });

  it('takes the later of two loads of one plan, and tells the earlier', async () => {
    async function* pages(): AsyncIterable<readonly PlanRow[]> {
      yield rowsFrom(0, MANY);
      expect((await store.loadPlan('plan-1', [rowsFrom(3, 2)]))._unsafeUnwrap()).toBe(2);
      yield rowsFrom(MANY, MANY);
    }
    expect((await store.loadPlan('plan-1', pages()))._unsafeUnwrapErr()).toEqual({ kind: 'unavailable', why: 'busy' });
    await publish(1);
    expect((await store.plannedFor(SubjectId.parse('subject-3')))._unsafeUnwrap()).toEqual(planRowNumber(3, { rank: 3 }));
    expect((await store.plannedFor(SubjectId.parse('subject-0')))._unsafeUnwrap()).toBeUndefined();
    await swept(2);
  });

  it('replaces what was loaded and not published', async () => {
    (await store.loadPlan('plan-1', [rowsFrom(0, 5)]))._unsafeUnwrap();
    (await store.loadPlan('plan-1', [rowsFrom(2, 2)]))._unsafeUnwrap();
    await swept(2);
    await publish(1);
    expect((await store.worklist(staff, { limit: 10 }))._unsafeUnwrap()).toHaveLength(2);
  });

  it('drops what killed loads left behind: of the same plan at once, of others after a day', async () => {
    beside.run(`insert into plan_load (plan_id, state, touched_at) values ('plan-1', 'loading', ?), ('plan-2', 'loading', ?)`, now, now);
    beside.exec(
      `with recursive number (value) as (select 1 union all select value + 1 from number where value < 3000)
       insert into plan_row (load_id, subject, staff, dedicated) select id, 'subject-' || value, 'staff-1', 1 from plan_load, number`,
    );
    (await store.loadPlan('plan-1', []))._unsafeUnwrap();
    await swept(3_000);
    (await store.close())._unsafeUnwrap();
    now += 23 * HOUR_MS;
    store = await openStore();
    expect((await store.currentPlan()).isOk()).toBe(true);
    expect(rowsLeft()).toBe(3_000);
    (await store.close())._unsafeUnwrap();
    now += 2 * HOUR_MS;
    store = await openStore();
    await swept(0);
  });

  it('goes on after reopening with the rows that were to be taken out', async () => {
    (await store.loadPlan('plan-1', [rowsFrom(0, MANY)]))._unsafeUnwrap();
    await publish(1);
    await Promise.all([store.publishPlan(planNumber(2), { on: day('2026-11-23') }), store.close()]);
    expect(rowsLeft()).toBeGreaterThan(0);
    store = await openStore();
    await swept(0);
    await expect.poll(loadsLeft).toEqual([]);
  });
});

const rowsFrom = (first: number, count: number): PlanRow[] =>
  Array.from({ length: count }, (_row, index) => planRowNumber(first + index, { rank: first + index }));
