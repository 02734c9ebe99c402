import { type CadenceColumns, dueDays } from './due-days.ts';
import type { Planning } from './follow-up-plan.ts';

/** What became of due days when the calendar, the cadence or the day changed. Rows ascend; `from` and `to` may be `NO_DAY`. */
export type DueDayChanges = {
  readonly days: Int32Array;
  /** Rows whose day is another now. */
  readonly moved: DayMoves;
  /** Rows whose day would be another, but was told to the member already: `days` keeps it. */
  readonly frozen: DayMoves;
};

export type DayMoves = { readonly rows: Int32Array; readonly from: Int32Array; readonly to: Int32Array };

/**
 * Plans the due days anew and says exactly which moved, from where to where. `told` marks with 1 the rows whose day `before` is known to the
 * member; those keep it unless it is past by now. Two passes over the columns. Throws when the columns differ in length.
 */
export function dueDayChanges(
  columns: CadenceColumns,
  before: Int32Array,
  planning: Planning,
  told: Uint8Array = new Uint8Array(before.length),
): DueDayChanges {
  const days = dueDays(columns, planning);
  if (before.length !== days.length || told.length !== days.length) throw new RangeError('columns differ in length');
  const [moved, frozen]: [number[], number[]] = [[], []];
  for (let row = 0; row < days.length; row++) {
    if (days[row] === before[row]) continue;
    (told[row] === 1 && (before[row] as number) >= planning.today ? frozen : moved).push(row);
  }
  const changes = { moved: movesOf(moved, before, days), frozen: movesOf(frozen, before, days) };
  for (const row of frozen) days[row] = before[row] as number;
  return { days, ...changes };
}

const movesOf = (rows: readonly number[], before: Int32Array, after: Int32Array): DayMoves => ({
  rows: Int32Array.from(rows),
  from: Int32Array.from(rows, (row) => before[row] as number),
  to: Int32Array.from(rows, (row) => after[row] as number),
});
