/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IRAN_PUBLIC_HOLIDAY_YEARS } from './data/iran-public-holidays.ts';
import { isoDateOf, weekdayOf } from './epoch-day.ts';
import { isJalaliLeapYear, jalaliDateOf } from './jalali-date.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';
import { HOLIDAY_LABELS, IRAN_PUBLIC_HOLIDAYS } from './public-holiday.ts';

const packageUrl = new URL('../', import.meta.url);
const readPackageFile = (path: string): string => readFileSync(new URL(path, packageUrl), 'utf8');
const rowsOf = (path: string): string[][] =>
  readPackageFile(path)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

describe('the calendar data', () => {
  it('says of every holiday and closure the same day in both calendars, and its weekday', () => {
    const holidays = rowsOf('data/iran-public-holidays-1390-1405.csv').map(([jalali, gregorian, weekday]) => ({
      jalali,
      gregorian,
      weekday,
    }));
    const closures = rowsOf('data/iran-special-closures.csv').map(([gregorian, jalali]) => ({ jalali, gregorian, weekday: undefined }));
    expect(holidays).toHaveLength(437);
    for (const { jalali, gregorian, weekday } of [...holidays, ...closures]) {
      const day = parseJalali(jalali ?? '')._unsafeUnwrap();
      expect(isoDateOf(day)).toBe(gregorian);
      if (weekday !== undefined) expect(weekdayOf(day).slice(0, 3)).toBe(weekday.toLowerCase());
    }
  });

  it('derives from rules and months the very holidays that the published calendars of 1390 to 1405 held', () => {
    const derived = IRAN_PUBLIC_HOLIDAYS.filter(({ day }) => jalaliDateOf(day).year <= 1405);
    const published = rowsOf('data/iran-public-holidays-1390-1405.csv').map(([jalali = '', , , key, status = '']) =>
      [jalali.replaceAll('-', '/'), key, status.split('-')[0]].join(' '),
    );
    expect(derived.map(({ day, key, status }) => [formatJalali(day, 'en'), key, status].join(' ')).sort()).toEqual(published.sort());
  });

  it('has every yearly holiday in every year it covers', () => {
    const [first, last] = IRAN_PUBLIC_HOLIDAY_YEARS;
    expect([first, last]).toEqual([1390, 1426]);
    const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const yearsOf = (key: string): number[] => [
      ...new Set(IRAN_PUBLIC_HOLIDAYS.filter((holiday) => holiday.key === key).map(({ day }) => jalaliDateOf(day).year)),
    ];
    for (const key of Object.keys(HOLIDAY_LABELS)) {
      if (key === 'last-day-of-year' || key === 'askari-death') continue;
      expect([key, yearsOf(key)]).toEqual([key, years]);
    }
    expect(yearsOf('last-day-of-year')).toEqual(years.filter((year) => isJalaliLeapYear(year)._unsafeUnwrap()));
    // A holiday since 1396; two of them fell in one solar year.
    expect(yearsOf('askari-death')).toEqual(years.filter((year) => year >= 1396));
  });

  it('has in 1405 what was published of it: 26 days, of them six Thursdays and three Fridays', () => {
    const ofYear = IRAN_PUBLIC_HOLIDAYS.filter(({ day }) => jalaliDateOf(day).year === 1405);
    const days = [...new Set(ofYear.map(({ day }) => day))];
    expect(days).toHaveLength(26);
    expect(days.filter((day) => weekdayOf(day) === 'thursday')).toHaveLength(6);
    expect(days.filter((day) => weekdayOf(day) === 'friday')).toHaveLength(3);
    const dateOf = (key: string) =>
      ofYear.filter((holiday) => holiday.key === key).map(({ day }) => [formatJalali(day, 'en'), weekdayOf(day)]);
    expect(dateOf('adha')).toEqual([['1405/03/06', 'wednesday']]);
    expect(dateOf('tasua')).toEqual([['1405/04/03', 'wednesday']]);
  });

  it('names the neighbours of every holiday that may still move, and of no other', () => {
    const settled = (status: string): boolean => status === 'fixed' || status === 'announced';
    const open = IRAN_PUBLIC_HOLIDAYS.filter(({ alternatives }) => alternatives !== undefined);
    for (const { day, alternatives } of open) expect(alternatives).toEqual([day - 1, day + 1]);
    expect(IRAN_PUBLIC_HOLIDAYS.filter(({ status, alternatives }) => !settled(status) && alternatives === undefined)).toEqual([]);
    // Announced, but Ramadan and Shawwal 1448 had not yet been sighted when the data were collected.
    const awaiting = open.filter(({ status }) => settled(status)).map(({ day, key }) => [formatJalali(day, 'en'), key]);
    expect(awaiting).toEqual([
      ['1405/12/09', 'ali-death'],
      ['1405/12/19', 'fitr'],
      ['1405/12/20', 'fitr-2'],
      ['1406/01/14', 'sadiq-death'],
    ]);
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
