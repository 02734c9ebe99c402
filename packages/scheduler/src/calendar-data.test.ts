/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderDataModules } from '../generate.ts';
import { isoDateOf, weekdayOf } from './epoch-day.ts';
import { isJalaliLeapYear } from './jalali-date.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';

const packageUrl = new URL('../', import.meta.url);
const readPackageFile = (path: string): string => readFileSync(new URL(path, packageUrl), 'utf8');
const rowsOf = (path: string): string[][] =>
  readPackageFile(path)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

describe('the calendar data', () => {
  it.each(renderDataModules((fileName) => readPackageFile(`data/${fileName}`)))(
    'keeps $path as generate.ts renders it',
    ({ path, text }) => {
      expect(readPackageFile(path)).toBe(text);
    },
  );

  it('says of every holiday and closure the same day in both calendars, and its weekday', () => {
    const holidays = rowsOf('data/iran-public-holidays-1390-1411.csv').map(([jalali, gregorian, weekday]) => ({
      jalali,
      gregorian,
      weekday,
    }));
    const closures = rowsOf('data/iran-special-closures.csv').map(([gregorian, jalali]) => ({ jalali, gregorian, weekday: undefined }));
    expect(holidays.length).toBeGreaterThan(600);
    for (const { jalali, gregorian, weekday } of [...holidays, ...closures]) {
      const day = parseJalali(jalali ?? '')._unsafeUnwrap();
      expect(isoDateOf(day)).toBe(gregorian);
      if (weekday !== undefined) expect(weekdayOf(day).slice(0, 3)).toBe(weekday.toLowerCase());
    }
  });

  it('has every yearly holiday in every year it covers', () => {
    const rows = rowsOf('data/iran-public-holidays-1390-1411.csv');
    const yearsOf = (key: string): Set<string> =>
      new Set(rows.filter((row) => row[3] === key).map(([jalali]) => (jalali ?? '').slice(0, 4)));
    for (const key of new Set(rows.map((row) => row[3] ?? ''))) {
      if (key === 'last-day-of-year' || key === 'askari-death') continue;
      expect([key, yearsOf(key).size]).toEqual([key, 22]);
    }
    const years = Array.from({ length: 22 }, (_, index) => 1390 + index);
    const leapYears = years.filter((year) => isJalaliLeapYear(year)._unsafeUnwrap()).map(String);
    expect([...yearsOf('last-day-of-year')]).toEqual(leapYears);
    // A holiday since 1396; two of them fell in one solar year.
    expect([...yearsOf('askari-death')]).toEqual(years.filter((year) => year >= 1396).map(String));
  });

  it('agrees with the official table on the length and the first day of every year from 1304 on', () => {
    const rows = rowsOf('data/nowruz-official-1206-1498.csv').filter(([year]) => Number(year) >= 1304);
    expect(rows).toHaveLength(195);
    for (const [year, nowruz, , leap] of rows) {
      const day = parseJalali(`${year}/01/01`)._unsafeUnwrap();
      expect(isoDateOf(day)).toBe(nowruz);
      expect(formatJalali(day, 'en')).toBe(`${year}/01/01`);
      expect(isJalaliLeapYear(Number(year))._unsafeUnwrap()).toBe(leap === '1');
    }
  });
});
