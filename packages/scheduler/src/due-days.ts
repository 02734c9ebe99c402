import { PRIORITY_TIERS, type PriorityTier } from '@rahyar/domain';
import { type EpochDay, FIRST_DAY, LAST_DAY } from './epoch-day.ts';
import { dueDay, type Planning } from './follow-up-plan.ts';

/** "No day" in a column of days. It is earlier than every day, so that the later of it and a day is the day. */
export const NO_DAY = -2_147_483_648;

/** One row per subject; the columns are equally long. */
export type CadenceColumns = {
  /** Positions in `PRIORITY_TIERS`. */
  readonly tier: Uint8Array;
  /** Days since 1970-01-01, or {@link NO_DAY}. */
  readonly lastContactDay: Int32Array;
  /** Days since 1970-01-01, or {@link NO_DAY}; see `CadenceSubject`. */
  readonly waitingSinceDay: Int32Array;
};

/**
 * The effective day of `planFollowUp` for millions of rows, in days since 1970-01-01.
 * A row holds {@link NO_DAY} exactly where `planFollowUp` fails, or where its tier or one of its days is none.
 * The rule runs once for each tier and day counted from; every other row is a look-up. Throws when the columns differ in length.
 */
export function dueDays({ tier, lastContactDay, waitingSinceDay }: CadenceColumns, planning: Planning): Int32Array {
  const rowCount = tier.length;
  if (lastContactDay.length !== rowCount || waitingSinceDay.length !== rowCount) throw new RangeError('columns differ in length');
  const days = new Int32Array(rowCount);
  const known = new Int32Array(PRIORITY_TIERS.length * ANCHOR_COUNT).fill(UNKNOWN);
  for (let row = 0; row < rowCount; row += 1) {
    const anchor = Math.max(lastContactDay[row] as number, waitingSinceDay[row] as number);
    const anchorIndex = anchor === NO_DAY ? ANCHOR_COUNT - 1 : anchor - FIRST_DAY;
    const tierIndex = tier[row] as number;
    if (tierIndex >= PRIORITY_TIERS.length || anchorIndex < 0 || anchorIndex >= ANCHOR_COUNT || anchor > LAST_DAY) {
      days[row] = NO_DAY;
      continue;
    }
    const slot = tierIndex * ANCHOR_COUNT + anchorIndex;
    if (known[slot] === UNKNOWN) known[slot] = dayOrNone(PRIORITY_TIERS[tierIndex] as PriorityTier, anchor, planning);
    days[row] = known[slot] as number;
  }
  return days;
}

/** Every day a row can be counted from, and one place for rows that have none. */
const ANCHOR_COUNT = LAST_DAY - FIRST_DAY + 2;
const UNKNOWN = NO_DAY + 1;

const dayOrNone = (tier: PriorityTier, anchor: number, planning: Planning): number =>
  dueDay(tier, anchor === NO_DAY ? undefined : (anchor as EpochDay), planning).match(
    ({ effective }): number => effective,
    () => NO_DAY,
  );
