import type { QueryResultRow } from 'pg';
import type { Statement, Transaction } from './transaction.ts';

/** A table whose rows are read by a key, and the statements for that. */
export type KeyedTable = {
  readonly key: string;
  readonly columns: readonly string[];
  readonly byKeys: Statement;
  readonly anyOf: Statement;
  readonly insert: Statement;
  readonly upsert: Statement;
};

/**
 * Describes a table. Rows that may change are locked when they are read, in the order of their keys, so that no two transactions wait for
 * each other; rows that are `numbered` never change, and their numbers follow the order of commits: the counter is locked until then.
 */
export function keyedTable(
  name: string,
  key: string,
  types: Readonly<Record<string, 'text' | 'integer' | 'bigint' | 'json'>>,
  { isNumbered = false, by = key } = {},
): KeyedTable {
  const columns = Object.keys(types);
  const list = columns.join(', ');
  const arrays = Object.values(types)
    .map((type, index) => `$${index + 1}::${type}[]`)
    .join(', ');
  const rows = `insert into ${name} (${list}) select * from unnest(${arrays})`;
  const numberedRows = `with counted as (
      update counter set value = value + cardinality($1::text[]) where name = '${name}' returning value - cardinality($1::text[]) as before
    ) insert into ${name} (sequence, ${list})
    select before + place, ${list} from counted, unnest(${arrays}) with ordinality as given (${list}, place)`;
  const others = columns.filter((column) => column !== key).map((column) => `${column} = excluded.${column}`);
  return {
    key: by,
    columns,
    byKeys: {
      name: `${name} by ${by}`,
      text: `select ${list} from ${name} where ${by} = any($1::text[])${isNumbered ? '' : ` order by ${by} for update`}`,
    },
    anyOf: { name: `${name} any of ${by}`, text: `select from ${name} where ${by} = any($1::text[]) limit 1` },
    insert: { name: `${name} insert`, text: isNumbered ? numberedRows : rows },
    upsert: { name: `${name} upsert`, text: `${rows} on conflict (${key}) do update set ${others.join(', ')}` },
  };
}

/** The rows with these keys; those that are missing are noted. */
export async function seek<R extends QueryResultRow>(
  transaction: Transaction,
  table: KeyedTable,
  keys: readonly string[],
): Promise<readonly R[]> {
  if (keys.length === 0) return [];
  const rows = await transaction.ask<R>(table.byKeys, [keys]);
  const found = new Set(rows.map((row) => String(row[table.key])));
  const missing = transaction.missingFor(table.anyOf);
  for (const key of keys) if (!found.has(key)) missing.add(key);
  return rows;
}

/** Writes rows over those with the same key. One that was missing when it was read is inserted, which fails if another was faster. */
export async function put(transaction: Transaction, table: KeyedTable, rows: readonly QueryResultRow[]): Promise<void> {
  const missing = transaction.missingFor(table.anyOf);
  const [fresh, known]: [QueryResultRow[], QueryResultRow[]] = [[], []];
  for (const row of inOrder(table, rows)) (missing.has(String(row[table.key])) ? fresh : known).push(row);
  await insert(transaction, table, fresh);
  await inChunks(transaction, table, table.upsert, known);
}

/** Inserts rows, in this order; fails if one is there. */
export async function insert(transaction: Transaction, table: KeyedTable, rows: readonly QueryResultRow[]): Promise<void> {
  await inChunks(transaction, table, table.insert, rows);
  const missing = transaction.missingFor(table.anyOf);
  for (const row of rows) missing.delete(String(row[table.key]));
}

async function inChunks(transaction: Transaction, table: KeyedTable, statement: Statement, rows: readonly QueryResultRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const chunk = rows.slice(start, start + CHUNK_ROWS);
    await transaction.tell(
      statement,
      table.columns.map((column) => chunk.map((row): unknown => row[column] ?? null)),
    );
  }
}

const CHUNK_ROWS = 5_000;

const inOrder = (table: KeyedTable, rows: readonly QueryResultRow[]): readonly QueryResultRow[] =>
  [...rows].sort((a, b) => (String(a[table.key]) < String(b[table.key]) ? -1 : 1));
