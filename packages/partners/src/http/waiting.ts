/// <reference lib="dom" />
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { type PartnerError, partnerError } from '../partner-error.ts';
import type { Clock } from './clock.ts';
import { pause, type Wake } from './pause.ts';

export type WaitOptions<T> = {
  /** Whether the thing has come to where the caller waits for it. */
  readonly until: (thing: T) => boolean;
  /** How long to wait at most, from now. */
  readonly deadlineMs: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** Subscribes to news of the thing, such as a webhook: it is then looked at once more at once. */
  readonly wake?: Wake;
};

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Looks at a thing again and again until it has come to where the caller waits for it: after a second, then ever less often, every half
 * minute in the end. A look that fails for a while does not end the waiting; at the deadline its error is the answer, or
 * `deadline_exceeded` if the last look succeeded.
 */
export const waitFor = <T>(
  get: (input: { readonly id: string }, options?: { readonly signal?: AbortSignal }) => ResultAsync<T, PartnerError>,
  id: string,
  options: WaitOptions<T>,
): ResultAsync<T, PartnerError> => new ResultAsync(looking(get, id, options));

async function looking<T>(
  get: (input: { readonly id: string }, options?: { readonly signal?: AbortSignal }) => ResultAsync<T, PartnerError>,
  id: string,
  { until, deadlineMs, clock, signal, wake }: WaitOptions<T>,
): Promise<Result<T, PartnerError>> {
  const endMs = clock.nowMs() + deadlineMs;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2)) {
    const look = await get({ id }, signal === undefined ? {} : { signal });
    if (look.isOk() && until(look.value)) return ok(look.value);
    if (look.isErr() && !look.error.retryable) return err(look.error);
    const nextMs = Math.max(waitMs, look.isErr() ? (look.error.retryAfterMs ?? 0) : 0);
    const leftMs = endMs - clock.nowMs();
    if (leftMs <= 0 || (look.isErr() && nextMs >= leftMs))
      return err(look.isErr() ? look.error : partnerError({ kind: 'deadline_exceeded' }, APPLIES_NOTHING));
    const rest = await pause(Math.min(nextMs, leftMs), { clock, signal, wake });
    if (rest === 'cancelled') return err(partnerError({ kind: 'cancelled' }, APPLIES_NOTHING));
  }
}

const APPLIES_NOTHING = { outcome: 'not_applied' } as const;
