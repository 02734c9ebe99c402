import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EpochDay, FIRST_DAY, LAST_DAY } from './epoch-day.ts';
import { addJalaliMonths, daysInJalaliMonth, jalaliDateOf } from './jalali-date.ts';
import { formatJalali, parseJalali } from './jalali-text.ts';

const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY }).map((day) => day as EpochDay);
/** Mostly the ends of months, where clamping bites. */
const monthEnd = anyDay.map((day) => {
  const { year, month, day: dayOfMonth } = jalaliDateOf(day);
  return (day - dayOfMonth + daysInJalaliMonth(year, month)._unsafeUnwrap()) as EpochDay;
});
const months = fc.integer({ min: -600, max: 600 });

describe('addJalaliMonths', () => {
  it('lands in the month counted, on the same day or on its last', () => {
    fc.assert(
      fc.property(fc.oneof(anyDay, monthEnd), months, (day, count) => {
        const moved = addJalaliMonths(day, count);
        fc.pre(moved.isOk());
        const [from, to] = [jalaliDateOf(day), jalaliDateOf(moved._unsafeUnwrap())];
        expect(to.year * 12 + to.month).toBe(from.year * 12 + from.month + count);
        expect(to.day).toBe(Math.min(from.day, daysInJalaliMonth(to.year, to.month)._unsafeUnwrap()));
      }),
    );
  });

  it('keeps the order of days', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(40), months, (day, later, count) => {
        fc.pre(day + later <= LAST_DAY);
        const both = [day, (day + later) as EpochDay].map((start) => addJalaliMonths(start, count));
        fc.pre(both.every((moved) => moved.isOk()));
        const [a, b] = both.map((moved) => moved._unsafeUnwrap()) as [EpochDay, EpochDay];
        expect(a).toBeLessThanOrEqual(b);
      }),
    );
  });
});

describe('formatJalali and parseJalali', () => {
  it('are inverse in both languages', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('fa', 'en'), (day, language) => parseJalali(formatJalali(day, language))._unsafeUnwrap() === day),
    );
  });

  it('never throw on any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => typeof parseJalali(text).isOk() === 'boolean'));
  });
});
