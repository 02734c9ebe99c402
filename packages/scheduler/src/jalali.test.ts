import { Instant } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { TEHRAN_TRANSITIONS } from './data/tehran-transitions.ts';
import { type EpochDay, epochDay, LAST_DAY } from './epoch-day.ts';
import { formatInstantFa } from './jalali.ts';
import { formatJalali, formatJalaliLong } from './jalali-text.ts';
import { type LocalTime, toInstant } from './tehran-time.ts';

describe('formatInstantFa', () => {
  it('words an instant by the clock and calendar of Tehran', () => {
    expect(formatInstantFa(Instant.parse('2026-11-23T20:45:00Z'))).toBe('سه‌شنبه ۳ آذر ۱۴۰۵، ۰۰:۱۵');
    expect(formatInstantFa(Instant.parse('2026-11-23T20:45:00Z'), 'yyyy/MM/dd')).toBe('۱۴۰۵/۰۹/۰۳');
  });

  it('agrees with the conversions of this package, on a sample of days and around every change of the clock', () => {
    const sample: EpochDay[] = [];
    for (let day = epochDay(-12_400)._unsafeUnwrap(); day <= LAST_DAY; day = (day + 97) as EpochDay) sample.push(day);
    const changes = TEHRAN_TRANSITIONS.slice(1).flatMap(([at]) => [-1, 0, 1].map((shift) => (Math.floor(at / 86_400) + shift) as EpochDay));
    expect(sample.length + changes.length).toBeGreaterThan(800);
    for (const day of [...sample, ...changes]) {
      const noon = toInstant(day, 720 as LocalTime);
      expect(formatInstantFa(noon, 'yyyy/MM/dd')).toBe(formatJalali(day, 'fa'));
      expect(formatInstantFa(noon)).toBe(`${formatJalaliLong(day, 'fa')}، ۱۲:۰۰`);
    }
  });
});
