import type { Certificate, SubjectDirective } from '@rahyar/engine';
import {
  allocateColumns,
  NO_PLACE,
  packedIds,
  type RangeInput,
  type ShardFill,
  type SubjectVocabularies,
  settleShards,
  withDirectives,
} from '@rahyar/engine';
import { err, ok, type Result } from 'neverthrow';
import type { RangeCells } from './gather-shard.ts';
import { packed, unpacked } from './packed.ts';
import type { MadePart, PlanFault } from './part.ts';
import type { ShardWorld } from './request.ts';
import { copyRow, createVocabularies, type VocabularyNumbers } from './subject-block.ts';

/** What is dealt out everywhere. The choices of rahyars by hashing are left out: whoever deals works out those that it needs. */
export type SettledFill = { readonly fill: ShardFill; readonly choices: number };

/** What one range is dealt from beside that; `profiles` are the numbers of its profiles among all. */
export type SettledRange = { readonly range: RangeInput; readonly before: number; readonly profiles: Uint32Array };

/** `idBytes` is the length of all ids together. */
export type Settled = {
  readonly certificate: Certificate;
  readonly cellCount: number;
  readonly subjectCount: number;
  readonly idBytes: number;
};

/** Finds the seats of the cells of all ranges: the one step that sees the whole. */
export function settleShard(world: ShardWorld, parts: readonly Uint8Array[]): Result<readonly MadePart[], PlanFault> {
  const vocabularies = createVocabularies();
  let subjectCount = 0;
  let idBytes = 0;
  const shards = parts.map((bytes) => {
    const cells = unpacked<RangeCells>(bytes);
    const numbers = { ...vocabularies.add(cells.vocabularies), before: subjectCount };
    const directedNumbers = vocabularies.add(cells.directed.vocabularies);
    subjectCount += cells.count.to;
    idBytes += cells.idBytes;
    return { ...cells, numbers, directedNumbers };
  });
  const { joined } = vocabularies;
  if (joined.places.length > NO_PLACE) return err('tooManyPlaces');

  const directives = directivesOf(world, joined, shards);
  const problem = { ...world.problem, ...joined, givenDirectives: world.request.directives, directives, subjectCount };
  const { fill, ranges, certificate, cellCount } = settleShards(problem, shards);
  const { choices } = fill.naming.lists;
  const lean: ShardFill = { ...fill, naming: { ...fill.naming, lists: { ...fill.naming.lists, choices: new Int32Array(0) } } };
  return ok([
    { name: 'fill', bytes: packed({ fill: lean, choices: choices.length } satisfies SettledFill) },
    ...shards.map(({ numbers }, shard) => ({
      name: `range-${shard}`,
      bytes: packed({ range: ranges[shard] as RangeInput, before: numbers.before, profiles: numbers.profiles } satisfies SettledRange),
    })),
    { name: 'certificate', bytes: packed({ certificate, cellCount, subjectCount, idBytes } satisfies Settled) },
  ]);
}

/** What of the directives holds, by the index of the member among all: found from those alone whom a directive names. */
function directivesOf(
  { problem, request }: ShardWorld,
  vocabularies: SubjectVocabularies,
  shards: readonly (RangeCells & { readonly numbers: { readonly before: number }; readonly directedNumbers: VocabularyNumbers })[],
): ReadonlyMap<number, SubjectDirective> {
  const count = shards.reduce((sum, { positions }) => sum + positions.length, 0);
  const bytes = new Uint8Array(shards.reduce((sum, { directed }) => sum + directed.ids.bytes.length, 0));
  const offsets = new Uint32Array(count + 1);
  const indexes = new Uint32Array(count);
  const subjects = allocateColumns(packedIds(bytes, offsets));
  let at = 0;
  for (const { directed, positions, numbers, directedNumbers } of shards) {
    bytes.set(directed.ids.bytes, offsets[at]);
    for (let row = 0; row < positions.length; row++, at++) {
      offsets[at + 1] = (offsets[at] as number) + (directed.ids.offsets[row + 1] as number) - (directed.ids.offsets[row] as number);
      indexes[at] = numbers.before + (positions[row] as number);
      copyRow(directed.columns, row, directedNumbers, subjects, at);
    }
  }
  const { directives } = withDirectives({ ...problem, ...vocabularies, subjects }, request.directives).problem;
  return new Map(Array.from(directives, ([subject, directive]) => [indexes[subject] as number, directive]));
}
