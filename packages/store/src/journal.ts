import type { InputIssueCode, Referral, ReferralId } from '@rahyar/domain';
import { err, ok, type Result, ResultAsync } from 'neverthrow';
import { apply, type Change, decide, isClosed, type Memory, type Proposal } from './change.ts';
import type { ReferralFilter, Store } from './store.ts';
import type { StoreError } from './store-error.ts';

/** Where decided changes are written before they count. After an error the journal takes nothing more. */
export type Journal = { readonly write: (change: Change) => Promise<Result<void, StoreError>> };

const CLOSED: StoreError = { kind: 'unavailable', why: 'closed' };

/**
 * The store over a memory and its journal: every call waits its turn, is decided on the memory, written, and only then taken in.
 * A journal that fails closes the store, since nobody knows how much of the change it holds; whoever opens it again finds out.
 */
export function storeOver(memory: Memory, journal: Journal): { readonly store: Store; readonly stop: () => Promise<void> } {
  let lastCall: Promise<unknown> = Promise.resolve();
  let isOpen = true;

  const inTurn = <T>(act: () => Promise<Result<T, StoreError>> | Result<T, StoreError>): ResultAsync<T, StoreError> => {
    const result = lastCall.then(() => (isOpen ? act() : err(CLOSED)));
    lastCall = result.catch(() => undefined);
    return new ResultAsync(result);
  };

  const remember = async (proposal: Proposal): Promise<Result<Change | undefined, StoreError>> => {
    const decided = decide(memory, proposal);
    return decided.isErr() || decided.value === undefined ? decided : written(decided.value);
  };

  const written = async (change: Change): Promise<Result<Change, StoreError>> => {
    const result = await journal.write(change);
    if (result.isErr()) {
      isOpen = false;
      return err(result.error);
    }
    apply(memory, change);
    return ok(change);
  };

  const referralOf = (id: ReferralId): Result<Referral, StoreError> => {
    const referral = memory.referralById.get(id);
    return referral === undefined ? err({ kind: 'notFound', what: 'referral' }) : ok(referral);
  };

  const store: Store = {
    appendEvents: (events) =>
      inTurn(() => remember({ kind: 'events', events })).map((change) => (change?.kind === 'events' ? change.events.length : 0)),

    readEvents: (afterSequence, limit) =>
      inTurn(() => {
        if (!Number.isSafeInteger(afterSequence) || afterSequence < 0) return err(badNumber('afterSequence', afterSequence < 0));
        if (!Number.isSafeInteger(limit) || limit < 1) return err(badNumber('limit', limit < 1));
        return ok(Object.freeze(memory.events.slice(afterSequence, afterSequence + limit)));
      }),

    saveReferral: (referral) => inTurn(async () => (await remember({ kind: 'referral', referral })).andThen(() => referralOf(referral.id))),

    getReferral: (id) => inTurn(() => referralOf(id)),

    listReferrals: (filter = {}) =>
      inTurn(() => {
        const chosen = [...memory.referralById.values()].filter((referral) => isChosen(referral, filter));
        return ok(Object.freeze(chosen.sort((a, b) => inOrder(a.createdOn, b.createdOn) || inOrder(a.id, b.id))));
      }),

    putFollowUps: (followUps) =>
      inTurn(() => remember({ kind: 'followUps', followUps })).map((change) =>
        change?.kind === 'followUps' ? change.followUps.length : 0,
      ),

    dueFollowUps: (on) =>
      inTurn(() => {
        const due = [...memory.followUpById.values()].filter(({ state, dueOn }) => !isClosed(state) && dueOn <= on);
        return ok(Object.freeze(due.sort((a, b) => inOrder(a.dueOn, b.dueOn) || inOrder(a.id, b.id))));
      }),

    publishPlan: (manifest, { on }) => inTurn(() => remember({ kind: 'plan', manifest, on })).map((change) => change !== undefined),

    currentPlan: () => inTurn(() => ok(memory.plan)),
  };

  const stop = async (): Promise<void> => {
    await lastCall;
    isOpen = false;
  };
  return { store, stop };
}

const isChosen = (referral: { partner: string; state: string }, { partner, states }: ReferralFilter): boolean =>
  (partner === undefined || referral.partner === partner) && (states === undefined || states.some((state) => state === referral.state));

/** By code units, which is the same on every machine. */
const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const badNumber = (what: 'afterSequence' | 'limit', isSmall: boolean): StoreError => {
  const code: InputIssueCode = isSmall ? 'value.tooSmall' : 'value.type';
  return { kind: 'invalid', what, issues: [{ path: [], code }] };
};
