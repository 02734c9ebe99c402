import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { runStage, type StageName, type StagePart, type StageRange, type StageState } from './stages.ts';

/** Threads that run the stages of the engine over ranges of subjects or staff. */
export type StagePool = {
  /** Cuts 0 to `count` into ranges that follow each other: several for each thread, so that a slow one does less, or as many as are wanted. */
  rangesOf(count: number, forEachThread?: number): readonly StageRange[];
  /**
   * Runs a stage over all ranges; the parts stand in the order of the ranges, whoever finished first. One stage at a time. Arrays of the
   * state that are not shared are copied for each range, and what a stage writes into such a copy is lost.
   */
  run<Name extends StageName>(stage: Name, state: StageState<Name>, ranges: readonly StageRange[]): Promise<StagePart<Name>[]>;
};

/** Hands a pool of so many threads to `use` and closes it afterwards. With one thread no worker is started: the stages run where they are called. */
export async function withStagePool<Outcome>(threads: number, use: (pool: StagePool) => Promise<Outcome>): Promise<Outcome> {
  const rangesOf: StagePool['rangesOf'] = (count, forEachThread = RANGES_PER_THREAD) =>
    cut(count, threads > 1 ? threads * forEachThread : 1);
  if (threads <= 1) {
    return use({ rangesOf, run: async (stage, state, ranges) => ranges.map((range) => runStage({ stage, state, range })) });
  }
  const workers = Array.from({ length: threads }, () => new Worker(WORKER.file, { execArgv: WORKER.execArgv }));
  try {
    return await use({ rangesOf, run: (stage, state, ranges) => runOn(workers, stage, state, ranges) });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

const RANGES_PER_THREAD = 4;

function cut(count: number, parts: number): StageRange[] {
  const edge = (index: number): number => Math.floor((count * index) / parts);
  return Array.from({ length: parts }, (_, index) => ({ index, from: edge(index), to: edge(index + 1) }));
}

/** Each worker takes the next open range until none is left. */
async function runOn<Name extends StageName>(
  workers: readonly Worker[],
  stage: Name,
  state: StageState<Name>,
  ranges: readonly StageRange[],
): Promise<StagePart<Name>[]> {
  const parts: StagePart<Name>[] = [];
  const open = ranges.values();
  const drain = async (worker: Worker): Promise<void> => {
    for (const range of open) {
      worker.postMessage({ stage, state, range });
      const [part] = (await once(worker, 'message')) as [StagePart<Name>];
      parts[range.index] = part;
    }
  };
  await Promise.all(workers.map(drain));
  return parts;
}

/** From the sources the worker is a TypeScript file that finds its neighbours' sources; in the built package it lies beside them. */
const WORKER = import.meta.url.endsWith('.ts')
  ? { file: new URL('./stage-worker.ts', import.meta.url), execArgv: ['--conditions=@rahyar/source'] }
  : { file: new URL('./parallel/stage-worker.js', import.meta.url), execArgv: [] };
