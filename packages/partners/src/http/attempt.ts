/// <reference lib="dom" />
import type { Clock } from './clock.ts';

export type AttemptFailure = 'network' | 'attempt_timeout' | 'cancelled';

/**
 * Runs one attempt, its answer's body included, until it ends, the time is over or the caller cancels; whichever comes first is the
 * result, even if the work ignores its signal. Whatever the work throws is a network failure: its text may hold personal data and is
 * not looked at.
 */
export function attempt<T extends object>(
  work: (signal: AbortSignal) => Promise<T>,
  { timeoutMs, clock, signal }: { readonly timeoutMs: number; readonly clock: Clock; readonly signal: AbortSignal | undefined },
): Promise<T | AttemptFailure> {
  const controller = new AbortController();
  return new Promise((resolve) => {
    const end = (result: T | AttemptFailure): void => {
      takeBackBell();
      signal?.removeEventListener('abort', cancel);
      resolve(result);
    };
    const stop = (failure: AttemptFailure): void => {
      end(failure);
      controller.abort();
    };
    const cancel = (): void => stop('cancelled');
    const takeBackBell = clock.schedule(timeoutMs, () => stop('attempt_timeout'));
    signal?.addEventListener('abort', cancel, { once: true });
    work(controller.signal).then(end, () => end('network'));
  });
}
