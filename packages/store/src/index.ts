export { createFileStore, type FileStore, type Recovery } from './file/file-store.ts';
export { createMemoryStore } from './memory/memory-store.ts';
export type { PlanManifest, PlanPart, PublishedPlan } from './plan.ts';
export type { ReferralFilter, Store, StoredEvent } from './store.ts';
export { STORE_ERROR_TERMS, type StoreError, type StoreErrorKind, type StoreRetryAdvice } from './store-error.ts';
