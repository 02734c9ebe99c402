import type { DomainEvent, Referral, ReferralState } from '@rahyar/domain';
import type { PlanManifest } from '../plan.ts';
import type { FollowUpRecord, Message } from '../records.ts';

/**
 * The store as plainly as it can be said, to hold a real one against: lists, searched from end to end, and JSON text compared.
 * An answer is the value, or `conflict` and what about.
 */
export type Model = {
  events: DomainEvent[];
  referrals: Referral[];
  followUps: FollowUpRecord[];
  /** When the desk of a member of staff is to be looked at, and its last turn. */
  desks: { staff: string; nextMs: number; turn: number }[];
  turns: number;
  messages: { message: Message; state: 'waiting' | 'sent' | 'dead'; nextMs: number; revision: number; attempts: number }[];
  audit: { key: string; atMs: number; by: string; what: string; of: string; from?: string; to: string }[];
  plan: { manifest: PlanManifest; on: string } | undefined;
  retired: string[];
};

export const emptyModel = (): Model => ({
  events: [],
  referrals: [],
  followUps: [],
  desks: [],
  turns: 0,
  messages: [],
  audit: [],
  plan: undefined,
  retired: [],
});

const LATER: Record<ReferralState, readonly ReferralState[]> = {
  created: ['sent', 'accepted', 'declined', 'completed'],
  sent: ['accepted', 'declined', 'completed'],
  accepted: ['declined', 'completed'],
  declined: [],
  completed: [],
};

export const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

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

export function modelSave(model: Model, nowMs: number, referral: Referral): unknown {
  const known = model.referrals.find(({ id }) => id === referral.id);
  if (model.referrals.some(({ id, idempotencyKey }) => idempotencyKey === referral.idempotencyKey && id !== referral.id))
    return 'conflict idempotencyKey';
  if (known === undefined) {
    if (referral.state !== 'created') return 'conflict referralNotNew';
    model.referrals.push(referral);
    model.audit.push(entryOf(referral, nowMs, referral.rahyar));
    return referral;
  }
  if (!equal({ ...known, state: '' }, { ...referral, state: '' })) return 'conflict referralContent';
  if (known.state !== referral.state && !LATER[known.state].includes(referral.state)) return 'conflict referralState';
  if (known.state !== referral.state) model.audit.push({ ...entryOf(referral, nowMs, referral.partner), from: known.state });
  model.referrals = model.referrals.map((one) => (one.id === referral.id ? referral : one));
  return referral;
}

const entryOf = ({ id, state }: Referral, atMs: number, by: string): Model['audit'][number] => ({
  key: `referral.${id}.${state}`,
  atMs,
  by,
  what: 'referral',
  of: id,
  to: state,
});

export const modelGet = (model: Model, id: string): unknown => model.referrals.find((one) => one.id === id) ?? 'notFound referral';

export const modelList = (model: Model, state: ReferralState): unknown =>
  sortedBy(
    model.referrals.filter((one) => one.state === state),
    ({ createdOn, id }) => `${createdOn} ${id}`,
  );

export function modelPublish(model: Model, nowMs: number, manifest: PlanManifest, on: string): unknown {
  const { plan } = model;
  if (plan?.manifest.id === manifest.id) return equal(plan, { manifest, on }) ? false : 'conflict planContent';
  if (plan !== undefined && plan.on > on) return 'conflict planOrder';
  if (model.retired.includes(manifest.id)) return 'conflict planContent';
  if (plan !== undefined) model.retired.push(plan.manifest.id);
  const entry = { key: `plan.${manifest.id}`, atMs: nowMs, by: 'planner', what: 'plan', of: manifest.id, to: on };
  model.audit.push({ ...entry, ...(plan === undefined ? {} : { from: plan.manifest.id }) });
  model.plan = { manifest, on };
  return true;
}

export const sortedBy = <T>(rows: readonly T[], keyOf: (row: T) => string): T[] => [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
