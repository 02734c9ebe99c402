import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DomainEvent } from '@rahyar/domain';
import type { Store } from '@rahyar/store';
import { okAsync } from 'neverthrow';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withBundle } from './bundled.ts';
import { audit, type Verdict } from './kills/audit.ts';
import { type Call, make } from './kills/calls.ts';
import { openHistory } from './kills/history.ts';
import { sqliteHomes } from './kills/homes.ts';
import { openStore, type Place } from './kills/place.ts';
import { killRounds } from './kills/rounds.ts';
import { BUSY_LOG, FORGETFUL, UNTIED, work } from './kills/work.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rahyar-kills-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** How a writer, a store or a file is dishonest; `last` is a call that is said after the others. */
type Dishonesty = {
  readonly store?: (honest: Store) => Partial<Store>;
  readonly file?: (file: string) => void;
  readonly last?: { readonly isMade: boolean; readonly isSaidDone: boolean };
};

const MANY = 120;
const LAST: Call = {
  number: MANY + 1,
  kind: 'appendEvents',
  events: ['one', 'two', 'three', 'four'].map(
    (id) => ({ id, subject: 'subject-1', on: '2026-11-23', type: 'subjectLeft' }) as unknown as DomainEvent,
  ),
};

async function verdictOn({ store: changed, file, last }: Dishonesty): Promise<Verdict> {
  const place: Place = { kind: 'sqlite', file: join(folder, 'store.db'), driver: 'node:sqlite' };
  const clock = { now: 0 };
  const honest = (await openStore(place, () => clock.now))._unsafeUnwrap();
  const store: Store = { ...honest, ...changed?.(honest) };
  const history = openHistory();
  const begun: Call[] = [];
  let done = 0;
  await work(
    store,
    clock,
    { place, seed: 1, from: 1 },
    (word) => {
      if (word.kind === 'begins') begun.push(word.call);
      if (word.kind === 'done') done = word.number;
    },
    MANY,
  );
  if (last !== undefined) {
    begun.push(LAST);
    if (last.isMade) (await make(store, LAST))._unsafeUnwrap();
    if (last.isSaidDone) done = LAST.number;
  }
  (await honest.close())._unsafeUnwrap();
  file?.(place.file);
  for (const call of begun) await history.add(call);
  expect(new Set(begun.map(({ kind }) => kind)).size).toBe(11);
  return audit(place, history, done);
}

const sql = (text: string) => (file: string) => {
  const database = new DatabaseSync(file);
  database.exec(text);
  database.close();
};
const half = <T>(all: readonly T[]): readonly T[] => all.slice(0, Math.ceil(all.length / 2));

const SOUND = { lost: 0, torn: [] };

it.each<[string, Dishonesty, number]>([
  ['at the end of its calls', {}, MANY],
  ['in a call that is there', { last: { isMade: true, isSaidDone: false } }, MANY + 1],
  ['in a call that is not there', { last: { isMade: false, isSaidDone: false } }, MANY],
])('finds nothing wrong with a store that was cut off %s', async (_when, honesty, stand) => {
  const verdict = await verdictOn(honesty);
  expect(verdict).toMatchObject(SOUND);
  expect(verdict.stand).toBeGreaterThan(stand - 3);
  expect(verdict.stand === MANY + 1).toBe(stand === MANY + 1);
});

it('sees a call that was said to be done before it was', async () => {
  expect(await verdictOn({ last: { isMade: false, isSaidDone: true } })).toMatchObject({ lost: 1, torn: [] });
});

it.each<[string, Dishonesty, RegExp]>([
  ['half of a batch of events', { store: (honest) => ({ appendEvents: (all) => honest.appendEvents(half(all)) }) }, /^event \d+/],
  [
    'half of a batch that no answer came to',
    {
      store: (honest) => ({ appendEvents: (all) => honest.appendEvents(all === LAST.events ? half(all) : all) }),
      last: { isMade: true, isSaidDone: false },
    },
    /^event \d+ is of call 121 or later, and event \d+ of call 120 or earlier/,
  ],
  ['half of a batch of messages', { store: (honest) => ({ putMessages: (all) => honest.putMessages(half(all)) }) }, /message/],
  [
    'a change without its messages',
    { store: (honest) => ({ changeFollowUps: (all) => honest.changeFollowUps(all.map((change) => ({ ...change, messages: [] }))) }) },
    /^message .* never was so/,
  ],
  [
    'a change without its audit entry',
    { file: sql('delete from audit where sequence = (select max(sequence) from audit)') },
    /audit \d+ of call/,
  ],
  ['a gap in the audit', { file: sql('delete from audit where sequence = 5') }, /audit 5 of call/],
  [
    'a change that is there in its audit entry only',
    { file: sql(`update follow_up set state = 'scheduled' where state = 'done'`) },
    /followUp .* never was so/,
  ],
  ['a plan without its rows', { store: () => ({ loadPlan: () => okAsync(0) }) }, /^plan never was so/],
  [
    'a plan that lost a row',
    { file: sql('delete from plan_row where load_id = (select load_id from plan) and rank = 0') },
    /^plan never was so/,
  ],
  [
    'a message that came back',
    { file: sql(`update message set state = 'waiting', next_at = 1 where state = 'sent'`) },
    /message .* never was so/,
  ],
  ['a desk that is never looked at', { file: sql('update desk set next_at = null') }, /desks/],
])('sees %s', async (_what, dishonesty, told) => {
  const { torn } = await verdictOn(dishonesty);
  expect(torn.filter((line) => told.test(line))).not.toEqual([]);
});

it('sees a store that does not open', async () => {
  const { closed } = await verdictOn({
    file: (file) => writeFileSync(file, 'no database at all, and longer than a header of one is'.repeat(9)),
  });
  expect(closed).toMatch(/corrupt|foreign/);
});

it('lays its settings over words that the store says', () => {
  const sources = join(import.meta.dirname, '../../packages/store/src/sqlite');
  const said = globSync(`${sources}/*.ts`).map((file) => readFileSync(file, 'utf8'));
  for (const settings of [BUSY_LOG, FORGETFUL, UNTIED])
    for (const word of Object.keys(settings)) expect(said.filter((text) => text.includes(word))).not.toEqual([]);
});

it('kills writers, and finds their stores whole', async () => {
  const tally = await withBundle(join(import.meta.dirname, 'kills/writer.ts'), (writer) =>
    killRounds(sqliteHomes(folder, 'better-sqlite3'), writer, 4, 3),
  );
  expect(tally).toMatchObject({ rounds: 4, lost: 0, torn: 0, notReopened: 0, faults: [] });
  expect(tally.acknowledged).toBeGreaterThan(0);
});
