import { type FoundPart, type PartSource, STAGES, type WantedParts } from '../part.ts';
import { type PlanRequest, type ShardWorld, worldOf } from '../request.ts';
import { STAGE_TERMS } from '../stages.ts';
import type { InputPart } from '../submitted.ts';

/** Runs all shards of a plan in this process, of each stage in the order that `inOrder` gives; parts are kept in memory. */
export async function planInMemory(
  inputs: AsyncGenerator<InputPart, PlanRequest>,
  inOrder: (shards: readonly number[]) => readonly number[],
): Promise<{ world: ShardWorld; source: PartSource }> {
  const parts = new Map<string, FoundPart[]>();
  const keep = ({ stage, name }: WantedParts, part: FoundPart): void => {
    const known = parts.get(`${stage}/${name}`) ?? [];
    parts.set(
      `${stage}/${name}`,
      [...known, part].sort((a, b) => a.shard - b.shard),
    );
  };
  const find = ({ stage, name, shard }: WantedParts): readonly FoundPart[] =>
    (parts.get(`${stage}/${name}`) ?? []).filter((part) => shard === undefined || part.shard === shard);
  let next = await inputs.next();
  for (; next.done !== true; next = await inputs.next()) keep(next.value, next.value);
  const world = worldOf(next.value);
  for (const stage of STAGES) {
    const terms = STAGE_TERMS[stage];
    for (const shard of inOrder(Array.from({ length: terms.countOf(next.value) }, (_, index) => index))) {
      const made = terms.run(world, shard, terms.wants(shard).map(find))._unsafeUnwrap();
      for (const { name, bytes } of made) keep({ stage, name }, { shard, bytes });
    }
  }
  return { world, source: async (wanted) => find(wanted) };
}
