import { ok } from 'neverthrow';
import { emptyMemory } from '../change.ts';
import { storeOver } from '../journal.ts';
import type { Store } from '../store.ts';

/** A store that forgets everything with the process: for tests, demonstrations and single runs. */
export const createMemoryStore = (): Store => storeOver(emptyMemory(), { write: async () => ok(undefined) }).store;
