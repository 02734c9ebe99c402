import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsoDate } from '@rahyar/domain';
import type { Store } from '@rahyar/store';
import { openSqliteStore } from '@rahyar/store/sqlite';
import { house } from '../run.ts';

export type Stops = {
  readonly people: number;
  readonly stops: number;
  readonly seed: number;
  /** For the test of this test: what is done to the second memory before it is compared. */
  readonly spoil?: (store: Store) => Promise<void>;
};

export type Stopped = { readonly stops: number; readonly differences: readonly string[] };

/**
 * Runs the demonstration once to its end, and once killed again and again at moments of a seed and started anew; what the memories hold
 * afterwards must be the same, but for how often a claim was begun.
 */
export async function stopDemo({ people, stops, seed, spoil }: Stops): Promise<Stopped> {
  const folder = mkdtempSync(join(tmpdir(), 'rahyar-stops-'));
  const [whole, stopped] = [join(folder, 'whole'), join(folder, 'stopped')];
  try {
    const beganMs = performance.now();
    await runDemo(whole, people);
    const lastedMs = performance.now() - beganMs;
    let made = 0;
    for (let stop = 0; stop < stops; stop++) {
      // Wherever the kill falls, the next start begins with what there is; the first second only loads the program.
      const share = ((Math.imul(seed + stop, 0x9e3779b1) >>> 0) % 1_000) / 1_000;
      if (await runDemo(stopped, people, 300 + share * lastedMs)) made += 1;
    }
    await runDemo(stopped, people);
    if (spoil !== undefined) await spoilt(stopped, spoil);
    return { stops: made, differences: differencesOf(await contentOf(whole), await contentOf(stopped)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether it was killed before its end. */
function runDemo(out: string, people: number, killAfterMs?: number): Promise<boolean> {
  const words = ['demo', '--people', String(people), '--on', '1405-09-03', '--out', out, '--quiet'];
  const child = spawn(process.execPath, ['--conditions=@rahyar/source', `${house}/packages/cli/src/main.ts`, ...words], {
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(true);
      else if (code === 0) resolve(false);
      else reject(new Error(`the demonstration ended with ${code}`));
    });
  });
}

async function spoilt(folder: string, spoil: (store: Store) => Promise<void>): Promise<void> {
  const store = (await openSqliteStore(join(folder, 'memory.sqlite')))._unsafeUnwrap();
  await spoil(store);
  (await store.close())._unsafeUnwrap();
}

type Content = Readonly<Record<string, readonly string[]>>;

async function contentOf(folder: string): Promise<Content> {
  const store = (await openSqliteStore(join(folder, 'memory.sqlite')))._unsafeUnwrap();
  const events = (await store.readEvents(0, 1_000_000))._unsafeUnwrap().map(({ event }) => JSON.stringify(event));
  const referrals = (await store.listReferrals())._unsafeUnwrap().map((referral) => JSON.stringify(referral));
  const open = (await store.dueFollowUps(IsoDate.parse('2100-01-01')))._unsafeUnwrap().map(({ followUp }) => JSON.stringify(followUp));
  const audit = (await store.readAudit(0, 1_000_000))
    ._unsafeUnwrap()
    .map(({ entry: { what, of, from, to, because } }) => JSON.stringify([what, of, from, to, because]));
  const plan = [JSON.stringify((await store.currentPlan())._unsafeUnwrap())];
  const condition = (await store.condition(true))._unsafeUnwrap();
  (await store.close())._unsafeUnwrap();
  const told = readFileSync(join(folder, 'told.ndjson'), 'utf8').trimEnd().split('\n');
  // A message may be told twice, with one key; the key holds how often the follow-up was claimed before.
  const toldOnce = new Set(told.map((line) => JSON.stringify({ ...(JSON.parse(line) as object), key: undefined })));
  return {
    events,
    referrals,
    open,
    audit,
    plan,
    told: [...toldOnce],
    faults: condition.faults,
    unsent: [String(condition.waitingMessages)],
  };
}

function differencesOf(whole: Content, stopped: Content): string[] {
  return Object.keys(whole).flatMap((part) => {
    const [first, second] = [whole[part] ?? [], stopped[part] ?? []].map((rows) => [...rows].sort());
    const isSame = first?.length === second?.length && first?.every((row, index) => row === second?.[index]);
    return isSame === true ? [] : [`${part}: ${first?.length} rows against ${second?.length}, not the same`];
  });
}

if (process.argv[1] === import.meta.filename) {
  const [stops = '40', seed = '1'] = process.argv.slice(2);
  const outcome = await stopDemo({ people: 5_000, stops: Number(stops), seed: Number(seed) });
  process.stdout.write(`${outcome.stops} times killed and started again: ${outcome.differences.length} differences\n`);
  for (const difference of outcome.differences) process.stdout.write(`  ${difference}\n`);
  if (outcome.differences.length > 0) process.exitCode = 1;
}
