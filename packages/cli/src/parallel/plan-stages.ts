import {
  type AssignmentPlan,
  type AssignmentProblem,
  classifyInput,
  layOutWorklists,
  type WorklistInput,
  type Worklists,
  worklistInput,
} from '@rahyar/engine';
import { shared, sharedBytes, sharedNumbers } from './shared.ts';
import type { StagePool } from './stage-pool.ts';

/** `classify` of the engine on the threads of a pool: the same bytes for any number of them, in shared memory. */
export async function classifyOn(pool: StagePool, problem: AssignmentProblem): Promise<Uint8Array> {
  const { count } = problem.subjects.ids;
  const input = classifyInput(problem);
  const tier = sharedBytes(count);
  const state = {
    input: { ...input, kind: shared(input.kind), flags: shared(input.flags), activeOn: shared(input.activeOn) },
    tier,
  };
  await pool.run('classify', state, pool.rangesOf(count));
  return tier;
}

/** `worklists` of the engine on the threads of a pool: the same bytes for any number of them, the order in shared memory. */
export async function worklistsOn(
  pool: StagePool,
  problem: AssignmentProblem,
  plan: Omit<AssignmentPlan, 'worklists'>,
): Promise<Worklists> {
  const input = inSharedMemory(worklistInput(problem, plan));
  const ranges = pool.rangesOf(problem.subjects.ids.count);
  const layout = layOutWorklists(input, await pool.run('tallyWorklists', { input }, ranges));
  const length = layout.start[input.staffCount] as number;
  const draft = { order: sharedNumbers(length), keys: sharedNumbers(layout.scale === undefined ? 0 : length) };
  await pool.run('placeOnWorklists', { input, draft, layout }, ranges);
  await pool.run('sortWorklists', { input, draft, layout }, pool.rangesOf(input.staffCount));
  return { start: layout.start, order: draft.order };
}

const inSharedMemory = (input: WorklistInput): WorklistInput => ({
  ...input,
  flags: shared(input.flags),
  tier: shared(input.tier),
  dueOn: shared(input.dueOn),
  contactedOn: shared(input.contactedOn),
  waitingSince: shared(input.waitingSince),
  primary: shared(input.primary),
  responsible: {
    organization: shared(input.responsible.organization),
    residence: shared(input.responsible.residence),
    work: shared(input.responsible.work),
    link: shared(input.responsible.link),
    online: shared(input.responsible.online),
  },
});
