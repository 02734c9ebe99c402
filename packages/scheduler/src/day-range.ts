import type { CalendarErrorCode } from './calendar-error.ts';
import type { EpochDay } from './epoch-day.ts';

/** Days from one to another, both included; without `to` there is no end. */
export type DayRange = { readonly from: EpochDay; readonly to?: EpochDay | undefined };

export const rangeHolds = ({ from, to }: DayRange, day: EpochDay): boolean => from <= day && (to === undefined || day <= to);

/** Why ranges cannot stand beside each other, if they cannot. Their order has no meaning. */
export function dayRangesFault(ranges: readonly DayRange[]): CalendarErrorCode | undefined {
  if (ranges.some(({ from, to }) => to !== undefined && to < from)) return 'range.reversed';
  const inOrder = ranges.toSorted((a, b) => a.from - b.from);
  return inOrder.some(({ from }, index) => index > 0 && rangeHolds(inOrder[index - 1] as DayRange, from)) ? 'range.overlap' : undefined;
}
