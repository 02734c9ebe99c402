import { tz } from '@date-fns/tz';
import { addJalaliMonths, epochDayOfJalali, type JalaliFields, jalaliDateOf, type LocalTime, toInstant } from '@rahyar/scheduler';
import { addMonths, format, parse } from 'date-fns-jalali';
import { type Comparison, compare, comparison } from './comparison.ts';
import { DAY_MS, dateText, everyDay } from './days.ts';

/**
 * Asks date-fns-jalali, always with a zone, on every day. It reads dates in UTC, and adds months in 1320 to 1490 only: by the mean time of Tehran, kept
 * until 1314, its own arithmetic of zones errs.
 */
export function compareWithDateFnsJalali(): Comparison[] {
  const to = comparison('day to Jalali', 'date-fns-jalali');
  const from = comparison('Jalali to day', 'date-fns-jalali');
  const months = comparison('add months', 'date-fns-jalali');
  const tehran = { in: tz('Asia/Tehran') };
  for (const day of everyDay()) {
    const noon = toInstant(day, NOON);
    const written = format(noon, 'yyyy/M/d', tehran);
    compare(to, day, dateText(jalaliDateOf(day)), written);
    compare(from, written, dayOfText(written), parse(written, 'yyyy/M/d', new Date(0), { in: tz('UTC') }).getTime() / DAY_MS);
    if (day % 7 !== 0 || jalaliDateOf(day).year < 1320 || jalaliDateOf(day).year > 1490) continue;
    const count = (day % 121) - 60;
    const moved = addJalaliMonths(day, count).map((to) => dateText(jalaliDateOf(to)));
    compare(months, `${written} ${count}`, moved.unwrapOr('none'), format(addMonths(noon, count, tehran), 'yyyy/M/d', tehran));
  }
  return [to, from, months];
}

const NOON = 720 as LocalTime;

const dayOfText = (text: string): number => {
  const [year, month, day] = text.split('/').map(Number) as [number, number, number];
  return epochDayOfJalali({ year, month, day } satisfies JalaliFields).match(
    (found): number => found,
    () => Number.NaN,
  );
};
