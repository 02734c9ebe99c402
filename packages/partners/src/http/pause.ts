/// <reference lib="dom" />
import type { Clock } from './clock.ts';

/** Waits for a while, or until the caller cancels; whether it was waited to the end. `wake` is handed a function that ends it early. */
export function pause(
  delayMs: number,
  { clock, signal, wake }: { readonly clock: Clock; readonly signal: AbortSignal | undefined; readonly wake?: Wake | undefined },
): Promise<'rested' | 'cancelled'> {
  if (signal?.aborted === true) return Promise.resolve('cancelled');
  return new Promise((resolve) => {
    const end = (how: 'rested' | 'cancelled'): void => {
      takeBackBell();
      stopWaking?.();
      signal?.removeEventListener('abort', cancel);
      resolve(how);
    };
    const cancel = (): void => end('cancelled');
    const takeBackBell = clock.schedule(delayMs, () => end('rested'));
    signal?.addEventListener('abort', cancel, { once: true });
    const stopWaking = wake?.(() => end('rested'));
  });
}

/** Takes a function that is to be called when there may be news; returns how to take it back. */
export type Wake = (look: () => void) => () => void;
