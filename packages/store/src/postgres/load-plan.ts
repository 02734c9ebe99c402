import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { err, ok, type Result } from 'neverthrow';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { PlanRow } from '../records.ts';
import type { StoreError } from '../store-error.ts';
import { isDoubled, storeErrorOf } from './postgres-error.ts';

type Pages = AsyncIterable<Result<readonly PlanRow[], StoreError>>;

/**
 * Copies the rows of a plan into a table of their own, in one transaction: nobody sees them before the plan is in force, and a load that
 * breaks off leaves nothing. Pages are asked for as fast as the server takes them.
 */
export async function loadPlan(pool: Pool, planId: string, pages: Pages): Promise<Result<number, StoreError>> {
  const client = await pool.connect().catch((thrown: unknown) => storeErrorOf(thrown));
  if ('kind' in client) return err(client);
  let isBroken = false;
  const source = linesOf(pages);
  try {
    await client.query('begin; set local statement_timeout = 0');
    const number = await emptyTable(client);
    const copy = client.query(copyFrom(`copy ${loadedTable(number)} (number, rank, dedicated, subject, staff, tier) from stdin`));
    await pipeline(Readable.from(source.lines(number)), copy);
    await client.query(indexes(number));
    const { rows } = await client.query<{ number: number }>(NOTE_LOAD, [planId, number]);
    for (const former of rows) await client.query(`drop table ${loadedTable(former.number)}`);
    await client.query('commit');
    return ok(copy.rowCount);
  } catch (thrown) {
    await client.query('rollback').catch(() => {
      isBroken = true;
    });
    const ended = source.end();
    if (ended !== undefined) {
      if ('thrown' in ended) throw ended.thrown;
      return err(ended.error);
    }
    return err(isDoubled(thrown) ? { kind: 'conflict', what: 'planContent' } : storeErrorOf(thrown));
  } finally {
    client.release(isBroken);
  }
}

/** The table of a load. */
export const loadedTable = (number: number): string => `plan_row_${number}`;

/** Drops the rows of plans that gave way to another, and loads that nobody has put in force for a week. What is in use is left for later. */
export async function sweepPlans(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ number: number }>(LEFT_OVER);
  for (const { number } of rows) {
    await client.query(`begin; set local lock_timeout = '200ms'`);
    await client.query('delete from plan_load where number = $1', [number]);
    await client.query(`drop table if exists ${loadedTable(number)}`);
    await client.query('commit');
  }
}

async function emptyTable(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ number: number }>(`select nextval('plan_number')::integer as number`);
  const number = rows[0]?.number ?? 0;
  await client.query(`create table ${loadedTable(number)} (like plan_row, check (number = ${number}))`);
  return number;
}

const indexes = (number: number): string => `
  create unique index on ${loadedTable(number)} (subject);
  create index on ${loadedTable(number)} (staff, rank) where rank is not null;
  analyze ${loadedTable(number)}`;

/** Ids hold no tab, no line break and no backslash, so that they need no escape. */
function linesOf(pages: Pages): {
  readonly lines: (number: number) => AsyncGenerator<string>;
  readonly end: () => { readonly error: StoreError } | { readonly thrown: unknown } | undefined;
} {
  let ended: { readonly error: StoreError } | { readonly thrown: unknown } | undefined;
  async function* lines(number: number): AsyncGenerator<string> {
    const iterator = pages[Symbol.asyncIterator]();
    for (;;) {
      const next = await iterator.next().catch((thrown: unknown) => {
        ended = { thrown };
        throw new Error('The pages ended');
      });
      if (next.done === true) return;
      if (next.value.isErr()) {
        ended = { error: next.value.error };
        throw new Error('The pages ended');
      }
      yield next.value.value.map((row) => lineOf(number, row)).join('');
    }
  }
  return { lines, end: () => ended };
}

const lineOf = (number: number, { rank, dedicated, subject, staff, tier }: PlanRow): string =>
  `${number}\t${rank ?? '\\N'}\t${dedicated ? 't' : 'f'}\t${subject}\t${staff}\t${tier ?? '\\N'}\n`;

/** Returns the load that it replaces. */
const NOTE_LOAD = `
  with former as (select number from plan_load where plan_id = $1 for update),
  noted as (
    insert into plan_load (plan_id, number) values ($1, $2) on conflict (plan_id) do update set number = excluded.number, loaded_at = now()
  )
  select number from former`;

const LEFT_OVER = `
  select substring(relname from 10)::integer as number from pg_inherits
  join pg_class on pg_class.oid = inhrelid
  where inhparent = 'plan_row'::regclass and substring(relname from 10)::integer is distinct from (select number from plan_in_force)
  union all
  select number from plan_load where loaded_at < now() - interval '7 days'`;
