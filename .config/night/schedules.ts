import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { SCHEDULE_FAULTS, type ScheduleTotals } from '@rahyar/store/testing';
import { startPostgres } from '../postgres-server.ts';
import { ADAPTERS, type Adapter, type Slice } from './schedules/slice.ts';

/**
 * Schedules of work and faults, each decided by its seed, on every store: `npm run night:schedules -- --memory 1000000 --sqlite 50000
 * --postgres 1000 --seed 1`. Fails on anything that must not be, and on a trace that is not the memory store's.
 */
const whole = (text: string | undefined): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new Error('--memory, --sqlite, --postgres, --seed and --threads are whole numbers.');
  return number;
};
const { values } = parseArgs({
  options: {
    memory: { type: 'string', default: '20000000' },
    sqlite: { type: 'string', default: '1000000' },
    postgres: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
});
const [seed, threads] = [whole(values.seed), Math.max(1, whole(values.threads))];

write(['store', 'schedules', 'calls', 'faults', 'alike', 'wrong', 'seconds', 'per second']);
let isClean = true;
for (const adapter of ADAPTERS) {
  const asked = whole(values[adapter]);
  if (asked === 0) continue;
  const server = adapter === 'postgres' ? await startPostgres() : undefined;
  try {
    const startMs = performance.now();
    const totals = await Promise.all(slicesOf(adapter, asked, server?.url ?? '').map(inThread));
    const seconds = (performance.now() - startMs) / 1_000;
    isClean = tell(adapter, asked, totals, seconds) && isClean;
  } finally {
    await server?.dispose();
  }
}
process.stdout.write(isClean ? 'nothing went wrong\n' : 'SOMETHING WENT WRONG\n');
process.exitCode = isClean ? 0 : 1;

function slicesOf(adapter: Adapter, count: number, url: string): Slice[] {
  const each = Math.ceil(count / threads);
  return Array.from({ length: threads }, (_, index) => ({
    adapter,
    from: seed + index * each,
    count: Math.min(each, count - index * each),
    url,
  })).filter((slice) => slice.count > 0);
}

function inThread(slice: Slice): Promise<ScheduleTotals> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('schedules/worker.ts', import.meta.url), {
      workerData: slice,
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
    });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function tell(adapter: Adapter, asked: number, totals: readonly ScheduleTotals[], seconds: number): boolean {
  const sum = (of: (one: ScheduleTotals) => number): number => totals.reduce((count, one) => count + of(one), 0);
  const schedules = sum((one) => one.schedules);
  const faultsOf = (fault: (typeof SCHEDULE_FAULTS)[number]): number => sum((one) => one.faults[fault]);
  const faults = SCHEDULE_FAULTS.reduce((count, fault) => count + faultsOf(fault), 0);
  const alike = sum((one) => one.alike);
  const wrong = totals.flatMap((one) => one.wrong);
  const columns = [schedules, sum((one) => one.calls), faults, alike, wrong.length, Math.round(seconds), Math.round(schedules / seconds)];
  write([adapter, ...columns.map((number) => number.toLocaleString('en'))]);
  process.stdout.write(`    ${SCHEDULE_FAULTS.map((fault) => `${fault} ${faultsOf(fault).toLocaleString('en')}`).join(', ')}\n`);
  for (const { seed: own, what } of wrong) process.stdout.write(`    seed ${own}: ${what}\n`);
  return wrong.length === 0 && schedules === asked && (adapter === 'memory' || alike === asked);
}

function write([name = '', ...columns]: readonly string[]): void {
  process.stdout.write(`${name.padEnd(10)}${columns.map((column) => column.padStart(13)).join('')}\n`);
}
