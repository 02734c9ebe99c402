import { ok, type Result } from 'neverthrow';

/** One command under its key. `input` is what the caller gave and may be personal: keep it as a member's data is kept. */
export type CommandRecord = {
  /** 16 to 64 letters, digits, `-` and `_`. */
  readonly key: string;
  /** The id of the operation: `bank.loans.create`. */
  readonly operation: string;
  readonly partner: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly ifMatch?: number;
  readonly beganAtMs: number;
  /** What became of it, once that is known. */
  readonly outcome?: CommandOutcome;
};
export type CommandOutcome = 'applied' | 'not_applied';

/** The store could not be reached, or did not do what was asked. A promise that rejects counts as the same. */
export type StoreFailure = 'unavailable';

/**
 * Where a client writes down each command before it sends it, so that one whose end is not known can be repeated under the same key even
 * after a crash. Durable before the promise resolves; safe for several processes.
 */
export type IdempotencyStore = {
  /**
   * Keeps the record, and returns the one that the key had before, if any. An earlier record stands unless it ended `not_applied`;
   * then the new one takes its place. One step: of two that begin at once with one key, one sees the other.
   */
  readonly begin: (record: CommandRecord) => Promise<Result<CommandRecord | undefined, StoreFailure>>;
  /** Notes how the command of a key ended. */
  readonly settle: (key: string, outcome: CommandOutcome) => Promise<Result<void, StoreFailure>>;
  readonly find: (key: string) => Promise<Result<CommandRecord | undefined, StoreFailure>>;
  /** The commands of a partner without an outcome, oldest first. */
  readonly pending: (partner: string) => Promise<Result<readonly CommandRecord[], StoreFailure>>;
};

/** How many ended commands a store in memory remembers. */
const ENDED_COMMANDS = 10_000;

/** A store that ends with the process: for tests, demonstrations, and hosts that keep their commands elsewhere. It forgets the oldest ended ones. */
export function createMemoryIdempotencyStore(): IdempotencyStore {
  const open = new Map<string, CommandRecord>();
  const ended = new Map<string, CommandRecord>();
  const recordOf = (key: string): CommandRecord | undefined => open.get(key) ?? ended.get(key);
  return Object.freeze({
    begin: (record) => {
      const before = recordOf(record.key);
      if (before === undefined || before.outcome === 'not_applied') {
        ended.delete(record.key);
        open.set(record.key, record);
      }
      return Promise.resolve(ok(before));
    },
    settle: (key, outcome) => {
      const record = recordOf(key);
      open.delete(key);
      if (record !== undefined) ended.set(key, { ...record, outcome });
      const [oldest] = ended.keys();
      if (oldest !== undefined && ended.size > ENDED_COMMANDS) ended.delete(oldest);
      return Promise.resolve(ok(undefined));
    },
    find: (key) => Promise.resolve(ok(recordOf(key))),
    pending: (partner) => Promise.resolve(ok([...open.values()].filter((record) => record.partner === partner))),
  } satisfies IdempotencyStore);
}
