import type { DomainEvent, Instant, IsoDate, Referral, ReferralPartner } from '@rahyar/domain';
import type { eventsFromPartnerPage, PartnerError, PartnerEvent, PartnerGateway } from '@rahyar/partners';
import type { Store, StoreError } from '@rahyar/store';
import { errAsync, okAsync, type ResultAsync } from 'neverthrow';

/** The world as the cycle sees it: memory, a partner, and the partner's language. The composition root joins them. */
export type CyclePorts = {
  readonly store: Store;
  readonly gateway: PartnerGateway;
  readonly translate: typeof eventsFromPartnerPage;
  /** The civil day in Tehran of an instant. */
  readonly dayOf: (moment: Instant) => IsoDate;
};

export type CycleError =
  | { readonly kind: 'store'; readonly cause: StoreError }
  | { readonly kind: 'partner'; readonly cause: PartnerError };

export const fromStore = <T>(result: ResultAsync<T, StoreError>): ResultAsync<T, CycleError> =>
  result.mapErr((cause) => ({ kind: 'store', cause }));
const fromPartner = <T>(result: ResultAsync<T, PartnerError>): ResultAsync<T, CycleError> =>
  result.mapErr((cause) => ({ kind: 'partner', cause }));

/**
 * Sends referrals, each stored before it leaves, and before them those that were stored earlier and never confirmed, unchanged. One that has
 * gone further is left as it is. Returns the referrals of both sorts as stored.
 */
export function sendReferrals(ports: CyclePorts, referrals: readonly Referral[]): ResultAsync<Referral[], CycleError> {
  return fromStore(ports.store.listReferrals({ states: ['created'] })).andThen((unconfirmed) => {
    const known = new Set(unconfirmed.map((row) => row.id));
    return inTurn([...unconfirmed, ...referrals.filter((row) => !known.has(row.id))], (referral) => sendOne(ports, referral));
  });
}

const sendOne = (ports: CyclePorts, referral: Referral): ResultAsync<Referral, CycleError> =>
  fromStore(storeOnce(ports.store, referral)).andThen((stored) => {
    if (stored.state !== 'created') return okAsync(stored);
    return fromPartner(ports.gateway.send(stored)).andThen(() => fromStore(moveOn(ports.store, { ...stored, state: 'sent' })));
  });

const storeOnce = (store: Store, referral: Referral): ResultAsync<Referral, StoreError> =>
  store.getReferral(referral.id).orElse((error) => (error.kind === 'notFound' ? store.saveReferral(referral) : errAsync(error)));

/** A referral that has gone further meanwhile stays where it is: a webhook may be quicker than the answer to the sending. */
const moveOn = (store: Store, referral: Referral): ResultAsync<Referral, StoreError> =>
  store
    .saveReferral(referral)
    .orElse((error) => (error.kind === 'conflict' && error.what === 'referralState' ? store.getReferral(referral.id) : errAsync(error)));

/** Asks the partner once for what it reports, and takes it in. Returns the new events and where to go on. */
export function collectReports(
  ports: CyclePorts,
  since: string | undefined,
): ResultAsync<{ events: DomainEvent[]; since: string | undefined }, CycleError> {
  return fromPartner(ports.gateway.pollEvents(since)).andThen((page) =>
    takeInReports(ports, page).map((events) => ({ events, since: page.at(-1)?.id ?? since })),
  );
}

/**
 * Takes in a partner's events, polled or out of the inbox of its webhooks: domain events are appended, then referrals move on. Returns the
 * events. Whatever way an event comes, and however often, it has one effect, and both ways may be taken in at once. With `from`, only referrals that went to that partner move: whoever signs for one cannot speak for another.
 */
export function takeInReports(
  { store, translate, dayOf }: Omit<CyclePorts, 'gateway'>,
  page: readonly PartnerEvent[],
  from?: ReferralPartner,
): ResultAsync<DomainEvent[], CycleError> {
  return fromStore(store.listReferrals(from === undefined ? {} : { partner: from })).andThen((referrals) => {
    const { events, moved } = translate(page, new Map(referrals.map((row) => [row.id, row])), dayOf);
    return fromStore(store.appendEvents(events))
      .andThen(() => inTurn(moved, (referral) => fromStore(moveOn(store, referral))))
      .map(() => events);
  });
}

/** One after the other; the first error ends it. */
const inTurn = <A, B>(rows: readonly A[], act: (row: A) => ResultAsync<B, CycleError>): ResultAsync<B[], CycleError> =>
  rows.reduce<ResultAsync<B[], CycleError>>(
    (done, row) => done.andThen((results) => act(row).map((result) => [...results, result])),
    okAsync([]),
  );
