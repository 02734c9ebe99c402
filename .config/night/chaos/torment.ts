import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '@rahyar/domain';
import type { Store, StoreError } from '@rahyar/store';
import type { Result } from 'neverthrow';
import type { Processes } from '../processes.ts';
import { followUpsFrom } from './course.ts';

export const FAULTS = ['kills', 'freezes', 'crashes'] as const;
/** How many of each. */
export type Faults = Readonly<Record<(typeof FAULTS)[number], number>>;

export type Torment = {
  /** A store of the tormentor's own, to plan and to look. */
  readonly store: Pick<Store, 'putFollowUps' | 'condition'>;
  readonly followUps: number;
  readonly faults: Faults;
  readonly processes: Processes;
  readonly crash: (signal: 'SIGQUIT' | 'SIGKILL') => Promise<void>;
};

/** Longer than the lease. */
const FREEZE_MS = 2_500;
/** How far planning is ahead of what must be done before the next fault: workers always find something. */
const AHEAD = 4;
const STUCK_MS = 60_000;

/**
 * Plans follow-ups and makes faults, each as soon as so many are done, so that a slow machine and a fast one meet the same number of them in
 * the same work. Returns which were made when all is done and told, or when nothing more is done for a minute.
 */
export async function torment({ store, followUps, faults, processes, crash }: Torment): Promise<Faults> {
  const order = inOrder(faults);
  const perFault = Math.ceil(followUps / order.length);
  const made: Record<keyof Faults, number> = { kills: 0, freezes: 0, crashes: 0 };
  const make: Readonly<Record<keyof Faults, () => Promise<void>>> = {
    kills: () => untilTrue(() => processes.kill()),
    freezes: () => untilTrue(() => processes.freeze(FREEZE_MS)),
    crashes: () => crash(made.crashes % 2 === 0 ? 'SIGQUIT' : 'SIGKILL'),
  };
  let planned = 0;
  const planUpTo = async (count: number): Promise<void> => {
    const fresh = followUpsFrom(planned, Math.max(0, count - planned), new Date().toISOString() as Instant);
    await answered(() => store.putFollowUps(fresh));
    planned += fresh.length;
  };
  const doneUpTo = async (count: number): Promise<boolean> =>
    untilProgress(async () => {
      const { openFollowUps, waitingMessages } = await answered(() => store.condition());
      const done = planned - openFollowUps;
      return {
        isReached: count === followUps ? done === count && waitingMessages === 0 : done >= count,
        state: `${done} ${waitingMessages}`,
      };
    });
  for (const [index, fault] of order.entries()) {
    await planUpTo(Math.min(followUps, (index + AHEAD) * perFault));
    if (!(await doneUpTo(Math.min(followUps - 1, Math.floor((index + Math.random()) * perFault))))) return made;
    // In the middle of something, wherever that is.
    await pause(Math.random() * 100);
    await make[fault]();
    made[fault] += 1;
  }
  await planUpTo(followUps);
  await doneUpTo(followUps);
  return made;
}

/** Each kind spread evenly over the whole. */
const inOrder = (faults: Faults): (keyof Faults)[] =>
  FAULTS.flatMap((fault) => Array.from({ length: faults[fault] }, (_, index) => ({ fault, at: (index + 0.5) / faults[fault] })))
    .sort((a, b) => a.at - b.at)
    .map(({ fault }) => fault);

/** The server may be away. */
async function answered<T>(ask: () => PromiseLike<Result<T, StoreError>>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer.isOk()) return answer.value;
    if (answer.error.kind !== 'unavailable') throw new Error(`The store answers ${JSON.stringify(answer.error)}`);
    await pause(50);
  }
}

async function untilTrue(act: () => boolean): Promise<void> {
  while (!act()) await pause(10);
}

/** Whether it is reached; not, if nothing has moved for so long. */
async function untilProgress(look: () => Promise<{ readonly isReached: boolean; readonly state: string }>): Promise<boolean> {
  let last = '';
  let movedAtMs = performance.now();
  for (;;) {
    const { isReached, state } = await look();
    if (isReached) return true;
    if (state !== last) movedAtMs = performance.now();
    else if (performance.now() - movedAtMs > STUCK_MS) return false;
    last = state;
    await pause(30);
  }
}
