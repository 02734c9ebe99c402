import { KEY_PROCESSES, PRIORITY_TIERS, type PriorityTier, RAHYAR_KINDS } from '@rahyar/domain';
import { type Cadence, type ContactCadence, cadenceFor } from './cadence.ts';
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
  /** Positions in `KEY_PROCESSES`; any other number is none. */
  readonly process?: Uint8Array;
  /** Positions in `RAHYAR_KINDS`; any other number is none. */
  readonly kind?: Uint8Array;
};

/**
 * The effective day of `planFollowUp` for millions of rows, in days since 1970-01-01.
 * A row holds {@link NO_DAY} exactly where `planFollowUp` fails, or where its tier or one of its days is none.
 * A cadence is asked once for each day counted from; every other row is a look-up. Throws when the columns differ in length.
 */
export function dueDays(columns: CadenceColumns, planning: Planning): Int32Array {
  const { tier, lastContactDay, waitingSinceDay, process, kind } = columns;
  const rowCount = tier.length;
  if (Object.values(columns).some((column) => column.length !== rowCount)) throw new RangeError('columns differ in length');
  const { cadences, cadenceAt } = cadencesOf(planning.cadence);
  const days = new Int32Array(rowCount);
  const known = new Int32Array(cadences.length * ANCHOR_COUNT).fill(UNKNOWN);
  for (let row = 0; row < rowCount; row += 1) {
    const anchor = Math.max(lastContactDay[row] as number, waitingSinceDay[row] as number);
    const anchorIndex = anchor === NO_DAY ? ANCHOR_COUNT - 1 : anchor - FIRST_DAY;
    const tierIndex = tier[row] as number;
    if (tierIndex >= PRIORITY_TIERS.length || anchorIndex < 0 || anchor > LAST_DAY) {
      days[row] = NO_DAY;
      continue;
    }
    const key = (tierIndex * PROCESS_COUNT + positionIn(process, row, PROCESS_COUNT)) * KIND_COUNT + positionIn(kind, row, KIND_COUNT);
    const cadence = cadenceAt[key] as number;
    const slot = cadence * ANCHOR_COUNT + anchorIndex;
    if (known[slot] === UNKNOWN) known[slot] = dayOrNone(cadences[cadence] as ContactCadence, anchor, planning);
    days[row] = known[slot] as number;
  }
  return days;
}

/** Every day a row can be counted from, and one place for rows that have none. */
const ANCHOR_COUNT = LAST_DAY - FIRST_DAY + 2;
const UNKNOWN = NO_DAY + 1;
/** One more than there are, for none. */
const PROCESS_COUNT = KEY_PROCESSES.length + 1;
const KIND_COUNT = RAHYAR_KINDS.length + 1;

const positionIn = (column: Uint8Array | undefined, row: number, count: number): number =>
  column === undefined ? count - 1 : Math.min(column[row] as number, count - 1);

/** The different cadences, and by tier, process and kind the position of the one that is for them. */
function cadencesOf(cadence: Cadence): { cadences: ContactCadence[]; cadenceAt: Uint16Array } {
  const cadences: ContactCadence[] = [];
  const cadenceAt = Uint16Array.from({ length: PRIORITY_TIERS.length * PROCESS_COUNT * KIND_COUNT }, (_, key) => {
    const tier = PRIORITY_TIERS[Math.floor(key / (PROCESS_COUNT * KIND_COUNT))] as PriorityTier;
    const process = KEY_PROCESSES[Math.floor(key / KIND_COUNT) % PROCESS_COUNT];
    const own = cadenceFor(cadence, { tier, process, kind: RAHYAR_KINDS[key % KIND_COUNT] });
    const position = cadences.indexOf(own);
    return position >= 0 ? position : cadences.push(own) - 1;
  });
  return { cadences, cadenceAt };
}

const dayOrNone = (cadence: ContactCadence, anchor: number, planning: Planning): number =>
  dueDay(cadence, anchor === NO_DAY ? undefined : (anchor as EpochDay), planning).match(
    (day): number => day,
    () => NO_DAY,
  );
