import { setTimeout as pause } from 'node:timers/promises';
import { audit, type Verdict } from './audit.ts';
import { type Call, diceOf } from './calls.ts';
import { type History, openHistory } from './history.ts';
import type { Homes } from './homes.ts';
import type { Place } from './place.ts';
import { BUSY_LOG, type Settings } from './work.ts';
import { startWriter, type Writing } from './writing.ts';

/** What came of the rounds on one adapter. */
export type Tally = {
  rounds: number;
  /** Rounds that ended before the store was open for the first time. */
  unopened: number;
  acknowledged: number;
  /** Calls that no answer had come to: those that were in the store, wholly, and those that were not, or had nothing to change. */
  there: number;
  notThere: number;
  lost: number;
  torn: number;
  notReopened: number;
  /** What was wrong, a line each. */
  readonly faults: string[];
};

export const emptyTally = (): Tally => ({
  rounds: 0,
  unopened: 0,
  acknowledged: 0,
  there: 0,
  notThere: 0,
  lost: 0,
  torn: 0,
  notReopened: 0,
  faults: [],
});

/** A store that goes through several rounds. */
type Kept = { readonly place: Place; readonly history: History; age: number; acknowledged: number; again: Call | undefined };

/**
 * Kills a writer at a moment of the seed and looks at what it left: one round in four while it opens a store for the first time, the others
 * at their work, ten rounds on one store. With other settings of SQLite the store is none of ours, and must not stand the rounds.
 */
export async function killRounds(homes: Homes, writer: string, rounds: number, seed: number, settings?: Settings): Promise<Tally> {
  const tally = emptyTally();
  let kept: Kept | undefined;
  let openMs = 40;
  const startFor = (round: number): Writing => startWriter(writer, settings ?? (round % 2 === 0 ? BUSY_LOG : undefined));
  let next = startFor(0);
  try {
    for (let round = 0; round < rounds; round++) {
      const dice = diceOf(seed, round);
      const isStart = round % 4 === 3;
      if (!isStart) kept ??= fresh(homes);
      const store = isStart || kept === undefined ? fresh(homes) : kept;
      const writing = next;
      next = startFor(round + 1);
      await writing.order(orderOf(store, seed + round));
      const isFirst = store.history.last === 0;
      const beganMs = performance.now();
      if (isFirst && !isStart) {
        await writing.opened();
        openMs = performance.now() - beganMs;
      }
      if (!isStart) await writing.begun(dice(CALLS));
      await pause(isStart ? (dice(1_000) / 1_000) * openMs : dice(MOMENTS_MS));
      if (!writing.isOpen && isFirst) tally.unopened += 1;
      await writing.kill();
      await homes.quiet();
      for (const why of writing.takeRefusals()) tally.faults.push(`round ${round}: a call was refused: ${why}`);
      const mayGoOn = await look(store, writing, tally, `round ${round}`);
      if (isStart) await homes.remove(store.place);
      else if (!mayGoOn || store.age === ROUNDS_OF_ONE) {
        await homes.remove(store.place);
        kept = undefined;
      }
    }
  } finally {
    await next.kill();
    if (kept !== undefined) await homes.remove(kept.place);
  }
  return tally;
}

/**
 * Has the server of a store crash while a writer is at work. The writer lives on: its calls are refused until the server is there again, and
 * then it goes on where it was.
 */
export async function crashRounds(
  homes: Homes,
  writer: string,
  crash: (signal: 'SIGQUIT' | 'SIGKILL') => Promise<void>,
  rounds: number,
  seed: number,
): Promise<Tally> {
  const tally = emptyTally();
  for (let round = 0; round < rounds; ) {
    const store = fresh(homes);
    const writing = startWriter(writer);
    try {
      for (let mayGoOn = true; mayGoOn && store.age < ROUNDS_OF_ONE && round < rounds; round++) {
        const dice = diceOf(seed, round);
        await writing.order(orderOf(store, seed + round));
        await writing.begun(dice(CALLS));
        await pause(dice(MOMENTS_MS));
        if (!writing.isOpen) tally.unopened += 1;
        await crash(round % 2 === 0 ? 'SIGKILL' : 'SIGQUIT');
        await writing.back();
        for (const why of writing.takeRefusals())
          if (!LOSSES.includes(why)) tally.faults.push(`crash ${round}: the loss of the server is called ${why}`);
        mayGoOn = await look(store, writing, tally, `crash ${round}`);
      }
    } finally {
      await writing.kill();
      await homes.remove(store.place);
    }
  }
  return tally;
}

/** A round ends before so many calls, and at any moment of one: a slow machine and a fast one meet the same. */
const CALLS = 80;
const MOMENTS_MS = 8;
const ROUNDS_OF_ONE = 10;
/** By what words a store may say that its server went away. */
const LOSSES: readonly string[] = ['lost', 'busy'];

const fresh = (homes: Homes): Kept => ({ place: homes.make(), history: openHistory(), age: 0, acknowledged: 0, again: undefined });

const orderOf = ({ place, history, again }: Kept, seed: number) => ({
  place,
  seed,
  from: history.last + 1,
  ...(again === undefined ? {} : { again }),
  ...(history.loaded === undefined || again?.kind === 'loadPlan' ? {} : { loaded: history.loaded }),
});

/** Looks at a store that was cut off. Whether it may go on. */
async function look(store: Kept, writing: Writing, tally: Tally, where: string): Promise<boolean> {
  const { history } = store;
  store.age += 1;
  const before = store.acknowledged;
  for (const call of writing.takeBegun()) {
    store.again = call;
    await history.add(call);
  }
  store.acknowledged = Math.max(before, writing.acknowledged);
  const verdict = await audit(store.place, history, store.acknowledged);
  tell(tally, verdict, { where, fresh: store.acknowledged - before, acknowledged: store.acknowledged });
  if (history.last === store.acknowledged) store.again = undefined;
  else {
    const isThere = verdict.stand === history.last;
    tally[isThere ? 'there' : 'notThere'] += 1;
    // Whatever was not answered is asked again, but a claim that is there: it would take more.
    const isClaim = store.again?.kind === 'claimFollowUps' || store.again?.kind === 'claimMessages';
    if (isThere && isClaim) {
      store.acknowledged = history.last;
      store.again = undefined;
    }
  }
  return isSound(verdict);
}

const isSound = ({ lost, torn, closed }: Verdict): boolean => lost === 0 && torn.length === 0 && closed === undefined;

/** Adds the verdict on a round, in which `fresh` calls more were acknowledged. */
export function tell(
  tally: Tally,
  { lost, torn, closed }: Verdict,
  { where, fresh, acknowledged }: { readonly where: string; readonly fresh: number; readonly acknowledged: number },
): void {
  tally.rounds += 1;
  tally.acknowledged += fresh;
  tally.lost += lost;
  tally.torn += torn.length > 0 ? 1 : 0;
  tally.notReopened += closed === undefined ? 0 : 1;
  if (lost > 0) tally.faults.push(`${where}: of ${acknowledged} calls that were done, the last ${lost} are not there`);
  for (const fault of torn) tally.faults.push(`${where}: ${fault}`);
  if (closed !== undefined) tally.faults.push(`${where}: it does not open: ${closed}`);
}
