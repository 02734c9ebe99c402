/// <reference lib="dom" />
import { parseWith, Referral, type ReferralPartner } from '@rahyar/domain';
import { err, ok, Result, ResultAsync } from 'neverthrow';
import type { PortOf } from './contract/capability.ts';
import type { events } from './every-partner/events.ts';
import type { referrals } from './every-partner/referrals.ts';
import { openWord } from './open-word.ts';
import { type PartnerError, partnerError } from './partner-error.ts';
import { PARTNER_STATES, type PartnerEvent, parsePartnerEvent } from './partner-event.ts';
import { type CallOptions, type PartnerGateway, POLL_PAGE_EVENTS, POLL_PAGES, type ReferralReceipt } from './partner-gateway.ts';
import { toReferralV1 } from './referral-v1.ts';

/** The two ports that every partner has, of whatever kind: a client's, a double's, a partner's own adapter. */
export type GatewayPorts = { readonly referrals: PortOf<typeof referrals>; readonly events: PortOf<typeof events> };

/** The gateway of one partner over its ports; a referral to another partner is refused and not sent. */
export function createPortGateway(partner: ReferralPartner, ports: GatewayPorts): PartnerGateway {
  async function send(referral: Referral, options: CallOptions = {}): Promise<Result<ReferralReceipt, PartnerError>> {
    const checked = parseWith(Referral, referral);
    if (checked.isErr()) return err(partnerError({ kind: 'invalid_request', issues: checked.error.issues }));
    if (referral.partner !== partner)
      return err(partnerError({ kind: 'invalid_request', issues: [{ path: ['partner'], code: 'value.inconsistent' }] }));
    const { idempotencyKey } = checked.value;
    const sent = await ports.referrals.send(toReferralV1(checked.value), { ...options, idempotencyKey });
    return sent.andThen(({ id, referralId, state, stateVersion }) =>
      referralId === referral.id
        ? ok({ referralId, reference: id, state: openWord(PARTNER_STATES, state), stateVersion })
        : err(partnerError({ kind: 'contract_violation', what: 'schema', pointers: ['/referralId'] })),
    );
  }

  async function pollEvents(since?: string, options: CallOptions = {}): Promise<Result<readonly PartnerEvent[], PartnerError>> {
    const found: PartnerEvent[] = [];
    for (let pages = 0; pages < POLL_PAGES; pages++) {
      const page = await pageAfter(found.at(-1)?.id ?? since, options);
      // What was read is not held back: the next poll begins after it and meets the error first.
      if (page.isErr() && found.length === 0) return page;
      if (page.isErr() || page.value.length === 0) break;
      found.push(...page.value);
    }
    return ok(found);
  }

  async function pageAfter(since: string | undefined, options: CallOptions): Promise<Result<readonly PartnerEvent[], PartnerError>> {
    const page = await ports.events.list({ limit: POLL_PAGE_EVENTS, ...(since === undefined ? {} : { since }) }, options);
    return page.andThen(({ data }) => Result.combine(data.map(eventAt)));
  }

  return {
    send: (referral, options) => new ResultAsync(send(referral, options)),
    pollEvents: (since, options) => new ResultAsync(pollEvents(since, options)),
  };
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
