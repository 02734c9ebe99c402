import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type PostgresServer, startPostgres } from '../postgres-server.ts';
import { withBundle } from './bundled.ts';
import { auditOf, type Remains, readRemains, WRONGS, type Wrongs } from './chaos/audit.ts';
import { courseOf, idOf } from './chaos/course.ts';
import { readNotes } from './chaos/notes.ts';
import { ADAPTERS, type Adapter, openPlace, type Place } from './chaos/place.ts';
import { FAULTS, type Faults, torment } from './chaos/torment.ts';
import { withProcesses } from './processes.ts';

/**
 * Follow-ups among workers that are killed and frozen and, on PostgreSQL, a server that crashes: `npm run night:chaos`. `-- --slice` is the
 * short form for each change; `-- --followUps 6000` another number; `-- --adapter sqlite` one store. Fails where anything of `WRONGS` was, or
 * where too few faults were made.
 */
const { values } = parseArgs({
  options: {
    slice: { type: 'boolean', default: false },
    followUps: { type: 'string' },
    adapter: { type: 'string' },
  },
});
const WORKERS = 4;
const followUps = Number(values.followUps ?? (values.slice ? 3_000 : 60_000));
const wanted: Faults = values.slice ? { kills: 13, freezes: 5, crashes: 1 } : { kills: 205, freezes: 52, crashes: 12 };
const adapters = ADAPTERS.filter((adapter) => adapter === (values.adapter ?? adapter));
if (!Number.isSafeInteger(followUps) || followUps < 1 || adapters.length === 0)
  throw new Error(`--followUps is a whole number, and --adapter one of ${ADAPTERS.join(', ')}.`);

const isClean = await withBundle(join(import.meta.dirname, 'chaos/worker.ts'), async (program) => {
  const runs: boolean[] = [];
  for (const adapter of adapters) runs.push(await run(adapter, program));
  return runs.every((wasClean) => wasClean);
});
process.stdout.write(isClean ? 'nothing went wrong\n' : 'SOMETHING WENT WRONG\n');
process.exitCode = isClean ? 0 : 1;

async function run(adapter: Adapter, program: string): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'rahyar-chaos-'));
  const server = adapter === 'postgres' ? await startPostgres({ own: true }) : undefined;
  try {
    const place = { adapter, address: server?.url ?? join(folder, 'memory.sqlite') };
    const due = { ...wanted, crashes: server === undefined ? 0 : wanted.crashes };
    const beganMs = performance.now();
    const made = await work(place, due, { folder, program, server });
    const seconds = (performance.now() - beganMs) / 1_000;
    const again = (await openPlace(place))._unsafeUnwrap();
    const remains = await readRemains(again, followUps, readNotes(folder));
    (await again.close())._unsafeUnwrap();
    const wrongs = auditOf(followUps, remains);
    tell(adapter, seconds, made, remains, wrongs);
    return Object.values(wrongs).every((count) => count === 0) && FAULTS.every((fault) => made[fault] >= due[fault]);
  } finally {
    await server?.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function work(
  place: Place,
  faults: Faults,
  { folder, program, server }: { readonly folder: string; readonly program: string; readonly server: PostgresServer | undefined },
): Promise<Faults> {
  const store = (await openPlace(place))._unsafeUnwrap();
  const made = await withProcesses(
    WORKERS,
    () => fork(program, [place.adapter, place.address, folder], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
    (processes) => torment({ store, followUps, faults, processes, crash: (signal) => server?.crash(signal) ?? Promise.resolve() }),
  );
  (await store.close())._unsafeUnwrap();
  return made;
}

function tell(adapter: Adapter, seconds: number, made: Faults, { told, answered, refused }: Remains, wrongs: Wrongs): void {
  const line = (name: string, count: number, text = ''): void => {
    process.stdout.write(`  ${name.padEnd(24)}${count.toLocaleString('en').padStart(9)}   ${text}\n`.replace(/ +\n$/, '\n'));
  };
  process.stdout.write(`${adapter}: ${followUps.toLocaleString('en')} follow-ups, ${WORKERS} workers, ${seconds.toFixed(0)} s\n`);
  for (const fault of FAULTS) line(fault, made[fault]);
  const steps = Array.from({ length: followUps }, (_, index) => courseOf(idOf(index)).length / 2).reduce((sum, count) => sum + count, 0);
  line('messages', steps);
  line('told again', told.length - new Set(told.map(({ key }) => key)).size);
  line('overtaken', answered.filter(({ kind }) => kind !== 'changed').length);
  for (const wrong of Object.keys(WRONGS) as (keyof Wrongs)[]) line(wrong, wrongs[wrong], WRONGS[wrong]);
  for (const answer of new Set(refused)) process.stdout.write(`    ${answer}\n`);
}
