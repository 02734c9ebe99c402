import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../postgres-server.ts';
import { withBundle } from './bundled.ts';
import { postgresHomes, sqliteHomes } from './kills/homes.ts';
import { makeDisks, powerRounds, removeDisks } from './kills/power.ts';
import { crashRounds, killRounds, type Tally } from './kills/rounds.ts';
import { UNTIED } from './kills/work.ts';

/**
 * Writers that are killed, servers that crash and disks whose power is cut, on every store that lasts: `npm run night:kills`. `-- --slice` is
 * the short form for each change, `-- --rounds 100 --seed 7` another number of kills and other moments. Fails where a call that the store
 * said is done is not there, where one is there in part, and where a store does not open again. Of the calls that
 * were cut off some are in the store and some are not.
 */
const { values } = parseArgs({
  options: { slice: { type: 'boolean', default: false }, rounds: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const rounds = Number(values.rounds ?? (values.slice ? 40 : 300));
const seed = Number(values.seed);
if (!Number.isSafeInteger(rounds) || rounds < 1 || !Number.isSafeInteger(seed))
  throw new Error('--rounds and --seed are whole numbers, of rounds at least one.');
/** Of crashes and cuts, which take longer. */
const fewer = Math.max(4, Math.floor(rounds / 7.5));
/** Of stores that must not stand it: without them nobody would know that kills and cuts do harm. */
const CONTROLS = 4;

const folder = mkdtempSync(join(tmpdir(), 'rahyar-kills-'));
let isClean = false;
try {
  write('', ['rounds', 'unopened', 'done', 'lost', 'torn', 'not reopened', 'cut off, in', 'cut off, out', 'seconds']);
  // A round waits more than it works, so that two go side by side.
  const sides = await withBundle(join(import.meta.dirname, 'kills/writer.ts'), (writer) =>
    Promise.all([onSqlite(writer), onPostgres(writer)]),
  );
  isClean = sides.every((side) => side);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(isClean ? 'nothing was lost, torn or closed\n' : 'SOMETHING WENT WRONG\n');
process.exitCode = isClean ? 0 : 1;

async function onSqlite(writer: string): Promise<boolean> {
  let isSound = true;
  for (const driver of ['better-sqlite3', 'node:sqlite'] as const) {
    const run = () => killRounds(sqliteHomes(folder, driver), writer, rounds, seed);
    isSound = (await tell(`SQLite, ${driver}`, rounds, run)) && isSound;
  }
  isSound = (await isTorn(writer)) && isSound;
  const made = makeDisks();
  if ('why' in made) {
    process.stdout.write(`SQLite, power cut: SKIPPED, since no file can be mounted as a disk here (it needs root): ${made.why}\n`);
    return isSound;
  }
  try {
    isSound = (await tell('SQLite, power cut', fewer, () => powerRounds(made.disks, writer, fewer, seed))) && isSound;
    const control = await timed(() => powerRounds(made.disks, writer, CONTROLS, seed, true));
    row('must lose: SQLite, unsynced', control);
    if (control.tally.lost > 0) return isSound;
    process.stdout.write('    a store that does not wait for the disk lost nothing: the cuts show nothing\n');
    return false;
  } finally {
    removeDisks(made.disks);
  }
}

async function onPostgres(writer: string): Promise<boolean> {
  const server = await startPostgres({ own: true });
  const homes = postgresHomes(server.url);
  try {
    const killed = await tell('PostgreSQL', rounds, () => killRounds(homes, writer, rounds, seed));
    const crashed = await tell('PostgreSQL, crash', fewer, () => crashRounds(homes, writer, server.crash, fewer, seed));
    return killed && crashed;
  } finally {
    await server.dispose();
  }
}

/** Whether kills tear a store without transactions. Few kills fall between two things that belong together, so that it may take some. */
async function isTorn(writer: string): Promise<boolean> {
  const homes = sqliteHomes(join(folder, 'untied'), 'better-sqlite3');
  for (let part = 0; part < 15; part++) {
    const untied = await timed(() => killRounds(homes, writer, CONTROLS, seed + part, UNTIED));
    if (untied.tally.torn === 0) continue;
    row('must tear: SQLite, untied', untied);
    return true;
  }
  process.stdout.write('    a store without transactions stood the kills: they show nothing\n');
  return false;
}

type Timed = { readonly tally: Tally; readonly seconds: number };

async function timed(run: () => Promise<Tally>): Promise<Timed> {
  const beganMs = performance.now();
  const tally = await run();
  return { tally, seconds: (performance.now() - beganMs) / 1_000 };
}

async function tell(name: string, asked: number, run: () => Promise<Tally>): Promise<boolean> {
  const done = await timed(run);
  row(name, done);
  for (const fault of done.tally.faults) process.stdout.write(`    ${fault}\n`);
  return done.tally.faults.length === 0 && done.tally.rounds === asked;
}

function row(name: string, { tally, seconds }: Timed): void {
  const { rounds, unopened, acknowledged, lost, torn, notReopened, there, notThere } = tally;
  const columns = [rounds, unopened, acknowledged, lost, torn, notReopened, there, notThere, Math.round(seconds)];
  write(
    name,
    columns.map((column) => column.toLocaleString('en')),
  );
}

function write(name: string, columns: readonly string[]): void {
  process.stdout.write(`${name.padEnd(28)}${columns.map((column) => column.padStart(13)).join('')}\n`);
}
