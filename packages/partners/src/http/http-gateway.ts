/// <reference lib="dom" />
import { type InputError, parseWith, Referral, ReferralId, type ReferralPartner } from '@rahyar/domain';
import ky from 'ky';
import { err, ok, Result, ResultAsync } from 'neverthrow';
import * as z from 'zod';
import { openWord } from '../open-word.ts';
import { type PartnerError, partnerError } from '../partner-error.ts';
import { PARTNER_STATES, type PartnerEvent, parsePartnerEvent } from '../partner-event.ts';
import { type CallOptions, type PartnerGateway, POLL_PAGE_EVENTS, type ReferralReceipt } from '../partner-gateway.ts';
import { toReferralV1 } from '../referral-v1.ts';
import { PartnerMadeId, Word } from '../wire-text.ts';
import { readAnswer } from './answer.ts';
import { answerValue, type Intent } from './answer-error.ts';
import { attempt } from './attempt.ts';
import type { Clock } from './clock.ts';
import { HttpSettings } from './http-settings.ts';

export type HttpPartner = HttpSettings & {
  /** The one partner behind this address; a referral to another is refused and not sent. */
  readonly partner: ReferralPartner;
  readonly clock: Clock;
  /** Called once per attempt: the place to add credentials or a signature. The platform's `fetch` if absent. */
  readonly fetch?: typeof fetch;
};

const ReceiptV1 = z.looseObject({ referralId: ReferralId, reference: PartnerMadeId, state: Word, stateVersion: z.int().min(1) });
const EventPageV1 = z.looseObject({ data: z.array(z.unknown()).max(POLL_PAGE_EVENTS) });

type Exchange<S extends z.ZodType> = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly intent: Intent;
  readonly schema: S;
  readonly statuses: readonly number[];
  readonly headers?: Record<string, string>;
  readonly body?: object;
  readonly query?: Record<string, string>;
};

/**
 * A partner over HTTP: `POST v1/referrals` and `GET v1/events` under `baseUrl`. One attempt per call; nothing is tried again here.
 * ky prepares and sends the request and does nothing else: no retry, no timeout of its own, no redirect followed.
 * Settings that cannot work are an `InputError`.
 */
export function createHttpGateway({ partner, clock, fetch, ...settings }: HttpPartner): Result<PartnerGateway, InputError> {
  return parseWith(HttpSettings, settings).map(({ baseUrl, attemptTimeoutMs }) => {
    const client = ky.create({
      baseUrl: baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`,
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      redirect: 'manual',
      ...(fetch === undefined ? {} : { fetch }),
    });

    async function exchange<S extends z.ZodType>(
      { method, path, intent, schema, statuses, headers, body, query }: Exchange<S>,
      signal: AbortSignal | undefined,
    ): Promise<Result<z.output<S>, PartnerError>> {
      if (signal?.aborted === true) return err(partnerError({ kind: 'cancelled' }, { outcome: 'not_applied' }));
      const answer = await attempt(
        async (attemptSignal) =>
          readAnswer(
            await client(path, {
              method,
              headers: { accept: 'application/json, application/problem+json', ...headers },
              ...(body === undefined ? {} : { json: body }),
              ...(query === undefined ? {} : { searchParams: query }),
              signal: attemptSignal,
            }),
          ),
        { timeoutMs: attemptTimeoutMs, clock, signal },
      );
      if (typeof answer === 'string') return err(partnerError({ kind: answer }, intent === 'query' ? { outcome: 'not_applied' } : {}));
      return answerValue(schema, answer, { statuses, intent, nowMs: clock.nowMs() });
    }

    async function send(referral: Referral, options?: CallOptions): Promise<Result<ReferralReceipt, PartnerError>> {
      const checked = parseWith(Referral, referral);
      if (checked.isErr()) return err(partnerError({ kind: 'invalid_request', issues: checked.error.issues }));
      if (referral.partner !== partner)
        return err(partnerError({ kind: 'invalid_request', issues: [{ path: ['partner'], code: 'value.inconsistent' }] }));
      const receipt = await exchange(
        {
          method: 'POST',
          path: 'v1/referrals',
          intent: 'command',
          schema: ReceiptV1,
          statuses: [200, 201],
          // A structured-field string (RFC 8941, 3.3.3); the key's alphabet needs no escape.
          headers: { 'idempotency-key': `"${checked.value.idempotencyKey}"` },
          body: toReferralV1(checked.value),
        },
        options?.signal,
      );
      return receipt.andThen(({ referralId, reference, state, stateVersion }) =>
        referralId === referral.id
          ? ok({ referralId, reference, state: openWord(PARTNER_STATES, state), stateVersion })
          : err(partnerError({ kind: 'contract_violation', what: 'schema', pointers: ['/referralId'] })),
      );
    }

    async function pollEvents(since?: string, options?: CallOptions): Promise<Result<readonly PartnerEvent[], PartnerError>> {
      const checked = parseWith(PartnerMadeId.optional(), since);
      if (checked.isErr()) return err(partnerError({ kind: 'invalid_request', issues: checked.error.issues }));
      const page = await exchange(
        {
          method: 'GET',
          path: 'v1/events',
          intent: 'query',
          schema: EventPageV1,
          statuses: [200],
          ...(since === undefined ? {} : { query: { since } }),
        },
        options?.signal,
      );
      return page.andThen(({ data }) => Result.combine(data.map(eventAt)));
    }

    return {
      send: (referral, options) => new ResultAsync(send(referral, options)),
      pollEvents: (since, options) => new ResultAsync(pollEvents(since, options)),
    };
  });
}

/** One event that breaks the contract fails its page: to skip it would lose it, since the next poll begins after it. */
const eventAt = (input: unknown, index: number): Result<PartnerEvent, PartnerError> =>
  parsePartnerEvent(input).mapErr(({ issues }) =>
    partnerError(
      {
        kind: 'contract_violation',
        what: 'schema',
        pointers: issues.map(({ path }) => ['/data', index, ...path].join('/')),
      },
      { outcome: 'not_applied' },
    ),
  );
