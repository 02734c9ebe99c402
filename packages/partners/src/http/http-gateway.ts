import type { InputError, ReferralPartner } from '@rahyar/domain';
import type { Result } from 'neverthrow';
import { partnerContract } from '../contract/capability.ts';
import { events } from '../every-partner/events.ts';
import { referrals } from '../every-partner/referrals.ts';
import type { PartnerGateway } from '../partner-gateway.ts';
import { createPortGateway } from '../port-gateway.ts';
import { createMemoryIdempotencyStore, type IdempotencyStore } from './idempotency-store.ts';
import { createPartnerClient, type PartnerClientConfig } from './partner-client.ts';

export type HttpPartner = Omit<PartnerClientConfig, 'store'> & {
  /** The one partner behind this address; a referral to another is refused and not sent. */
  readonly partner: ReferralPartner;
  /** In memory if absent: a referral and its key are stored by the caller before it is sent. */
  readonly store?: IdempotencyStore;
};

/**
 * A partner over HTTP, for its referrals and events alone: `createPartnerClient` with the two capabilities that every partner has.
 * Settings that cannot work are an `InputError`.
 */
export function createHttpGateway({ partner, ...config }: HttpPartner): Result<PartnerGateway, InputError> {
  const contract = partnerContract({ id: partner, title: { fa: '', en: '' }, capabilities: { referrals, events } });
  return createPartnerClient(contract, { ...config, store: config.store ?? createMemoryIdempotencyStore() }).map(({ ports }) =>
    createPortGateway(partner, ports),
  );
}
