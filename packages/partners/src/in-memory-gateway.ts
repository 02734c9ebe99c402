import type { Instant, Referral } from '@rahyar/domain';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { type ConflictRemedy, type PartnerError, partnerError } from './partner-error.ts';
import type { PartnerEvent, PartnerState, ReferralStateChanged } from './partner-event.ts';
import { type CallOptions, type PartnerGateway, POLL_PAGE_EVENTS, type ReferralReceipt } from './partner-gateway.ts';
import { type ReferralV1, toReferralV1 } from './referral-v1.ts';

/** What the partner does with an open referral when it next looks at it: `advance` takes it from created to accepted to completed. */
export type PartnerDecision = 'wait' | 'advance' | { readonly declineCode: string };

/** Why the partner does not take a referral at all. */
export type PartnerRefusal =
  | { readonly kind: 'conflict'; readonly code?: string; readonly conflictingId?: string; readonly remedies: readonly ConflictRemedy[] }
  | { readonly kind: 'rejected'; readonly code: string };

export type InMemoryPartner = {
  readonly now: () => Instant;
  /** Asked once for every open referral in every poll. */
  readonly decide: (referral: ReferralV1, state: 'created' | 'accepted') => PartnerDecision;
  /** Asked for every referral that comes with a new key; a refusal does not use the key up. */
  readonly refuse?: (referral: ReferralV1) => PartnerRefusal | undefined;
};

type Held = {
  readonly wire: ReferralV1;
  readonly body: string;
  readonly receipt: ReferralReceipt;
  state: PartnerState;
  stateVersion: number;
};

/**
 * A correct partner without a network, for demonstrations and tests: it keeps the contract of the wire, with idempotent receipts,
 * forward-only states, growing state versions and events by poll. It serves every partner at once; keys are told apart by partner.
 */
export function createInMemoryGateway({ now, decide, refuse }: InMemoryPartner): PartnerGateway {
  const heldByKey = new Map<string, Held>();
  const open = new Map<string, Held>();
  const referralIds = new Set<string>();
  const log: ReferralStateChanged[] = [];

  const receive = (referral: Referral): Result<ReferralReceipt, PartnerError> => {
    const wire = toReferralV1(referral);
    const key = `${referral.partner} ${referral.idempotencyKey}`;
    const body = JSON.stringify(wire);
    const earlier = heldByKey.get(key);
    if (earlier !== undefined)
      return earlier.body === body ? ok(earlier.receipt) : err(partnerError({ kind: 'idempotency', reason: 'reused' }));
    if (referralIds.has(wire.referralId)) return err(partnerError({ kind: 'conflict', remedies: [] }));
    const refusal = refuse?.(wire);
    if (refusal !== undefined) return err(partnerError(refusal));
    const reference = `ref_${heldByKey.size + 1}`;
    const receipt: ReferralReceipt = Object.freeze({ referralId: wire.referralId, reference, state: 'created', stateVersion: 1 });
    const held: Held = { wire, body, receipt, state: 'created', stateVersion: 1 };
    heldByKey.set(key, held);
    open.set(wire.referralId, held);
    referralIds.add(wire.referralId);
    record(held);
    return ok(receipt);
  };

  const record = (held: Held, code?: string): void => {
    log.push(
      Object.freeze({
        kind: 'referralStateChanged',
        id: `evt_${log.length + 1}`,
        at: now(),
        referralId: held.wire.referralId,
        state: held.state,
        stateVersion: held.stateVersion,
        ...(code === undefined ? {} : { code }),
      }),
    );
  };

  const move = (held: Held, state: PartnerState, code?: string): void => {
    held.state = state;
    held.stateVersion += 1;
    if (state === 'declined' || state === 'completed') open.delete(held.wire.referralId);
    record(held, code);
  };

  const work = (): void => {
    for (const held of [...open.values()]) {
      const state = held.state === 'accepted' ? 'accepted' : 'created';
      const decision = decide(held.wire, state);
      if (typeof decision === 'object') move(held, 'declined', decision.declineCode);
      else if (decision === 'advance') move(held, state === 'created' ? 'accepted' : 'completed');
    }
  };

  const deliver = (since: string | undefined): Result<readonly PartnerEvent[], PartnerError> => {
    const from = since === undefined ? 0 : log.findIndex(({ id }) => id === since) + 1;
    if (since !== undefined && from === 0) return err(partnerError({ kind: 'not_found' }));
    work();
    return ok(log.slice(from, from + POLL_PAGE_EVENTS));
  };

  const unlessCancelled = <T>(options: CallOptions | undefined, act: () => Result<T, PartnerError>): ResultAsync<T, PartnerError> =>
    new ResultAsync(
      Promise.resolve(options?.signal?.aborted === true ? err(partnerError({ kind: 'cancelled' }, { outcome: 'not_applied' })) : act()),
    );

  return {
    send: (referral, options) => unlessCancelled(options, () => receive(referral)),
    pollEvents: (since, options) => unlessCancelled(options, () => deliver(since)),
  };
}
