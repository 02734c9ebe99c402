import type { Schedule } from './schedule.ts';

/** Where a client departs from the standards. A difference is excepted only where one of its faults holds. */
export type ClientFault = {
  readonly name: string;
  /** What the client does, and what the standards say. */
  readonly why: string;
  /** The smallest case; its starts are to differ, or the fault is mended and the exception is to go. */
  readonly example: Schedule;
  readonly holds: (schedule: Schedule, theirs: string) => boolean;
};
