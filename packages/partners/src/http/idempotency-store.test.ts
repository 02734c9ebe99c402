import { describe, expect, it } from 'vitest';
import { type CommandRecord, createMemoryIdempotencyStore } from './idempotency-store.ts';

const record = (key: string, changes: Partial<CommandRecord> = {}): CommandRecord => ({
  key,
  operation: 'bank.loans.create',
  partner: 'resalatBank',
  input: { memberId: 'member-1' },
  beganAtMs: 1,
  ...changes,
});

describe('the store in memory', () => {
  it('lets the first record of a key stand, until it is known that nothing came of it', async () => {
    const store = createMemoryIdempotencyStore();
    expect((await store.begin(record('a')))._unsafeUnwrap()).toBeUndefined();
    expect((await store.begin(record('a', { beganAtMs: 2 })))._unsafeUnwrap()).toEqual(record('a'));
    await store.settle('a', 'not_applied');
    expect((await store.begin(record('a', { beganAtMs: 3 })))._unsafeUnwrap()).toEqual(record('a', { outcome: 'not_applied' }));
    expect((await store.find('a'))._unsafeUnwrap()).toEqual(record('a', { beganAtMs: 3 }));
    await store.settle('a', 'applied');
    await store.begin(record('a', { beganAtMs: 4 }));
    expect((await store.find('a'))._unsafeUnwrap()).toEqual(record('a', { beganAtMs: 3, outcome: 'applied' }));
  });

  it('tells of the open ones of one partner, oldest first', async () => {
    const store = createMemoryIdempotencyStore();
    for (const key of ['c', 'a', 'b']) await store.begin(record(key));
    await store.begin(record('d', { partner: 'fardap' }));
    await store.settle('a', 'applied');
    await store.settle('x', 'applied');
    expect((await store.pending('resalatBank'))._unsafeUnwrap().map(({ key }) => key)).toEqual(['c', 'b']);
  });

  it('forgets the oldest ended ones, and no open one', async () => {
    const store = createMemoryIdempotencyStore();
    await store.begin(record('open'));
    for (let number = 0; number < 10_001; number++) {
      await store.begin(record(`k${number}`));
      await store.settle(`k${number}`, 'applied');
    }
    expect((await store.find('k0'))._unsafeUnwrap()).toBeUndefined();
    expect((await store.find('k1'))._unsafeUnwrap()?.outcome).toBe('applied');
    expect((await store.find('open'))._unsafeUnwrap()).toEqual(record('open'));
  });
});
