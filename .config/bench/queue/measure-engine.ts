import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Measure } from '../comparison.ts';
import type { Connection, Engine, Job } from './engine.ts';
import { bullmq, graphileWorker, pgBoss } from './peers.ts';
import { postgresStore, sqliteStore } from './stores.ts';

/** What was seen of an engine, in milliseconds unless its name says otherwise. */
export type Figures = {
  readonly addedPerSecond: number;
  readonly pollP50: number;
  readonly pollP99: number;
  /** How many were handed out. */
  readonly handedOut: number;
  /** Two processes claim all that is due; absent where an engine does not part claims from their ends. */
  readonly claims: number | undefined;
  /** Two processes claim all that is due and end it. */
  readonly drain: number;
  readonly mebibytes: number;
};

/** So many follow-ups are due at once, of so many members of staff. */
const DUE = 60_000;
const DESKS = 1_000;
const POLLS = 200;
/** For so long it polls before it is measured: whoever comes first would pay for the compiler otherwise. */
const WARM_MS = 2_000;
const WORKERS = 2;
const ADDED_AT_ONCE = 5_000;
const DAY_MS = 86_400_000;

/** How an engine with so many follow-ups of the coming year polls for nothing, and hands out what falls due at once. */
export async function measureEngine(engine: Engine, future: number): Promise<Measure> {
  const place = await engine.found();
  if (typeof place === 'string') return { cpuMs: undefined, remark: `${engine.name}: ${place}` };
  try {
    const connection = await engine.connect(place.address);
    const now = Date.now();
    const added = await elapsed(() => add(connection, future, (index) => now + DAY_MS * (1 + (index % 365)), 'later'));
    await place.settle?.();
    const warmUntil = performance.now() + WARM_MS;
    while (performance.now() < warmUntil) await connection.poll();
    const polls: number[] = [];
    for (let poll = 0; poll < POLLS; poll++) polls.push(await elapsed(connection.poll));
    polls.sort((a, b) => a - b);
    const claims = connection.claim === undefined ? undefined : await drained(engine, place.address, connection, 'claim');
    const drain = await drained(engine, place.address, connection, 'drain');
    const figures: Figures = {
      addedPerSecond: (future / added) * 1_000,
      pollP50: polls[Math.floor(POLLS / 2)] ?? 0,
      pollP99: polls[Math.floor(POLLS * 0.99)] ?? 0,
      handedOut: drain.count,
      claims: claims?.ms,
      drain: drain.ms,
      mebibytes: Math.round((await place.bytes()) / 2 ** 20),
    };
    await connection.close();
    return { cpuMs: drain.ms, answer: figures, remark: told(engine.name, figures) };
  } finally {
    await place.dispose();
  }
}

const told = (name: string, { addedPerSecond, pollP50, pollP99, claims, drain, mebibytes }: Figures): string =>
  [
    `${name.padEnd(20)} ${perSecond(addedPerSecond)} added`,
    `idle poll ${pollP50.toFixed(2)} / ${pollP99.toFixed(2)} ms`,
    claims === undefined ? 'claims not parted from ends' : `${perSecond((DUE / claims) * 1_000)} claimed`,
    `${perSecond((DUE / drain) * 1_000)} claimed and ended`,
    `${mebibytes.toLocaleString('en')} MiB`,
  ].join(', ');

const perSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en')}/s`;

/** Adds what is due now, and lets two processes take it. */
async function drained(
  { name }: Engine,
  address: string,
  connection: Connection,
  work: 'claim' | 'drain',
): Promise<{ readonly count: number; readonly ms: number }> {
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => started(name, address)));
  const due = Date.now() - 1_000;
  await add(connection, DUE, () => due, work);
  let count = 0;
  const ms = await elapsed(async () => {
    for (const taken of await Promise.all(workers.map((worker) => answerOf(worker, work)))) count += taken;
  });
  await Promise.all(workers.map((worker) => answerOf(worker, 'end')));
  if (count !== DUE) throw new Error(`${name} handed out ${count} of ${DUE}`);
  return { count, ms };
}

/** Desk by desk, as `followUpsOf` plans them. Strewn over all desks, SQLite's load of ten million falls to 9,000 a second: each row lies elsewhere. */
async function add(connection: Connection, count: number, wakesAtMs: (index: number) => number, name: string): Promise<void> {
  for (let start = 0; start < count; start += ADDED_AT_ONCE) {
    const jobs: Job[] = [];
    for (let index = start; index < Math.min(count, start + ADDED_AT_ONCE); index++)
      jobs.push({ id: `${name}-${index}`, desk: `rahyar-${Math.floor((index * DESKS) / count)}`, wakesAtMs: wakesAtMs(index) });
    await connection.add(jobs);
  }
}

async function started(name: string, address: string): Promise<ChildProcess> {
  const worker = fork(import.meta.filename, ['worker', name, address], { execArgv: ['--conditions=@rahyar/source'] });
  await once(worker, 'message');
  return worker;
}

async function answerOf(worker: ChildProcess, work: 'claim' | 'drain' | 'end'): Promise<number> {
  const answered = once(worker, work === 'end' ? 'close' : 'message');
  worker.send(work);
  return Number((await answered)[0]);
}

async function elapsed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

const ENGINES: readonly Engine[] = [postgresStore, sqliteStore, pgBoss, graphileWorker, bullmq];

async function work(name: string, address: string): Promise<void> {
  const engine = ENGINES.find((candidate) => candidate.name === name);
  if (engine === undefined) throw new Error('invariant: an engine of this bench');
  const connection = await engine.connect(address);
  process.on('message', (asked: 'claim' | 'drain' | 'end') => {
    if (asked === 'end') void connection.close().then(() => process.exit(0));
    else void (asked === 'claim' ? connection.claim : connection.drain)?.().then((count) => process.send?.(count));
  });
  process.send?.('ready');
}

if (process.argv[2] === 'worker') await work(process.argv[3] ?? '', process.argv[4] ?? '');
