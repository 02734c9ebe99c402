import { err, ok, type Result, ResultAsync } from 'neverthrow';
import type { PlanRow } from '../records.ts';
import type { Database } from '../rows.ts';
import type { Store } from '../store.ts';
import type { StoreError } from '../store-error.ts';
import { storeOver } from '../store-over.ts';
import { memoryRows } from './memory-rows.ts';

export type MemoryStoreOptions = { readonly nowMs?: () => number };

/** A store that forgets everything with the process: for tests, demonstrations and single runs. Its clock is the machine's unless given. */
export const createMemoryStore = ({ nowMs = Date.now }: MemoryStoreOptions = {}): Store => storeOver(memoryDatabase(nowMs));

const CLOSED: StoreError = { kind: 'unavailable', why: 'closed' };

/** The rows that such a store is over. */
export function memoryDatabase(nowMs: () => number): Database {
  const rows = memoryRows(nowMs);
  let last: Promise<unknown> = Promise.resolve();
  let isOpen = true;
  const inTurn = <T>(work: () => Promise<Result<T, StoreError>>): ResultAsync<T, StoreError> => {
    const result = last.then(() => (isOpen ? work() : err(CLOSED)));
    last = result.catch(() => undefined);
    return new ResultAsync(result);
  };
  return {
    transact: (work) => inTurn(() => work(rows)),
    loadPlan: (planId, pages) =>
      inTurn(async () => {
        const loaded = new Map<PlanRow['subject'], PlanRow>();
        for await (const page of pages) {
          if (page.isErr()) return err(page.error);
          for (const row of page.value) {
            if (loaded.has(row.subject)) return err({ kind: 'conflict', what: 'planContent' });
            loaded.set(row.subject, row);
          }
        }
        rows.loaded.set(planId, loaded);
        return ok(loaded.size);
      }),
    close: () =>
      new ResultAsync(
        last.then(() => {
          isOpen = false;
          return ok(undefined);
        }),
      ),
  };
}
