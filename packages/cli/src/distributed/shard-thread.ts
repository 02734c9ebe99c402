import { parentPort } from 'node:worker_threads';
import { unpacked } from './packed.ts';
import type { FoundPart, MadePart, PlanFault, Shard } from './part.ts';
import { type PlanRequest, type ShardWorld, worldOf } from './request.ts';
import { STAGE_TERMS } from './stages.ts';

/** What a thread is told: a shard with the parts that it wants; and what it answers. */
export type ShardTask = Shard & { readonly plan: string; readonly request: Uint8Array; readonly found: readonly (readonly FoundPart[])[] };
export type ShardAnswer = { readonly made: readonly MadePart[] } | { readonly fault: PlanFault } | { readonly broken: string };

/** The other side of a worker: one shard in, its parts out. What the shards of one plan have in common is made once. */
if (parentPort === null) throw new Error('invariant: a shard thread is started by a worker');
const port = parentPort;
let known: { readonly plan: string; readonly world: ShardWorld } | undefined;

port.on('message', ({ plan, request, stage, shard, found }: ShardTask) => {
  if (known?.plan !== plan) known = { plan, world: worldOf(unpacked<PlanRequest>(request)) };
  port.postMessage(answerOf(known.world, stage, shard, found));
});

/** A mistake of ours comes again wherever the shard is done: it is an answer too. */
function answerOf(world: ShardWorld, stage: ShardTask['stage'], shard: number, found: ShardTask['found']): ShardAnswer {
  try {
    return STAGE_TERMS[stage].run(world, shard, found).match<ShardAnswer>(
      (made) => ({ made }),
      (fault) => ({ fault }),
    );
  } catch (thrown) {
    return { broken: thrown instanceof Error ? thrown.message : 'unknown' };
  }
}
