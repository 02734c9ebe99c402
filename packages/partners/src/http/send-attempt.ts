/// <reference lib="dom" />
import ky from 'ky';
import { ok, type Result } from 'neverthrow';
import type { PartnerErrorDetail } from '../partner-error.ts';
import { type Answer, readAnswer } from './answer.ts';
import { attempt } from './attempt.ts';
import type { CallPlan } from './call-plan.ts';
import type { Clock } from './clock.ts';
import type { Verdict } from './guard.ts';
import type { Credentials, RequestSigner } from './ports.ts';

/** What came of one attempt. `wasSent`: whether a byte of it may have reached the partner. */
export type AttemptEnd = { readonly verdict: Verdict; readonly wasSent: boolean } & (
  | { readonly answer: Answer }
  | {
      readonly failure: Extract<
        PartnerErrorDetail['kind'],
        'network' | 'attempt_timeout' | 'cancelled' | 'unavailable' | 'unauthenticated'
      >;
    }
);

export type AttemptTerms = {
  readonly requestId: string;
  readonly traceId: string;
  readonly idempotencyKey: string | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
};

export type SendAttempt = (call: CallPlan, terms: AttemptTerms) => Promise<AttemptEnd>;

/**
 * One attempt by ky, which prepares and sends the request and does nothing else: no retry, no timeout of its own, no redirect followed.
 * Credentials are asked for, and the signature is made, anew each time.
 */
export function createSendAttempt({
  baseUrl,
  clock,
  fetch: give = (input, init) => fetch(input, init),
  credentials,
  signer,
}: {
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly fetch?: typeof fetch | undefined;
  readonly credentials?: Credentials | undefined;
  readonly signer?: RequestSigner | undefined;
}): SendAttempt {
  const client = ky.create({ retry: 0, timeout: false, throwHttpErrors: false, redirect: 'manual' });
  const base = baseUrl.replace(/\/+$/, '');

  return async (call, { requestId, traceId, idempotencyKey, timeoutMs, signal: cancelling }) => {
    const { operation } = call.plan;
    const seen = { wasSent: false, cannotSign: false };

    const send = async (
      signal: AbortSignal,
    ): Promise<{ readonly answer: Answer } | { readonly failure: 'unavailable' | 'unauthenticated' }> => {
      const authorization: Result<string | undefined, 'unavailable' | 'refused'> =
        credentials === undefined ? ok(undefined) : await credentials.authorization({ signal });
      if (authorization.isErr()) return { failure: authorization.error === 'refused' ? 'unauthenticated' : 'unavailable' };
      const response = await client(`${base}${call.target}`, {
        method: operation.method,
        headers: {
          accept: 'application/json, application/problem+json',
          'accept-language': 'fa-IR',
          'x-request-id': requestId,
          traceparent: `00-${traceId}-${hexOf(requestId).slice(0, 16)}-01`,
          ...(authorization.value === undefined ? {} : { authorization: authorization.value }),
          ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          // Structured-field strings (RFC 8941, 3.3.3); the alphabets of both need no escape.
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': `"${idempotencyKey}"` }),
          ...(call.ifMatch === undefined ? {} : { 'if-match': `"${call.ifMatch}"` }),
        },
        ...(call.body === undefined ? {} : { body: call.body }),
        fetch: async (input, init) => {
          const request = input instanceof Request ? input : new Request(input, init);
          const signed = signer !== undefined && operation.needsKey ? await signedBy(signer, request) : request;
          signal.throwIfAborted();
          seen.wasSent = true;
          // Joined here and not by ky, which would make a further signal of it for every attempt.
          return give(signed, { ...init, signal });
        },
      });
      return { answer: await readAnswer(response) };
    };

    const signedBy = async (by: RequestSigner, request: Request): Promise<Request> => {
      try {
        const { method, url, headers } = request;
        return new Request(request, { headers: await by.sign({ method, url, headers, body: call.body }, clock.nowMs()) });
      } catch (error) {
        seen.cannotSign = true;
        throw error;
      }
    };

    const ended = await attempt(send, { timeoutMs, clock, signal: cancelling });
    const { wasSent, cannotSign } = seen;
    if (typeof ended === 'string') {
      if (cannotSign) return { verdict: 'silent', wasSent, failure: 'unauthenticated' };
      return { verdict: ended === 'cancelled' ? 'silent' : 'failed', wasSent, failure: ended };
    }
    if ('failure' in ended) return { verdict: ended.failure === 'unavailable' ? 'failed' : 'silent', wasSent, failure: ended.failure };
    return { verdict: ended.answer.status >= 500 ? 'failed' : 'answered', wasSent, answer: ended.answer };
  };
}

/** The hexadecimal digits of a UUID. */
export const hexOf = (uuid: string): string => uuid.replaceAll('-', '').toLowerCase();
