import { type FillInput, fillRange, type PlanDraft, type RangeInput, settleCells } from './assign-stages.ts';
import type { Certificate } from './certificate.ts';
import type { NamingInput } from './companions.ts';
import {
  APART,
  CLASS_AND_TIER,
  FACTS,
  type FactCount,
  FORMER,
  joinFactCells,
  LINKS,
  PLACES,
  PROFILE,
  RELATIONS_HELD,
} from './fact-cells.ts';
import type { AssignmentProblem, SubjectDirective } from './problem.ts';
import { CLASS_OF_KIND, NO_PLACE, namelessColumns, PINNED, type SubjectColumns, VETOED } from './subject-columns.ts';
import { formOf, type SubjectIds } from './subject-ids.ts';

/**
 * `assign` taken apart where processes share the work and no memory. A shard is a range of subjects in columns of its own, with vocabularies of
 * its own. Shards are counted by `countFacts`, from 0 and with every subject that a directive names marked as pinned; {@link settleShards}
 * knows of them no more than their cells; {@link fillShard} writes seats, names and gaps. How the subjects were cut shows nowhere in the plan.
 */
export type ShardedProblem = Omit<AssignmentProblem, 'subjects'> & { readonly subjectCount: number };

/** How many subjects come before the shard, and the number among those of all of each value of its vocabularies. */
export type ShardNumbers = { readonly before: number } & Readonly<Record<'places' | 'relationSets' | 'linkSets' | 'profiles', Uint32Array>>;

/** What every shard is filled from; nothing in it grows with the subjects. */
export type ShardFill = Omit<FillInput, 'naming'> & { readonly naming: Omit<NamingInput, 'ids' | 'flags' | 'profile'> };

/** The seats of all cells, the proof that none are better, and for each shard what it is filled from beside that. */
export type SettledShards = {
  readonly fill: ShardFill;
  readonly ranges: readonly RangeInput[];
  readonly certificate: Certificate;
  readonly cellCount: number;
};

/** Finds the seats of all shards, given in the order of their subjects. The directives of the problem are by the index among all subjects. */
export function settleShards(
  problem: ShardedProblem,
  shards: readonly { readonly count: FactCount; readonly numbers: ShardNumbers }[],
): SettledShards {
  const counts = shards.map(({ count, numbers }) => countAmongAll(count, numbers, problem.directives));
  const joined = joinFactCells(counts);
  const { columns, tier, directives } = cellsAsSubjects(problem, joined, counts);
  const cells = { ...joined, first: Int32Array.from(joined.first.keys()) };
  const { input, ranges, certificate } = settleCells({ ...problem, directives, subjects: columns }, tier, cells, counts);
  const { ids: _ids, flags: _flags, profile: _profile, ...naming } = input.naming;
  const vetoing = naming.vetoing.map((cell) => joined.first[cell] as number);
  return { fill: { ...input, naming: { ...naming, vetoing } }, ranges, certificate, cellCount: joined.count };
}

/** Fills one shard: as `fillRange`, for all of its subjects. `profile` are the numbers among all profiles. */
export function fillShard(
  { naming, ...input }: ShardFill,
  draft: PlanDraft,
  range: RangeInput,
  { ids, flags, profile }: { readonly ids: SubjectIds } & Pick<SubjectColumns, 'flags' | 'profile'>,
  before: number,
): void {
  const here = Array.from(naming.vetoing.keys()).filter((position) => {
    const subject = naming.vetoing[position] as number;
    return subject >= before && subject < before + ids.count;
  });
  const vetoing = Int32Array.from(here, (position) => (naming.vetoing[position] as number) - before);
  const onlineOfVetoing = Int32Array.from(here, (position) => naming.onlineOfVetoing[position] as number);
  const marked = flags.slice();
  for (const subject of vetoing) marked[subject] = (marked[subject] as number) | VETOED;
  const own = { ...naming, vetoing, onlineOfVetoing, ids: formOf(ids), flags: marked, profile };
  fillRange({ ...input, naming: own }, draft, range, 0, ids.count);
}

/** The count in the numbers of all; whoever no directive concerns after all is not apart. */
function countAmongAll(count: FactCount, numbers: ShardNumbers, directives: ReadonlyMap<number, SubjectDirective>): FactCount {
  const { before, places, relationSets, linkSets, profiles } = numbers;
  const facts = count.facts.slice();
  const place = (index: number): number => (index === NO_PLACE ? NO_PLACE : (places[index] as number));
  for (let at = 0; at < facts.length; at += FACTS) {
    const both = facts[at + PLACES] as number;
    facts[at + PLACES] = (place(both >>> 16) << 16) | place(both & 0xffff);
    facts[at + RELATIONS_HELD] = relationSets[facts[at + RELATIONS_HELD] as number] as number;
    facts[at + LINKS] = linkSets[facts[at + LINKS] as number] as number;
    facts[at + PROFILE] = profiles[facts[at + PROFILE] as number] as number;
    const apart = facts[at + APART] as number;
    facts[at + APART] = apart !== -1 && directives.has(before + apart) ? before + apart : -1;
  }
  return {
    from: before + count.from,
    to: before + count.to,
    facts,
    first: count.first.map((subject) => before + subject),
    size: count.size,
  };
}

/** A problem in which each cell stands as one subject, so that cells are settled without anybody in them; all subjects are counted still. */
function cellsAsSubjects(
  problem: ShardedProblem,
  { count, first, numbers }: ReturnType<typeof joinFactCells>,
  counts: readonly FactCount[],
) {
  const columns = namelessColumns(count);
  const tier = new Uint8Array(count);
  const directives = new Map<number, SubjectDirective>();
  for (const [shard, part] of counts.entries()) {
    for (const [here, cell] of (numbers[shard] as Int32Array).entries()) {
      if (first[cell] !== part.first[here]) continue;
      const fact = (position: number): number => part.facts[here * FACTS + position] as number;
      const directive = fact(APART) === -1 ? undefined : problem.directives.get(fact(APART));
      if (directive !== undefined) directives.set(cell, directive);
      tier[cell] = fact(CLASS_AND_TIER) & 7;
      columns.kind[cell] = CLASS_OF_KIND.indexOf(fact(CLASS_AND_TIER) >> 3);
      columns.flags[cell] = (directive?.pin === undefined ? 0 : PINNED) | ((directive?.vetoes.length ?? 0) === 0 ? 0 : VETOED);
      columns.home[cell] = fact(PLACES) >>> 16;
      columns.work[cell] = fact(PLACES) & 0xffff;
      columns.relationSet[cell] = fact(RELATIONS_HELD);
      columns.linkSet[cell] = fact(LINKS);
      columns.profile[cell] = fact(PROFILE);
      columns.previous[cell] = fact(FORMER);
    }
  }
  const ids: SubjectIds = { ...NAMELESS, count: problem.subjectCount };
  return { columns: { ...columns, ids }, tier, directives };
}

/** Nobody asks for the name of a cell; the hashes that naming reads are those of the shards. */
const NAMELESS: Omit<SubjectIds, 'count'> = {
  at: () => {
    throw new Error('invariant: a cell has no id');
  },
  indexOf: () => -1,
  hashAt: () => 0,
  form: { kind: 'hashed', hashes: new Uint32Array(0) },
};
