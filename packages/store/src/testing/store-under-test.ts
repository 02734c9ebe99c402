import type { Store } from '../store.ts';

/** A fresh, empty store; how to close and open it again, if it lasts; how to clear it away. */
export type StoreUnderTest = {
  readonly store: Store;
  readonly reopen?: () => Promise<StoreUnderTest>;
  readonly dispose?: () => Promise<void>;
};
