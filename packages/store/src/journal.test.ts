import { err, ok } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { emptyMemory } from './change.ts';
import { storeOver } from './journal.ts';
import { eventNumber } from './testing/specimens.ts';

const FULL = { kind: 'unavailable', why: 'full' } as const;
const CLOSED = { kind: 'unavailable', why: 'closed' } as const;

describe('storeOver', () => {
  it('takes nothing in that the journal could not write, and closes', async () => {
    const memory = emptyMemory();
    let isFull = false;
    const { store } = storeOver(memory, { write: async () => (isFull ? err(FULL) : ok(undefined)) });
    await store.appendEvents([eventNumber(1)]);
    isFull = true;
    expect((await store.appendEvents([eventNumber(2)]))._unsafeUnwrapErr()).toEqual(FULL);
    expect(memory.events).toHaveLength(1);
    isFull = false;
    expect((await store.appendEvents([eventNumber(2)]))._unsafeUnwrapErr()).toEqual(CLOSED);
    expect((await store.readEvents(0, 1))._unsafeUnwrapErr()).toEqual(CLOSED);
  });

  it('does not trouble the journal when nothing is new', async () => {
    let writes = 0;
    const { store } = storeOver(emptyMemory(), {
      write: async () => {
        writes += 1;
        return ok(undefined);
      },
    });
    await store.appendEvents([eventNumber(1)]);
    await store.appendEvents([eventNumber(1)]);
    await store.appendEvents([]);
    expect(writes).toBe(1);
  });

  it('finishes the calls before the stop and refuses those after it', async () => {
    const { store, stop } = storeOver(emptyMemory(), { write: async () => ok(undefined) });
    const before = store.appendEvents([eventNumber(1)]);
    const stopped = stop();
    expect((await before)._unsafeUnwrap()).toBe(1);
    await stopped;
    expect((await store.currentPlan())._unsafeUnwrapErr()).toEqual(CLOSED);
  });
});
