import type { Store, StoreError } from '@rahyar/store';
import { openPostgresStore } from '@rahyar/store/postgres';
import { openSqliteStore, type SqliteDriver } from '@rahyar/store/sqlite';
import type { ResultAsync } from 'neverthrow';

/** Where a store is, in words that another process understands. */
export type Place =
  | { readonly kind: 'sqlite'; readonly file: string; readonly driver: SqliteDriver }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema: string };

export const openStore = (place: Place, nowMs: () => number): ResultAsync<Store, StoreError> =>
  place.kind === 'sqlite'
    ? openSqliteStore(place.file, { driver: place.driver, nowMs })
    : openPostgresStore({ connectionString: place.url, schema: place.schema, nowMs, connections: 3 });
