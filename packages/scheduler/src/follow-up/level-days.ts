import { type FollowUpId, PRIORITY_TIERS, type PriorityTier } from '@rahyar/domain';
import type { EpochDay } from '../epoch-day.ts';

/** One piece of due work of a rahyar. */
export type DueWork = {
  readonly id: FollowUpId;
  /** Without one it comes after all tiers. */
  readonly tier?: PriorityTier;
  /** The day it is planned for; it is never taken earlier. */
  readonly day: EpochDay;
  /** The last day of its window, not before `day`. */
  readonly closes: EpochDay;
  /** Whether that last day was promised to the member. */
  readonly promised: boolean;
};

/** A day on which the rahyar works, and for how many there is room. */
export type WorkDay = { readonly day: EpochDay; readonly room: number };

/** The day that a piece of work was given. `beyond` says that it is after the window, and of which sort; no day was left for `undefined`. */
export type Levelled = {
  readonly id: FollowUpId;
  readonly day: EpochDay | undefined;
  readonly beyond?: 'window' | 'promise';
};

/**
 * Spreads due work over the days on which a rahyar works, each piece within its window, as much as the days have room for.
 *
 * Whom first: by tier, promised before not promised, then by the end of the window, the planned day and the id. A piece is kept in its window
 * whenever that is possible without pushing an earlier one out of its own; so each tier has as many in time as it can have when the tiers
 * before it come first. The rest is given the first days with room left, or none, and says so.
 * Days are taken in order of time, whatever the order given. Quadratic in the pieces of work, times the days of a window.
 */
export function levelDays(work: readonly DueWork[], workDays: readonly WorkDay[]): Levelled[] {
  const days = workDays.filter(({ room }) => room > 0).sort((a, b) => a.day - b.day);
  const pieces = [...work].sort(byUrgency).map((piece) => ({ piece, ...spanOf(piece, days) }));
  const inTime: Piece[] = [];
  const late: Piece[] = [];
  for (const piece of pieces) (piece.from <= piece.to && fits([...inTime, piece], days) ? inTime : late).push(piece);
  const room = Int32Array.from(days, (day) => day.room);
  const given = new Map<FollowUpId, Levelled>();
  inTime.forEach((piece, index) => {
    const position = earliestFor(piece, inTime.slice(index + 1), days, room);
    take(room, position);
    given.set(piece.piece.id, { id: piece.piece.id, day: (days[position] as WorkDay).day });
  });
  for (const { piece, from } of late) {
    const position = room.findIndex((left, at) => at >= from && left > 0);
    if (position >= 0) take(room, position);
    given.set(piece.id, { id: piece.id, day: days[position]?.day, beyond: piece.promised ? 'promise' : 'window' });
  }
  return work.map(({ id }) => given.get(id) as Levelled);
}

/** A piece of work with the positions of the first and last day that it may have; the last lies before the first where there is none. */
type Piece = { readonly piece: DueWork; readonly from: number; readonly to: number };

function spanOf({ day, closes }: DueWork, days: readonly WorkDay[]): { from: number; to: number } {
  const from = days.findIndex((workDay) => workDay.day >= day);
  return { from: from < 0 ? days.length : from, to: days.findLastIndex((workDay) => workDay.day <= closes) };
}

const take = (room: Int32Array, position: number): void => {
  room[position] = (room[position] as number) - 1;
};

/**
 * Whether all pieces have a day in their windows: day by day those whose window ends first are taken, which succeeds whenever anything does.
 * The windows end by the last day, so that nothing is left after it.
 */
function fits(pieces: readonly Piece[], days: readonly WorkDay[], room: ArrayLike<number> = days.map((day) => day.room)): boolean {
  const waiting = [...pieces].sort((a, b) => a.from - b.from);
  let begun = 0;
  let open: number[] = [];
  for (let position = 0; position < days.length; position++) {
    for (; (waiting[begun]?.from ?? days.length) <= position; begun++) open.push((waiting[begun] as Piece).to);
    open.sort((a, b) => a - b);
    open = open.slice(room[position]);
    if ((open[0] ?? days.length) <= position) return false;
  }
  return true;
}

/** The first day for a piece that leaves all others a day in their windows. */
function earliestFor(piece: Piece, others: readonly Piece[], days: readonly WorkDay[], room: Int32Array): number {
  for (let position = piece.from; position < piece.to; position++) {
    if ((room[position] as number) === 0) continue;
    const without = room.slice();
    take(without, position);
    if (fits(others, days, without)) return position;
  }
  return piece.to;
}

const NO_TIER = PRIORITY_TIERS.length;
const rankOf = ({ tier }: DueWork): number => (tier === undefined ? NO_TIER : PRIORITY_TIERS.indexOf(tier));

const byUrgency = (a: DueWork, b: DueWork): number =>
  rankOf(a) - rankOf(b) ||
  Number(b.promised) - Number(a.promised) ||
  a.closes - b.closes ||
  a.day - b.day ||
  (a.id < b.id ? -1 : Number(a.id > b.id));
