import {
  type AssignmentPlan,
  type AssignmentProblem,
  type CertifiedPlan,
  classifyInput,
  emptyDraft,
  FACT_COLUMNS,
  type FactColumns,
  filledPlan,
  layOutWorklists,
  type SubjectColumns,
  settleSeats,
  type Worklists,
  worklistInput,
} from '@rahyar/engine';
import { inSharedMemory, sharedBytes, sharedMemory, sharedNumbers } from './shared.ts';
import type { StagePool } from './stage-pool.ts';

/**
 * `assign` of the engine on the threads of a pool: the same bytes for any number of them, in shared memory. Seats are found on the calling
 * thread, for cells of subjects; whatever grows with the subjects is done in ranges. Columns that are not shared are copied first.
 */
export async function assignOn(pool: StagePool, given: AssignmentProblem): Promise<CertifiedPlan> {
  const problem = { ...given, subjects: inSharedColumns(given.subjects) };
  const tier = await classifyOn(pool, problem);
  const { names, gaps, certificate } = await seatOn(pool, problem, tier);
  const plan = filledPlan(problem, tier, { names, gaps });
  return { ...plan, worklists: await worklistsOn(pool, problem, plan), certificate };
}

/** On its own, so that cells and seats are gone before worklists are made. One range for each thread: a cell is counted in every range. */
async function seatOn(pool: StagePool, problem: AssignmentProblem, tier: Uint8Array) {
  const { count } = problem.subjects.ids;
  const ranges = pool.rangesOf(count, 1);
  const draft = emptyDraft(count, sharedMemory);
  const columns = Object.fromEntries(FACT_COLUMNS.map((name) => [name, problem.subjects[name]])) as FactColumns;
  const counts = await pool.run('countFacts', { columns, tier, cellOf: draft.cellOf }, ranges);
  const settled = settleSeats(problem, tier, counts);
  const state = { draft, input: inSharedMemory(settled.input), ranges: inSharedMemory(settled.ranges) };
  await pool.run('fill', state, ranges);
  return { names: draft.names, gaps: draft.gaps, certificate: settled.certificate };
}

/** `classify` of the engine on the threads of a pool: the same bytes for any number of them, in shared memory. */
async function classifyOn(pool: StagePool, problem: AssignmentProblem): Promise<Uint8Array> {
  const { count } = problem.subjects.ids;
  const tier = sharedBytes(count);
  await pool.run('classify', { input: inSharedMemory(classifyInput(problem)), tier }, pool.rangesOf(count));
  return tier;
}

/** `worklists` of the engine on the threads of a pool: the same bytes for any number of them, the order in shared memory. */
async function worklistsOn(pool: StagePool, problem: AssignmentProblem, plan: Omit<AssignmentPlan, 'worklists'>): Promise<Worklists> {
  const input = inSharedMemory(worklistInput(problem, plan));
  const ranges = pool.rangesOf(problem.subjects.ids.count);
  const layout = layOutWorklists(input, await pool.run('tallyWorklists', { input }, ranges));
  const length = layout.start[input.staffCount] as number;
  const draft = { order: sharedNumbers(length), keys: sharedNumbers(layout.scale === undefined ? 0 : length) };
  await pool.run('placeOnWorklists', { input, draft, layout }, ranges);
  await pool.run('sortWorklists', { input, draft, layout }, pool.rangesOf(input.staffCount));
  return { start: layout.start, order: draft.order };
}

const inSharedColumns = ({ ids, ...columns }: SubjectColumns): SubjectColumns => ({ ids, ...inSharedMemory(columns) });
