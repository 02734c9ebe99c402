import type { Connection } from './connection.ts';

/**
 * Keeps the write-ahead log short; to be called after each transaction. The checkpoints that SQLite makes by itself let others write
 * meanwhile: while two processes write without a pause, none of them comes to the end of the log, and it grows until the disk is full.
 * This one takes the pen for as long as it lasts. If somebody has it, or still reads what is old, it does what it can and is tried again
 * when the log has grown.
 */
export function logKeeper(connection: Connection): () => void {
  let longFrom = LONG;
  let transactions = 0;
  return () => {
    transactions += 1;
    if (transactions % LOOKED_AT_EACH !== 0) return;
    try {
      // A checkpoint of this kind does nothing, and says how long the log is; -1 of a store in memory.
      const { log } = connection.get<Checkpoint>(`pragma wal_checkpoint(noop)`) ?? NOTHING;
      if (log < LONG) longFrom = LONG;
      if (log < longFrom) return;
      longFrom = log + LONG / 4;
      const { busy } = connection.get<Checkpoint>(`pragma wal_checkpoint(restart)`) ?? NOTHING;
      if (busy === 0) longFrom = LONG;
    } catch {
      // What was committed is in the log. If the file cannot be written, whoever writes next will hear it.
    }
  };
}

type Checkpoint = { readonly busy: number; readonly log: number };
const NOTHING: Checkpoint = { busy: 0, log: -1 };

/** Pages: 32 MB. A batch writes to thousands of pages, and to many of them again soon after. */
const LONG = 8_000;
/** Transactions. To look takes as long as a short one. */
const LOOKED_AT_EACH = 8;
