import { FollowUp, FollowUpId, FollowUpState, Instant, IsoDate, PRIORITY_TIERS, StaffId, SubjectId } from '@rahyar/domain';
import * as z from 'zod';

/** Names that the host chooses: 1 to 100 letters, digits and `_ . : -`. A key of an effect is one: the same effect, asked for again, has the same key. */
const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$/, 'value.format');

/** A follow-up and when the clock has something to do with it: fire it, wake it, hand it up. Without `wakesAt`, nothing. */
export const PlannedFollowUp = z.strictObject({ followUp: FollowUp, wakesAt: Instant.optional() });
export interface PlannedFollowUp extends z.infer<typeof PlannedFollowUp> {}

/** A follow-up as it is remembered. */
export type FollowUpRecord = PlannedFollowUp & {
  /** Whoever claimed it last has it for themselves until then, and no longer. A change or a hand-over ends that. */
  readonly heldUntil?: Instant;
  /** Counts changes and claims, from 1. The revision that a claim gave is its fencing token. */
  readonly revision: number;
  /** How often it was claimed since its last change. */
  readonly attempts: number;
};

/** Something to be told to somebody, by a channel of the host. It names what it is about and holds no personal data. */
export const Message = z.strictObject({
  /** The same on every delivery: whoever receives it twice can know. */
  key: name,
  channel: name,
  to: name,
  /** What is told: `followUpDue`. */
  kind: name,
  /** The id of the follow-up, referral or plan that it is about. */
  about: name,
  /** Not before this moment: quiet hours. */
  notBefore: Instant.optional(),
});
export interface Message extends z.infer<typeof Message> {}

export const MESSAGE_STATES = ['waiting', 'sent', 'dead'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** A message as it is remembered; `nextAt`, while it waits, is when it is to be tried next, or the end of the lease. */
export type MessageRecord = {
  readonly message: Message;
  readonly state: MessageState;
  readonly nextAt?: Instant;
  readonly revision: number;
  readonly attempts: number;
};

/** What became of a delivery: `later` tries again, `dead` gives up. `code` says why, in a word. */
export const MessageOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sent') }),
  z.strictObject({ kind: z.literal('later'), at: Instant }),
  z.strictObject({ kind: z.literal('dead') }),
]);
export type MessageOutcome = z.infer<typeof MessageOutcome>;

/** A change of one follow-up, by somebody, with what is to be told of it. */
export const FollowUpChange = z.strictObject({
  /** The key of this change: asked for again, it has no second effect. */
  key: name,
  id: FollowUpId,
  /** Only if nobody changed or claimed it since: the fencing token of a claim, or the revision that a person saw. */
  ifRevision: z.int().min(1).optional(),
  state: FollowUpState,
  /** Absent: the clock has nothing more to do with it. A closed one has none. */
  wakesAt: Instant.optional(),
  dueOn: IsoDate.optional(),
  responsible: StaffId.optional(),
  /** A member of the staff, or a part of the system. */
  by: name,
  /** Why, in a word. */
  because: name.optional(),
  messages: z.array(Message).max(100).readonly().optional(),
});
export interface FollowUpChange extends z.infer<typeof FollowUpChange> {}

/**
 * What became of a change. `repeated`: it was made before. `stale`: another revision stands. `closed`: it was done or cancelled before.
 * With the record as it stands afterwards.
 */
export type FollowUpChangeOutcome =
  | { readonly kind: 'changed' | 'repeated' | 'stale' | 'closed'; readonly record: FollowUpRecord }
  | { readonly kind: 'notFound' };

/** Work of one member of staff that goes to another. */
export const HandOver = z.strictObject({ key: name, from: StaffId, to: StaffId, by: name, because: name.optional() });
export interface HandOver extends z.infer<typeof HandOver> {}

/** One thing that was done, in the order in which it took effect. It is written in the transaction of what it tells. */
export type AuditEntry = {
  /** The key of the change, unique. */
  readonly key: string;
  readonly at: Instant;
  readonly by: string;
  readonly what: 'followUp' | 'handOver' | 'plan' | 'referral';
  /** The id of what was changed. */
  readonly of: string;
  readonly from?: string;
  readonly to: string;
  readonly because?: string;
};
export type StoredAuditEntry = { readonly sequence: number; readonly entry: AuditEntry };

/** One subject in a plan: who accompanies them, and where they stand in that person's worklist, counted from 0; without `rank` not on it. */
export const PlanRow = z.strictObject({
  subject: SubjectId,
  staff: StaffId,
  /** Collectives and organisations have none. */
  tier: z.literal(PRIORITY_TIERS).optional(),
  dedicated: z.boolean(),
  rank: z.int().min(0).optional(),
});
export interface PlanRow extends z.infer<typeof PlanRow> {}

/** A dated fact about the calendar as it was announced; `body` is plain data of the scheduler's. The store keeps it and does not read it. */
export const StoredAnnouncement = z.strictObject({ id: name, knownAt: Instant, body: z.json() });
export interface StoredAnnouncement extends z.infer<typeof StoredAnnouncement> {}

const CLOSED_STATES: readonly FollowUpState[] = ['done', 'cancelled'];
/** Nothing more is done with a follow-up in this state. */
export const isClosed = (state: FollowUpState): boolean => CLOSED_STATES.includes(state);
