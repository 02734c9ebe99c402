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
  | {
      readonly answer: Answer;
      /** Drops the credentials that it was asked with. */
      readonly forgetCredentials: (() => void) | undefined;
    }
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

  return async (call, terms) => {
    const { operation } = call.plan;
    const seen = { wasSent: false, cannotSign: false };

    const send = async (
      signal: AbortSignal,
    ): Promise<
      | { readonly answer: Answer; readonly forgetCredentials: (() => void) | undefined }
      | { readonly failure: 'unavailable' | 'unauthenticated' }
    > => {
      const authorization: Result<string | undefined, 'unavailable' | 'refused'> =
        credentials === undefined ? ok(undefined) : await credentials.authorization({ signal });
      if (authorization.isErr()) return { failure: authorization.error === 'refused' ? 'unauthenticated' : 'unavailable' };
      const response = await client(`${base}${call.target}`, {
        method: operation.method,
        ...(call.body === undefined ? {} : { body: call.body }),
        fetch: async (input, init) => {
          const request = input instanceof Request ? input : new Request(input, init);
          // Not given to ky, which would copy each of them four times.
          setAll(request.headers, headersOf(call, terms, authorization.value));
          if (signer !== undefined && operation.needsKey) await sign(signer, request);
          signal.throwIfAborted();
          seen.wasSent = true;
          // Joined here and not by ky, which would make a further signal of it for every attempt.
          return give(request, { ...init, signal });
        },
      });
      const { value } = authorization;
      return { answer: await readAnswer(response), forgetCredentials: value === undefined ? undefined : () => credentials?.forget(value) };
    };

    const sign = async (by: RequestSigner, { method, url, headers }: Request): Promise<void> => {
      try {
        setAll(headers, await by.sign({ method, url, headers, body: call.body }, clock.nowMs()));
      } catch (error) {
        seen.cannotSign = true;
        throw error;
      }
    };

    const ended = await attempt(send, { timeoutMs: terms.timeoutMs, clock, signal: terms.signal });
    const { wasSent, cannotSign } = seen;
    if (typeof ended === 'string') {
      if (cannotSign) return { verdict: 'silent', wasSent, failure: 'unauthenticated' };
      return { verdict: ended === 'cancelled' ? 'silent' : 'failed', wasSent, failure: ended };
    }
    if ('failure' in ended) return { verdict: ended.failure === 'unavailable' ? 'failed' : 'silent', wasSent, failure: ended.failure };
    return { verdict: ended.answer.status >= 500 ? 'failed' : 'answered', wasSent, ...ended };
  };
}

function headersOf(
  { body, ifMatch }: CallPlan,
  { requestId, traceId, idempotencyKey }: AttemptTerms,
  authorization: string | undefined,
): readonly (readonly [string, string])[] {
  return [
    ['accept', 'application/json, application/problem+json'],
    ['accept-language', 'fa-IR'],
    ['x-request-id', requestId],
    ['traceparent', `00-${traceId}-${hexOf(requestId.slice(0, 18))}-01`],
    ...optional('authorization', authorization),
    ...optional('content-type', body === undefined ? undefined : 'application/json'),
    // Structured-field strings (RFC 8941, 3.3.3); the alphabets of both need no escape.
    ...optional('idempotency-key', idempotencyKey === undefined ? undefined : `"${idempotencyKey}"`),
    ...optional('if-match', ifMatch === undefined ? undefined : `"${ifMatch}"`),
  ];
}

const optional = (name: string, value: string | undefined): readonly (readonly [string, string])[] =>
  value === undefined ? [] : [[name, value]];

function setAll(headers: Headers, given: Iterable<readonly [string, string]>): void {
  for (const [name, value] of given) headers.set(name, value);
}

/** The hexadecimal digits of a UUID. */
export const hexOf = (uuid: string): string => uuid.replaceAll('-', '').toLowerCase();
