import type { DomainEvent, Instant, IsoDate, Referral } from '@rahyar/domain';
import type { eventsFromPartnerPage, PartnerError, PartnerGateway } from '@rahyar/partners';
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
    return fromPartner(ports.gateway.send(stored)).andThen(() => fromStore(ports.store.saveReferral({ ...stored, state: 'sent' })));
  });

const storeOnce = (store: Store, referral: Referral): ResultAsync<Referral, StoreError> =>
  store.getReferral(referral.id).orElse((error) => (error.kind === 'notFound' ? store.saveReferral(referral) : errAsync(error)));

/** Takes in what the partner reports: domain events are appended, referrals move on. Returns the new events and where to go on. */
export function collectReports(
  ports: CyclePorts,
  since: string | undefined,
): ResultAsync<{ events: DomainEvent[]; since: string | undefined }, CycleError> {
  return fromPartner(ports.gateway.pollEvents(since)).andThen((page) =>
    fromStore(ports.store.listReferrals()).andThen((referrals) => {
      const { events, moved } = ports.translate(page, new Map(referrals.map((row) => [row.id, row])), ports.dayOf);
      return fromStore(ports.store.appendEvents(events))
        .andThen(() => inTurn(moved, (referral) => fromStore(ports.store.saveReferral(referral))))
        .map(() => ({ events, since: page.at(-1)?.id ?? since }));
    }),
  );
}

/** One after the other; the first error ends it. */
const inTurn = <A, B>(rows: readonly A[], act: (row: A) => ResultAsync<B, CycleError>): ResultAsync<B[], CycleError> =>
  rows.reduce<ResultAsync<B[], CycleError>>(
    (done, row) => done.andThen((results) => act(row).map((result) => [...results, result])),
    okAsync([]),
  );
