import { createHash } from 'node:crypto';
import type { StoreError } from '@rahyar/store';
import { storeErrorOf } from '@rahyar/store/postgres';
import { ResultAsync } from 'neverthrow';
import { type Db, PgBoss } from 'pg-boss';
import { isSamePacked } from './packed.ts';
import { type FoundPart, type MadePart, type PartSource, type PlanFault, REQUEST, type Shard, type Stage } from './part.ts';
import { PLAN_TABLES } from './plan-tables.ts';
import type { InputPart } from './submitted.ts';

/** A shard that a worker has taken; its job is the worker's while it says so often enough. */
export type TakenShard = Shard & { readonly plan: string; readonly job: { readonly id: string; readonly retryCount: number } };

/** Why a plan ends without a plan: what was submitted, a mistake of ours, or a shard that no worker could finish. */
export type PlanFailure = PlanFault | 'brokenShard' | 'gaveUp' | 'unequalResults';

/** How far a plan is. `open` shards of the stage are not done; `late` results came after another's, and were refused. */
export type PlanProgress = {
  readonly state: 'loading' | 'running' | 'made' | 'published' | 'failed';
  readonly failure?: PlanFailure;
  readonly stage?: Stage;
  readonly open: number;
};

/** The stage after the one that has ended, and how many shards it has; `undefined` after the last. */
export type NextStage = { readonly stage: Stage; readonly count: number } | undefined;

/**
 * Plans in a PostgreSQL database, their shards as jobs of pg-boss. A result is kept with its entry in the ledger and the end of its job in one
 * transaction, and the first result of a shard is the only one: whoever comes later is counted and refused. Errors of the database are thrown as
 * they come; {@link storeErrorOf} tells what they mean.
 */
export type PlanQueue = {
  begin(plan: string): Promise<void>;
  add(plan: string, part: InputPart): Promise<void>;
  start(plan: string, first: { readonly stage: Stage; readonly count: number }): Promise<void>;
  progress(plan: string): Promise<PlanProgress | undefined>;
  partsOf(plan: string): PartSource;
  take(): Promise<TakenShard | undefined>;
  /** To be called every few seconds while a shard is worked on. */
  hold(taken: TakenShard): Promise<void>;
  finish(taken: TakenShard, made: readonly MadePart[], next: () => NextStage): Promise<'kept' | 'late'>;
  giveBack(taken: TakenShard): Promise<void>;
  fail(taken: TakenShard, failure: PlanFailure): Promise<void>;
  /** Fails the plans of shards that were given up; true if there were any. */
  buryDead(): Promise<boolean>;
  /** Notes that a plan has been published and lets go of its parts; false if it had been already. */
  publish(plan: string): Promise<boolean>;
  close(): Promise<void>;
};

/** Opens the queue, and makes its tables where there are none. */
export function openPlanQueue(
  connectionString: string,
  { connections = 4 }: { connections?: number } = {},
): ResultAsync<PlanQueue, StoreError> {
  return ResultAsync.fromPromise(opened(connectionString, connections), storeErrorOf);
}

/** A worker that is not heard of for so long has lost its shard: the least that pg-boss allows. */
const HEARTBEAT_SECONDS = 10;
/** Workers die; shards do not fail. A shard that so many workers have not survived is given up. */
const RETRIES_MOST = 100;
const JOBS = 'rahyar-plan-shards-1';
const DEAD_JOBS = `${JOBS}-dead`;
const SUPERVISE_SECONDS = 3;

async function opened(connectionString: string, connections: number): Promise<PlanQueue> {
  const boss = new PgBoss({
    connectionString,
    schema: 'rahyar_jobs',
    application_name: 'rahyar-plan',
    max: connections,
    schedule: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    connectionTimeoutMillis: 10_000,
  });
  // What fails in the background is tried again in the background.
  boss.on('error', () => undefined);
  try {
    await boss.start();
    await boss.createQueue(DEAD_JOBS, { retryLimit: 0 });
    await boss.createQueue(JOBS, {
      retryLimit: RETRIES_MOST,
      retryDelay: 0,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: 23 * 60 * 60,
      deadLetter: DEAD_JOBS,
    });
    await inTransaction(boss, (db) => db.executeSql(PLAN_TABLES));
  } catch (thrown) {
    await boss.stop({ graceful: false, close: true }).catch(() => undefined);
    throw thrown;
  }
  return queueOn(boss);
}

function queueOn(boss: PgBoss): PlanQueue {
  const ask = async <Row>(text: string, values: readonly unknown[], db: Db = boss.getDb()): Promise<readonly Row[]> =>
    (await db.executeSql(text, [...values])).rows as Row[];

  const sendAll = async (db: Db, plan: string, { stage, count }: { stage: Stage; count: number }): Promise<void> => {
    await boss.insert(
      JOBS,
      Array.from({ length: count }, (_, shard) => ({ data: { plan, stage, shard } })),
      { db },
    );
  };

  const kept = async (db: Db, taken: TakenShard, made: readonly MadePart[], next: () => NextStage): Promise<'kept' | 'late'> => {
    const { plan, stage, shard, job } = taken;
    const checksum = checksumOf(made);
    const [entry] = await ask<{ late: number; checksum: string }>(
      LEDGER,
      [plan, stage, shard, checksum, `${job.id}:${job.retryCount}`],
      db,
    );
    if (entry === undefined || entry.late > 0) {
      if (entry !== undefined && entry.checksum !== checksum && !isSame(await ask<MadePart>(KEPT, [plan, stage, shard], db), made))
        await ask(FAIL, [plan, 'unequalResults' satisfies PlanFailure], db);
      await boss.complete(JOBS, job, null, { db });
      return 'late';
    }
    for (const { name, bytes } of made) await ask(KEEP, [plan, stage, name, shard, bytes], db);
    await boss.complete(JOBS, job, null, { db });
    // Last, since everyone who finishes waits for this row.
    const [left] = await ask<{ open: number }>(COUNT_DOWN, [plan, stage], db);
    if (left?.open === 0) {
      const following = next();
      if (following === undefined) await ask(MADE, [plan], db);
      else {
        await ask(GO_ON, [plan, following.stage, following.count], db);
        await sendAll(db, plan, following);
      }
    }
    return 'kept';
  };

  return {
    begin: async (plan) => {
      await ask(SWEEP, []);
      await ask(BEGIN, [plan]);
    },
    add: async (plan, { stage, name, shard, bytes }) => {
      await ask(KEEP, [plan, stage, name, shard, bytes]);
    },
    start: (plan, first) =>
      inTransaction(boss, async (db) => {
        await ask(GO_ON, [plan, first.stage, first.count], db);
        await sendAll(db, plan, first);
      }),
    progress: async (plan) => (await ask<PlanProgress>(PROGRESS, [plan])).map(withoutNulls)[0],
    partsOf:
      (plan) =>
      ({ stage, name, shard }) =>
        shard === undefined ? ask<FoundPart>(PARTS, [plan, stage, name]) : ask<FoundPart>(PART, [plan, stage, name, shard]),
    take: async () => {
      const [job] = await boss.fetch<Shard & { plan: string }>(JOBS, { batchSize: 1 });
      return job === undefined ? undefined : { ...job.data, job: { id: job.id, retryCount: job.retryCount } };
    },
    hold: async ({ job }) => {
      await boss.touch(JOBS, job);
    },
    finish: (taken, made, next) =>
      inTransaction(boss, (db) => kept(db, taken, made, next)).catch((thrown: unknown) => {
        if (isWithoutPlan(thrown)) return 'late';
        throw thrown;
      }),
    giveBack: async ({ job }) => {
      await boss.fail(JOBS, job);
    },
    fail: async ({ plan, job }, failure) => {
      await ask(FAIL, [plan, failure]);
      await boss.complete(JOBS, job);
    },
    buryDead: async () => {
      const [job] = await boss.fetch<{ plan: string }>(DEAD_JOBS, { batchSize: 1 });
      if (job === undefined) return false;
      await ask(FAIL, [job.data.plan, 'gaveUp' satisfies PlanFailure]);
      await boss.complete(DEAD_JOBS, job.id);
      return true;
    },
    publish: (plan) =>
      inTransaction(boss, async (db) => {
        const flipped = await ask(PUBLISH, [plan], db);
        if (flipped.length > 0) await ask(LET_GO, [plan, REQUEST.name], db);
        return flipped.length > 0;
      }),
    close: () => boss.stop({ graceful: false, close: true }),
  };
}

async function inTransaction<T>(boss: PgBoss, work: (db: Db) => Promise<T>): Promise<T> {
  const begun = await boss.getDb().beginTransaction?.();
  if (begun === undefined) throw new Error('invariant: the pool of pg-boss itself has transactions');
  try {
    const result = await work(begun.db);
    await begun.commit();
    return result;
  } catch (thrown) {
    await begun.rollback();
    throw thrown;
  }
}

/** The plan has been swept away: SQLSTATE foreign_key_violation. */
const isWithoutPlan = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === '23503';

const withoutNulls = ({ failure, stage, ...rest }: PlanProgress): PlanProgress => ({
  ...rest,
  ...((failure ?? null) === null ? {} : { failure }),
  ...((stage ?? null) === null ? {} : { stage }),
});

/** In the order of names, so that the database can say the same of what it holds. */
function checksumOf(made: readonly MadePart[]): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of made.toSorted((a, b) => (a.name < b.name ? -1 : 1))) hash.update(`${name} ${bytes.length}\n`).update(bytes);
  return hash.digest('hex');
}

const isSame = (kept: readonly MadePart[], made: readonly MadePart[]): boolean =>
  kept.length === made.length &&
  made.every(({ name, bytes }) => kept.some((part) => part.name === name && isSamePacked(part.bytes, bytes)));

const BEGIN = `insert into rahyar_plans_1.plan (id, state, open) values ($1, 'loading', 0)`;
/** What nobody has published or begun in a week is of no use to anyone. */
const SWEEP = `delete from rahyar_plans_1.plan where touched_at < now() - interval '7 days'`;
const GO_ON = `update rahyar_plans_1.plan set state = 'running', stage = $2, open = $3, touched_at = now() where id = $1`;
const COUNT_DOWN = `update rahyar_plans_1.plan set open = open - 1, touched_at = now() where id = $1 and stage = $2 and state = 'running' returning open`;
const MADE = `update rahyar_plans_1.plan set state = 'made', touched_at = now() where id = $1`;
const FAIL = `update rahyar_plans_1.plan set state = 'failed', failure = $2, touched_at = now() where id = $1 and state = 'running'`;
const PUBLISH = `update rahyar_plans_1.plan set state = 'published', touched_at = now() where id = $1 and state = 'made' returning id`;
const LET_GO = `delete from rahyar_plans_1.part where plan = $1 and name <> $2`;
const KEPT = `select name, bytes from rahyar_plans_1.part where plan = $1 and stage = $2 and shard = $3`;
const PROGRESS = `select state, failure, stage, open from rahyar_plans_1.plan where id = $1`;
const KEEP = `insert into rahyar_plans_1.part (plan, stage, name, shard, bytes) values ($1, $2, $3, $4, $5)`;
const PARTS = `select shard, bytes from rahyar_plans_1.part where plan = $1 and stage = $2 and name = $3 order by shard`;
const PART = `select shard, bytes from rahyar_plans_1.part where plan = $1 and stage = $2 and name = $3 and shard = $4`;
const LEDGER = `
  insert into rahyar_plans_1.ledger as entry (plan, stage, shard, checksum, attempt, late) values ($1, $2, $3, $4, $5, 0)
  on conflict (plan, stage, shard) do update set late = entry.late + 1
  returning late, checksum`;
