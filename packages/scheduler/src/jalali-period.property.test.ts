import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill/full';
import { describe, expect, it } from 'vitest';
import { type EpochDay, FIRST_DAY, isoDateOf, LAST_DAY } from './epoch-day.ts';
import { addJalaliMonths, addJalaliYears, dayOfJalaliDate, daysInJalaliMonth, jalaliDate, jalaliDateOf } from './jalali-date.ts';
import { addJalaliPeriod, jalaliPeriodBetween } from './jalali-period.ts';

const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY }).map((day) => day as EpochDay);
/** The last three days of a month, where 31, 30 and 29 meet; Esfand as often as all other months together. */
const monthEnd = fc
  .record({
    year: fc.integer({ min: 1304, max: 1498 }),
    month: fc.oneof(fc.constant(12), fc.integer({ min: 1, max: 12 })),
    before: fc.nat(2),
  })
  .map(({ year, month, before }) =>
    dayOfJalaliDate(jalaliDate(year, month, daysInJalaliMonth(year, month)._unsafeUnwrap() - before)._unsafeUnwrap()),
  );
/** Days that half of all months lack. */
const thirtyFirst = fc
  .record({ year: fc.integer({ min: 1304, max: 1498 }), month: fc.integer({ min: 1, max: 6 }) })
  .map(({ year, month }) => dayOfJalaliDate(jalaliDate(year, month, 31)._unsafeUnwrap()));
const day = fc.oneof(anyDay, monthEnd, thirtyFirst);
/** Days whose dates lie near each other as often as far apart. */
const pair = fc.oneof(
  fc.tuple(day, day),
  fc
    .tuple(day, fc.integer({ min: -800, max: 800 }))
    .map(([from, later]) => [from, Math.min(Math.max(from + later, FIRST_DAY), LAST_DAY) as EpochDay] as const),
);

const temporalDate = (one: EpochDay): Temporal.PlainDate => Temporal.PlainDate.from(isoDateOf(one)).withCalendar('persian');
const dayOfTemporal = (date: Temporal.PlainDate): number => date.toZonedDateTime('UTC').epochMilliseconds / 86_400_000;

describe('jalaliPeriodBetween', () => {
  it('is what Temporal answers, in each unit', () => {
    fc.assert(
      fc.property(pair, fc.constantFrom('years', 'months', 'days'), ([from, to], largestUnit) => {
        const { years, months, days } = temporalDate(from).until(temporalDate(to), { largestUnit });
        expect(jalaliPeriodBetween(from, to, largestUnit)).toEqual({ years, months, days });
      }),
      { numRuns: 2_000 },
    );
  });

  it('leads from the one day to the other when it is added', () => {
    fc.assert(
      fc.property(pair, fc.constantFrom('years', 'months', 'days'), ([from, to], largestUnit) => {
        expect(addJalaliPeriod(from, jalaliPeriodBetween(from, to, largestUnit))._unsafeUnwrap()).toBe(to);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has one sign, fewer than 12 months beside years, and fewer than 31 days beside months', () => {
    fc.assert(
      fc.property(pair, ([from, to]) => {
        const { years, months, days } = jalaliPeriodBetween(from, to, 'years');
        for (const part of [years, months, days]) expect([0, Math.sign(to - from)]).toContain(Math.sign(part));
        expect(Math.abs(months)).toBeLessThan(12);
        expect(Math.abs(days)).toBeLessThan(31);
      }),
    );
  });
});

describe('addJalaliPeriod', () => {
  /** Periods of mixed signs too, which no difference gives but a caller may write. */
  const period = fc.record({
    years: fc.integer({ min: -60, max: 60 }),
    months: fc.integer({ min: -40, max: 40 }),
    days: fc.integer({ min: -100, max: 100 }),
  });

  it('is what Temporal answers for one sign, and refuses what lies outside', () => {
    let inRange = 0;
    fc.assert(
      fc.property(day, period, fc.constantFrom(1, -1), (from, { years, months, days }, sign) => {
        const oneSign = { years: sign * Math.abs(years), months: sign * Math.abs(months), days: sign * Math.abs(days) };
        const expected = dayOfTemporal(temporalDate(from).add(oneSign));
        const moved = addJalaliPeriod(from, oneSign);
        inRange += moved.isOk() ? 1 : 0;
        if (moved.isErr()) expect(moved.error.code).toBe('date.outOfRange');
        else expect(moved.value).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
    expect(inRange).toBeGreaterThan(500);
  });

  it('adds years and months as one step, then days', () => {
    fc.assert(
      fc.property(day, period, (from, { years, months, days }) => {
        const reached = addJalaliMonths(from, 12 * years + months);
        fc.pre(reached.isOk() && reached.value + days >= FIRST_DAY && reached.value + days <= LAST_DAY);
        expect(addJalaliPeriod(from, { years, months, days })._unsafeUnwrap()).toBe(reached._unsafeUnwrap() + days);
      }),
    );
  });
});

describe('the month-end policies', () => {
  const counts = fc.integer({ min: -300, max: 300 });

  it('differ only where the month lacks the day, and there each as it says', () => {
    let lacking = 0;
    fc.assert(
      fc.property(day, counts, (from, count) => {
        const clamped = addJalaliMonths(from, count);
        fc.pre(clamped.isOk());
        const clampedDay = clamped._unsafeUnwrap();
        const keepsDay = jalaliDateOf(clampedDay).day === jalaliDateOf(from).day;
        lacking += keepsDay ? 0 : 1;
        expect(addJalaliMonths(from, count, 'skip')._unsafeUnwrap()).toBe(keepsDay ? clampedDay : undefined);
        const rejected = addJalaliMonths(from, count, 'reject');
        if (keepsDay) expect(rejected._unsafeUnwrap()).toBe(clampedDay);
        else expect(rejected._unsafeUnwrapErr().code).toBe('month.tooShort');
        const next = addJalaliMonths(from, count, 'next');
        if (!keepsDay && clampedDay === LAST_DAY) expect(next._unsafeUnwrapErr().code).toBe('date.outOfRange');
        else expect(next._unsafeUnwrap()).toBe(keepsDay ? clampedDay : clampedDay + 1);
        if (!keepsDay && next.isOk()) expect(jalaliDateOf(next.value).day).toBe(1);
      }),
      { numRuns: 2_000 },
    );
    expect(lacking).toBeGreaterThan(100);
  });

  it('count a year as twelve months', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -100, max: 100 }), fc.constantFrom('clamp', 'skip', 'next', 'reject'), (from, years, policy) => {
        expect(addJalaliYears(from, years, policy)).toEqual(addJalaliMonths(from, 12 * years, policy));
      }),
    );
  });

  it('clamp as Temporal constrains, and reject what it rejects', () => {
    fc.assert(
      fc.property(fc.oneof(monthEnd, thirtyFirst), counts, (from, months) => {
        const clamped = addJalaliMonths(from, months);
        fc.pre(clamped.isOk());
        expect(clamped._unsafeUnwrap()).toBe(dayOfTemporal(temporalDate(from).add({ months })));
        const reject = (): Temporal.PlainDate => temporalDate(from).add({ months }, { overflow: 'reject' });
        if (addJalaliMonths(from, months, 'reject').isOk()) expect(reject).not.toThrow();
        else expect(reject).toThrow(RangeError);
      }),
      { numRuns: 1_000 },
    );
  });
});
