import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { unpacked } from './packed.ts';
import { REQUEST, STAGES, type Stage } from './part.ts';
import { patiently } from './patiently.ts';
import type { NextStage, PlanQueue, TakenShard } from './plan-queue.ts';
import type { PlanRequest } from './request.ts';
import type { ShardAnswer, ShardTask } from './shard-thread.ts';
import { STAGE_TERMS } from './stages.ts';

/** What a worker has done, told to whoever watches. */
export type WorkerEvent = { readonly stage: Stage; readonly shard: number; readonly outcome: 'kept' | 'late' | 'failed' | 'lost' };

/**
 * Does the shards of whatever plans there are, one after the other, until the signal. Shards are worked on in a thread of their own, so that
 * the worker is heard of meanwhile. A database that goes away is waited for.
 */
export async function runWorker(queue: PlanQueue, signal: AbortSignal, onEvent: (event: WorkerEvent) => void): Promise<void> {
  let thread = startThread();
  const requests = new Map<string, Uint8Array>();
  try {
    while (!signal.aborted) {
      const taken = await queue.take().catch(() => undefined);
      if (taken === undefined) {
        const hasBuried = await queue.buryDead().catch(() => false);
        if (!hasBuried) await pause(IDLE_MS, undefined, { signal }).catch(() => undefined);
        continue;
      }
      const outcome = await worked(queue, thread, requests, taken).catch(() => 'lost' as const);
      onEvent({ stage: taken.stage, shard: taken.shard, outcome });
      if (outcome !== 'lost') continue;
      // The thread may have died, of too little memory for one, or still be at work.
      await thread.terminate();
      thread = startThread();
      await queue.giveBack(taken).catch(() => undefined);
      await pause(IDLE_MS);
    }
  } finally {
    await thread.terminate();
  }
}

const IDLE_MS = 200;
const HOLD_MS = 3_000;

async function worked(
  queue: PlanQueue,
  thread: Worker,
  requests: Map<string, Uint8Array>,
  taken: TakenShard,
): Promise<WorkerEvent['outcome']> {
  const holding = setInterval(() => void queue.hold(taken).catch(() => undefined), HOLD_MS);
  try {
    const request = await requestOf(queue, requests, taken.plan);
    const terms = STAGE_TERMS[taken.stage];
    const source = queue.partsOf(taken.plan);
    const found = await Promise.all(terms.wants(taken.shard).map(source));
    const { plan, stage, shard } = taken;
    const answer = await answered(thread, { plan, stage, shard, request, found });
    // Work that is done is not thrown away because the database is away for a while: the ledger sees to it that it counts once.
    if ('made' in answer)
      return await patiently(() => queue.finish(taken, answer.made, () => stageAfter(stage, unpacked<PlanRequest>(request))));
    await patiently(() => queue.fail(taken, 'fault' in answer ? answer.fault : 'brokenShard'));
    return 'failed';
  } finally {
    clearInterval(holding);
  }
}

async function requestOf(queue: PlanQueue, requests: Map<string, Uint8Array>, plan: string): Promise<Uint8Array> {
  const known = requests.get(plan);
  if (known !== undefined) return known;
  const [found] = await queue.partsOf(plan)({ ...REQUEST, shard: 0 });
  if (found === undefined) throw new Error('The plan has been swept away');
  requests.clear();
  requests.set(plan, found.bytes);
  return found.bytes;
}

async function answered(thread: Worker, task: ShardTask): Promise<ShardAnswer> {
  const stopped = new AbortController();
  const died = once(thread, 'exit', { signal: stopped.signal }).then(() => Promise.reject(new Error('The thread has died')));
  died.catch(() => undefined);
  try {
    const answer = once(thread, 'message', { signal: stopped.signal });
    answer.catch(() => undefined);
    thread.postMessage(task);
    const [message] = (await Promise.race([answer, died])) as [ShardAnswer];
    return message;
  } finally {
    stopped.abort();
  }
}

/** The first stage, or the one after a stage, with the number of its shards. */
export function stageAfter(stage: Stage | undefined, request: PlanRequest): NextStage {
  const next = STAGES[stage === undefined ? 0 : STAGES.indexOf(stage) + 1];
  return next === undefined ? undefined : { stage: next, count: STAGE_TERMS[next].countOf(request) };
}

const startThread = (): Worker => {
  const thread = new Worker(THREAD.file, { execArgv: THREAD.execArgv });
  // Whoever waits for an answer hears of the end.
  thread.on('error', () => undefined);
  return thread;
};

/** From the sources the thread is a TypeScript file that finds its neighbours' sources; in the built package it lies beside them. */
const THREAD = import.meta.url.endsWith('.ts')
  ? { file: new URL('./shard-thread.ts', import.meta.url), execArgv: ['--conditions=@rahyar/source'] }
  : { file: new URL('./distributed/shard-thread.js', import.meta.url), execArgv: [] };
