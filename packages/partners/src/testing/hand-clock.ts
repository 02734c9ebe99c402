import type { Clock } from '../http/clock.ts';

/** A clock that a test turns by hand. */
export type HandClock = Clock & {
  /** Goes on by that much; bells on the way ring at their times, in their order. */
  readonly advance: (byMs: number) => void;
  /** Goes on to the next bell and rings it; whether there was one. */
  readonly ringNext: () => boolean;
  readonly bellCount: () => number;
};

export function createHandClock(startMs: number): HandClock {
  let nowMs = startMs;
  let bells: readonly { readonly atMs: number; readonly action: () => void }[] = [];
  const ringNext = (): boolean => {
    const [next] = bells;
    if (next === undefined) return false;
    bells = bells.slice(1);
    nowMs = Math.max(nowMs, next.atMs);
    next.action();
    return true;
  };
  return Object.freeze({
    nowMs: () => nowMs,
    schedule: (delayMs, action) => {
      const bell = { atMs: nowMs + delayMs, action };
      const before = bells.filter(({ atMs }) => atMs <= bell.atMs);
      bells = [...before, bell, ...bells.slice(before.length)];
      return () => {
        bells = bells.filter((one) => one !== bell);
      };
    },
    advance: (byMs) => {
      const untilMs = nowMs + byMs;
      for (let next = bells[0]; next !== undefined && next.atMs <= untilMs; next = bells[0]) ringNext();
      nowMs = Math.max(nowMs, untilMs);
    },
    ringNext,
    bellCount: () => bells.length,
  } satisfies HandClock);
}
