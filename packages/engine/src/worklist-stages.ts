import { BASES, type Basis } from '@rahyar/domain';
import { sortByKey, sortRoom } from './kernel/radix-sort.ts';
import { basisBit } from './plan.ts';
import { DO_NOT_CONTACT, NO_DAY, NOBODY } from './subject-columns.ts';
import {
  comparePlaces,
  dueDay,
  emptySpan,
  joinedSpan,
  type KeyScale,
  keyOf,
  keyScaleOf,
  type PlaceSpan,
  placeOf,
  type WorklistFacts,
  waitingDay,
} from './worklist-order.ts';

/**
 * What the worklists are made from, in three stages, each over any range: subjects are tallied, then put on the lists of their rahyars,
 * then each list is sorted. Between the first two, the tallies of all ranges are laid out in the order of the ranges, so where the ranges
 * were cut shows nowhere. Only arrays and numbers: threads that share the arrays share the work.
 */
export type WorklistInput = WorklistFacts & {
  readonly staffCount: number;
  readonly flags: Uint8Array;
  readonly primary: Uint8Array;
  readonly responsible: Readonly<Record<Basis, Int32Array>>;
};

/** How many subjects of one range stand on each rahyar's list, and between what they lie. */
export type WorklistTally = { readonly lengths: Uint32Array; readonly span: PlaceSpan };

export type WorklistLayout = {
  /** Where each rahyar's list begins in the order, and where the last one ends. */
  readonly start: Uint32Array;
  /** For each range, where in each rahyar's list its first subject stands. */
  readonly next: readonly Uint32Array[];
  readonly scale: KeyScale | undefined;
};

/** The lists being made: one position for each listed subject. Without a scale there are no keys. */
export type WorklistDraft = { readonly order: Uint32Array; readonly keys: Uint32Array };

/** The first stage, over the subjects from `from` to `to`, exclusive. */
export function tallyWorklists(input: WorklistInput, from: number, to: number): WorklistTally {
  const lists = listColumns(input);
  const lengths = new Uint32Array(input.staffCount);
  let span = emptySpan(input.today);
  for (let block = from; block < to; block += BLOCK) span = tallyBlock(input, lists, lengths, span, block, Math.min(block + BLOCK, to));
  return { lengths, span };
}

/** Joins the tallies of ranges that follow each other and cover all subjects. */
export function layOutWorklists(input: WorklistInput, tallies: readonly WorklistTally[]): WorklistLayout {
  const start = new Uint32Array(input.staffCount + 1);
  const next = tallies.map(() => new Uint32Array(input.staffCount));
  let position = 0;
  for (let staff = 0; staff < input.staffCount; staff++) {
    start[staff] = position;
    for (const [range, { lengths }] of tallies.entries()) {
      (next[range] as Uint32Array)[staff] = position;
      position += lengths[staff] as number;
    }
  }
  start[input.staffCount] = position;
  const span = tallies.reduce((joined, tally) => joinedSpan(joined, tally.span), emptySpan(input.today));
  return { start, next, scale: keyScaleOf(span, input.today) };
}

/** The second stage, over the subjects from `from` to `to`, exclusive; `next` of their range moves on. */
export function placeOnWorklists(
  input: WorklistInput,
  draft: WorklistDraft,
  scale: KeyScale | undefined,
  next: Uint32Array,
  from: number,
  to: number,
): void {
  const lists = listColumns(input);
  for (let block = from; block < to; block += BLOCK) placeBlock(input, lists, draft, scale, next, block, Math.min(block + BLOCK, to));
}

/** The third stage, over the lists of the staff from `from` to `to`, exclusive. */
export function sortWorklists(
  input: WorklistInput,
  { order, keys }: WorklistDraft,
  { start, scale }: Pick<WorklistLayout, 'start' | 'scale'>,
  from: number,
  to: number,
): void {
  let longest = 0;
  for (let list = from; list < to; list++) longest = Math.max(longest, (start[list + 1] as number) - (start[list] as number));
  const room = scale === undefined ? undefined : sortRoom(longest);
  for (let list = from; list < to; list++) {
    const [begin, end] = [start[list] as number, start[list + 1] as number];
    if (end - begin < 2) continue;
    const rows = order.subarray(begin, end);
    if (scale === undefined || room === undefined) sortByPlace(input, rows);
    else sortByKey(rows, keys.subarray(begin, end), scale.keyCount, room);
  }
}

/** A loop over all subjects would run in code that is replaced while it runs; a function called for each block is compiled once, for good. */
const BLOCK = 1 << 16;

function tallyBlock(
  { today, flags, primary, tier, dueOn, contactedOn, waitingSince }: WorklistInput,
  lists: ListColumns,
  lengths: Uint32Array,
  before: PlaceSpan,
  from: number,
  to: number,
): PlaceSpan {
  let { tierTo, dueFrom, waitFrom, waitTo } = before;
  for (let subject = from; subject < to; subject++) {
    if (((flags[subject] as number) & DO_NOT_CONTACT) !== 0) continue;
    const list = lists[primary[subject] as number];
    const rahyar = list === undefined ? NOBODY : (list[subject] as number);
    if (rahyar === NOBODY) continue;
    lengths[rahyar] = (lengths[rahyar] as number) + 1;
    const rank = tier[subject] as number;
    const due = dueDay(dueOn[subject] as number, today);
    const waiting = waitingDay(contactedOn[subject] as number, waitingSince[subject] as number);
    if (rank > tierTo) tierTo = rank;
    if (due < dueFrom) dueFrom = due;
    if (waiting > waitTo) waitTo = waiting;
    if (waiting < waitFrom && waiting !== NO_DAY) waitFrom = waiting;
  }
  return { tierTo, dueFrom, waitFrom, waitTo };
}

function placeBlock(
  { today, flags, primary, tier, dueOn, contactedOn, waitingSince }: WorklistInput,
  lists: ListColumns,
  { order, keys }: WorklistDraft,
  scale: KeyScale | undefined,
  next: Uint32Array,
  from: number,
  to: number,
): void {
  for (let subject = from; subject < to; subject++) {
    if (((flags[subject] as number) & DO_NOT_CONTACT) !== 0) continue;
    const list = lists[primary[subject] as number];
    const rahyar = list === undefined ? NOBODY : (list[subject] as number);
    if (rahyar === NOBODY) continue;
    const position = next[rahyar] as number;
    next[rahyar] = position + 1;
    order[position] = subject;
    if (scale === undefined) continue;
    const due = dueDay(dueOn[subject] as number, today);
    const waiting = waitingDay(contactedOn[subject] as number, waitingSince[subject] as number);
    keys[position] = keyOf(scale, tier[subject] as number, due, waiting);
  }
}

function sortByPlace(input: WorklistInput, list: Uint32Array): void {
  const places = Array.from(list, (subject) => placeOf(input, subject)).sort(comparePlaces);
  for (const [position, { subject }] of places.entries()) list[position] = subject;
}

/** For every byte of bases, the column in which the primary rahyar stands: of a dishonest plan's several, the first in the order of BASES. */
type ListColumns = readonly (Int32Array | undefined)[];

const listColumns = ({ responsible }: WorklistInput): ListColumns =>
  Array.from({ length: 256 }, (_, bits) => {
    const basis = BASES.find((candidate) => (bits & basisBit(candidate)) !== 0);
    return basis === undefined ? undefined : responsible[basis];
  });
