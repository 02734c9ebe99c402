import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from '../../postgres-server.ts';
import type { Processes } from '../processes.ts';
import type { Watch } from './watch.ts';

/** One more fault after every so many finished shards; a run with fewer than `least` says nothing. */
type Pace = { readonly every: number; readonly least: number };
export type Chaos = { readonly workers: number; readonly kills: Pace; readonly freezes: Pace; readonly crashes: Pace };

/** Longer than a worker may be silent. */
const FREEZE_MS = 16_000;
const LOOK_MS = 100;

/** Makes faults as shards are finished, so that a slow machine and a fast one meet the same number of them. */
export async function makeChaos({
  chaos,
  workers,
  server,
  watch,
  faults,
  signal,
}: {
  readonly chaos: Chaos;
  readonly workers: Processes;
  readonly server: PostgresServer;
  readonly watch: Watch;
  readonly faults: { kills: number; freezes: number; crashes: number };
  readonly signal: AbortSignal;
}): Promise<void> {
  while (!signal.aborted) {
    const done = await watch.finishedShards();
    if (done >= (faults.freezes + 1) * chaos.freezes.every) {
      workers.freeze(FREEZE_MS);
      faults.freezes++;
    }
    if (done >= (faults.kills + 1) * chaos.kills.every) {
      // In the middle of a shard, wherever that is.
      await pause(Math.random() * 500);
      workers.kill();
      faults.kills++;
    }
    if (done >= (faults.crashes + 1) * chaos.crashes.every) {
      await server.crash(faults.crashes % 2 === 0 ? 'SIGQUIT' : 'SIGKILL');
      faults.crashes++;
    }
    await pause(LOOK_MS);
  }
}
