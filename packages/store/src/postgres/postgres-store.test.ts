import { FollowUpId, IsoDate, StaffId } from '@rahyar/domain';
import { err, ok, type ResultAsync } from 'neverthrow';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../../../../.config/postgres-server.ts';
import { FollowUpChange, PlannedFollowUp, PlanRow } from '../records.ts';
import type { Store } from '../store.ts';
import type { StoreError } from '../store-error.ts';
import { exerciseStore } from '../testing/exercise-store.ts';
import type { HandClock } from '../testing/hand-clock.ts';
import { eventNumber } from '../testing/specimens.ts';
import type { StoreUnderTest } from '../testing/store-under-test.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { openPostgresStore, type PostgresStoreOptions } from './postgres-store.ts';
import { type FreshSchema, freshSchema } from './testing/fresh-schema.ts';
import { errorIn, valueIn } from './testing/outcome.ts';

const server = await startPostgres({ own: true });
const url = server.url;
afterAll(() => server.dispose());

let fresh: FreshSchema;
beforeEach(async () => {
  fresh = await freshSchema(url);
});
afterEach(async () => {
  await fresh.dispose();
});

describe('the PostgreSQL store keeps the contract:', () => {
  it.each(exerciseStore(underTest, { modelRuns: 15 }))('$name', ({ run }) => expect(run()).resolves.toBeUndefined());
});

describe('opening a schema', () => {
  it('brings it up to date once, however many do so at once, and finds it so afterwards', async () => {
    const stores = await Promise.all([fresh.open(), fresh.open(), fresh.open()]);
    await valueIn((await fresh.open()).condition(true));
    expect(await fresh.sql('select version from migration')).toEqual([{ version: 1 }]);
    expect(stores).toHaveLength(3);
  });

  it('refuses one that a later version wrote', async () => {
    await fresh.open();
    await fresh.sql(`insert into migration (version, checksum) values (2, 'of a later version')`);
    expect(await errorIn(opening())).toEqual({ kind: 'unavailable', why: 'newer' });
  });

  it('refuses one with tables of others, and changes nothing there', async () => {
    await fresh.sql(`create schema ${fresh.schema}`);
    await fresh.sql('create table migration (version integer)');
    expect(await errorIn(opening())).toEqual({ kind: 'unavailable', why: 'foreign' });
    expect(await fresh.sql(`select tablename from pg_tables where schemaname = '${fresh.schema}'`)).toEqual([{ tablename: 'migration' }]);
  });

  it('refuses one that came about by other migrations', async () => {
    await fresh.open();
    await fresh.sql(`update migration set checksum = 'of another text'`);
    expect(await errorIn(opening())).toEqual({ kind: 'unavailable', why: 'foreign' });
  });

  it('takes up a migration that broke off', async () => {
    await withClient(async (client) => {
      const broken = [...MIGRATIONS, 'create table later (id text); select 1 / 0'];
      await expect(migrate(client, fresh.schema, broken)).rejects.toThrow('division by zero');
      expect(await fresh.sql('select version from migration')).toEqual([{ version: 1 }]);
      expect(await migrate(client, fresh.schema, [...MIGRATIONS, 'create table later (id text)'])).toEqual(ok(undefined));
      expect(await fresh.sql('select version from migration order by version')).toEqual([{ version: 1 }, { version: 2 }]);
      expect(await migrate(client, fresh.schema, MIGRATIONS)).toEqual(err({ kind: 'unavailable', why: 'newer' }));
    });
  });

  it('tells a wrong password and an unknown database', async () => {
    expect(await errorIn(openPostgresStore({ connectionString: url.replace('rahyar-test', 'wrong') }))).toEqual({
      kind: 'unavailable',
      why: 'refused',
    });
    expect(await errorIn(opening({ connectionString: url.replace(/\/[^/]*$/, '/nowhere') }))).toEqual({
      kind: 'unavailable',
      why: 'refused',
    });
  });

  it('tells that nobody listens', async () => {
    expect(await errorIn(openPostgresStore({ host: '127.0.0.1', port: 1 }))).toEqual({ kind: 'unavailable', why: 'lost' });
  });

  it('tells that writing, or reading, is not allowed', async () => {
    const store = await fresh.open();
    await fresh.sql(`create role ${fresh.schema} login password 'of-a-guest'`);
    const guest = url.replace(/\/\/[^@]*@/, `//${fresh.schema}:of-a-guest@`);
    expect(await errorIn(opening({ connectionString: guest }))).toEqual({ kind: 'unavailable', why: 'denied' });
    await fresh.sql(`grant usage on schema ${fresh.schema} to ${fresh.schema}`);
    await fresh.sql(`grant select on all tables in schema ${fresh.schema} to ${fresh.schema}`);
    const reader = await fresh.open({ connectionString: guest });
    expect(await valueIn(reader.readEvents(0, 1))).toEqual([]);
    expect(await errorIn(reader.appendEvents([eventNumber(1)]))).toEqual({ kind: 'unavailable', why: 'denied' });
    await fresh.sql(`alter role ${fresh.schema} set default_transaction_read_only = on`);
    await fresh.sql(`grant all on all tables in schema ${fresh.schema} to ${fresh.schema}`);
    const readOnly = await fresh.open({ connectionString: guest });
    expect(await errorIn(readOnly.appendEvents([eventNumber(1)]))).toEqual({ kind: 'unavailable', why: 'denied' });
    expect(await valueIn(store.readEvents(0, 1))).toEqual([]);
    await readOnly.close();
    await reader.close();
    await fresh.sql(`drop owned by ${fresh.schema}`);
    await fresh.sql(`drop role ${fresh.schema}`);
  });
});

describe('what is put', () => {
  it('is written once if it is new, and once more if it is not', async () => {
    const store = await fresh.open();
    const places = async (): Promise<unknown> =>
      (await fresh.sql('select ctid::text as at from follow_up order by id')).map(({ at }) => at);
    await valueIn(store.putFollowUps([planned('followUp-1'), planned('followUp-2')]));
    expect(await places()).toEqual(['(0,1)', '(0,2)']);
    await valueIn(store.putFollowUps([planned('followUp-2', 'staff-9'), planned('followUp-3')]));
    expect(await places()).toEqual(['(0,1)', '(0,4)', '(0,3)']);
  });
});

describe('many at once', () => {
  it('claim everything, and nothing twice', async () => {
    const store = await fresh.open();
    const ids = Array.from({ length: 1_500 }, (_, index) => `followUp-${index}`);
    await valueIn(store.putFollowUps(ids.map((id, index) => planned(id, `staff-${index % 40}`))));
    const claimers = await Promise.all(Array.from({ length: 8 }, () => fresh.open({ connections: 1 })));
    const done = await Promise.all(claimers.map(workedOff));
    expect(done.flat().sort()).toEqual([...ids].sort());
    expect(await valueIn(store.condition(true))).toMatchObject({ faults: [], openFollowUps: 0, waitingFollowUps: 0 });
    expect(await valueIn(store.readAudit(0, 2_000))).toHaveLength(1_500);
  });

  it('forget no follow-up that wakes while its desk is being looked at', async () => {
    const store = await fresh.open();
    const ids = Array.from({ length: 300 }, (_, index) => `followUp-${index}`);
    let isPutting = true;
    const putting = (async () => {
      for (const id of ids) await valueIn(store.putFollowUps([planned(id, `staff-${id.length % 2}`)]));
      isPutting = false;
    })();
    const claiming = async (): Promise<string[]> => {
      const done: string[] = [];
      for (;;) {
        const wasPutting = isPutting;
        const claimed = await workedOff(store);
        done.push(...claimed);
        if (!wasPutting && claimed.length === 0) return done;
      }
    };
    const [, ...done] = await Promise.all([putting, claiming(), claiming(), claiming()]);
    expect(done.flat().sort()).toEqual([...ids].sort());
  });

  it('make one change once, and hear of each other', async () => {
    const store = await fresh.open();
    await valueIn(store.putFollowUps([planned('followUp-1')]));
    for (let round = 1; round <= 20; round += 1) {
      const change = FollowUpChange.parse({ key: `key-${round}`, id: 'followUp-1', ifRevision: round, state: 'snoozed', by: 'staff-1' });
      const outcomes = await Promise.all([1, 2, 3].map(() => valueIn(store.changeFollowUps([change]))));
      expect(outcomes.map(([outcome]) => outcome?.kind).sort()).toEqual(['changed', 'repeated', 'repeated']);
    }
    expect(await valueIn(store.readAudit(0, 100))).toHaveLength(20);
  });

  it('append events that a reader meets in order, none too late', async () => {
    const store = await fresh.open();
    const appending = Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        for (let turn = 0; turn < 20; turn += 1)
          await valueIn(store.appendEvents([eventNumber(100 * writer + turn), eventNumber(100 * writer + 50 + turn)]));
      }),
    );
    const read: number[] = [];
    while (read.length < 240) {
      const page = await valueIn(store.readEvents(read.at(-1) ?? 0, 50));
      read.push(...page.map(({ sequence }) => sequence));
    }
    await appending;
    expect(read).toEqual(Array.from({ length: 240 }, (_, index) => index + 1));
  });

  it('take one thing up once', async () => {
    const store = await fresh.open();
    const event = eventNumber(1);
    const counts = await Promise.all([1, 2, 3, 4].map(() => valueIn(store.appendEvents([event]))));
    expect(counts.sort()).toEqual([0, 0, 0, 1]);
    const delivery = { partner: 'part', webhookId: 'webhook-1', leaseEndsAtMs: Date.now() + 60_000 };
    const answers = await Promise.all([1, 2, 3, 4].map(() => store.deliveries.claim(delivery)));
    expect(answers.sort()).toEqual(['busy', 'busy', 'busy', 'claimed']);
    const given = await Promise.all(
      [1, 2, 3].map(() => valueIn(store.handOver({ key: 'hand-1', from: staff('staff-1'), to: staff('staff-2'), by: 'staff-3' }))),
    );
    expect(given).toEqual([0, 0, 0]);
    expect(await valueIn(store.readAudit(0, 10))).toHaveLength(1);
  });

  it('change what they claim where it lies, with no entry in an index', async () => {
    let nowMs = Date.parse('2026-11-20T08:00:00Z');
    const store = await fresh.open({ nowMs: () => nowMs });
    await valueIn(store.putFollowUps([...Array(20).keys()].map((number) => planned(`followUp-${number}`))));
    for (let claim = 1; claim <= 3; claim += 1, nowMs += 60_000)
      expect(await valueIn(store.claimFollowUps({ limit: 20, leaseMs: 60_000 }))).toHaveLength(20);
    await valueIn(store.close());
    const counted = `select n_tup_upd as changed, n_tup_hot_upd as without from pg_stat_user_tables where schemaname = '${fresh.schema}' and relname = 'follow_up'`;
    // The server counts when a connection ends.
    await expect.poll(() => fresh.sql(counted)).toEqual([{ changed: '60', without: '60' }]);
  });

  it('wait for a lock no longer than they may', async () => {
    const store = await fresh.open({ lockTimeoutMs: 50 });
    await valueIn(store.putFollowUps([planned('followUp-1'), planned('followUp-2', 'staff-2')]));
    await fresh.sql('begin');
    await fresh.sql(`select from follow_up where id = 'followUp-1' for update`);
    expect(await errorIn(store.getFollowUp(FollowUpId.parse('followUp-1')))).toEqual({ kind: 'unavailable', why: 'busy' });
    expect((await valueIn(store.claimFollowUps({ limit: 16, leaseMs: 60_000 }))).map(({ followUp }) => followUp.id)).toEqual([
      'followUp-2',
    ]);
    await fresh.sql('rollback');
    expect((await valueIn(store.claimFollowUps({ limit: 16, leaseMs: 60_000 }))).map(({ followUp }) => followUp.id)).toEqual([
      'followUp-1',
    ]);
  });

  it('wait for a connection no longer than they may', async () => {
    const store = await fresh.open({ connections: 1, connectTimeoutMs: 500, lockTimeoutMs: 5_000 });
    await valueIn(store.putFollowUps([planned('followUp-1')]));
    await fresh.sql('begin');
    await fresh.sql(`select from follow_up for update`);
    const held = store.getFollowUp(FollowUpId.parse('followUp-1'));
    expect(await errorIn(store.readEvents(0, 1))).toEqual({ kind: 'unavailable', why: 'busy' });
    await fresh.sql('rollback');
    expect((await held).isOk()).toBe(true);
  });
});

describe('the rows of a plan', () => {
  it('leave nothing behind where their load breaks off', async () => {
    const store = await fresh.open();
    const refusal: StoreError = { kind: 'invalid', what: 'planRow', issues: [{ path: [0, 'subject'], code: 'value.format' }] };
    const pages = [[planRow(1)], [{ ...planRow(2), subject: 'no id' }]] as PlanRow[][];
    expect(await errorIn(store.loadPlan('plan-1', pages))).toEqual(refusal);
    expect(await errorIn(store.loadPlan('plan-1', [[planRow(1)], [planRow(1)]]))).toEqual({ kind: 'conflict', what: 'planContent' });
    expect(await tablesOfLoads()).toEqual([]);
  });

  it('go when another plan comes into force, those that wait for their plan stay', async () => {
    const store = await fresh.open();
    for (const id of ['plan-1', 'plan-2', 'plan-2', 'plan-3'])
      expect(await valueIn(store.loadPlan(id, [[planRow(1)], [planRow(2)]]))).toBe(2);
    expect(await tablesOfLoads()).toHaveLength(3);
    const on = IsoDate.parse('2026-11-23');
    for (const [id, left] of [
      ['plan-1', 3],
      ['plan-2', 2],
      ['plan-without-rows', 1],
      ['plan-3', 1],
    ] as const) {
      await valueIn(store.publishPlan({ id, parts: [] }, { on }));
      expect(await valueIn(store.worklist(staff('staff-1'), { limit: 9 }))).toEqual(id.endsWith('rows') ? [] : [planRow(1), planRow(2)]);
      expect(await tablesOfLoads()).toHaveLength(left);
    }
  });
});

describe('a store that closes', () => {
  it('ends what has begun, and begins nothing more', async () => {
    const store = await fresh.open({ connections: 1 });
    const begun = [1, 2, 3].map((number) => store.appendEvents([eventNumber(number)]));
    const closing = store.close();
    expect(await errorIn(store.readEvents(0, 1))).toEqual({ kind: 'unavailable', why: 'closed' });
    expect((await Promise.all(begun)).map((result) => result.isOk())).toEqual([true, true, true]);
    expect((await closing).isOk()).toBe(true);
    expect(await errorIn(store.close())).toEqual({ kind: 'unavailable', why: 'closed' });
    expect(await valueIn((await fresh.open()).readEvents(0, 9))).toHaveLength(3);
  });
});

async function underTest({ nowMs }: HandClock): Promise<StoreUnderTest> {
  const schema = await freshSchema(url);
  const opened = async (): Promise<StoreUnderTest> => {
    const store = await schema.open({ nowMs });
    const reopen = async (): Promise<StoreUnderTest> => {
      await valueIn(store.close());
      return opened();
    };
    return { store, reopen, dispose: schema.dispose };
  };
  return opened();
}

const opening = (options?: PostgresStoreOptions): ResultAsync<Store, StoreError> =>
  openPostgresStore({ connectionString: url, schema: fresh.schema, ...options });

const planned = (id: string, responsible = 'staff-1'): PlannedFollowUp =>
  PlannedFollowUp.parse({
    followUp: { id, subject: 'subject-1', responsible, rule: 'cadence', dueOn: '2026-11-23', state: 'scheduled' },
    wakesAt: '2026-11-20T08:00:00.000Z',
  });

const planRow = (number: number): PlanRow =>
  PlanRow.parse({ subject: `subject-${number}`, staff: 'staff-1', tier: 'applicant', dedicated: true, rank: number });

const staff = (id: string): StaffId => StaffId.parse(id);

/** Claims and ends follow-ups until there are none; the ids, each as often as it was ended. */
async function workedOff(store: Store): Promise<string[]> {
  const done: string[] = [];
  for (;;) {
    const claimed = await valueIn(store.claimFollowUps({ limit: 40, leaseMs: 600_000 }));
    if (claimed.length === 0) return done;
    const changes = claimed.map(({ followUp: { id }, revision }) =>
      FollowUpChange.parse({ key: `done.${id}`, id, ifRevision: revision, state: 'done', by: 'staff-1' }),
    );
    const outcomes = await valueIn(store.changeFollowUps(changes));
    done.push(...outcomes.map((outcome) => (outcome.kind === 'changed' ? outcome.record.followUp.id : outcome.kind)));
  }
}

const tablesOfLoads = (): Promise<readonly { readonly tablename: string }[]> =>
  fresh.sql(`select tablename from pg_tables where schemaname = '${fresh.schema}' and tablename like 'plan_row_%'`);

async function withClient(use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set search_path to ${fresh.schema}`);
    await use(client);
  } finally {
    await client.end();
  }
}
