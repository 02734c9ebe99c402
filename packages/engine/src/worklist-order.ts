import { NO_DAY } from './subject-columns.ts';

/** What the order of a worklist is made from, one position for each subject. All days are epoch days. */
export type WorklistFacts = {
  /** The day of the plan. */
  readonly today: number;
  readonly tier: Uint8Array;
  readonly dueOn: Int32Array;
  readonly contactedOn: Int32Array;
  readonly waitingSince: Int32Array;
};

/** What the order of one subject is made from. */
export type WorklistPlace = { readonly subject: number; readonly tier: number; readonly due: number; readonly waiting: number };

/**
 * Negative when the first subject comes before the second: by tier, then due follow-ups from the oldest, then the longest waiting, then id.
 * A total order: ids, and so indexes, are distinct.
 */
export const comparePlaces = (a: WorklistPlace, b: WorklistPlace): number =>
  a.tier - b.tier || a.due - b.due || a.waiting - b.waiting || a.subject - b.subject;

export const placeOf = ({ today, tier, dueOn, contactedOn, waitingSince }: WorklistFacts, subject: number): WorklistPlace => ({
  subject,
  tier: tier[subject] as number,
  due: dueDay(dueOn[subject] as number, today),
  waiting: waitingDay(contactedOn[subject] as number, waitingSince[subject] as number),
});

/** The day on which the follow-up fell due, or the day after today: follow-ups of later days, and none, are alike. */
export const dueDay = (dueOn: number, today: number): number => (dueOn === NO_DAY || dueOn > today ? today + 1 : dueOn);

/** The day since which the subject waits: the later of the last contact and the day from which one is owed. NO_DAY waits longest. */
export const waitingDay = (contactedOn: number, waitingSince: number): number => Math.max(contactedOn, waitingSince);

/** The highest tier, and the days between which the subjects lie; `waitFrom` and `waitTo` leave NO_DAY out. */
export type PlaceSpan = { readonly tierTo: number; readonly dueFrom: number; readonly waitFrom: number; readonly waitTo: number };

export const emptySpan = (today: number): PlaceSpan => ({ tierTo: 0, dueFrom: today + 1, waitFrom: 2 ** 31 - 1, waitTo: NO_DAY });

export const joinedSpan = (a: PlaceSpan, b: PlaceSpan): PlaceSpan => ({
  tierTo: Math.max(a.tierTo, b.tierTo),
  dueFrom: Math.min(a.dueFrom, b.dueFrom),
  waitFrom: Math.min(a.waitFrom, b.waitFrom),
  waitTo: Math.max(a.waitTo, b.waitTo),
});

/** How tier, due day and waiting day become one number, 0 to `keyCount` - 1, that rises in the order of the worklist, ids left out. */
export type KeyScale = {
  readonly dueFrom: number;
  readonly dueCount: number;
  readonly waitFrom: number;
  readonly waitCount: number;
  readonly keyCount: number;
};

/** `undefined` when 32 bits do not hold the keys, as when the days span several thousand years. */
export function keyScaleOf({ tierTo, dueFrom, waitFrom, waitTo }: PlaceSpan, today: number): KeyScale | undefined {
  const dueCount = today + 1 - dueFrom + 1;
  const waitCount = waitTo === NO_DAY ? 1 : waitTo - waitFrom + 2;
  const keyCount = (tierTo + 1) * dueCount * waitCount;
  return keyCount <= 2 ** 32 ? { dueFrom, dueCount, waitFrom, waitCount, keyCount } : undefined;
}

export const keyOf = ({ dueFrom, dueCount, waitFrom, waitCount }: KeyScale, tier: number, due: number, waiting: number): number =>
  (tier * dueCount + due - dueFrom) * waitCount + (waiting === NO_DAY ? 0 : waiting - waitFrom + 1);
