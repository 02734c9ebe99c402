import type { DomainEvent, FollowUp, Referral, ReferralState } from '@rahyar/domain';
import type { PlanManifest } from '../plan.ts';

/**
 * The store as plainly as it can be said, to hold a real one against: lists, searched from end to end, and JSON text compared.
 * An answer is the value, or `conflict` and what about.
 */
export type Model = {
  events: DomainEvent[];
  referrals: Referral[];
  followUps: FollowUp[];
  plan: { manifest: PlanManifest; on: string } | undefined;
};

export const emptyModel = (): Model => ({ events: [], referrals: [], followUps: [], plan: undefined });

const LATER: Record<ReferralState, readonly ReferralState[]> = {
  created: ['sent', 'accepted', 'declined', 'completed'],
  sent: ['accepted', 'declined', 'completed'],
  accepted: ['declined', 'completed'],
  declined: [],
  completed: [],
};

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export function modelAppend(model: Model, batch: readonly DomainEvent[]): unknown {
  const after = [...model.events];
  for (const event of batch) {
    const known = after.find(({ id }) => id === event.id);
    if (known === undefined) after.push(event);
    else if (!equal(known, event)) return 'conflict eventContent';
  }
  const count = after.length - model.events.length;
  model.events = after;
  return count;
}

export const modelRead = (model: Model, afterSequence: number, limit: number): unknown =>
  model.events
    .map((event, index) => ({ sequence: index + 1, event }))
    .filter(({ sequence }) => sequence > afterSequence && sequence <= afterSequence + limit);

export function modelSave(model: Model, referral: Referral): unknown {
  const known = model.referrals.find(({ id }) => id === referral.id);
  if (model.referrals.some(({ id, idempotencyKey }) => idempotencyKey === referral.idempotencyKey && id !== referral.id))
    return 'conflict idempotencyKey';
  if (known === undefined) {
    if (referral.state !== 'created') return 'conflict referralNotNew';
    model.referrals.push(referral);
    return referral;
  }
  if (!equal({ ...known, state: '' }, { ...referral, state: '' })) return 'conflict referralContent';
  if (known.state !== referral.state && !LATER[known.state].includes(referral.state)) return 'conflict referralState';
  model.referrals = model.referrals.map((one) => (one.id === referral.id ? referral : one));
  return referral;
}

export const modelGet = (model: Model, id: string): unknown => model.referrals.find((one) => one.id === id) ?? 'notFound referral';

export const modelList = (model: Model, state: ReferralState): unknown =>
  sortedBy(
    model.referrals.filter((one) => one.state === state),
    ({ createdOn, id }) => `${createdOn} ${id}`,
  );

export function modelPut(model: Model, batch: readonly FollowUp[]): unknown {
  let count = 0;
  for (const followUp of batch) {
    const known = model.followUps.find(({ id }) => id === followUp.id);
    if (known !== undefined && (['done', 'cancelled'].includes(known.state) || equal(known, followUp))) continue;
    model.followUps = [...model.followUps.filter(({ id }) => id !== followUp.id), followUp];
    count += 1;
  }
  return count;
}

export const modelDue = (model: Model, on: string): unknown =>
  sortedBy(
    model.followUps.filter((one) => one.dueOn <= on && one.state !== 'done' && one.state !== 'cancelled'),
    ({ dueOn, id }) => `${dueOn} ${id}`,
  );

export function modelPublish(model: Model, manifest: PlanManifest, on: string): unknown {
  const { plan } = model;
  if (plan?.manifest.id === manifest.id) return equal(plan, { manifest, on }) ? false : 'conflict planContent';
  if (plan !== undefined && plan.on > on) return 'conflict planOrder';
  model.plan = { manifest, on };
  return true;
}

const sortedBy = <T>(rows: readonly T[], keyOf: (row: T) => string): T[] => [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
