/**
 * What sizes are reckoned from: seconds of one core of an AMD EPYC, and bytes. Measured with a command where one is named, assumed where it says so.
 * Other machines differ by a factor of two and more.
 */
export const MEASURED = {
  /** Of a distributed plan, for a million members: decision 0008, on a busy machine. */
  plan: {
    /** One host reads the file and puts it into the database. */
    handOver: 4,
    /** Workers, in shards. */
    read: 30,
    gather: 14,
    /** Measured together as 16; the parts are assumed. */
    deal: 12,
    list: 4,
    /** One host puts the plan together, checks it, reports and publishes. */
    publish: 27,
    /** Megabytes that lie in the database until publication: `npm run night:distributed -- --calm` too. */
    kept: 123,
    /** Megabytes of the members file; a shard reads 16 MiB of it. */
    file: 226,
  },
  /** How many cells so many members come to, in millions: decision 0008, and one process. */
  cells: [
    [0.2, 0.078],
    [1, 0.238],
    [10, 0.7],
    [50, 1.8],
  ],
  /** One worker finds the seats of a million cells, if they take as long as 238 thousand did, one by one. */
  settle: 10,
  /** Megabytes a second that the database takes up, from any number of workers together: assumed. */
  database: 100,
  /** Of a batch of 500 follow-ups, claimed and ended with their audit: in the process that does it, and at the PostgreSQL server. One noisy run, not a command. */
  batch: { size: 500, own: 0.027, shared: 0.055 },
  /** How long a worker that found nothing waits, and after what silence its work is another's: settings. */
  shards: { idle: 0.2, silence: 13 },
  followUps: { idle: 1, silence: 60 },
} as const;
