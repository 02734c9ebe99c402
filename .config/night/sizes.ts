import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { BATCH } from '../bench/queue/engine.ts';
import { type Figures, measureEngine } from '../bench/queue/measure-engine.ts';
import { postgresStore } from '../bench/queue/stores.ts';
import { startPostgres } from '../postgres-server.ts';
import { house } from '../run.ts';
import { FOLLOW_UPS, type Measured } from '../sizing/measured.ts';
import { cellsOf, planTime } from '../sizing/plan-time.ts';
import { type Job, simulateQueue } from '../sizing/queue.ts';
import { differences, planWith, writeInputs } from './distributed/plans.ts';
import { type Course, openWatch, type Watch } from './distributed/watch.ts';
import { withWorkers } from './distributed/workers.ts';

/**
 * What `docs/sizing.md` is reckoned from, measured here, and whether two real workers take what the simulation makes of it: `npm run night:sizes`, on a
 * machine that does nothing else. `-- --people 100000` is shorter; `-- --write` puts the figures where the page takes them from.
 */
const { values } = parseArgs({
  options: { people: { type: 'string', default: '1000000' }, write: { type: 'boolean', default: false } },
});
const people = Number(values.people);
if (!Number.isSafeInteger(people) || people < 1) throw new Error('--people is a whole number, 1 or more.');
const DUE = 60_000;
const PART_BYTES = 2 ** 20;
const PARTS_OF_EACH = 128;
const ADDED_AT_ONCE = 5_000;
/** So many workers, or processes that claim, stand beside the simulation. */
const TWO = 2;

type TimedCourse = Course & { readonly beganMs: number; readonly ms: number };

const server = await startPostgres({ own: true });
const folder = mkdtempSync(join(tmpdir(), 'rahyar-sizes-'));
try {
  writeInputs(folder, people);
  const alone = await planWith(folder, 'alone', []);
  say(`${people.toLocaleString('en')} people: one process ${told(alone.ms / 1000)}`);
  const watch = await openWatch(server.url);
  const [byOne, byTwo] = [await distributed(watch, 1), await distributed(watch, TWO)];
  await watch.close();
  const by = `npm run night:sizes -- --people ${people}, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores of ${cpus()[0]?.model}, Node ${process.version}`;
  const [plan, megabytes, batch] = [planOf(byOne), await databaseMegabytes(), await batchOf()];
  const planned = planTime({ plan, databaseMegabytes: megabytes }, people / 1e6, { workers: TWO, random: Math.random });
  const { drain } = (await measureEngine(postgresStore, DUE)).answer as Figures;
  const jobs = Array<Job>(DUE / BATCH).fill(batch);
  const drained = simulateQueue({ jobs, workers: TWO, idle: FOLLOW_UPS.idle, random: Math.random });
  const measured: Measured = {
    by,
    plan,
    databaseMegabytes: megabytes,
    batch,
    beside: {
      people,
      plan: { took: byTwo.ms / 1000, simulated: planned.seconds },
      due: DUE,
      followUps: { took: drain / 1000, simulated: drained.seconds },
    },
  };
  const text = `${JSON.stringify(measured, (_key, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(3)) : value), 2)}\n`;
  say(text);
  if (values.write) writeFileSync(join(house, '.config/sizing/measured.json'), text);
} finally {
  await server.dispose();
  rmSync(folder, { recursive: true, force: true });
}

async function distributed(watch: Watch, workers: number): Promise<TimedCourse> {
  const looking = setInterval(() => void watch.finishedShards(), 200);
  const beganMs = Date.now();
  const { ms } = await withWorkers(server.url, workers, () => planWith(folder, `by-${workers}`, ['--distributed', server.url]));
  clearInterval(looking);
  const course = await watch.course();
  await watch.forget();
  say(
    `${workers} of ${TWO} workers: ${told(ms / 1000)}, ${differences(folder, 'alone', `by-${workers}`)} files other than those of one process`,
  );
  return { ...course, beganMs, ms };
}

/** For a million members. What went before the first shard and came after the last is what one host did by itself. */
function planOf({ beganMs, ms, firstTakenMs, lastDoneMs, stages, keptBytes }: TimedCourse): Measured['plan'] {
  const millions = people / 1e6;
  const stageOf = (name: string): Measured['plan']['read'] => ({
    seconds: secondsOf(name) / millions,
    kept: (keptBytes[name] ?? 0) / 1e6 / millions,
  });
  const secondsOf = (name: string): number => stages.find(({ stage }) => stage === name)?.seconds ?? 0;
  return {
    handOver: (firstTakenMs - beganMs) / 1000 / millions,
    publish: (beganMs + ms - lastDoneMs) / 1000 / millions,
    read: stageOf('read'),
    gather: stageOf('gather'),
    deal: stageOf('deal'),
    list: stageOf('list'),
    settle: secondsOf('settle') / cellsOf(millions),
    file: statSync(join(folder, 'members.ndjson')).size / 1e6 / millions,
    kept: Object.values(keptBytes).reduce((sum, bytes) => sum + bytes, 0) / 1e6 / millions,
  };
}

/** Parts of a plan, each in a transaction of its own as a shard's are, from two connections at once. */
async function databaseMegabytes(): Promise<number> {
  const pool = new pg.Pool({ connectionString: server.url, max: TWO });
  const plan = 'measured';
  await pool.query(`insert into rahyar_plans_1.plan (id, state, open) values ($1, 'loading', 0)`, [plan]);
  const bytes = Buffer.from(crypto.getRandomValues(new Uint8Array(2 ** 16)));
  const part = Buffer.concat(Array<Buffer>(PART_BYTES / bytes.length).fill(bytes));
  const write = async (name: string): Promise<void> => {
    for (let shard = 0; shard < PARTS_OF_EACH; shard++)
      await pool.query(`insert into rahyar_plans_1.part (plan, stage, name, shard, bytes) values ($1, 'read', $2, $3, $4)`, [
        plan,
        name,
        shard,
        part,
      ]);
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: TWO }, (_, writer) => write(`writer-${writer}`)));
  const tookMs = performance.now() - began;
  await pool.query(`delete from rahyar_plans_1.plan where id = $1`, [plan]);
  await pool.end();
  return (TWO * PARTS_OF_EACH * PART_BYTES) / 1e6 / (tookMs / 1000);
}

/** One process claims and ends all: what is not its own time, it waits for the server. */
async function batchOf(): Promise<Measured['batch']> {
  const place = await postgresStore.found();
  if (typeof place === 'string') throw new Error(place);
  const connection = await postgresStore.connect(place.address);
  const wakesAtMs = Date.now() - 1_000;
  for (let start = 0; start < DUE; start += ADDED_AT_ONCE) {
    const numbers = Array.from({ length: ADDED_AT_ONCE }, (_, index) => start + index);
    await connection.add(numbers.map((number) => ({ id: `due-${number}`, desk: `rahyar-${number % 1_000}`, wakesAtMs })));
  }
  await place.settle?.();
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  const batches = (await connection.drain()) / BATCH;
  const tookMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  await connection.close();
  await place.dispose();
  const own = (user + system) / 1e6 / batches;
  return { size: BATCH, own, shared: tookMs / 1000 / batches - own };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function told(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}
