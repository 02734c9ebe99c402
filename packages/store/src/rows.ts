import type { DomainEvent, FollowUpId, IsoDate, Referral, ReferralId, StaffId, SubjectId } from '@rahyar/domain';
import type { Result, ResultAsync } from 'neverthrow';
import type { CommandRow } from './commands.ts';
import type { PublishedPlan } from './plan.ts';
import type { AuditEntry, FollowUpRecord, MessageRecord, PlanRow, StoredAnnouncement, StoredAuditEntry } from './records.ts';
import type { ReferralFilter, StoreCondition, StoredEvent } from './store.ts';
import type { StoreError } from './store-error.ts';

/**
 * What an adapter is: rows in a transaction, and nothing decided. `storeOver` decides on them what the port promises, the same for every
 * adapter. Moments are milliseconds since 1970 here; everything else is as in the port, already checked.
 */
export interface Database {
  /**
   * Runs work in one transaction, which others see wholly or not at all: as if transactions ran one after the other. Work that ends with an
   * `err` has written nothing. Where the database asks for it (deadlock, serialization), the work is run again: it has no effect but on the
   * rows.
   */
  transact<T>(work: (rows: Rows) => Promise<Result<T, StoreError>>): ResultAsync<T, StoreError>;
  /**
   * Replaces the unpublished rows of a plan, as many as there may be, and returns how many. The first page that is an error ends the load with
   * that error; a load that breaks off leaves no rows. Each subject comes once, or it is a `conflict` about `planContent`.
   */
  loadPlan(planId: string, pages: AsyncIterable<Result<readonly PlanRow[], StoreError>>): ResultAsync<number, StoreError>;
  close(): ResultAsync<void, StoreError>;
}

/**
 * The rows of one transaction. Whatever is read by id or key is held for this transaction until its end. `put…` writes over what has the
 * same id or key. Lists come in the order that is named; ids and keys are ordered by code units, as in `<` of JavaScript.
 */
export interface Rows extends LogRows, PartnerRows, FollowUpRows, MessageRows, PlanRows {
  /** The clock of the database, or the one it was opened with. It does not change within a transaction. */
  now(): Promise<number>;
  condition(now: number, thorough: boolean): Promise<StoreCondition>;
}

/** What is only ever added to: events, the days that rest on them, announcements and the audit. */
export interface LogRows {
  eventsOf(ids: readonly string[]): Promise<readonly DomainEvent[]>;
  /** In this order, with numbers that grow; none of them is known. */
  insertEvents(events: readonly DomainEvent[]): Promise<void>;
  eventsAfter(sequence: number, limit: number): Promise<readonly StoredEvent[]>;
  /** Of one subject, before a sequence number, the latest first. */
  eventsBefore(subject: SubjectId, sequence: number, limit: number): Promise<readonly StoredEvent[]>;

  /** The number of the last event; 0 before the first. */
  lastEvent(): Promise<number>;
  /** What {@link LogRows.openDay} fixed for a day. */
  openedDay(on: IsoDate): Promise<number | undefined>;
  /** Fixes for a day that has none the number of its last event. */
  openDay(on: IsoDate, eventsUpTo: number): Promise<void>;

  announcements(ids: readonly string[]): Promise<readonly StoredAnnouncement[]>;
  insertAnnouncements(announcements: readonly StoredAnnouncement[]): Promise<void>;
  /** `knownAt` not after a moment; by `knownAt`, then by id. */
  announcementsUntil(moment: number): Promise<readonly StoredAnnouncement[]>;

  auditOf(keys: readonly string[]): Promise<readonly AuditEntry[]>;
  insertAudit(entries: readonly AuditEntry[]): Promise<void>;
  auditAfter(sequence: number, limit: number): Promise<readonly StoredAuditEntry[]>;
}

/** What passes between us and partners: referrals, commands and deliveries. */
export interface PartnerRows {
  referral(id: ReferralId): Promise<Referral | undefined>;
  referralWithKey(idempotencyKey: string): Promise<Referral | undefined>;
  putReferral(referral: Referral): Promise<void>;
  /** By `createdOn`, then by id. */
  referrals(filter: ReferralFilter): Promise<readonly Referral[]>;

  command(key: string): Promise<CommandRow | undefined>;
  putCommand(command: CommandRow): Promise<void>;
  /** Without an outcome, of one partner; by `beganAtMs`, then by key. */
  commandsPending(partner: string): Promise<readonly CommandRow[]>;

  /** What is noted under keys of deliveries: see {@link DeliveryNote}. Notes that have ended may be left out, and may go. */
  deliveryNotes(keys: readonly string[]): Promise<readonly DeliveryNote[]>;
  putDeliveryNotes(notes: readonly DeliveryNote[]): Promise<void>;
  dropDeliveryNotes(keys: readonly string[]): Promise<void>;
}

/** Follow-ups, and the desks by which claims find those that wake. */
export interface FollowUpRows {
  /** Those that there are, in any order. */
  followUps(ids: readonly FollowUpId[]): Promise<readonly FollowUpRecord[]>;
  /**
   * Writes records, each id once. The desk of whoever is responsible for one that wakes is to be looked at then, or earlier if it was to be
   * already: see {@link FollowUpRows.claimFollowUps}.
   */
  putFollowUps(records: readonly FollowUpRecord[]): Promise<void>;
  /** Not closed and `dueOn` on or before a day, of one member of staff or all; by `dueOn`, then by id. */
  followUpsDue(on: IsoDate, responsible: StaffId | undefined, limit: number): Promise<readonly FollowUpRecord[]>;
  /**
   * A round of a claim. Each member of staff has a desk: when it is to be looked at next, and the number of its last turn (0 before the first).
   * 1. Desks whose moment is not after `now`, by last turn, then by id; at most `limit / 8` rounded up; those that another transaction holds
   *    are passed over.
   * 2. Of each in that order the follow-ups that wake, and are held, not after `now`, by `wakesAt`, then by id; at most `limit` over the
   *    number of desks, rounded up; no more than `limit` in all; desks that the limit leaves no place are not visited.
   * 3. Each gets `heldUntil` = `until`, the next revision and one more attempt.
   * 4. Each visited desk is to be looked at when the first of its follow-ups wakes, or is free again if it is held after `now`; or not at all.
   *    It gets the next turn number, in that order.
   * Returned in the order of 2, as they stand after 3; `undefined` when no desk is to be looked at, or other transactions hold all that is due.
   */
  claimFollowUps(now: number, until: number, limit: number): Promise<readonly FollowUpRecord[] | undefined>;
  /**
   * The open follow-ups of a member of staff go to another, each with the next revision, no attempts and held by nobody. Returns how many. The
   * other desk as in `putFollowUps`.
   */
  giveFollowUps(from: StaffId, to: StaffId): Promise<number>;
}

/** The outbox. */
export interface MessageRows {
  messages(keys: readonly string[]): Promise<readonly MessageRecord[]>;
  putMessages(records: readonly MessageRecord[]): Promise<void>;
  /** Waiting ones with `nextAt` not after `now`, by `nextAt`, then by key: each gets `nextAt` = `until`, the next revision, one more attempt. Returned so, in that order; those held elsewhere are passed over. */
  claimMessages(now: number, until: number, limit: number, channels: readonly string[] | undefined): Promise<readonly MessageRecord[]>;
}

/** The plan in force, and its rows. */
export interface PlanRows {
  plan(): Promise<PublishedPlan | undefined>;
  /** The plan in force, in place of the one before; rows of other published or abandoned plans may go. */
  putPlan(plan: PublishedPlan): Promise<void>;
  /** Rows of the plan in force, by rank. */
  worklist(staff: StaffId, fromRank: number, limit: number): Promise<readonly PlanRow[]>;
  planRow(subject: SubjectId): Promise<PlanRow | undefined>;
}

/** One note of the inbox: that a delivery was seen, at which version a thing is, or until when either is being handled. */
export type DeliveryNote = { readonly key: string; readonly value: number; readonly endsAt: number };
