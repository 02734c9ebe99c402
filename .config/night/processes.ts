import type { ChildProcess } from 'node:child_process';

/** Processes, each replaced by a new one when it ends, as an operator's supervisor would. */
export type Processes = {
  /** Kills one at random that is at work, without warning; false if none is. */
  kill(): boolean;
  /** Stops one at random that is at work for so long, and lets it go on as if nothing had been; false if none is. */
  freeze(ms: number): boolean;
};

type Slot = { readonly child: ChildProcess; isAtWork: boolean };

/** A process that can tell is at work from its first message on, another from its start. */
export async function withProcesses<T>(
  count: number,
  startOne: (slot: number) => ChildProcess,
  use: (processes: Processes) => Promise<T>,
): Promise<T> {
  const slots: Slot[] = [];
  let isOver = false;
  const start = (place: number): void => {
    const child = startOne(place);
    const slot: Slot = { child, isAtWork: !child.connected };
    slots[place] = slot;
    child.once('message', () => {
      slot.isAtWork = true;
    });
    child.once('exit', () => {
      slot.isAtWork = false;
      if (!isOver) start(place);
    });
  };
  for (let place = 0; place < count; place++) start(place);
  const anyAtWork = (): Slot | undefined => {
    const atWork = slots.filter(({ isAtWork }) => isAtWork);
    return atWork[Math.floor(Math.random() * atWork.length)];
  };
  try {
    return await use({
      kill: () => {
        const slot = anyAtWork();
        if (slot === undefined) return false;
        slot.isAtWork = false;
        return slot.child.kill('SIGKILL');
      },
      freeze: (ms) => {
        const slot = anyAtWork();
        if (slot === undefined || !slot.child.kill('SIGSTOP')) return false;
        slot.isAtWork = false;
        setTimeout(() => {
          slot.isAtWork = slot.child.kill('SIGCONT');
        }, ms);
        return true;
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
