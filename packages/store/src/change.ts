import {
  DomainEvent,
  type EventId,
  FollowUp,
  type FollowUpId,
  type FollowUpState,
  type InputError,
  IsoDate,
  parseWith,
  REFERRAL_STATES,
  Referral,
  type ReferralId,
  type ReferralState,
} from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import { frozen, sameContent } from './content.ts';
import { type PublishedPlan, readManifest } from './plan.ts';
import type { StoredEvent } from './store.ts';
import type { StoreError } from './store-error.ts';

/** Everything that is remembered, as it stands after the changes so far. */
export type Memory = {
  readonly events: StoredEvent[];
  readonly eventById: Map<EventId, DomainEvent>;
  readonly referralById: Map<ReferralId, Referral>;
  readonly referralByKey: Map<string, ReferralId>;
  readonly followUpById: Map<FollowUpId, FollowUp>;
  plan: PublishedPlan | undefined;
};

export const emptyMemory = (): Memory => ({
  events: [],
  eventById: new Map(),
  referralById: new Map(),
  referralByKey: new Map(),
  followUpById: new Map(),
  plan: undefined,
});

/** What a caller, or a line of the log, asks to be remembered; not yet checked. */
export type Proposal =
  | { readonly kind: 'events'; readonly events: readonly unknown[] }
  | { readonly kind: 'referral'; readonly referral: unknown }
  | { readonly kind: 'followUps'; readonly followUps: readonly unknown[] }
  | { readonly kind: 'plan'; readonly manifest: unknown; readonly on: unknown };

/** A checked and frozen change, holding only what is new. */
export type Change =
  | { readonly kind: 'events'; readonly events: readonly DomainEvent[] }
  | { readonly kind: 'referral'; readonly referral: Referral }
  | { readonly kind: 'followUps'; readonly followUps: readonly FollowUp[] }
  | { readonly kind: 'plan'; readonly manifest: PublishedPlan['manifest']; readonly on: IsoDate };

/** What of a proposal is new, `undefined` if nothing is, or why it cannot be. The memory is not touched. */
export function decide(memory: Memory, proposal: Proposal): Result<Change | undefined, StoreError> {
  switch (proposal.kind) {
    case 'events':
      return decideEvents(memory, proposal.events);
    case 'referral':
      return parseWith(Referral, proposal.referral)
        .mapErr(invalid('referral'))
        .andThen((referral) => decideReferral(memory, frozen(referral)));
    case 'followUps':
      return decideFollowUps(memory, proposal.followUps);
    case 'plan':
      return decidePlan(memory, proposal.manifest, proposal.on);
  }
}

/** Takes a decided change in. */
export function apply(memory: Memory, change: Change): void {
  switch (change.kind) {
    case 'events':
      for (const event of change.events) {
        memory.events.push(Object.freeze({ sequence: memory.events.length + 1, event }));
        memory.eventById.set(event.id, event);
      }
      break;
    case 'referral':
      memory.referralById.set(change.referral.id, change.referral);
      memory.referralByKey.set(change.referral.idempotencyKey, change.referral.id);
      break;
    case 'followUps':
      for (const followUp of change.followUps) memory.followUpById.set(followUp.id, followUp);
      break;
    case 'plan':
      memory.plan = Object.freeze({ manifest: change.manifest, on: change.on });
      break;
  }
}

export const isClosed = (state: FollowUpState): boolean => state === 'done' || state === 'cancelled';

function decideEvents(memory: Memory, given: readonly unknown[]): Result<Change | undefined, StoreError> {
  const fresh = new Map<EventId, DomainEvent>();
  for (const [index, input] of given.entries()) {
    const parsed = parseWith(DomainEvent, input);
    if (parsed.isErr()) return err(invalid('event', index)(parsed.error));
    const event = frozen(parsed.value);
    const known = memory.eventById.get(event.id) ?? fresh.get(event.id);
    if (known === undefined) fresh.set(event.id, event);
    else if (!sameContent(known, event)) return err({ kind: 'conflict', what: 'eventContent' });
  }
  return ok(fresh.size === 0 ? undefined : { kind: 'events', events: [...fresh.values()] });
}

function decideReferral(memory: Memory, referral: Referral): Result<Change | undefined, StoreError> {
  const known = memory.referralById.get(referral.id);
  const keyHolder = memory.referralByKey.get(referral.idempotencyKey);
  if (keyHolder !== undefined && keyHolder !== referral.id) return err({ kind: 'conflict', what: 'idempotencyKey' });
  if (known === undefined && referral.state !== 'created') return err({ kind: 'conflict', what: 'referralNotNew' });
  if (known !== undefined && !sameContent(known, { ...referral, state: known.state }))
    return err({ kind: 'conflict', what: 'referralContent' });
  if (known?.state === referral.state) return ok(undefined);
  if (known !== undefined && !isForward(known.state, referral.state)) return err({ kind: 'conflict', what: 'referralState' });
  return ok({ kind: 'referral', referral });
}

const isForward = (from: ReferralState, to: ReferralState): boolean =>
  from !== 'declined' && from !== 'completed' && REFERRAL_STATES.indexOf(to) > REFERRAL_STATES.indexOf(from);

function decideFollowUps(memory: Memory, given: readonly unknown[]): Result<Change | undefined, StoreError> {
  const last = new Map<FollowUpId, FollowUp>();
  const written: FollowUp[] = [];
  for (const [index, input] of given.entries()) {
    const parsed = parseWith(FollowUp, input);
    if (parsed.isErr()) return err(invalid('followUp', index)(parsed.error));
    const followUp = frozen(parsed.value);
    const known = last.get(followUp.id) ?? memory.followUpById.get(followUp.id);
    if (known !== undefined && (isClosed(known.state) || sameContent(known, followUp))) continue;
    last.set(followUp.id, followUp);
    written.push(followUp);
  }
  return ok(written.length === 0 ? undefined : { kind: 'followUps', followUps: written });
}

function decidePlan(memory: Memory, manifestInput: unknown, onInput: unknown): Result<Change | undefined, StoreError> {
  const manifest = readManifest(manifestInput);
  const on = parseWith(IsoDate, onInput);
  if (manifest === undefined || on.isErr()) return err({ kind: 'invalid', what: 'plan', issues: [] });
  const { plan } = memory;
  const change: Change = { kind: 'plan', manifest, on: on.value };
  if (plan === undefined) return ok(change);
  if (plan.manifest.id === manifest.id)
    return sameContent(plan, { manifest, on: on.value }) ? ok(undefined) : err({ kind: 'conflict', what: 'planContent' });
  return plan.on > on.value ? err({ kind: 'conflict', what: 'planOrder' }) : ok(change);
}

const invalid =
  (what: 'event' | 'referral' | 'followUp', index?: number) =>
  ({ issues }: InputError): StoreError => ({
    kind: 'invalid',
    what,
    issues: index === undefined ? issues : issues.map(({ path, code }) => ({ path: [index, ...path], code })),
  });
