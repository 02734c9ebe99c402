import type { Clock } from '@rahyar/partners';

export type SandboxClock = Clock & {
  /** Moves on by so many milliseconds; every bell that has come due rings, in order of time. A negative number moves back. */
  readonly advance: (ms: number) => void;
  /** Back to the clock that it goes by, with no bell left. */
  readonly reset: () => void;
};

/** A clock that goes with another one and can be moved on. Its bells ring when their time has come by either. */
export function createSandboxClock(base: Clock): SandboxClock {
  type Bell = { readonly atMs: number; readonly action: () => void; takeBack: () => void };
  const bells = new Set<Bell>();
  let aheadMs = 0;
  const nowMs = (): number => base.nowMs() + aheadMs;

  const ring = (bell: Bell): void => {
    bell.takeBack();
    if (bells.delete(bell)) bell.action();
  };

  return {
    nowMs,
    schedule: (delayMs, action) => {
      const bell: Bell = { atMs: nowMs() + delayMs, action, takeBack: () => {} };
      bells.add(bell);
      bell.takeBack = base.schedule(delayMs, () => ring(bell));
      return () => {
        bell.takeBack();
        bells.delete(bell);
      };
    },
    advance: (ms) => {
      aheadMs += ms;
      const due = [...bells].filter(({ atMs }) => atMs <= nowMs()).toSorted((a, b) => a.atMs - b.atMs);
      for (const bell of due) ring(bell);
    },
    reset: () => {
      for (const bell of bells) bell.takeBack();
      bells.clear();
      aheadMs = 0;
    },
  };
}
