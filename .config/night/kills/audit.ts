import { DatabaseSync } from 'node:sqlite';
import type { Store } from '@rahyar/store';
import pg from 'pg';
import { momentOf, STAFF } from './calls.ts';
import { canonical, type History, MOST, planContent, type Version } from './history.ts';
import { openStore, type Place } from './place.ts';

/** What became of a store that was cut off in the middle. `stand` is the number of the last call that is in it. */
export type Verdict = {
  readonly stand: number;
  /** Calls that the store had said are done and that are not there. */
  readonly lost: number;
  /** What is there in part, or never was so, or damaged. */
  readonly torn: readonly string[];
  /** Why it did not open. */
  readonly closed?: string;
};

/**
 * Opens a store that was cut off and finds the call after which it stands so. Each thing in it says between which calls it was as it is; a
 * store where all of them agree holds every call up to one, and nothing of a later one.
 */
export async function audit(place: Place, history: History, acknowledged: number): Promise<Verdict> {
  const opening = await openStore(place, () => momentOf(history.last));
  if (opening.isErr()) return { stand: 0, lost: acknowledged, torn: [], closed: JSON.stringify(opening.error) };
  const store = opening.value;
  try {
    const { faults } = (await store.condition(true))._unsafeUnwrap();
    const content = await readContent(store);
    (await store.close())._unsafeUnwrap();
    await addTables(place, content);
    const { from, until, torn } = standOf(content, history);
    return { stand: from.call, lost: torn.length > 0 ? 0 : Math.max(0, acknowledged - until.call), torn: [...faults, ...torn] };
  } catch (thrown) {
    await store.close().unwrapOr(undefined);
    return { stand: 0, lost: 0, torn: [`it cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`] };
  }
}

type Bound = { readonly call: number; readonly thing: string };

/** The first and the last call after which all things are as they are. Where there is none, things tell against each other. */
function standOf(content: ReadonlyMap<string, string>, history: History): { from: Bound; until: Bound; torn: string[] } {
  let from: Bound = { call: 0, thing: 'the beginning' };
  let until: Bound = { call: history.last, thing: 'the end' };
  const torn: string[] = [];
  for (const thing of new Set([...history.versions.keys(), ...content.keys()])) {
    const versions: readonly (Omit<Version, 'content'> & { readonly content: string | undefined })[] = [
      { from: 0, content: undefined },
      ...(history.versions.get(thing) ?? []),
    ];
    const index = versions.findLastIndex((version) => version.content === content.get(thing));
    const found = versions[index];
    if (found === undefined) {
      torn.push(`${thing} never was so: ${content.get(thing)?.slice(0, 200) ?? 'not there'}`);
      continue;
    }
    const next = versions[index + 1];
    if (found.from > from.call) from = { call: found.from, thing };
    if (next !== undefined && next.from - 1 < until.call) until = { call: next.from - 1, thing };
  }
  if (torn.length === 0 && from.call > until.call)
    torn.push(`${from.thing} is of call ${from.call} or later, and ${until.thing} of call ${until.call} or earlier`);
  return { from, until, torn };
}

/** What the port tells of. */
async function readContent(store: Store): Promise<Map<string, string>> {
  const content = new Map<string, string>();
  for (const { sequence, event } of (await store.readEvents(0, MOST))._unsafeUnwrap()) content.set(`event ${sequence}`, canonical(event));
  for (const { sequence, entry } of (await store.readAudit(0, MOST))._unsafeUnwrap()) content.set(`audit ${sequence}`, canonical(entry));
  for (const referral of (await store.listReferrals())._unsafeUnwrap()) content.set(`referral ${referral.id}`, canonical(referral));
  const plan = (await store.currentPlan())._unsafeUnwrap();
  if (plan === undefined) return content;
  const rows = await Promise.all(STAFF.map(async (staff) => (await store.worklist(staff, { limit: MOST }))._unsafeUnwrap()));
  content.set('plan', planContent(plan, rows.flat()));
  return content;
}

/** What the port tells of only to those who claim it is read past it, by a driver of our own, when the store is closed. */
async function addTables(place: Place, content: Map<string, string>): Promise<void> {
  for (const [noun, query] of Object.entries(TABLES)) {
    const rows = place.kind === 'sqlite' ? askSqlite(place.file, query) : await askPostgres(place.url, place.schema, query);
    for (const { name, content: line } of rows) content.set(`${noun} ${name}`, line);
  }
}

/** The same words for both databases. */
const TABLES = {
  followUp: `
    select id as name, state || ' ' || responsible || ' ' || due_on || ' ' || coalesce(cast(wakes_at as text), 'never')
      || ' ' || coalesce(cast(held_until as text), 'never') || ' ' || cast(revision as text) || ' ' || cast(attempts as text) as content
    from follow_up`,
  message: `
    select key as name, state || ' ' || coalesce(cast(next_at as text), 'never')
      || ' ' || cast(revision as text) || ' ' || cast(attempts as text) as content
    from message`,
};
type Row = { readonly name: string; readonly content: string };

function askSqlite(file: string, query: string): readonly Row[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(query).all() as unknown as readonly Row[];
  } finally {
    database.close();
  }
}

async function askPostgres(url: string, schema: string, query: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set search_path to ${pg.escapeIdentifier(schema)}`);
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end();
  }
}
