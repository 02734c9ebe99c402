/// <reference lib="dom" />

/** The time that a gateway goes by: the moment in milliseconds since 1970, and a bell. */
export interface Clock {
  nowMs(): number;
  /** Runs `action` once after `delayMs`; the returned function takes it back. */
  schedule(delayMs: number, action: () => void): () => void;
}

/** The clock of the machine, for the composition root to hand in. */
export const machineClock: Clock = {
  nowMs: () => Date.now(),
  schedule: (delayMs, action) => {
    const bell = setTimeout(action, delayMs);
    return () => clearTimeout(bell);
  },
};
