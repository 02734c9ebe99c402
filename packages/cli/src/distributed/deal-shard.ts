import {
  type AssignmentPlan,
  DO_NOT_CONTACT,
  emptyDraft,
  filledPlan,
  fillShard,
  listedTiers,
  NOBODY,
  primaryOf,
  type ShardFill,
  type SubjectColumns,
} from '@rahyar/engine';
import { ok, type Result } from 'neverthrow';
import { assignmentLines } from '../files/write-plan.ts';
import type { RangeRows } from './gather-shard.ts';
import { packed, unpacked } from './packed.ts';
import type { MadePart, PlanFault } from './part.ts';
import { type ShardWorld, staffCutsOf } from './request.ts';
import type { SettledFill, SettledRange } from './settle-shard.ts';
import { factsOf, type SubjectBlock } from './subject-block.ts';
import { writtenText } from './written-text.ts';

/** The plan of a range, one position for each of its members. */
export type RangePlan = Pick<AssignmentPlan, 'tier' | 'responsible' | 'primary' | 'gapCause' | 'gapAddressee'>;

/** Members of a range who stand on worklists of a part of the staff, in the order of ids. `subject` is the index among all. */
export type ListedRange = Pick<SubjectColumns, 'dueOn' | 'contactedOn' | 'waitingSince'> & {
  readonly staff: Uint32Array;
  readonly subject: Uint32Array;
  readonly tier: Uint8Array;
  readonly ids: SubjectBlock['ids'];
};

/** Deals seats out to the members of a range, names their rahyars and tells their gaps. */
export function dealShard(
  world: ShardWorld,
  rowBytes: Uint8Array,
  fillBytes: Uint8Array,
  rangeBytes: Uint8Array,
): Result<readonly MadePart[], PlanFault> {
  const { block, tier, cellOf } = unpacked<RangeRows>(rowBytes);
  const { range, before, profiles } = unpacked<SettledRange>(rangeBytes);
  const facts = factsOf(block);
  const { subjects } = facts;
  const draft = emptyDraft(tier.length);
  draft.cellOf.set(cellOf);
  const profile = subjects.profile.map((own) => profiles[own] as number);
  fillShard(withChoices(unpacked<SettledFill>(fillBytes)), draft, range, { ids: subjects.ids, flags: subjects.flags, profile }, before);
  const problem = { ...world.problem, ...facts, givenDirectives: { pins: [], vetoes: [] }, directives: new Map() };
  const plan = filledPlan(problem, tier, draft);
  const { responsible, primary, gapCause, gapAddressee } = plan;
  const listed = listedRows(plan, subjects, listedTiers(problem, tier, problem.policy.ageing), staffCutsOf(world.request), before);
  return ok([
    { name: 'plan', bytes: packed({ tier, responsible, primary, gapCause, gapAddressee } satisfies RangePlan) },
    { name: 'assignments', bytes: writtenText(assignmentLines(problem, plan)) },
    ...listed.map((rows, part) => ({ name: `list-${part}`, bytes: packed(rows) })),
  ]);
}

const withChoices = ({ fill, choices }: SettledFill): ShardFill => ({
  ...fill,
  naming: { ...fill.naming, lists: { ...fill.naming.lists, choices: new Int32Array(choices) } },
});

function listedRows(
  plan: Omit<AssignmentPlan, 'worklists'>,
  subjects: SubjectColumns,
  tier: Uint8Array,
  staffCuts: readonly number[],
  before: number,
): ListedRange[] {
  const parts: number[][] = staffCuts.slice(1).map(() => []);
  const partOf = new Uint32Array(staffCuts.at(-1) as number);
  for (let part = 0; part < parts.length; part++) partOf.fill(part, staffCuts[part], staffCuts[part + 1]);
  const staffOf = new Int32Array(tier.length);
  for (let subject = 0; subject < tier.length; subject++) {
    const staff = primaryOf(plan, subject);
    staffOf[subject] = staff;
    if (staff !== NOBODY && ((subjects.flags[subject] as number) & DO_NOT_CONTACT) === 0)
      (parts[partOf[staff] as number] as number[]).push(subject);
  }
  return parts.map((rows) => ({
    staff: Uint32Array.from(rows, (row) => staffOf[row] as number),
    subject: Uint32Array.from(rows, (row) => before + row),
    tier: Uint8Array.from(rows, (row) => tier[row] as number),
    dueOn: Int32Array.from(rows, (row) => subjects.dueOn[row] as number),
    contactedOn: Int32Array.from(rows, (row) => subjects.contactedOn[row] as number),
    waitingSince: Int32Array.from(rows, (row) => subjects.waitingSince[row] as number),
    ids: idsOf(subjects, rows),
  }));
}

function idsOf({ ids }: SubjectColumns, rows: readonly number[]): SubjectBlock['ids'] {
  const offsets = new Uint32Array(rows.length + 1);
  const texts = rows.map((row, index) => {
    const id = ids.at(row);
    offsets[index + 1] = (offsets[index] as number) + id.length;
    return id;
  });
  return { bytes: Buffer.from(texts.join(''), 'latin1'), offsets };
}
