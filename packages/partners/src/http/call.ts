/// <reference lib="dom" />
import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod';
import { type CallTrace, type PartnerError, type PartnerErrorDetail, type PartnerOutcome, partnerError } from '../partner-error.ts';
import { type AnswerFault, type AnswerTerms, judgedAnswer } from './answer-error.ts';
import type { CallPlan } from './call-plan.ts';
import type { Clock } from './clock.ts';
import type { Guard } from './guard.ts';
import type { HttpSettings } from './http-settings.ts';
import { pause } from './pause.ts';
import { backoffMs, type RetryBudget } from './retry-policy.ts';
import { type AttemptEnd, hexOf, type SendAttempt } from './send-attempt.ts';
import type { CallBegan, CallSpan } from './telemetry.ts';

/** What is known of a command's key before the call. */
export type CommandTerms = { readonly key: string; readonly before: 'nothing' | 'applied' | 'unknown' };

export type Caller = (
  call: CallPlan,
  command: CommandTerms | undefined,
  signal: AbortSignal | undefined,
) => Promise<Result<unknown, PartnerError>>;

export type CallerTools = {
  readonly partner: string;
  readonly settings: z.output<typeof HttpSettings>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly send: SendAttempt;
  readonly guard: Guard;
  readonly budget: RetryBudget;
  readonly begin: (call: CallBegan) => CallSpan;
};

/**
 * Carries out calls, attempt by attempt.
 *
 * Tried again, under the same key: what may pass later (`network`, `attempt_timeout`, `unavailable`, `rate_limited`, a key in progress), and
 * once a 401 with new credentials. Not tried again: what the deadline would cut, counting the wait that the partner asked for; what the
 * budget does not pay. The error is then the last one that the partner, or the way to it, gave; `deadline_exceeded` says that the deadline
 * cut an attempt.
 *
 * What is said of the effect of a command. An attempt may be lost before the partner, inside it, or on the way back, and it may still arrive
 * after later ones. So once an attempt ended `unknown`, the call stays `unknown` until an answer speaks for the key itself:
 * - a good answer: `applied`;
 * - a refusal with a code that comes of carrying the command out (404, 409, 412, 422): `not_applied`. By the contract the partner looks at
 *   the key before anything else, so had an earlier attempt been applied, its answer would have been repeated; and it keeps this refusal
 *   under the key, so an earlier attempt that still arrives gets it too.
 * Nothing else speaks for the key: 401, 403, 429 and 5xx come before it is looked at, a 404 without a code may come from a proxy, a key in
 * progress has no end yet, and a breach of the contract says nothing that can be relied on.
 */
export function createCaller({ partner, settings, clock, random, newId, send, guard, budget, begin }: CallerTools): Caller {
  return async (call, command, signal) => {
    const { id, operation, answer: terms } = call.plan;
    const startedMs = clock.nowMs();
    const endMs = startedMs + (settings.totalTimeoutMs ?? operation.deadline.totalMs);
    const attemptMs = settings.attemptTimeoutMs ?? operation.deadline.attemptMs;
    const span = begin({ operation: id, partner, intent: operation.intent });
    const traceId = span.traceId ?? hexOf(newId());
    const past: CallTrace['attempts'][number][] = [];
    let requestId: string | undefined;
    let isUnknown = command?.before === 'unknown';

    const outcomeOf = ({ settlesKey }: AnswerFault): PartnerOutcome => {
      if (operation.intent === 'query') return 'not_applied';
      if (command?.before === 'applied') return 'applied';
      return isUnknown && !settlesKey ? 'unknown' : 'not_applied';
    };
    const failed = (fault: AnswerFault): Result<never, PartnerError> => {
      const outcome = outcomeOf(fault);
      span.end({ attempts: past.length, tookMs: clock.nowMs() - startedMs, outcome, kind: fault.error.kind });
      const trace: CallTrace = Object.freeze({
        operation: id,
        partner,
        attempts: Object.freeze(past),
        traceId,
        ...(requestId === undefined ? {} : { requestId }),
        ...(command === undefined ? {} : { idempotencyKey: command.key }),
      });
      return err(Object.freeze({ ...fault.error, outcome, call: trace }));
    };

    let attemptLimit = settings.attempts;
    let last: AnswerFault | undefined;
    for (let number = 1; ; number++) {
      const leftMs = endMs - clock.nowMs();
      if (signal?.aborted === true) return failed(faultHere({ kind: 'cancelled' }));
      if (leftMs <= 0) return failed(last ?? faultHere({ kind: 'deadline_exceeded' }));
      const attemptId = newId();
      let beganMs = clock.nowMs();
      let timeoutMs = attemptMs;
      const end = await guard.run(
        () => {
          beganMs = clock.nowMs();
          timeoutMs = Math.min(attemptMs, endMs - beganMs);
          return send(call, { requestId: attemptId, traceId, idempotencyKey: command?.key, timeoutMs, signal });
        },
        { waitMs: leftMs, signal },
      );
      if ('refusal' in end) {
        const { kind } = end.refusal;
        return failed(kind === 'cancelled' || last === undefined ? faultHere(end.refusal) : last);
      }
      requestId = attemptId;
      const result = resultOf(end, { terms, isCut: timeoutMs < attemptMs, nowMs: clock.nowMs() });
      const tookMs = clock.nowMs() - beganMs;
      span.attempt({
        number,
        requestId,
        tookMs,
        ...('answer' in end ? { status: end.answer.status } : {}),
        ...(result.isErr() ? { kind: result.error.error.kind } : {}),
      });
      if (result.isOk()) {
        budget.refund();
        span.end({
          attempts: number,
          tookMs: clock.nowMs() - startedMs,
          outcome: operation.intent === 'query' ? 'not_applied' : 'applied',
        });
        return ok(result.value);
      }
      last = result.error;
      const { error } = last;
      past.push(Object.freeze({ kind: error.kind, tookMs }));
      isUnknown ||= error.outcome === 'unknown';

      // Once, and beyond the limit: a token that ran out is no trouble at the partner.
      if (
        error.kind === 'unauthenticated' &&
        'answer' in end &&
        end.forgetCredentials !== undefined &&
        attemptLimit === settings.attempts
      ) {
        attemptLimit++;
        end.forgetCredentials();
        continue;
      }
      if (!error.retryable || number >= attemptLimit) return failed(last);
      const waitMs = Math.max(error.retryAfterMs ?? 0, backoffMs(error.kind, number, random));
      if (clock.nowMs() + waitMs >= endMs || !budget.spend(error.kind)) return failed(last);
      if ((await pause(waitMs, { clock, signal })) === 'cancelled') return failed(faultHere({ kind: 'cancelled' }));
    }
  };
}

/** What is decided on this side: this attempt did nothing. */
const faultHere = ({ retryAfterMs, ...detail }: PartnerErrorDetail & { readonly retryAfterMs?: number }): AnswerFault => ({
  error: partnerError(detail, { outcome: 'not_applied', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }),
  settlesKey: false,
});

/** `isCut`: the deadline left the attempt less than its own time. */
function resultOf(
  end: AttemptEnd,
  { terms, isCut, nowMs }: { readonly terms: AnswerTerms; readonly isCut: boolean; readonly nowMs: number },
): Result<unknown, AnswerFault> {
  if ('answer' in end) return judgedAnswer(terms, end.answer, nowMs);
  const kind = end.failure === 'attempt_timeout' && isCut ? 'deadline_exceeded' : end.failure;
  return err(end.wasSent ? { error: partnerError({ kind }), settlesKey: false } : faultHere({ kind }));
}
