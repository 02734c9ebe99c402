import { Instant, toPersianDigits } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEHRAN_TRANSITIONS } from './data/tehran-transitions.ts';
import { type EpochDay, epochDay, FIRST_DAY, LAST_DAY } from './epoch-day.ts';
import { dateOfDay, dateOfInstant, dayOfDate, formatInstantEn, formatInstantFa, instantOfDate, parseJalaliFa } from './jalali.ts';
import { formatJalali, formatJalaliLong, parseJalali } from './jalali-text.ts';
import type { LocalTime } from './local-time.ts';
import { toInstant } from './tehran-time.ts';

const sample: EpochDay[] = [];
for (let day = epochDay(-12_400)._unsafeUnwrap(); day <= LAST_DAY; day = (day + 97) as EpochDay) sample.push(day);
const changes = TEHRAN_TRANSITIONS.slice(1).flatMap(([at]) => [-1, 0, 1].map((shift) => (Math.floor(at / 86_400) + shift) as EpochDay));
const dayOf = (jalali: string): EpochDay => parseJalali(jalali)._unsafeUnwrap();

describe('formatInstantFa and formatInstantEn', () => {
  it('word an instant by the clock and calendar of Tehran', () => {
    const instant = Instant.parse('2026-11-23T20:45:00Z');
    expect(formatInstantFa(instant)).toBe('سه‌شنبه ۳ آذر ۱۴۰۵، ۰۰:۱۵');
    expect(formatInstantFa(instant, 'yyyy/MM/dd')).toBe('۱۴۰۵/۰۹/۰۳');
    expect(formatInstantEn(instant)).toBe('Tuesday 3 Azar 1405, 00:15');
  });

  it('agree with the conversions and names of this package, on a sample of days and around every change of the clock', () => {
    expect(sample.length + changes.length).toBeGreaterThan(800);
    for (const day of [...sample, ...changes]) {
      const noon = toInstant(day, 720 as LocalTime);
      expect(formatInstantFa(noon, 'yyyy/MM/dd')).toBe(formatJalali(day, 'fa'));
      expect(formatInstantFa(noon)).toBe(`${formatJalaliLong(day, 'fa')}، ۱۲:۰۰`);
      expect(formatInstantEn(noon)).toBe(`${formatJalaliLong(day, 'en')}, 12:00`);
    }
  });
});

describe('parseJalaliFa', () => {
  it.each([
    ['۱۴۰۵/۰۹/۰۲', 'yyyy/MM/dd'],
    ['1405/09/02', 'yyyy/MM/dd'],
    ['دوشنبه ۲ آذر ۱۴۰۵', 'EEEE d MMMM yyyy'],
    ['پنجشنبه ۵ آذر ۱۴۰۵', 'EEEE d MMMM yyyy', '1405/09/05'],
    ['یکشنبه ۱ آذر ۱۴۰۵', 'EEEE d MMMM yyyy', '1405/09/01'],
    ['1405-9-2', 'yyyy-M-d'],
  ])('reads %s by %s', (text, pattern, expected = '1405/09/02') => {
    expect(parseJalaliFa(text, pattern)._unsafeUnwrap()).toBe(dayOf(expected));
  });

  it('reads back what is written, on a sample of days and around every change of the clock', () => {
    for (const day of [...sample, ...changes]) {
      for (const pattern of ['yyyy/MM/dd', 'EEEE d MMMM yyyy'])
        expect(parseJalaliFa(formatInstantFa(toInstant(day, 720 as LocalTime), pattern), pattern)._unsafeUnwrap()).toBe(day);
    }
  });

  it.each([
    ['سه‌شنبه ۲ آذر ۱۴۰۵', 'EEEE d MMMM yyyy', 'date.format'],
    ['1405/9/2', 'yyyy/MM/dd', 'date.format'],
    ['1405/09/02 ', 'yyyy/MM/dd', 'date.format'],
    ['1404/12/30', 'yyyy/MM/dd', 'date.format'],
    ['1405/07/31', 'yyyy/MM/dd', 'date.format'],
    ['', 'yyyy/MM/dd', 'date.format'],
    ['\u200f1405/09/02', 'yyyy/MM/dd', 'date.format'],
    ['0000/01/01', 'yyyy/MM/dd', 'date.format'],
    ['2026/11/23', 'yyyy/MM/dd', 'date.outOfRange'],
    ['1303/12/29', 'yyyy/MM/dd', 'date.outOfRange'],
    ['9999/01/01', 'yyyy/MM/dd', 'date.outOfRange'],
    ['1405/09/02'.padEnd(101), 'yyyy/MM/dd', 'date.format'],
  ])('refuses "%s" by %s with %s', (text, pattern, code) => {
    expect(parseJalaliFa(text, pattern)._unsafeUnwrapErr().code).toBe(code);
  });
});

describe('parseJalaliFa on any text', () => {
  /** Texts made of what dates are made of, so that some are dates, with signs, spaces and marks among them. */
  const almostDate = fc
    .tuple(fc.constantFrom('1403', '1404', '۱۴۰۵', '2026', '05', '-1'), fc.integer({ min: -1, max: 14 }), fc.integer({ min: -1, max: 33 }))
    .chain(([year, month, day]) =>
      fc.constantFrom(
        `${year}/${String(month).padStart(2, '0')}/${String(day).padStart(2, '0')}`,
        `${year}/${month}/${day}`,
        `\u200f${year}/${month}/${day}`,
        ` ${year}/${month}/${day} `,
      ),
    );

  it('agrees with parseJalali wherever it answers, and throws nothing', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(almostDate, fc.string({ unit: 'binary', maxLength: 120 })), (text) => {
        const day = parseJalaliFa(text, 'yyyy/MM/dd');
        if (day.isErr()) return;
        read += 1;
        expect(parseJalali(text)._unsafeUnwrap()).toBe(day.value);
        expect(toPersianDigits(text)).toBe(formatJalali(day.value, 'fa'));
      }),
      { numRuns: 2_000 },
    );
    expect(read).toBeGreaterThan(50);
  });
});

describe('the bridge to Date', () => {
  it('keeps the moment', () => {
    expect(dateOfInstant(Instant.parse('2026-11-24T00:15:00.25+03:30')).getTime()).toBe(Date.UTC(2026, 10, 23, 20, 45, 0, 250));
    expect(instantOfDate(new Date(Date.UTC(2026, 10, 23, 20, 45)))._unsafeUnwrap()).toBe('2026-11-23T20:45:00Z');
    expect(instantOfDate(new Date(1.5))._unsafeUnwrap()).toBe('1970-01-01T00:00:00.001Z');
  });

  it('takes a day as its first instant in Tehran, and back', () => {
    expect(dateOfDay(dayOf('1401/01/02')).toISOString()).toBe('2022-03-21T20:30:00.000Z');
    const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY }).map((day) => day as EpochDay);
    fc.assert(
      fc.property(fc.oneof(anyDay, fc.constantFrom(...changes)), (day) => {
        const start = dateOfDay(day);
        expect(dayOfDate(start)._unsafeUnwrap()).toBe(day);
        if (day > FIRST_DAY) expect(dayOfDate(new Date(start.getTime() - 1))._unsafeUnwrap()).toBe(day - 1);
      }),
    );
  });

  it('refuses what is no date here', () => {
    expect(instantOfDate(new Date(Number.NaN))._unsafeUnwrapErr().code).toBe('date.format');
    expect(instantOfDate(new Date(8.64e15))._unsafeUnwrapErr().code).toBe('date.outOfRange');
    expect(dayOfDate(new Date(Date.UTC(1900, 0, 1)))._unsafeUnwrapErr().code).toBe('date.outOfRange');
  });
});
