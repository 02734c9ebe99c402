import type { Store, StoreError } from '@rahyar/store';
import { openPostgresStore } from '@rahyar/store/postgres';
import { openSqliteStore } from '@rahyar/store/sqlite';
import type { ResultAsync } from 'neverthrow';

export const ADAPTERS = ['sqlite', 'postgres'] as const;
export type Adapter = (typeof ADAPTERS)[number];

/** Where the store is: a file, or the address of a server. */
export type Place = { readonly adapter: Adapter; readonly address: string };

export const openPlace = ({ adapter, address }: Place): ResultAsync<Store, StoreError> =>
  adapter === 'sqlite' ? openSqliteStore(address) : openPostgresStore({ connectionString: address, connections: 5 });
