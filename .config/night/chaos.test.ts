import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '@rahyar/domain';
import { createMemoryStore, type FollowUpChange, type FollowUpRecord, type StoreError } from '@rahyar/store';
import { errAsync, ok, type ResultAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { auditOf, type Notes, type Remains, readRemains, type Wrongs } from './chaos/audit.ts';
import { followUpsFrom, idOf, LEASE_MS } from './chaos/course.ts';
import { openNotes, readNotes } from './chaos/notes.ts';
import { takeTurn, type Worker } from './chaos/turn.ts';

const FOLLOW_UPS = 80;
const BAD_ROUNDS = 20;
const NINE = Date.parse('2026-11-28T05:30:00Z');
const at = (ms: number): Instant => new Date(ms).toISOString() as Instant;
const wrongsIn = (remains: Remains): Partial<Wrongs> =>
  Object.fromEntries(Object.entries(auditOf(FOLLOW_UPS, remains)).filter(([, count]) => count > 0));

type Dishonest = Partial<Worker['store']> & { readonly tell?: Worker['tell'] };
type Sabotage = (honest: Worker, answered: (key: string) => void) => Dishonest;

/**
 * Two workers on one store until all is done, or for a good while. Of their changes and settlements some never arrive, and some are never
 * answered; the first worker is frozen for longer than its lease, again and again, between what it reads and what it writes.
 */
async function workTogether(sabotage: Sabotage = () => ({})): Promise<Remains> {
  let nowMs = NINE;
  const [told, answered]: [Notes['told'][number][], Notes['answered'][number][]] = [[], []];
  const memory = createMemoryStore({ nowMs: () => nowMs });

  let isBad = true;
  const luck = throws();
  const overBadLine = <T>(call: () => ResultAsync<T, StoreError>): ResultAsync<T, StoreError> => {
    const thrown = isBad ? luck() : 1;
    if (thrown < 0.25) return errAsync(LOST);
    return thrown < 0.5 ? call().andThen(() => errAsync(LOST)) : call();
  };
  const honest: Worker = {
    store: {
      ...memory,
      changeFollowUps: (changes) =>
        overBadLine(() => memory.changeFollowUps(changes)).map((outcomes) => {
          for (const [index, { kind }] of outcomes.entries()) answered.push({ key: changes[index]?.key ?? '', kind });
          return outcomes;
        }),
      settleMessages: (settlements) => overBadLine(() => memory.settleMessages(settlements)),
    },
    tell: async ({ key, about }) => {
      told.push({ key, about });
      return ok(undefined);
    },
    now: () => at(nowMs),
    random: roundRobin(),
  };
  const { tell = honest.tell, ...store } = sabotage(honest, (key) => answered.push({ key, kind: 'changed' }));
  const second: Worker = { ...honest, tell, store: { ...honest.store, ...store }, random: roundRobin() };
  const frozenAfter = <T>(read: ResultAsync<T, StoreError>): ResultAsync<T, StoreError> =>
    read.map(async (found) => {
      const turns = isBad && luck() < 0.5 ? 3 : 0;
      for (let turn = 0; turn < turns; turn++) {
        nowMs += LEASE_MS;
        await takeTurn(second);
      }
      return found;
    });
  const first: Worker = {
    ...second,
    store: {
      ...second.store,
      claimFollowUps: (terms) => frozenAfter(second.store.claimFollowUps(terms)),
      dueFollowUps: (on, of) => frozenAfter(second.store.dueFollowUps(on, of)),
    },
    random: roundRobin(),
  };
  for (let round = 0; round < BAD_ROUNDS + 20; round++) {
    isBad = round < BAD_ROUNDS;
    const some = isBad ? FOLLOW_UPS / BAD_ROUNDS : 0;
    (await memory.putFollowUps(followUpsFrom(round * some, some, at(nowMs))))._unsafeUnwrap();
    await takeTurn(first);
    await takeTurn(second);
    nowMs += LEASE_MS;
  }
  return readRemains(memory, FOLLOW_UPS, { told, answered, refused: [] });
}

const LOST: StoreError = { kind: 'unavailable', why: 'lost' };

/** Numbers from 0 up to 1, the same in each run. */
function throws(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Every rahyar before one comes again. */
function roundRobin(): () => number {
  let next = 0;
  return () => ((next++ % 20) + 0.5) / 20;
}

let attempts = 0;
const careless = ({ ifRevision: _, key, ...change }: FollowUpChange): FollowUpChange => ({ ...change, key: `${key}.${++attempts}` });

/** What a worker does otherwise than it should, and what the audit says of it. */
const SABOTEURS: Readonly<Record<string, { readonly sabotage: Sabotage; readonly wrongs: readonly (keyof Wrongs)[] }>> = {
  'acts without the revision that it saw, each time under a fresh key': {
    sabotage: ({ store }) => ({
      changeFollowUps: (changes) => store.changeFollowUps(changes.map((change) => (change.by === 'clock' ? change : careless(change)))),
    }),
    wrongs: ['offCourse'],
  },
  'fires without the token of its claim': {
    sabotage: ({ store }) => ({
      changeFollowUps: (changes) =>
        store.changeFollowUps(changes.map(({ ifRevision, ...change }) => (change.by === 'clock' ? change : { ...change, ifRevision }))),
    }),
    wrongs: ['offCourse'],
  },
  'tells under a key with a random part': {
    sabotage: ({ tell }) => ({ tell: (message) => tell({ ...message, key: `${message.key}.${++attempts}` }) }),
    wrongs: ['untold', 'toldOfNothing', 'otherKeys'],
  },
  'tells before the commit': {
    sabotage: ({ store, tell }) => ({
      changeFollowUps: (changes) => {
        for (const message of changes.flatMap(({ messages = [] }) => messages)) void tell(message);
        return store.changeFollowUps(changes);
      },
    }),
    wrongs: ['toldOfNothing'],
  },
  'says that it told, and did not': {
    sabotage: ({ tell }) => ({ tell: async (message) => (message.about === idOf(7) ? ok(undefined) : tell(message)) }),
    wrongs: ['untold'],
  },
  'gives a message up that it did not tell': {
    sabotage: ({ store }) => ({
      settleMessages: (settlements) => store.settleMessages(settlements.map((one) => ({ ...one, outcome: { kind: 'dead' } }))),
    }),
    wrongs: ['unsettled'],
  },
  'swallows a follow-up': {
    sabotage: ({ store }) => ({ dueFollowUps: (on, of) => store.dueFollowUps(on, of).map((records) => records.filter(isNotTheFourth)) }),
    wrongs: ['lost', 'offCourse'],
  },
  'cancels in place of finishing': {
    sabotage: ({ store }) => ({
      changeFollowUps: (changes) =>
        store.changeFollowUps(changes.map((change) => (change.state === 'done' ? { ...change, state: 'cancelled' } : change))),
    }),
    wrongs: ['lost'],
  },
  'takes a change for made before it is': {
    sabotage: ({ store }, answered) => ({
      changeFollowUps: (changes) => {
        for (const { key } of changes) answered(key);
        return store.changeFollowUps(changes);
      },
    }),
    wrongs: ['doneTwice', 'forgotten'],
  },
};

const isNotTheFourth = ({ followUp }: FollowUpRecord): boolean => followUp.id !== idOf(4);

describe('the audit of chaos', async () => {
  const remains = await workTogether();

  it('finds nothing wrong of honest workers, though messages came twice and changes came late', () => {
    expect(wrongsIn(remains)).toEqual({});
    expect(remains.told.length).toBeGreaterThan(new Set(remains.told.map(({ key }) => key)).size);
    expect(remains.answered.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['changed', 'stale', 'closed', 'repeated']));
  });

  it.each(Object.entries(SABOTEURS))('notices a worker that %s', async (_name, { sabotage, wrongs }) => {
    expect(Object.keys(wrongsIn(await workTogether(sabotage)))).toEqual(expect.arrayContaining([...wrongs]));
  });

  it.each<[string, (honest: Remains) => Partial<Remains>, Partial<Wrongs>]>([
    ['an entry twice', ({ entries }) => ({ entries: [...entries, entries.at(-1) as never] }), { doneTwice: 1, gaps: 2, offCourse: 1 }],
    ['no first entry', ({ entries }) => ({ entries: entries.slice(1) }), { gaps: 2, offCourse: 1, toldOfNothing: 1 }],
    ['no last entry', ({ entries }) => ({ entries: entries.slice(0, -1) }), { lost: 1, offCourse: 1 }],
    ['an answer to what was not made', () => ({ answered: [{ key: 'f-1.never', kind: 'changed' }] }), { forgotten: 1 }],
    ['a row that is gone', ({ records }) => ({ records: records.slice(1) }), { lost: 1 }],
    ['an answer that came twice', ({ answered }) => ({ answered: [...answered, ...answered.slice(0, 1)] }), { doneTwice: 1 }],
    ['a refusal', () => ({ refused: ['{"kind":"corrupt"}'] }), { refused: 1 }],
    ['a fault of the store', ({ condition }) => ({ condition: { ...condition, faults: ['a page'] } }), { faults: 1 }],
    ['a message that waits', ({ condition }) => ({ condition: { ...condition, waitingMessages: 1 } }), { unsettled: 1 }],
  ])('counts in what remains %s', (_name, changed, wrongs) => {
    expect(wrongsIn({ ...remains, ...changed(remains) })).toMatchObject(wrongs);
  });

  it('reads again what several wrote down, and counts a line that is torn', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rahyar-notes-'));
    try {
      for (const key of ['a', 'b']) openNotes(folder)('told', { key, about: 'f-1' });
      openNotes(folder)('refused', 'no');
      appendFileSync(join(folder, 'answered'), '{"key":"a"');
      expect(readNotes(folder)).toEqual({
        told: [
          { key: 'a', about: 'f-1' },
          { key: 'b', about: 'f-1' },
        ],
        answered: [],
        refused: ['no', 'a line of answered is torn'],
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
