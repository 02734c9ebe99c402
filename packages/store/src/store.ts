import type {
  DomainEvent,
  FollowUpId,
  Instant,
  IsoDate,
  Referral,
  ReferralId,
  ReferralPartner,
  ReferralState,
  StaffId,
  SubjectId,
} from '@rahyar/domain';
import type { ResultAsync } from 'neverthrow';
import type { CommandMemory } from './commands.ts';
import type { DeliveryMemory } from './deliveries.ts';
import type { PlanManifest, PublishedPlan } from './plan.ts';
import type {
  FollowUpChange,
  FollowUpChangeOutcome,
  FollowUpRecord,
  HandOver,
  Message,
  MessageOutcome,
  MessageRecord,
  PlannedFollowUp,
  PlanRow,
  StoredAnnouncement,
  StoredAuditEntry,
} from './records.ts';
import type { StoreError } from './store-error.ts';

/** An event and its place in the order of arrival: greater numbers came later; a number that was given is never given again. */
export type StoredEvent = { readonly sequence: number; readonly event: DomainEvent };

export type ReferralFilter = { readonly partner?: ReferralPartner; readonly states?: readonly ReferralState[] };

/** Somebody, or a process, that takes work for a while: after `leaseMs` without a change it is free for others. At most `limit` are taken. */
export type ClaimTerms = { readonly limit: number; readonly leaseMs: number };

/** Who must not be told apart by a late answer: the key of a message and the revision that a claim gave. */
export type MessageSettlement = { readonly key: string; readonly revision: number; readonly outcome: MessageOutcome };

/** What somebody who looks after the store wants to know of it. */
export type StoreCondition = {
  /** Faults that the database, or the store, found in itself: none, if all is well. */
  readonly faults: readonly string[];
  readonly openFollowUps: number;
  /** Follow-ups whose time has come and that nobody works on; and the age of the oldest such time, in milliseconds. */
  readonly waitingFollowUps: number;
  readonly oldestWaitingMs: number;
  /** Claimed more than ten times without a change: whoever works on them fails. */
  readonly orphanedFollowUps: number;
  readonly waitingMessages: number;
  readonly oldestMessageMs: number;
  readonly deadMessages: number;
  /** Commands to partners whose end is not known. */
  readonly pendingCommands: number;
};

/**
 * What the SDK remembers. Every call is done wholly or not at all, and may be repeated unchanged without a second effect; calls that one
 * caller makes one after the other take effect in that order. Time is the store's own clock: the database's, or the one it was opened with.
 * What comes out is frozen and shares nothing with what went in.
 */
export interface Store {
  /** Appends events; one whose id is known with the same content is left out. Returns how many were new. */
  appendEvents(events: readonly DomainEvent[]): ResultAsync<number, StoreError>;
  /** At most `limit` events after the sequence number, in order; 0 begins at the beginning. */
  readEvents(afterSequence: number, limit: number): ResultAsync<readonly StoredEvent[], StoreError>;
  /**
   * Fixes which events the plan of a day rests on: those there are when it is first asked, up to this number. However often a day is begun
   * again, it rests on the same.
   */
  openDay(on: IsoDate): ResultAsync<number, StoreError>;
  /** The events of one subject, at most `limit`, the latest first, before the sequence number if one is given. */
  historyOf(
    subject: SubjectId,
    page: { readonly limit: number; readonly before?: number },
  ): ResultAsync<readonly StoredEvent[], StoreError>;

  /**
   * Saves a referral: first as `created`, before it is sent, then only in a later state, everything else unchanged.
   * `declined` and `completed` are final. Returns the referral as stored.
   */
  saveReferral(referral: Referral): ResultAsync<Referral, StoreError>;
  getReferral(id: ReferralId): ResultAsync<Referral, StoreError>;
  /** The referrals of a partner, in some states, or all; by `createdOn`, then by id. */
  listReferrals(filter?: ReferralFilter): ResultAsync<readonly Referral[], StoreError>;

  /**
   * Writes planned follow-ups, each over the one with its id, unless somebody has acted on that: only `scheduled` and `due` ones are planned
   * again, and what fell due on the day for which it is planned again stays due. Returns how many were written: neither acted on nor the same
   * as before.
   */
  putFollowUps(followUps: readonly PlannedFollowUp[]): ResultAsync<number, StoreError>;
  getFollowUp(id: FollowUpId): ResultAsync<FollowUpRecord, StoreError>;
  /** Those that are not closed and due on or before a day; of one member of staff if asked; by `dueOn`, then by id; at most `limit`. */
  dueFollowUps(
    on: IsoDate,
    of?: { readonly responsible?: StaffId; readonly limit?: number },
  ): ResultAsync<readonly FollowUpRecord[], StoreError>;
  /**
   * Takes follow-ups whose time has come, for a while. Members of staff take turns, whoever was served longest ago first, so that nobody's
   * backlog keeps others waiting; of each the earliest first. Less than `limit` come only when no more is due, or others hold it.
   */
  claimFollowUps(terms: ClaimTerms): ResultAsync<readonly FollowUpRecord[], StoreError>;
  /** Changes follow-ups, each with its audit entry and its messages, all in one transaction; the outcomes in the order of the changes. */
  changeFollowUps(changes: readonly FollowUpChange[]): ResultAsync<readonly FollowUpChangeOutcome[], StoreError>;
  /**
   * Gives the open follow-ups of one member of staff to another; claims that run on them are void, and what they held may be claimed at once.
   * Returns how many; 0 when repeated.
   */
  handOver(order: HandOver): ResultAsync<number, StoreError>;

  /** Puts messages into the outbox; one whose key is known is left out. Returns how many were new. */
  putMessages(messages: readonly Message[]): ResultAsync<number, StoreError>;
  /** Takes waiting messages of some channels, or of all, for a while: the earliest first, then by key. */
  claimMessages(terms: ClaimTerms & { readonly channels?: readonly string[] }): ResultAsync<readonly MessageRecord[], StoreError>;
  /** Notes what became of messages. One whose revision is not the given one is left alone. Returns how many were noted. */
  settleMessages(settlements: readonly MessageSettlement[]): ResultAsync<number, StoreError>;

  /**
   * Loads the rows of a plan that is not in force yet, in place of rows loaded under that id before. Nobody sees them before the plan is
   * published. Returns how many.
   */
  loadPlan(planId: string, rows: AsyncIterable<readonly PlanRow[]> | Iterable<readonly PlanRow[]>): ResultAsync<number, StoreError>;
  /**
   * Puts a plan in force for a day, in place of the plan of that day or an earlier one, and drops the rows of plans before. A reader sees the
   * old plan or the new one, whole. Returns false if this very plan was in force already.
   */
  publishPlan(manifest: PlanManifest, at: { readonly on: IsoDate }): ResultAsync<boolean, StoreError>;
  /** The plan in force; `undefined` before the first. */
  currentPlan(): ResultAsync<PublishedPlan | undefined, StoreError>;
  /** The worklist of a member of staff in the plan in force, from a rank on; empty where that plan has no rows. */
  worklist(staff: StaffId, page: { readonly from?: number; readonly limit: number }): ResultAsync<readonly PlanRow[], StoreError>;
  /** Who accompanies a subject by the plan in force; `undefined` where it says nothing. */
  plannedFor(subject: SubjectId): ResultAsync<PlanRow | undefined, StoreError>;

  /** Appends announcements; returns how many were new. */
  appendAnnouncements(announcements: readonly StoredAnnouncement[]): ResultAsync<number, StoreError>;
  /** What was known at a moment: by `knownAt`, then by id. */
  announcementsKnownAt(moment: Instant): ResultAsync<readonly StoredAnnouncement[], StoreError>;

  /** At most `limit` audit entries after the sequence number, in order. */
  readAudit(afterSequence: number, limit: number): ResultAsync<readonly StoredAuditEntry[], StoreError>;
  /** How the store is; `thorough` reads everything, which takes time that grows with it. */
  condition(thorough?: boolean): ResultAsync<StoreCondition, StoreError>;

  /** Where a client of partners keeps its commands: it fits the port of that client. */
  readonly commands: CommandMemory;
  /** Where a receiver of webhooks keeps what it handled: it fits the port of that receiver. */
  readonly deliveries: DeliveryMemory;

  /** Waits for the calls before it and lets go of the database. Every later call is `unavailable`, `closed`. */
  close(): ResultAsync<void, StoreError>;
}
