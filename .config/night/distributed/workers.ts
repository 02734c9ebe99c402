import { type ChildProcess, spawn } from 'node:child_process';
import { RAHYAR } from './plans.ts';

/** Worker processes, each replaced by a new one when it is killed, as an operator's supervisor would. */
export type Workers = {
  /** Kills one at random, without warning. */
  kill(): void;
  /** Stops one at random for so long, and lets it go on as if nothing had been. */
  freeze(ms: number): void;
};

export async function withWorkers<T>(url: string, count: number, use: (workers: Workers) => Promise<T>): Promise<T> {
  const slots: { child: ChildProcess; isFrozen: boolean }[] = [];
  let isOver = false;
  const start = (slot: number): void => {
    const child = spawn(process.execPath, ['--conditions=@rahyar/source', RAHYAR, 'worker', '--database', url, '--quiet'], {
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    slots[slot] = { child, isFrozen: false };
    child.once('exit', () => {
      if (!isOver) start(slot);
    });
  };
  for (let slot = 0; slot < count; slot++) start(slot);
  const anyAwake = () => {
    const awake = slots.filter(({ isFrozen }) => !isFrozen);
    return awake[Math.floor(Math.random() * awake.length)];
  };
  try {
    return await use({
      kill: () => anyAwake()?.child.kill('SIGKILL'),
      freeze: (ms) => {
        const slot = anyAwake();
        if (slot === undefined) return;
        slot.isFrozen = true;
        slot.child.kill('SIGSTOP');
        setTimeout(() => {
          slot.isFrozen = false;
          slot.child.kill('SIGCONT');
        }, ms);
      },
    });
  } finally {
    isOver = true;
    const running = slots.filter(({ child }) => child.exitCode === null && child.signalCode === null);
    const ended = running.map(({ child }) => new Promise((resolve) => child.once('exit', resolve)));
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(ended);
  }
}
