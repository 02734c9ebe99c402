import { FIRST_JALALI_YEAR, NOWRUZ_DAYS } from '../data/nowruz.ts';
import type { EpochDay } from '../epoch-day.ts';
import { jalaliDateOf } from '../jalali-date.ts';

/** By the number of a month, counted from Farvardin 1304: its first day. One longer than the months, to close the last. */
export const MONTH_STARTS = monthStarts();

/** How many months the table has. */
export const MONTH_COUNT = MONTH_STARTS.length - 1;

/** The number of the month that a day lies in, counted from Farvardin 1304. */
export function monthNumberOf(day: EpochDay): number {
  const { year, month } = jalaliDateOf(day);
  return (year - FIRST_JALALI_YEAR) * 12 + month - 1;
}

function monthStarts(): Int32Array {
  const starts = new Int32Array((NOWRUZ_DAYS.length - 1) * 12 + 1);
  for (let month = 0; month < starts.length; month += 1) {
    const before = month % 12;
    starts[month] = (NOWRUZ_DAYS[Math.floor(month / 12)] as number) + before * 30 + Math.min(before, 6);
  }
  return starts;
}
