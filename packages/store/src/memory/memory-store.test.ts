import { describe, expect, it } from 'vitest';
import { exerciseStore } from '../testing/exercise-store.ts';
import { createMemoryStore } from './memory-store.ts';

describe('the memory store keeps the contract:', () => {
  it.each(exerciseStore(async ({ nowMs }) => ({ store: createMemoryStore({ nowMs }) })))('$name', ({ run }) =>
    expect(run()).resolves.toBeUndefined(),
  );
});
