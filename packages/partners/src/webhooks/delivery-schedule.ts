/**
 * The waits before each attempt to deliver one webhook, as Standard Webhooks 1.0 recommends: ten attempts over 75 hours and 35 minutes.
 */
export const DELIVERY_DELAYS_MS = [
  0, 5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000,
] as const;

/** A wait is lengthened by up to this part of itself, so that many deliveries that failed together do not return together. */
const JITTER = 0.1;
/** A receiver cannot put a delivery off for longer than this. */
const RETRY_AFTER_MAX_MS = 86_400_000;

/** What came of one attempt. */
export type DeliveryAnswer = { readonly status: number; readonly retryAfterMs?: number } | 'timeout' | 'network';

/**
 * What to do after an attempt. `disable`: the receiver wants nothing more at this address (410), this delivery among it.
 * `giveUp`: the last attempt failed; the events can still be read at `GET /v1/events`.
 */
export type DeliveryStep =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly atMs: number }
  | { readonly kind: 'disable' }
  | { readonly kind: 'giveUp' };

/**
 * The step after the `attempts`th attempt (1 is the first). Only a 2xx is success; a redirect is not followed and is a failure.
 * `random` is in [0, 1). A `Retry-After` can put the next attempt off, up to a day, and cannot bring it forward.
 */
export function nextAttempt(answer: DeliveryAnswer, attempts: number, { nowMs, random }: { nowMs: number; random: number }): DeliveryStep {
  const { status, retryAfterMs = 0 } = typeof answer === 'string' ? { status: 0 } : answer;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410) return { kind: 'disable' };
  const delayMs = DELIVERY_DELAYS_MS[attempts];
  if (delayMs === undefined) return { kind: 'giveUp' };
  return { kind: 'retry', atMs: nowMs + Math.max(Math.round(delayMs * (1 + JITTER * random)), Math.min(retryAfterMs, RETRY_AFTER_MAX_MS)) };
}
