import { readFileSync } from 'node:fs';
import { epochDayOf, type IsoDate } from '@rahyar/domain';
import { type EpochDay, epochDayOfJalali, FIRST_DAY, jalaliDateOf, LAST_DAY } from '@rahyar/scheduler';
import { type Comparison, compare, comparison } from './comparison.ts';
import { dateText } from './days.ts';

/** Walks day by day through the years of the official table, and asks our conversion in both directions. */
export function compareWithOfficialTable(): Comparison[] {
  const to = comparison('day to Jalali', 'official table');
  const from = comparison('Jalali to day', 'official table');
  const table = readFileSync(new URL('../../../packages/scheduler/data/nowruz-official-1206-1498.csv', import.meta.url), 'utf8');
  for (const line of table.split('\n').filter((row) => /^\d/.test(row))) {
    const [year, nowruz, length] = line.split(',') as [string, IsoDate, string];
    let day = epochDayOf(nowruz);
    if (day < FIRST_DAY || day > LAST_DAY) continue;
    const lastOfEsfand = length === '366' ? 30 : 29;
    for (const [index, daysInMonth] of [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, lastOfEsfand].entries()) {
      for (let dayOfMonth = 1; dayOfMonth <= daysInMonth; dayOfMonth += 1) {
        const date = { year: Number(year), month: index + 1, day: dayOfMonth };
        compare(to, day, dateText(jalaliDateOf(day as EpochDay)), dateText(date));
        compare(from, dateText(date), epochDayOfJalali(date).unwrapOr(Number.NaN as EpochDay), day);
        day += 1;
      }
    }
  }
  return [to, from];
}
