import { IsoDate, StaffId } from '@rahyar/domain';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../../../../.config/postgres-server.ts';
import { PlanRow } from '../records.ts';
import type { StoreError } from '../store-error.ts';
import { eventNumber } from '../testing/specimens.ts';
import { type FreshSchema, freshSchema } from './testing/fresh-schema.ts';
import { errorIn, valueIn } from './testing/outcome.ts';

const server = await startPostgres({ own: true });
afterAll(() => server.dispose());

let fresh: FreshSchema;
beforeEach(async () => {
  fresh = await freshSchema(server.url);
});
afterEach(async () => {
  await fresh.dispose();
});

const LOST: StoreError = { kind: 'unavailable', why: 'lost' };

describe('a connection that breaks', () => {
  it('in the middle of a load leaves nothing of it, and the next load goes well', async () => {
    const store = await fresh.open();
    await valueIn(store.loadPlan('plan-1', [[planRow(0)]]));
    async function* pages(): AsyncGenerator<readonly PlanRow[]> {
      for (let page = 0; page < 50; page += 1) {
        if (page === 10) expect(await cut(`query like 'copy %'`)).toBe(1);
        yield Array.from({ length: 500 }, (_, index) => planRow(500 * page + index));
      }
    }
    expect(await errorIn(store.loadPlan('plan-1', pages()))).toEqual(LOST);
    expect(await fresh.sql(`select from pg_tables where schemaname = '${fresh.schema}' and tablename like 'plan_row_%'`)).toHaveLength(1);
    await valueIn(store.publishPlan({ id: 'plan-1', parts: [] }, { on: IsoDate.parse('2026-11-23') }));
    expect(await valueIn(store.worklist(StaffId.parse('staff-1'), { limit: 9 }))).toEqual([planRow(0)]);
    expect(await valueIn(store.loadPlan('plan-2', [[planRow(1)]]))).toBe(1);
  });

  it('in the middle of a call leaves nothing of it', async () => {
    const store = await fresh.open();
    await fresh.sql('begin');
    await fresh.sql('select from counter for update');
    const call = store.appendEvents([eventNumber(1)]);
    while ((await cut(`wait_event_type = 'Lock'`)) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await errorIn(call)).toEqual(LOST);
    await fresh.sql('rollback');
    expect(await valueIn(store.readEvents(0, 9))).toEqual([]);
    expect(await valueIn(store.appendEvents([eventNumber(1)]))).toBe(1);
  });

  it('while nobody waits for it is replaced', async () => {
    const store = await fresh.open();
    await valueIn(store.appendEvents([eventNumber(1)]));
    expect(await cut('true')).toBeGreaterThan(0);
    const answers = [await errorIn(store.readEvents(0, 9)), await errorIn(store.readEvents(0, 9))];
    expect(answers[1]).toBeUndefined();
    expect([undefined, 'lost']).toContain(answers[0]?.kind === 'unavailable' ? answers[0].why : answers[0]?.kind);
  });
});

describe('a server that stops', () => {
  it('has everything that was acknowledged when it is started again', async () => {
    const store = await fresh.open();
    const acknowledged: number[] = [];
    const writing = (async () => {
      for (let number = 1; ; number += 1) {
        const result = await store.appendEvents([eventNumber(number)]);
        if (result.isErr()) return result.error;
        acknowledged.push(number);
        if (number === 30) void server.halt();
      }
    })();
    expect(await writing).toEqual(LOST);
    await server.halt();
    expect(await errorIn(store.readEvents(0, 9))).toEqual(LOST);
    await server.restart();
    const kept = (await valueIn(store.readEvents(0, 10_000))).map(({ event }) => event.id);
    expect(kept.slice(0, acknowledged.length)).toEqual(acknowledged.map((number) => eventNumber(number).id));
    expect(acknowledged.length).toBeGreaterThanOrEqual(30);
    expect(await valueIn(store.condition(true))).toMatchObject({ faults: [] });
    fresh = await freshSchema(server.url);
  });
});

/** Ends connections of stores to this schema's database as an operator would; returns how many. */
async function cut(which: string): Promise<number> {
  const ended = await fresh.sql(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'rahyar' and datname = current_database() and pid <> pg_backend_pid() and ${which}`,
  );
  return ended.length;
}

const planRow = (number: number): PlanRow =>
  PlanRow.parse({ subject: `subject-${number}`, staff: 'staff-1', tier: 'applicant', dedicated: true, rank: number });
