export type { CommandMemory, CommandRow } from './commands.ts';
export type { Delivery, DeliveryMemory } from './deliveries.ts';
export { createMemoryStore, type MemoryStoreOptions } from './memory/memory-store.ts';
export type { PlanManifest, PlanPart, PublishedPlan } from './plan.ts';
export {
  type AuditEntry,
  FollowUpChange,
  type FollowUpChangeOutcome,
  type FollowUpRecord,
  HandOver,
  MESSAGE_STATES,
  Message,
  MessageOutcome,
  type MessageRecord,
  type MessageState,
  PlannedFollowUp,
  PlanRow,
  StoredAnnouncement,
  type StoredAuditEntry,
} from './records.ts';
export type { Database, DeliveryNote, FollowUpRows, LogRows, MessageRows, PartnerRows, PlanRows, Rows } from './rows.ts';
export type { ClaimTerms, MessageSettlement, ReferralFilter, Store, StoreCondition, StoredEvent } from './store.ts';
export {
  CONFLICT_LABELS,
  type InvalidInput,
  STORE_ERROR_TERMS,
  type StoreError,
  type StoreErrorKind,
  type StoreRetryAdvice,
  UNAVAILABLE_TERMS,
} from './store-error.ts';
export { storeOver } from './store-over.ts';
