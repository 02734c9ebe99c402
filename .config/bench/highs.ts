import type { Highs, ModelData } from 'highs';
import loadHighs from 'highs';
import type { FlowProblem } from '../../packages/engine/src/kernel/network-simplex.ts';
import type { Measure } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';

/** Node gives the default export itself, where the types of the package promise an object that holds it. */
export const load = loadHighs as unknown as typeof loadHighs.default;

/** HiGHS, by simplex and without presolve, which is its fastest way with flows; the answer is the objective. */
export async function solveByHighs(problem: FlowProblem): Promise<Measure> {
  const highs = await load();
  let answer: number | undefined;
  const cpuMs = await leastCpuMs(() => {
    answer = leastCost(highs, problem);
  });
  return { cpuMs, answer };
}

/** `undefined` where there is no flow. */
export function leastCost(highs: Highs, problem: FlowProblem): number | undefined {
  const model = highs.createModel(linearProgramOf(problem));
  model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' });
  model.run();
  const isOptimal = model.getModelStatus() === highs.constants.modelStatus.optimal;
  const objective = Math.round(model.getObjectiveValue());
  model.dispose();
  return isOptimal ? objective : undefined;
}

/** One row for each node, one column for each arc; a loop touches no row. */
function linearProgramOf({ nodeCount, tail, head, capacity, cost, supply }: FlowProblem): ModelData {
  const starts = new Int32Array(tail.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  tail.forEach((from, arc) => {
    const to = head[arc] as number;
    if (from !== to) {
      indices.push(from, to);
      values.push(1, -1);
    }
    starts[arc + 1] = indices.length;
  });
  return {
    numCols: tail.length,
    numRows: nodeCount,
    colCost: cost,
    colLower: new Float64Array(tail.length),
    colUpper: Float64Array.from(capacity),
    rowLower: supply,
    rowUpper: supply,
    matrix: { format: 'csc', numRows: nodeCount, numCols: tail.length, starts, indices: Int32Array.from(indices), values },
  };
}
