/// <reference lib="dom" />
import type { Referral, ReferralId } from '@rahyar/domain';
import type { ResultAsync } from 'neverthrow';
import type { OpenWord } from './open-word.ts';
import type { PartnerError } from './partner-error.ts';
import type { PartnerEvent, PartnerState } from './partner-event.ts';

export type CallOptions = { readonly signal?: AbortSignal };

/** The partner's word that it holds the referral. `reference` is the partner's own opaque id of it. */
export type ReferralReceipt = {
  readonly referralId: ReferralId;
  readonly reference: string;
  readonly state: OpenWord<PartnerState>;
  readonly stateVersion: number;
};

/** The most events that a partner is asked for at once. */
export const POLL_PAGE_EVENTS = 100;
/** The most pages that one poll reads. */
export const POLL_PAGES = 10;

/** How the SDK speaks to one partner organisation, or to several behind one door. */
export interface PartnerGateway {
  /**
   * Hands a referral over. Store it first: sending the same referral again, with its own key, has no second effect and brings the same
   * receipt.
   */
  send(referral: Referral, options?: CallOptions): ResultAsync<ReferralReceipt, PartnerError>;
  /**
   * The events after the one with the id `since`, oldest first; from the beginning without it. Page by page until nothing comes, at most
   * ten of {@link POLL_PAGE_EVENTS}; where a later page fails, those before it. A `since` that the partner does not know is
   * `not_found`.
   */
  pollEvents(since?: string, options?: CallOptions): ResultAsync<readonly PartnerEvent[], PartnerError>;
}
