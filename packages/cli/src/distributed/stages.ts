import type { Result } from 'neverthrow';
import { dealShard } from './deal-shard.ts';
import { gatherShard } from './gather-shard.ts';
import { listShard } from './list-shard.ts';
import { CHUNK, type FoundPart, type MadePart, type PlanFault, PREVIOUS, type Stage, type WantedParts } from './part.ts';
import { readShard } from './read-shard.ts';
import { type PlanRequest, rangeCountOf, type ShardWorld, staffCutsOf } from './request.ts';
import { settleShard } from './settle-shard.ts';

type StageTerms = {
  countOf(request: PlanRequest): number;
  wants(shard: number): readonly WantedParts[];
  run(world: ShardWorld, shard: number, found: readonly (readonly FoundPart[])[]): Result<readonly MadePart[], PlanFault>;
};

export const STAGE_TERMS: Readonly<Record<Stage, StageTerms>> = {
  read: {
    countOf: ({ chunkCount }) => chunkCount,
    wants: (shard) => [{ ...CHUNK, shard }],
    run: (world, _, [chunk]) => readShard(world, only(chunk)),
  },
  gather: {
    countOf: rangeCountOf,
    wants: (shard) => [
      { stage: 'read', name: `range-${shard}` },
      { ...PREVIOUS, shard },
    ],
    run: (world, shard, [pieces, previous]) => gatherShard(world, shard, bytesOf(pieces), bytesOf(previous)[0]),
  },
  settle: {
    countOf: () => 1,
    wants: () => [{ stage: 'gather', name: 'cells' }],
    run: (world, _, [counts]) => settleShard(world, bytesOf(counts)),
  },
  deal: {
    countOf: rangeCountOf,
    wants: (shard) => [
      { stage: 'gather', name: 'rows', shard },
      { stage: 'settle', name: 'fill' },
      { stage: 'settle', name: `range-${shard}` },
    ],
    run: (world, _, [rows, fill, range]) => dealShard(world, only(rows), only(fill), only(range)),
  },
  list: {
    countOf: (request) => staffCutsOf(request).length - 1,
    wants: (shard) => [{ stage: 'deal', name: `list-${shard}` }],
    run: (world, shard, [pieces]) => listShard(world, shard, bytesOf(pieces)),
  },
};

const bytesOf = (found: readonly FoundPart[] = []): readonly Uint8Array[] => found.map(({ bytes }) => bytes);

function only(found: readonly FoundPart[] = []): Uint8Array {
  const [part] = found;
  if (part === undefined || found.length > 1) throw new Error('invariant: a stage ends with all of its parts');
  return part.bytes;
}
