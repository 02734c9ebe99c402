import { describe, expect, it } from 'vitest';
import { isoDateOf } from './epoch-day.ts';
import { formatJalali, formatJalaliLong, parseJalali } from './jalali-text.ts';

describe('parseJalali', () => {
  it.each(['1405/09/02', '1405-09-02', '1405/9/2', '۱۴۰۵/۰۹/۰۲', '١٤٠٥-٠٩-٠٢', '۱۴05/۰9/02'])('reads %s', (text) => {
    expect(isoDateOf(parseJalali(text)._unsafeUnwrap())).toBe('2026-11-23');
  });

  it.each(['', '1405/09', '05/09/02', '1405/09-02', '1405.09.02', ' 1405/09/02', '1405/09/02 ', '14050902', '1405/009/02', '1405/९/02'])(
    'refuses the form of "%s"',
    (text) => {
      expect(parseJalali(text)._unsafeUnwrapErr().code).toBe('date.format');
    },
  );

  it('refuses days that are not in the calendar, such as a Gregorian date', () => {
    expect(parseJalali('1405/12/30')._unsafeUnwrapErr().code).toBe('date.notInCalendar');
    expect(parseJalali('2026-11-23')._unsafeUnwrapErr().code).toBe('date.outOfRange');
  });
});

describe('formatting', () => {
  const day = parseJalali('1405/09/02')._unsafeUnwrap();

  it('writes numbers', () => {
    expect(formatJalali(day, 'fa')).toBe('۱۴۰۵/۰۹/۰۲');
    expect(formatJalali(day, 'en')).toBe('1405/09/02');
  });

  it('writes words', () => {
    expect(formatJalaliLong(day, 'fa')).toBe('دوشنبه ۲ آذر ۱۴۰۵');
    expect(formatJalaliLong(day, 'en')).toBe('Monday 2 Azar 1405');
  });
});
