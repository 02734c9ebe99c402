/// <reference lib="dom" />
import { bulkhead, CircuitState, CountBreaker, circuitBreaker, handleWhenResult } from 'cockatiel';
import { attempt } from './attempt.ts';
import type { Clock } from './clock.ts';

/** How an attempt went, as the breaker counts: `failed` says that the partner is not there, `silent` says nothing of it. */
export type Verdict = 'answered' | 'failed' | 'silent';

export type GuardLimits = {
  /** Attempts in flight at once, and calls that may wait for their turn. */
  readonly concurrentAttempts: number;
  readonly waitingAttempts: number;
};

export type GuardRefusal =
  | { readonly kind: 'circuit_open'; readonly retryAfterMs: number }
  | { readonly kind: 'bulkhead_full' | 'cancelled' };

/** A circuit breaker and a bulkhead before one partner. */
export type Guard = {
  /** Does the work, or refuses; work that was refused is never begun. `waitMs` bounds the wait for a turn and the work itself. */
  readonly run: <T extends { readonly verdict: Verdict }>(
    work: () => Promise<T>,
    options: { readonly waitMs: number; readonly signal: AbortSignal | undefined },
  ) => Promise<T | { readonly refusal: GuardRefusal }>;
};

/** The circuit opens when more than half of the last 20 attempts failed, at least 10 seen. */
const BREAKER = { size: 20, minimumNumberOfCalls: 10, threshold: 0.5 } as const;
/** How long it stays open; then one attempt goes through, and only an answer closes it. */
export const CIRCUIT_OPEN_MS = 10_000;

/**
 * cockatiel keeps both. It reads the machine's clock to know when an open circuit may be tried, so the duration that it is given is not a
 * number but a question to ours: endless until the time has come, and then less than any time passed.
 */
export function createGuard({ clock, limits }: { readonly clock: Clock; readonly limits: GuardLimits }): Guard {
  let openedAtMs = 0;
  const isOver = (): boolean => clock.nowMs() - openedAtMs >= CIRCUIT_OPEN_MS;
  const openFor = {
    get duration() {
      return isOver() ? -Infinity : Infinity;
    },
    next: () => {
      openedAtMs = clock.nowMs();
      return openFor;
    },
  };
  const breaker = circuitBreaker(
    handleWhenResult((result) => {
      const { verdict } = result as { readonly verdict: Verdict };
      return verdict === 'failed' || (verdict === 'silent' && breaker.state === CircuitState.HalfOpen);
    }),
    { breaker: new CountBreaker(BREAKER), halfOpenAfter: openFor },
  );
  const turns = bulkhead(limits.concurrentAttempts, limits.waitingAttempts);

  const circuitRefusal = (): { readonly refusal: GuardRefusal } | undefined => {
    const isClosed = breaker.state === CircuitState.Closed || (breaker.state === CircuitState.Open && isOver());
    if (isClosed) return undefined;
    return { refusal: { kind: 'circuit_open', retryAfterMs: Math.max(0, openedAtMs + CIRCUIT_OPEN_MS - clock.nowMs()) } };
  };

  return {
    run: async (work, { waitMs, signal }) => {
      const refused = circuitRefusal();
      if (refused !== undefined) return refused;
      // Asked again at its turn: cockatiel would hold it until the one attempt through a half-open circuit is over.
      const inTurn = async () => circuitRefusal() ?? breaker.execute(work);
      if (turns.executionSlots > 0) return turns.execute(inTurn);
      if (turns.queueSlots === 0) return { refusal: { kind: 'bulkhead_full' } };
      const wait = { hasBegun: false, hasLeft: false };
      const turn = turns.execute(() => {
        wait.hasBegun = true;
        return wait.hasLeft ? Promise.resolve({ refusal: { kind: 'cancelled' } as const }) : inTurn();
      });
      const waited = await attempt(() => turn, { timeoutMs: waitMs, clock, signal });
      // Work that has begun ends by itself, at the same signal and the same time.
      if (typeof waited === 'object' || wait.hasBegun) return turn;
      wait.hasLeft = true;
      return { refusal: { kind: waited === 'cancelled' ? 'cancelled' : 'bulkhead_full' } };
    },
  };
}
