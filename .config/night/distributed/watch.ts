import pg from 'pg';

/** What is left of a plan in the ledger, and whether what was kept is what was made. */
export type Audit = {
  readonly wanted: number;
  readonly done: number;
  readonly lost: number;
  readonly torn: number;
  readonly doubled: number;
  readonly late: number;
  readonly published: number;
};

/** What a stage took its workers in all, from taking each shard to the end of its transaction. */
export type StageSeconds = { readonly stage: string; readonly shards: number; readonly seconds: number };

/** What was seen of a plan that was published. */
export type Course = {
  /** In milliseconds since 1970: when the first shard was taken, and when the last was done. */
  readonly firstTakenMs: number;
  readonly lastDoneMs: number;
  /** In their order. */
  readonly stages: readonly StageSeconds[];
  /** How many bytes of each stage lay in the database at publication; what was handed over lies under a name of its own. */
  readonly keptBytes: Readonly<Record<string, number>>;
};

/** Looks at a plan from outside, in connections of its own. */
export type Watch = {
  finishedShards(): Promise<number>;
  audit(): Promise<Audit>;
  /** Of the only plan since the watch was set up or since `forget`. */
  course(): Promise<Course>;
  /** Leaves earlier plans out of the count. */
  forget(): Promise<void>;
  close(): Promise<void>;
};

export async function openWatch(url: string): Promise<Watch> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  const ask = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => (await pool.query<Row>(text)).rows;
  let isSet = false;
  const setUp = async (): Promise<boolean> => {
    if (isSet) return true;
    const [found] = await ask<{ found: boolean }>(`select to_regclass('rahyar_plans_1.ledger') is not null as found`);
    if (found?.found !== true) return false;
    await ask(AUDIT);
    isSet = true;
    return true;
  };
  return {
    finishedShards: async () => {
      try {
        if (!(await setUp())) return 0;
        return Number((await ask<{ count: string }>('select count(*) from rahyar_plans_1.ledger'))[0]?.count);
      } catch {
        return 0;
      }
    },
    audit: async () => {
      const [ledger] = await ask<Record<string, string>>(
        `select count(*) as done, coalesce(sum(late), 0) as late from rahyar_plans_1.ledger where plan in (select plan from rahyar_watch.audit)`,
      );
      const audits = await ask<{ wanted: string; torn: string; doubled: string }>('select wanted, torn, doubled from rahyar_watch.audit');
      const sum = (of: 'wanted' | 'torn' | 'doubled'): number => audits.reduce((total, row) => total + Number(row[of]), 0);
      const done = Number(ledger?.['done']);
      return {
        wanted: sum('wanted'),
        done,
        lost: sum('wanted') - done,
        torn: sum('torn'),
        doubled: sum('doubled'),
        late: Number(ledger?.['late']),
        published: audits.length,
      };
    },
    course: async () => {
      const [span] = await ask<{ first: string; last: string }>(SPAN);
      const [audited] = await ask<{ kept: Readonly<Record<string, number>> }>('select kept from rahyar_watch.audit');
      const stages = await ask<{ stage: string; shards: string; seconds: string }>(STAGES);
      return {
        firstTakenMs: Number(span?.first),
        lastDoneMs: Number(span?.last),
        stages: stages.map(({ stage, shards, seconds }) => ({ stage, shards: Number(shards), seconds: Number(seconds) })),
        keptBytes: audited?.kept ?? {},
      };
    },
    forget: async () => {
      await setUp();
      await ask('delete from rahyar_watch.audit');
      await ask('delete from rahyar_jobs.job');
      await ask('delete from rahyar_plans_1.plan');
    },
    close: () => pool.end(),
  };
}

/**
 * When a plan is published, and in the same transaction, it is written down whether each entry of the ledger has the parts that were made, all
 * of them and once. How many shards a plan has is told by the jobs that were sent for it: one for each.
 */
const AUDIT = `
  create schema rahyar_watch;
  create table rahyar_watch.audit (plan text not null, wanted bigint not null, torn bigint not null, doubled bigint not null, kept json);
  create function rahyar_watch.look() returns trigger language plpgsql as $look$ begin
    insert into rahyar_watch.audit
    select new.id,
      (select count(distinct data) from rahyar_jobs.job where data->>'plan' = new.id and name not like '%dead'),
      (select count(*) from rahyar_plans_1.ledger entry where entry.plan = new.id and entry.checksum is distinct from (
        select encode(sha256(string_agg(convert_to(part.name || ' ' || length(part.bytes) || chr(10), 'UTF8') || part.bytes, ''::bytea
          order by part.name collate "C")), 'hex')
        from rahyar_plans_1.part where part.plan = entry.plan and part.stage = entry.stage and part.shard = entry.shard)),
      (select count(*) from (select data from rahyar_jobs.job where data->>'plan' = new.id and name not like '%dead' group by data having count(*) > 1) as twice),
      (select json_object_agg(stage, bytes) from (select stage, sum(length(bytes)) as bytes from rahyar_plans_1.part where part.plan = new.id group by stage) as kept);
    return new;
  end $look$;
  create trigger look before update of state on rahyar_plans_1.plan for each row
    when (new.state = 'published' and old.state is distinct from 'published') execute function rahyar_watch.look()`;

const DONE_JOBS = `rahyar_jobs.job where completed_on is not null and name not like '%dead' and data->>'stage' is not null`;
const STAGES = `
  select data->>'stage' as stage, count(*) as shards, sum(extract(epoch from completed_on - started_on)) as seconds
  from ${DONE_JOBS} group by data->>'stage' order by min(started_on)`;
const SPAN = `
  select extract(epoch from min(started_on)) * 1000 as first, extract(epoch from max(completed_on)) * 1000 as last from ${DONE_JOBS}`;
