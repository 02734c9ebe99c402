import type { Result } from 'neverthrow';

/** A command to a partner under its key. `input` may be personal: it is kept as a member's data is kept. */
export type CommandRow = {
  readonly key: string;
  readonly operation: string;
  readonly partner: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly ifMatch?: number;
  readonly beganAtMs: number;
  readonly outcome?: 'applied' | 'not_applied';
};

/** Commands, written down before they are sent. It has the shape that a partner client asks of its host, in the client's own words. */
export type CommandMemory = {
  /** Keeps the command and returns the one that the key had before. An earlier one stands unless it ended `not_applied`. */
  readonly begin: (command: CommandRow) => Promise<Result<CommandRow | undefined, 'unavailable'>>;
  readonly settle: (key: string, outcome: 'applied' | 'not_applied') => Promise<Result<void, 'unavailable'>>;
  readonly find: (key: string) => Promise<Result<CommandRow | undefined, 'unavailable'>>;
  /** Those of a partner without an outcome, oldest first, then by key. */
  readonly pending: (partner: string) => Promise<Result<readonly CommandRow[], 'unavailable'>>;
};
