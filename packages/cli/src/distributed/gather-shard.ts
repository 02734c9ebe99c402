import { beginDay } from '@rahyar/cycle';
import {
  type AssignmentProblem,
  allocateColumns,
  COLUMN_NAMES,
  classify,
  countFacts,
  type FactCount,
  type GivenDirectives,
  NO_PLACE,
  NOBODY,
  namelessColumns,
  PINNED,
  packedIds,
  type SubjectIds,
  type SubjectVocabularies,
} from '@rahyar/engine';
import { err, ok, type Result } from 'neverthrow';
import { createIdTable } from '../files/id-table.ts';
import type { SubjectFacts } from '../files/subject-store.ts';
import { subjectLines } from '../files/write-plan.ts';
import { packed, unpacked } from './packed.ts';
import type { MadePart, PlanFault } from './part.ts';
import type { ReadRange } from './read-shard.ts';
import type { ShardWorld } from './request.ts';
import { blockOf, copyRow, createVocabularies, factsOf, rowsBetween, type SubjectBlock } from './subject-block.ts';
import { writtenText } from './written-text.ts';

/** Yesterday's rahyars of the members of a range, as indexes into today's staff, in the order of ids. */
export type PreviousRange = { readonly ids: SubjectBlock['ids']; readonly previous: Int32Array };

/** The members of a range with tiers, due days and cells, the cells numbered within the range. */
export type RangeRows = { readonly block: SubjectBlock; readonly tier: Uint8Array; readonly cellOf: Int32Array };

/** What settling the seats has to know of a range. `directed` are the members whom directives name, `positions` where they stand in the range. */
export type RangeCells = {
  readonly count: FactCount;
  readonly idBytes: number;
  readonly vocabularies: SubjectVocabularies;
  readonly directed: SubjectBlock;
  readonly positions: Uint32Array;
};

/** Rows whose id an earlier row has, in no order. */
export type Repeated = readonly { readonly line: number; readonly firstLine: number }[];

/** Puts together a range of members from the pieces of all chunks, in their order; of a repeated id the first row stays. */
export function gatherShard(
  world: ShardWorld,
  shard: number,
  pieces: readonly Uint8Array[],
  previous: Uint8Array | undefined,
): Result<readonly MadePart[], PlanFault> {
  const { facts: gathered, repeated } = joined(pieces.map((piece) => unpacked<ReadRange>(piece)));
  if (gathered.places.length > NO_PLACE) return err('tooManyPlaces');
  if (previous !== undefined) takePrevious(gathered, unpacked<PreviousRange>(previous));
  const { cuts, directives, on } = world.request;
  const within = ({ subject }: { readonly subject: string }): boolean =>
    (shard === 0 || subject >= (cuts[shard - 1] as string)) && (shard === cuts.length || subject < (cuts[shard] as string));
  const givenDirectives: GivenDirectives = { pins: directives.pins.filter(within), vetoes: directives.vetoes.filter(within) };
  const undirected = { ...world.problem, ...gathered, givenDirectives: { pins: [], vetoes: [] }, directives: new Map() };
  const { problem } = beginDay(undirected, [], on, world.timing);

  const tier = classify(problem);
  const cellOf = new Int32Array(tier.length);
  const positions = directedPositions(problem, givenDirectives);
  const flags = problem.subjects.flags.slice();
  for (const position of positions) flags[position] = (flags[position] as number) | PINNED;
  const count = countFacts({ ...problem.subjects, flags }, tier, cellOf, 0, tier.length);
  const facts: SubjectFacts = problem;
  const block = blockOf(factsAlone(facts), rowsBetween(0, tier.length));
  const cells: RangeCells = {
    count,
    idBytes: block.ids.bytes.length,
    vocabularies: vocabulariesOf(facts),
    directed: blockOf(factsAlone(facts), positions),
    positions,
  };
  return ok([
    { name: 'rows', bytes: packed({ block, tier, cellOf } satisfies RangeRows) },
    { name: 'cells', bytes: packed(cells) },
    { name: 'subjects', bytes: writtenText(subjectLines({ ...problem, givenDirectives })) },
    { name: 'repeated', bytes: packed(repeated satisfies Repeated) },
  ]);
}

const vocabulariesOf = ({ places, organizations, relationSets, linkSets, profiles }: SubjectVocabularies): SubjectVocabularies => ({
  places,
  organizations,
  relationSets,
  linkSets,
  profiles,
});

const factsAlone = (facts: SubjectFacts): SubjectFacts => ({ ...vocabulariesOf(facts), subjects: facts.subjects });

function joined(pieces: readonly ReadRange[]): { facts: SubjectFacts; repeated: Repeated } {
  const vocabularies = createVocabularies();
  const table = createIdTable();
  const total = pieces.reduce((sum, { lines }) => sum + lines.length, 0);
  const columns = namelessColumns(total);
  const lines = new Uint32Array(total);
  const repeats: { id: string; line: number }[] = [];
  for (const { block, lines: own, repeated } of pieces) {
    const numbers = vocabularies.add(block.vocabularies);
    const ids = packedIds(block.ids.bytes, block.ids.offsets);
    for (let row = 0; row < ids.count; row++) {
      const id = ids.at(row);
      const position = table.count;
      if (table.add(id) !== position) repeats.push({ id, line: own[row] as number });
      else {
        copyRow(block.columns, row, numbers, columns, position);
        lines[position] = own[row] as number;
      }
    }
    repeats.push(...repeated);
  }
  const { bytes, offsets, order } = table.inOrder();
  const subjects = allocateColumns(packedIds(bytes, offsets));
  for (const name of COLUMN_NAMES) {
    const from = columns[name];
    const to = subjects[name];
    for (let index = 0; index < order.length; index++) to[index] = from[order[index] as number] as number;
  }
  const facts: SubjectFacts = { ...vocabularies.joined, subjects };
  return {
    // Rows that were left out may have brought words that nobody else uses.
    facts: factsOf(blockOf(facts, rowsBetween(0, table.count))),
    repeated: repeats.map(({ id, line }) => ({ line, firstLine: lines[table.indexOf(id)] as number })),
  };
}

function takePrevious({ subjects }: SubjectFacts, { ids: bytes, previous }: PreviousRange): void {
  const ids: SubjectIds = packedIds(bytes.bytes, bytes.offsets);
  for (let subject = 0; subject < subjects.ids.count; subject++) {
    const index = ids.indexOf(subjects.ids.at(subject));
    if (index !== NOBODY) subjects.previous[subject] = previous[index] as number;
  }
}

/** Where the members stand whom a directive names, whether it holds or not: ascending. */
function directedPositions({ subjects }: AssignmentProblem, { pins, vetoes }: GivenDirectives): Uint32Array {
  const positions = new Set([...pins, ...vetoes].map(({ subject }) => subjects.ids.indexOf(subject)));
  positions.delete(NOBODY);
  return Uint32Array.from(positions).sort();
}
