import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type PostgresServer, startPostgres } from '../postgres-server.ts';
import { type Chaos, makeChaos } from './distributed/chaos.ts';
import { differences, planWith, writeInputs } from './distributed/plans.ts';
import { openWatch } from './distributed/watch.ts';
import { withWorkers } from './distributed/workers.ts';

/**
 * A distributed plan among workers that are killed and frozen and a server that crashes, held against the plan of one process:
 * `npm run night:distributed`. `-- --slice` is the short form for each change; `-- --people 1000000` another size. Fails where a shard was lost, done
 * twice or torn, where the plan was published more or less than once, or where a byte is another.
 */
const { values } = parseArgs({
  options: {
    slice: { type: 'boolean', default: false },
    people: { type: 'string' },
    shards: { type: 'string' },
  },
});
const people = Number(values.people ?? (values.slice ? 2_000 : 100_000));
const shards = Number(values.shards ?? (values.slice ? 10 : 220));
/** Every so many finished shards one more fault: of a run of 220 shards, 700 with all stages, that makes 60 kills, 10 freezes and 7 crashes. */
const chaos: Chaos = values.slice
  ? { workers: 3, kills: { every: 9, least: 3 }, freezes: { every: 20, least: 1 }, crashes: { every: 20, least: 1 } }
  : { workers: 4, kills: { every: 11, least: 50 }, freezes: { every: 65, least: 8 }, crashes: { every: 95, least: 5 } };

const postgres = await startPostgres({ own: true });
const folder = mkdtempSync(join(tmpdir(), 'rahyar-distributed-'));
try {
  process.exitCode = (await run(postgres, folder)) ? 0 : 1;
} finally {
  await postgres.dispose();
  rmSync(folder, { recursive: true, force: true });
}

async function run(server: PostgresServer, folder: string): Promise<boolean> {
  writeInputs(folder, people);
  const alone = await planWith(folder, 'alone', []);
  say(`one process            ${seconds(alone.ms)}   ${people.toLocaleString('en')} people`);
  const watch = await openWatch(server.url);
  const words = ['--distributed', server.url, '--shards', String(shards)];

  const faults = { kills: 0, freezes: 0, crashes: 0 };
  const harassed = await withWorkers(server.url, chaos.workers, async (workers) => {
    const stopped = new AbortController();
    const making = makeChaos({ chaos, workers, server, watch, faults, signal: stopped.signal });
    try {
      return await planWith(folder, 'harassed', words);
    } finally {
      stopped.abort();
      await making;
    }
  });
  const audit = await watch.audit();
  await watch.close();
  const differing = differences(folder, 'alone', 'harassed');
  say(`${chaos.workers} workers, with faults  ${seconds(harassed.ms)}`);
  say(`kills ${faults.kills}, freezes ${faults.freezes}, crashes of the server ${faults.crashes}`);
  say(
    `shards ${audit.done} of ${audit.wanted}: lost ${audit.lost}, torn ${audit.torn}, doubled ${audit.doubled}; late results refused ${audit.late}`,
  );
  say(`published ${audit.published} times; ${differing} files differ from the plan of one process`);
  const isEnough = faults.kills >= chaos.kills.least && faults.freezes >= chaos.freezes.least && faults.crashes >= chaos.crashes.least;
  if (!isEnough) say('The plan was done before all faults had come: more people make it longer.');
  return isEnough && audit.published === 1 && audit.lost + audit.torn + audit.doubled + differing === 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).padStart(7)} s`;
}
