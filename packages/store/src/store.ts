import type { DomainEvent, FollowUp, IsoDate, Referral, ReferralId, ReferralPartner, ReferralState } from '@rahyar/domain';
import type { ResultAsync } from 'neverthrow';
import type { PlanManifest, PublishedPlan } from './plan.ts';
import type { StoreError } from './store-error.ts';

/** An event and its place in the order of arrival, counted from 1 without a gap. */
export type StoredEvent = { readonly sequence: number; readonly event: DomainEvent };

export type ReferralFilter = { readonly partner?: ReferralPartner; readonly states?: readonly ReferralState[] };

/**
 * What the SDK remembers. Every call is done wholly or not at all, takes effect in the order it was made, and may be repeated unchanged
 * without a second effect. What comes out is frozen and shares nothing with what went in.
 */
export interface Store {
  /** Appends events; one whose id is known with the same content is left out. Returns how many were new. */
  appendEvents(events: readonly DomainEvent[]): ResultAsync<number, StoreError>;
  /** At most `limit` events after the sequence number, in order; 0 begins at the beginning. */
  readEvents(afterSequence: number, limit: number): ResultAsync<readonly StoredEvent[], StoreError>;

  /**
   * Saves a referral: first as `created`, before it is sent, then only in a later state, everything else unchanged.
   * `declined` and `completed` are final. Returns the referral as stored.
   */
  saveReferral(referral: Referral): ResultAsync<Referral, StoreError>;
  getReferral(id: ReferralId): ResultAsync<Referral, StoreError>;
  /** The referrals of a partner, in some states, or all; by `createdOn`, then by id. */
  listReferrals(filter?: ReferralFilter): ResultAsync<readonly Referral[], StoreError>;

  /**
   * Writes follow-ups, each over the one with its id. A closed one (`done`, `cancelled`) stays as it is, so that a plan made again does not
   * open it again. Returns how many were written: neither closed before nor the same as before.
   */
  putFollowUps(followUps: readonly FollowUp[]): ResultAsync<number, StoreError>;
  /** The follow-ups that are not closed and due on or before a day; by `dueOn`, then by id. */
  dueFollowUps(on: IsoDate): ResultAsync<readonly FollowUp[], StoreError>;

  /**
   * Puts a plan in force for a day, in place of the plan of that day or an earlier one. A reader sees the old plan or the new one, whole.
   * Returns false if this very plan was in force already.
   */
  publishPlan(manifest: PlanManifest, at: { readonly on: IsoDate }): ResultAsync<boolean, StoreError>;
  /** The plan in force; `undefined` before the first. */
  currentPlan(): ResultAsync<PublishedPlan | undefined, StoreError>;
}
