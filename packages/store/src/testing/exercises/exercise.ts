import type { Store } from '../../store.ts';
import type { HandClock } from '../hand-clock.ts';

/** One promise, on a fresh store. The clock stands at {@link NOW_MS} and is the store's, unless the store cannot take one. */
export type Exercise = (store: Store, clock: HandClock) => Promise<void>;

/** Promises under their names. */
export type Exercises = Readonly<Record<string, Exercise>>;

export const NOW_MS = Date.UTC(2026, 10, 23, 6);
