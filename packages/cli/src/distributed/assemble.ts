import { BASES } from '@rahyar/domain';
import {
  type AssignmentProblem,
  allocateColumns,
  type CertifiedPlan,
  type Contradiction,
  emptyDraft,
  filledPlan,
  packedIds,
  withDirectives,
} from '@rahyar/engine';
import { MEMBERS_FILE } from '../files/members.ts';
import { PLAN_PARTS } from '../files/plan-format.ts';
import { REPEATED_ID } from '../files/row.ts';
import type { RowReports } from '../files/row-reports.ts';
import type { PlanTexts } from '../files/write-plan.ts';
import type { RangePlan } from './deal-shard.ts';
import type { RangeRows, Repeated } from './gather-shard.ts';
import type { ListedPart } from './list-shard.ts';
import { unpacked } from './packed.ts';
import type { PartSource, Stage } from './part.ts';
import type { ReadReports } from './read-shard.ts';
import { rangeCountOf, type ShardWorld } from './request.ts';
import type { Settled } from './settle-shard.ts';
import { STAGE_TERMS } from './stages.ts';
import { copyRow, createVocabularies } from './subject-block.ts';
import type { WrittenText } from './written-text.ts';

/** A plan put together again: what one process would hold, and the texts of its files. */
export type Assembled = {
  readonly problem: AssignmentProblem;
  readonly contradictions: readonly Contradiction[];
  readonly plan: CertifiedPlan;
  readonly cellCount: number;
};

/** Puts the columns of problem and plan together from what the shards have made, as numbers: nothing is parsed or decided again. */
export async function assemble(world: ShardWorld, source: PartSource): Promise<Assembled> {
  const { certificate, cellCount, subjectCount, idBytes } = await partOf<Settled>(source, 'settle', 'certificate', 0);
  const bytes = new Uint8Array(idBytes);
  const offsets = new Uint32Array(subjectCount + 1);
  const ids = packedIds(bytes, offsets);
  const subjects = allocateColumns(ids);
  const tier = new Uint8Array(subjectCount);
  const draft = emptyDraft(subjectCount);
  const vocabularies = createVocabularies();
  let at = 0;
  for (let range = 0; range < rangeCountOf(world.request); range++) {
    const { block } = await partOf<RangeRows>(source, 'gather', 'rows', range);
    const planned = await partOf<RangePlan>(source, 'deal', 'plan', range);
    const numbers = vocabularies.add(block.vocabularies);
    const from = offsets[at] as number;
    bytes.set(block.ids.bytes, from);
    for (let row = 0; row + 1 < block.ids.offsets.length; row++) {
      offsets[at + row + 1] = from + (block.ids.offsets[row + 1] as number);
      copyRow(block.columns, row, numbers, subjects, at + row);
    }
    copyPlan(planned, tier, draft, at);
    at += planned.tier.length;
  }
  const { problem, contradictions } = withDirectives({ ...world.problem, ...vocabularies.joined, subjects }, world.request.directives);
  const worklists = await worklistsOf(world, source);
  return { problem, contradictions, plan: { ...filledPlan(problem, tier, draft), worklists, certificate }, cellCount };
}

/** The texts of the large files of the plan, shard by shard. */
export function textsOf(world: ShardWorld, source: PartSource): PlanTexts {
  const texts = async function* (stage: Stage, name: string): AsyncGenerator<WrittenText> {
    for (let shard = 0; shard < STAGE_TERMS[stage].countOf(world.request); shard++)
      yield await partOf<WrittenText>(source, stage, name, shard);
  };
  return {
    [PLAN_PARTS.subjects]: texts('gather', 'subjects'),
    [PLAN_PARTS.assignments]: texts('deal', 'assignments'),
    [PLAN_PARTS.worklists]: texts('list', 'worklists'),
  };
}

/** Tells of the rows of all chunks in the order of the file: a row with a repeated id is refused, and of nothing else in it is spoken. */
export async function tellRows(world: ShardWorld, source: PartSource, reports: RowReports): Promise<void> {
  const firstLineOf = new Map<number, number>();
  for (let range = 0; range < rangeCountOf(world.request); range++)
    for (const { line, firstLine } of await partOf<Repeated>(source, 'gather', 'repeated', range)) firstLineOf.set(line, firstLine);
  const repeats = [...firstLineOf.keys()].sort((a, b) => a - b).values();
  let next = repeats.next();
  const refuseRepeats = (before: number): void => {
    for (; next.done !== true && next.value < before; next = repeats.next())
      reports.refuse({ file: MEMBERS_FILE, line: next.value, ...REPEATED_ID, firstLine: firstLineOf.get(next.value) as number });
  };
  for (let chunk = 0; chunk < world.request.chunkCount; chunk++) {
    const { refused, warned } = await partOf<ReadReports>(source, 'read', 'reports', chunk);
    for (const report of refused) {
      refuseRepeats(report.line as number);
      reports.refuse(report);
    }
    for (const report of warned) if (!firstLineOf.has(report.line as number)) reports.warn(report);
    await reports.flush();
  }
  refuseRepeats(Number.POSITIVE_INFINITY);
}

async function partOf<T>(source: PartSource, stage: Stage, name: string, shard: number): Promise<T> {
  const [part] = await source({ stage, name, shard });
  if (part === undefined) throw new Error('invariant: a finished plan has all of its parts');
  return unpacked<T>(part.bytes);
}

function copyPlan(from: RangePlan, tier: Uint8Array, { names, gaps }: ReturnType<typeof emptyDraft>, at: number): void {
  tier.set(from.tier, at);
  for (const basis of BASES) names.responsible[basis].set(from.responsible[basis], at);
  names.primary.set(from.primary, at);
  gaps.gapCause.set(from.gapCause, at);
  gaps.gapAddressee.set(from.gapAddressee, at);
}

async function worklistsOf(world: ShardWorld, source: PartSource): Promise<CertifiedPlan['worklists']> {
  const parts: ListedPart[] = [];
  for (let part = 0; part < STAGE_TERMS.list.countOf(world.request); part++)
    parts.push(await partOf<ListedPart>(source, 'list', 'order', part));
  const start = new Uint32Array(world.problem.staff.length + 1);
  const order = new Uint32Array(parts.reduce((sum, part) => sum + part.order.length, 0));
  let staff = 0;
  let at = 0;
  for (const part of parts) {
    for (const length of part.lengths) {
      start[staff + 1] = (start[staff] as number) + length;
      staff++;
    }
    order.set(part.order, at);
    at += part.order.length;
  }
  return { start, order };
}
