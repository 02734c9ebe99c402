import { okAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../memory/memory-store.ts';
import { exerciseStore, type MakeStore } from './exercise-store.ts';
import { SABOTEURS, sabotaged } from './saboteurs.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const failures = async (makeStore: MakeStore, isWanted: (name: string) => boolean, modelRuns = 30): Promise<string[]> => {
  const failed: string[] = [];
  for (const { name, run } of exerciseStore(makeStore, { modelRuns })) if (isWanted(name) && !(await goesWell(run))) failed.push(name);
  return failed;
};

const goesWell = (run: () => Promise<void>): Promise<boolean> =>
  run().then(
    () => true,
    () => false,
  );

const BY_MODEL = 'agrees with a plain model on random calls';

describe('exerciseStore', () => {
  it('passes an honest store', async () => {
    expect(
      await failures(
        async ({ nowMs }) => ({ store: createMemoryStore({ nowMs }) }),
        () => true,
      ),
    ).toEqual([]);
  });

  it('passes a store with a clock of its own, but for what needs the given one', async () => {
    const names = exerciseStore(async () => ({ store: createMemoryStore() })).flatMap(({ name, needsClock }) => (needsClock ? [name] : []));
    expect(names.length).toBeGreaterThan(5);
    expect(
      await failures(
        async () => ({ store: createMemoryStore() }),
        (name) => !names.includes(name),
      ),
    ).toEqual([]);
  });

  it.each(Object.entries(SABOTEURS))('catches by example a store that %s', async (_name, sabotage) => {
    expect(
      await failures(
        async (clock) => ({ store: sabotaged(sabotage, clock) }),
        (name) => name !== BY_MODEL,
      ),
    ).not.toEqual([]);
  });

  it('catches a store that forgets when it is opened again', async () => {
    const forgetful = async (): Promise<StoreUnderTest> => ({ store: createMemoryStore(), reopen: forgetful });
    expect(await failures(forgetful, (name) => name.includes('reopening'))).toEqual(['keeps everything across reopening, if it lasts']);
  });

  it('catches a store that answers after it was closed', async () => {
    const open = async (): Promise<StoreUnderTest> => ({ store: { ...createMemoryStore(), close: () => okAsync(undefined) } });
    expect(await failures(open, (name) => name.includes('closed'))).toContain('answers nothing after it was closed');
  });

  it('catches a store whose reader sees what is written late', async () => {
    const late: MakeStore = async () => {
      const honest = createMemoryStore();
      const told = new Set<number>();
      return {
        store: {
          ...honest,
          // Of what is new to readers, the first comes into sight after what was written later.
          readEvents: (after, limit) =>
            honest.readEvents(after, limit).map((rows) => {
              const fresh = rows.filter(({ sequence }) => !told.has(sequence));
              for (const { sequence } of fresh) told.add(sequence);
              return fresh.length > 1 ? rows.filter((row) => row !== fresh[0]) : rows;
            }),
        },
      };
    };
    expect(await failures(late, (name) => name.includes('reader'))).not.toEqual([]);
  });

  it.each([
    'ignores the fencing token',
    'lets a lease hold nothing',
    'forgets which changes it made',
    'serves desks by their names',
    'opens again what was closed',
    'counts a repeated event',
    'publishes a plan twice',
    'takes a message twice',
  ])('catches with the plain model alone a store that %s', async (name) => {
    const sabotage = SABOTEURS[name];
    if (sabotage === undefined) throw new Error(`no saboteur ${name}`);
    expect(
      await failures(
        async (clock) => ({ store: sabotaged(sabotage, clock) }),
        (exercise) => exercise === BY_MODEL,
        300,
      ),
    ).toEqual([BY_MODEL]);
  });
});
