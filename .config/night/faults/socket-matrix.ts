import { WEBHOOK_FAULTS, WIRE_FAULTS } from '@rahyar/conformance/sandbox';
import type { Sabotage } from './command-run.ts';
import { type Cell, type FaultReport, runCells } from './matrix.ts';
import { runOnSockets, type SocketFault } from './socket-run.ts';
import { runWebhooksOnSockets } from './socket-webhooks.ts';
import { openSocketWorld } from './socket-world.ts';
import type { WebhookSabotage } from './webhook-run.ts';

export type SocketSabotage = Sabotage & WebhookSabotage & { readonly readsFeed?: boolean };

/** Worlds side by side: most of a run is waiting for a time to run out. */
const LANES = 4;

/** At least `runs` runs on real sockets, the same number in every cell. */
export async function runSocketFaults(
  cells: readonly Cell<SocketFault>[],
  { runs, seed, sabotage = {} }: { readonly runs: number; readonly seed: number; readonly sabotage?: SocketSabotage },
): Promise<FaultReport> {
  const contracts = [...new Set(cells.map(({ contract }) => contract))];
  const worlds = await Promise.all(Array.from({ length: LANES }, () => openSocketWorld(contracts, sabotage)));
  try {
    const lanes = worlds.map((world) => ({ fault, kind, contract }: Cell<SocketFault>, own: number) => {
      const wire = WIRE_FAULTS.find((one) => one === fault);
      if (wire !== undefined) return runOnSockets(world, contract, wire, kind, own, sabotage);
      const webhook = WEBHOOK_FAULTS.find((one) => one === fault);
      if (webhook === undefined) throw new Error(`There is no fault ${fault}.`);
      return runWebhooksOnSockets(world, contract, webhook, kind, own, sabotage);
    });
    return await runCells(cells, { runs, seed, lanes });
  } finally {
    await Promise.all(worlds.map((world) => world.close()));
  }
}
