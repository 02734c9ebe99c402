import { setTimeout as pause } from 'node:timers/promises';
import { storeErrorOf } from '@rahyar/store/postgres';

/**
 * Does something with a database that may go away for a while, again and again for up to two minutes. What has been done may be done twice.
 * Any other error is thrown at once.
 */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      const error = storeErrorOf(thrown);
      const mayPass = error.kind === 'unavailable' && (error.why === 'lost' || error.why === 'busy');
      if (!mayPass || performance.now() > giveUpAt) throw thrown;
      await pause(PAUSE_MS);
    }
  }
}

const PATIENCE_MS = 120_000;
const PAUSE_MS = 500;
