import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDayOf, IsoDate, isoDateOf } from './civil-time.ts';

const MS_PER_DAY = 86_400_000;
const firstDay = Date.UTC(1900, 0, 1) / MS_PER_DAY;
const lastDay = Date.UTC(2199, 11, 31) / MS_PER_DAY;

describe('epoch days', () => {
  it('agree with the platform on every day of the range, both ways', () => {
    for (let day = firstDay; day <= lastDay; day++) {
      const date = new Date(day * MS_PER_DAY).toISOString().slice(0, 10) as IsoDate;
      if (isoDateOf(day) !== date || epochDayOf(date) !== day)
        expect({ day, date }).toEqual({ day: epochDayOf(date), date: isoDateOf(day) });
    }
    expect(isoDateOf(firstDay)).toBe('1900-01-01');
  });

  it('keep the order of days', () => {
    fc.assert(
      fc.property(fc.integer({ min: firstDay, max: lastDay }), fc.integer({ min: firstDay, max: lastDay }), (a, b) => {
        expect(isoDateOf(a) < isoDateOf(b)).toBe(a < b);
      }),
    );
  });

  it.each(['1899-12-31', '2200-01-01', '2026-02-29', '1405-09-02', '2026-11-23T00:00Z'])('refuse %s', (text) => {
    expect(IsoDate.safeParse(text).success).toBe(false);
  });
});
