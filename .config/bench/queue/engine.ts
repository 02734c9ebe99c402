/** An engine that keeps follow-ups until they are due and hands them out to those who work on them. */
export type Engine = {
  readonly name: string;
  /** Makes the place where it keeps them, empty; or says why it cannot be had here. */
  readonly found: () => Promise<Place | string>;
  readonly connect: (address: string) => Promise<Connection>;
};

export type Place = {
  /** A connection string, or a path. */
  readonly address: string;
  /** What it takes on the disk, or in the memory of a server that keeps all in memory. */
  readonly bytes: () => Promise<number>;
  /** Brings to an end what a server does in the background after much was added. */
  readonly settle?: () => Promise<unknown>;
  readonly dispose: () => Promise<void>;
};

export type Connection = {
  /** Adds jobs; each wakes at its moment, in milliseconds since 1970. */
  readonly add: (jobs: readonly Job[]) => Promise<void>;
  /** Asks once for what is due. */
  readonly poll: () => Promise<unknown>;
  /** Claims in batches and ends what it claimed, until nothing is due; how many. */
  readonly drain: () => Promise<number>;
  /** Claims without ending; absent where an engine does not part the two. */
  readonly claim?: () => Promise<number>;
  readonly close: () => Promise<unknown>;
};

export type Job = { readonly id: string; readonly desk: string; readonly wakesAtMs: number };

/** Takes again and again until nothing is taken; how many in all. */
export async function untilNone(take: () => Promise<number>): Promise<number> {
  let count = 0;
  for (let taken = await take(); taken > 0; taken = await take()) count += taken;
  return count;
}

/** As many as a worker takes at a time, where it can take many. */
export const BATCH = 500;
