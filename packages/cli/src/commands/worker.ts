import { openPlanQueue } from '../distributed/plan-queue.ts';
import { runWorker } from '../distributed/run-worker.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { saidOfStore } from '../said-of-store.ts';
import type { Terminal } from '../terminal.ts';

export type WorkerOptions = {
  /** The connection string of the PostgreSQL database that plans are handed over to. */
  readonly database: string;
  /** How many shards are worked on side by side. */
  readonly threads: number;
  /** Ends when no shard is left. */
  readonly signal: AbortSignal;
};

/** Does shards of distributed plans until it is told to stop; it may be killed at any moment, and its shards are done by another. */
export async function worker({ database, threads, signal }: WorkerOptions, terminal: Terminal): Promise<ExitCode> {
  const queue = await openPlanQueue(database, { connections: threads + 3 });
  if (queue.isErr()) return saidOfStore(queue.error, terminal);
  terminal.say('Waiting for shards');
  let done = 0;
  try {
    await Promise.all(
      Array.from({ length: threads }, () =>
        runWorker(queue.value, signal, ({ stage, shard, outcome }) => {
          done++;
          terminal.say(`${stage} ${shard}: ${outcome}`);
        }),
      ),
    );
  } finally {
    await queue.value.close();
  }
  terminal.result({ shards: done });
  return EXIT.ok;
}
