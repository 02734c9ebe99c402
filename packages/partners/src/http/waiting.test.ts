import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { type PartnerError, type PartnerErrorDetail, partnerError } from '../partner-error.ts';
import { createHandClock } from '../testing/hand-clock.ts';
import { waitFor } from './waiting.ts';

type Thing = { readonly state: string };
const failing = (
  kind: Exclude<PartnerErrorDetail['kind'], 'invalid_request' | 'conflict' | 'rejected' | 'idempotency' | 'contract_violation'>,
  retryAfterMs?: number,
) => err(partnerError({ kind }, retryAfterMs === undefined ? {} : { retryAfterMs }));

/** Waits for `done` with the looks given, the last one again and again; says when it looked, in seconds. */
async function waiting(looks: readonly Result<Thing, PartnerError>[], deadlineMs: number, changes: object = {}) {
  const clock = createHandClock(0);
  const lookedAtS: number[] = [];
  const get = ({ id }: { readonly id: string }): ResultAsync<Thing, PartnerError> => {
    expect(id).toBe('loan_1');
    lookedAtS.push(clock.nowMs() / 1000);
    return new ResultAsync(Promise.resolve(looks[lookedAtS.length - 1] ?? looks.at(-1) ?? failing('not_found')));
  };
  let hasEnded = false;
  const isDone = (): boolean => hasEnded;
  const result = Promise.resolve(waitFor(get, 'loan_1', { until: ({ state }) => state === 'done', deadlineMs, clock, ...changes })).finally(
    () => {
      hasEnded = true;
    },
  );
  while (!isDone()) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!isDone()) clock.ringNext();
  }
  expect(clock.bellCount()).toBe(0);
  return { result: await result, lookedAtS };
}
const open = ok({ state: 'open' });
const done = ok({ state: 'done' });

describe('waitFor', () => {
  it('looks ever less often until it is so', async () => {
    const { result, lookedAtS } = await waiting([open, open, open, done], 60_000);
    expect(result._unsafeUnwrap()).toEqual({ state: 'done' });
    expect(lookedAtS).toEqual([0, 1, 3, 7]);
  });

  it('looks once more at the deadline, and then says that it is over', async () => {
    const { result, lookedAtS } = await waiting([open], 100_000);
    expect(lookedAtS).toEqual([0, 1, 3, 7, 15, 31, 61, 91, 100]);
    expect(result._unsafeUnwrapErr()).toMatchObject({ kind: 'deadline_exceeded', outcome: 'not_applied' });
  });

  it('bears what passes, waits as long as it is asked to, and keeps the last error at the deadline', async () => {
    const passing = await waiting([failing('unavailable', 20_000), open, done], 60_000);
    expect([passing.result.isOk(), passing.lookedAtS]).toEqual([true, [0, 20, 22]]);
    const lasting = await waiting([failing('rate_limited', 40_000)], 60_000);
    expect([lasting.result._unsafeUnwrapErr().kind, lasting.lookedAtS]).toEqual(['rate_limited', [0, 40]]);
  });

  it('does not bear what stays', async () => {
    const { result, lookedAtS } = await waiting([open, failing('forbidden')], 60_000);
    expect([result._unsafeUnwrapErr().kind, lookedAtS]).toEqual(['forbidden', [0, 1]]);
  });

  it('is shortened by news', async () => {
    let news: (() => void) | undefined;
    let unsubscribed = 0;
    const wake = (look: () => void) => {
      news = look;
      queueMicrotask(() => news?.());
      return () => {
        unsubscribed++;
      };
    };
    const { lookedAtS } = await waiting([open, open, done], 60_000, { wake });
    expect([lookedAtS, unsubscribed]).toEqual([[0, 0, 0], 2]);
  });

  it('ends when the caller cancels', async () => {
    const caller = new AbortController();
    const wake = () => {
      queueMicrotask(() => caller.abort());
      return () => undefined;
    };
    const { result } = await waiting([open], 60_000, { wake, signal: caller.signal });
    expect(result._unsafeUnwrapErr()).toMatchObject({ kind: 'cancelled', outcome: 'not_applied' });
  });
});
