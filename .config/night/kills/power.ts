import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextRound, setTimeout as pause } from 'node:timers/promises';
import type { SqliteDriver } from '@rahyar/store/sqlite';
import { audit } from './audit.ts';
import { diceOf } from './calls.ts';
import { openHistory } from './history.ts';
import type { Place } from './place.ts';
import { emptyTally, type Tally, tell } from './rounds.ts';
import { BUSY_LOG, FORGETFUL } from './work.ts';
import { startWriter } from './writing.ts';

/** A disk in a file, with an empty file system on it, from which each round gets a copy; and the folder of all of them. */
export type Disks = { readonly folder: string; readonly empty: string };

/** Makes the disk, and tries whether it can be mounted here; or says why not. */
export function makeDisks(): { readonly disks: Disks } | { readonly why: string } {
  // In memory, where there is such a place: the disk is a pretence, and the quicker it is the more often it can be cut.
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'rahyar-power-'));
  const empty = join(folder, 'empty.img');
  try {
    execFileSync('truncate', ['--size=192M', empty]);
    // Nothing is left to be written later, when nobody asked for it.
    execFileSync('mkfs.ext4', ['-q', '-N', '64', '-E', 'lazy_itable_init=0,lazy_journal_init=0,nodiscard', empty], { stdio: 'pipe' });
    const mounted = mount(empty, join(folder, 'empty'));
    unmount(mounted);
    return { disks: { folder, empty } };
  } catch (thrown) {
    rmSync(folder, { recursive: true, force: true });
    return { why: String(thrown).trim().split('\n').at(-1) ?? '' };
  }
}

const MEMORY = '/dev/shm';

export const removeDisks = ({ folder }: Disks): void => rmSync(folder, { recursive: true, force: true });

/**
 * Cuts the power of a disk while a writer is at work: what has reached the disk at that moment, and nothing that was still on the way there,
 * is mounted as another disk, and the store on it is looked at. The drivers take turns; one round in four ends soon after the start. A
 * `forgetful` writer does not wait for the disk: it must lose something, or the cut is none.
 */
export async function powerRounds(
  { folder, empty }: Disks,
  writer: string,
  rounds: number,
  seed: number,
  forgetful = false,
): Promise<Tally> {
  const tally = emptyTally();
  for (let round = 0; round < rounds; round++) {
    const dice = diceOf(seed, round);
    const driver: SqliteDriver = round % 2 === 0 ? 'better-sqlite3' : 'node:sqlite';
    const [disk, cut] = ['disk', 'cut'].map((name) => join(folder, `${name}-${forgetful}-${round}.img`)) as [string, string];
    copy(empty, disk);
    const running = mount(disk, `${disk}.mounted`);
    const writing = startWriter(writer, { ...(forgetful ? FORGETFUL : {}), ...(round % 4 < 2 ? BUSY_LOG : {}) });
    const history = openHistory();
    let acknowledged = 0;
    try {
      const place: Place = { kind: 'sqlite', file: join(running, 'store.db'), driver };
      await writing.order({ place, seed: seed + round, from: 1 });
      await writing.begun(round % 4 === 3 ? dice(4) : CALLS / 4 + dice(CALLS));
      await pause(dice(20));
      // The copy takes a moment. A writer that went on meanwhile would be copied at two times at once, which no cut does: a page from before
      // a checkpoint beside a log from after it.
      writing.freeze();
      // What was said before the cut is heard before it.
      await nextRound();
      acknowledged = writing.acknowledged;
      if (!writing.isOpen) tally.unopened += 1;
      copy(disk, cut);
    } finally {
      await writing.kill();
      unmount(running);
    }
    for (const call of writing.takeBegun()) await history.add(call);
    for (const why of writing.takeRefusals()) tally.faults.push(`cut ${round}: a call was refused: ${why}`);
    const after = mount(cut, `${cut}.mounted`);
    try {
      const verdict = await audit({ kind: 'sqlite', file: join(after, 'store.db'), driver }, history, acknowledged);
      tell(tally, verdict, { where: `cut ${round}, ${driver}`, fresh: acknowledged, acknowledged });
    } finally {
      unmount(after);
      for (const file of [disk, cut]) rmSync(file, { force: true });
    }
  }
  return tally;
}

/** A round has a quarter of so many calls, and up to so many more. */
const CALLS = 320;

/** What another reader finds in the file now: what the disk was told to write, whether or not that file is on a disk itself. */
const copy = (from: string, to: string): void => {
  execFileSync('cp', ['--sparse=always', from, to]);
};

function mount(image: string, place: string): string {
  mkdirSync(place);
  execFileSync('mount', ['-o', 'loop', image, place], { stdio: 'pipe' });
  return place;
}

function unmount(place: string): void {
  execFileSync('umount', [place], { stdio: 'pipe' });
  rmSync(place, { recursive: true });
}
