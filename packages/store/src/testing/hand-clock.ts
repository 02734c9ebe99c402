/** A clock that stands until it is set. */
export type HandClock = { readonly nowMs: () => number; readonly set: (ms: number) => void };

export function createHandClock(startMs: number): HandClock {
  let now = startMs;
  return Object.freeze<HandClock>({
    nowMs: () => now,
    set: (ms) => {
      now = ms;
    },
  });
}
