import measured from './measured.json' with { type: 'json' };

/**
 * What sizes are reckoned from, for a million members and one core: what `npm run night:sizes -- --write` measured, and on which machine. Others differ
 * by a factor of two and more.
 */
export type Measured = {
  /** When, with which command and on which machine. */
  readonly by: string;
  readonly plan: {
    /** One host reads the file and puts it into the database; it puts the plan together, checks it, reports and publishes. Seconds. */
    readonly handOver: number;
    readonly publish: number;
    /** Shards: seconds of a worker, and megabytes that lie in the database until publication. */
    readonly read: Stage;
    readonly gather: Stage;
    readonly deal: Stage;
    readonly list: Stage;
    /** One worker finds the seats: seconds for a million cells, as if they grew with the cells. */
    readonly settle: number;
    /** Megabytes of the members file, and of all that lies in the database. */
    readonly file: number;
    readonly kept: number;
  };
  /** How many megabytes of such parts a second the database takes up, from two that write at once. */
  readonly databaseMegabytes: number;
  /** Two workers, and two processes that claim and end follow-ups, beside the simulation: seconds. */
  readonly beside: { readonly people: number; readonly plan: Beside; readonly due: number; readonly followUps: Beside };
  /** Of a batch of follow-ups that is claimed and ended with its audit: seconds in the process that does it, and at the PostgreSQL server. */
  readonly batch: { readonly size: number; readonly own: number; readonly shared: number };
};
type Beside = { readonly took: number; readonly simulated: number };
type Stage = { readonly seconds: number; readonly kept: number };

export const MEASURED: Measured = measured;

/** How many cells so many members come to, in millions: decision 0008, and one process. */
export const CELLS = [
  [0.2, 0.078],
  [1, 0.238],
  [10, 0.7],
  [50, 1.8],
] as const;

/** How long a worker that found nothing waits, and after what silence its work is another's, in seconds: settings. */
export const SHARDS = { idle: 0.2, silence: 13 };
export const FOLLOW_UPS = { idle: 1, silence: 60 };
