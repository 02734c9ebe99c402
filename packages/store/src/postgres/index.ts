export { storeErrorOf } from './postgres-error.ts';
export { openPostgresStore, type PostgresStoreOptions } from './postgres-store.ts';
