/**
 * What sizes are reckoned from: seconds of one core of an AMD EPYC, and bytes, each with the command that shows it. Other machines differ by a factor of
 * two and more.
 */
export const MEASURED = {
  /** Of a distributed plan, for a million members: `npm run night:distributed -- --calm --people 1000000`. */
  plan: {
    /** One host reads the file and puts it into the database. */
    handOver: 4,
    /** Workers, in shards. */
    read: 30,
    gather: 14,
    deal: 12,
    list: 4,
    /** One host puts the plan together, checks it, reports and publishes. */
    publish: 27,
    /** Megabytes that lie in the database until publication. */
    kept: 123,
    /** Megabytes of the members file; a shard reads 16 MiB of it. */
    file: 226,
  },
  /** How many cells so many members come to, in millions: `npm run night:bench -- --only "whole plan"`. */
  cells: [
    [0.2, 0.078],
    [1, 0.238],
    [10, 0.7],
    [50, 1.8],
  ],
  /** One worker finds the seats of a million cells. */
  settle: 10,
  /** Megabytes a second that the database takes up, from any number of workers together. */
  database: 100,
  /** Of a batch of 500 follow-ups, claimed and ended with their audit: in the process that does it, and at the PostgreSQL server. */
  batch: { size: 500, own: 0.027, shared: 0.055 },
  /** How long a worker that found nothing waits, and after what silence its work is another's. */
  shards: { idle: 0.2, silence: 13 },
  followUps: { idle: 1, silence: 60 },
} as const;
