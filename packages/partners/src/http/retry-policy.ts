import type { PartnerErrorKind } from '../partner-error.ts';

const BASE_MS = 100;
/** After a partner said that it is asked too often. */
const THROTTLED_BASE_MS = 500;
const CAP_MS = 20_000;

/**
 * How long to wait after the attempt of that number (from 1) failed: anything from nothing to a bound that doubles, so that many callers
 * who failed together do not come back together ("full jitter"). Milliseconds, whole. Bases, cap and costs are those of the AWS SDK.
 */
export function backoffMs(kind: PartnerErrorKind, attemptNumber: number, random: () => number): number {
  const baseMs = kind === 'rate_limited' ? THROTTLED_BASE_MS : BASE_MS;
  return Math.floor(random() * Math.min(CAP_MS, baseMs * 2 ** (attemptNumber - 1)));
}

const BUDGET = 500;
const RETRY_COST = 5;
const TIMEOUT_COST = 10;

/** What may be spent on trying again, shared by all calls to one partner: a partner in trouble is not asked many times more than usual. */
export type RetryBudget = {
  /** Whether one more attempt is affordable after that failure; it is then paid. */
  readonly spend: (kind: PartnerErrorKind) => boolean;
  /** A call succeeded. */
  readonly refund: () => void;
};

export function createRetryBudget(): RetryBudget {
  let tokens = BUDGET;
  return {
    spend: (kind) => {
      const cost = kind === 'attempt_timeout' ? TIMEOUT_COST : RETRY_COST;
      if (tokens < cost) return false;
      tokens -= cost;
      return true;
    },
    refund: () => {
      tokens = Math.min(BUDGET, tokens + 1);
    },
  };
}
