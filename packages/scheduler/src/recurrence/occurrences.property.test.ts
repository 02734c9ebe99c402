import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EpochDay, FIRST_DAY, LAST_DAY, WEEKDAYS, weekdayOf } from '../epoch-day.ts';
import { addJalaliMonths, daysInJalaliMonth, jalaliDateOf } from '../jalali-date.ts';
import { MONTH_ENDS } from '../month-end.ts';
import { type DayWindow, expandRecurrence, isOccurrence, nextOccurrence, occurrencesInto } from './occurrences.ts';
import { FREQUENCIES, type PeriodicRecurrence } from './recurrence.ts';

const dayOf = (day: number): EpochDay => Math.min(Math.max(day, FIRST_DAY), LAST_DAY) as EpochDay;
const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY }).map(dayOf);
/** Ends of months and of years, which the next month or year may lack, and the last days that there are. */
const anchor = fc.oneof(
  anyDay,
  anyDay.map((day) => dayOf(day - jalaliDateOf(day).day)),
  anyDay.map((day) => dayOf(day - jalaliDateOf(day).day + 1)),
  fc.nat(400).map((back) => dayOf(LAST_DAY - back)),
);

/** Mostly the days that some months lack, from both ends, so that moved days meet the days of the month beside. */
const monthDay = fc.oneof(
  fc.constantFrom(29, 30, 31, -29, -30, -31),
  fc.constantFrom(1, 2, -1, -2),
  fc.integer({ min: 1, max: 31 }),
  fc.integer({ min: -31, max: -1 }),
);
const nth = fc.constantFrom(1, 2, 3, 4, 5, -1, -2, -3, -4, -5);

/** Every rule that the schema allows, without an end and exceptions; `nth` only where a month is spoken of. */
const endless: fc.Arbitrary<PeriodicRecurrence> = fc
  .record({
    frequency: fc.constantFrom(...FREQUENCIES),
    interval: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 5 }), fc.integer({ min: 6, max: 60 })),
    monthEnd: fc.constantFrom(...MONTH_ENDS.filter((monthEnd) => monthEnd !== 'reject')),
    months: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }), { nil: undefined }),
    monthDays: fc.option(fc.uniqueArray(monthDay, { minLength: 1, maxLength: 4 }), { nil: undefined }),
    weekdays: fc.option(
      fc.array(fc.record({ weekday: fc.constantFrom(...WEEKDAYS), nth: fc.option(nth, { nil: undefined }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      { nil: undefined },
    ),
  })
  .map((rule) => {
    const hasNth = rule.frequency === 'monthly' || (rule.frequency === 'yearly' && rule.months !== undefined);
    return {
      ...rule,
      monthDays: rule.frequency === 'weekly' ? undefined : rule.monthDays,
      weekdays: hasNth ? rule.weekdays : rule.weekdays?.map(({ weekday }) => ({ weekday })),
    };
  });

const YEARS = 4;
/** Windows of some years that begin before, with or after the anchor. */
const windowFrom = (first: EpochDay): fc.Arbitrary<DayWindow> =>
  fc
    .tuple(fc.oneof(fc.integer({ min: -400, max: 400 }), fc.nat(366 * YEARS)), fc.nat(366 * YEARS))
    .map(([offset, length]) => ({ from: dayOf(first + offset), to: dayOf(dayOf(first + offset) + length) }));
const anchorAndWindow = anchor.chain((first) => fc.record({ first: fc.constant(first), window: windowFrom(first) }));

const daysOf = (rule: PeriodicRecurrence, first: EpochDay, window: DayWindow): EpochDay[] =>
  expandRecurrence(rule, first, window)._unsafeUnwrap();

describe('expandRecurrence', () => {
  it('gives the days that fit the rule when each day is asked alone', () => {
    fc.assert(
      fc.property(endless, anchorAndWindow, (rule, { first, window }) => {
        const asked: number[] = [];
        for (let day = Math.max(first, window.from); day <= window.to; day += 1) if (fits(rule, first, day as EpochDay)) asked.push(day);
        expect(daysOf(rule, first, window)).toEqual(asked);
      }),
      { numRuns: 400 },
    );
  });

  it('gives of a narrower window the same days, since none is found from the one before', () => {
    fc.assert(
      fc.property(
        endless,
        anchorAndWindow,
        fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
        (rule, { first, window }, count) => {
          const limited = { ...rule, count };
          const wider = daysOf(limited, first, { from: FIRST_DAY, to: dayOf(window.to + 1_000) });
          expect(daysOf(limited, first, window)).toEqual(wider.filter((day) => day >= window.from && day <= window.to));
        },
      ),
    );
  });

  it('ends after so many, or on a day, and leaves out the exceptions after counting', () => {
    fc.assert(
      fc.property(
        endless,
        anchorAndWindow,
        fc.integer({ min: 1, max: 40 }),
        fc.infiniteStream(fc.boolean()),
        (rule, { first, window }, count, coin) => {
          const all = daysOf(rule, first, { from: first, to: dayOf(window.to + 2_000) });
          const to = dayOf(window.to + 2_000);
          expect(daysOf({ ...rule, count }, first, { from: first, to })).toEqual(all.slice(0, count));
          expect(daysOf({ ...rule, until: window.to }, first, { from: first, to })).toEqual(all.filter((day) => day <= window.to));
          const except = [...all.filter(() => coin.next().value), window.from, window.to];
          const left = all.slice(0, count).filter((day) => !except.includes(day));
          expect(daysOf({ ...rule, count, except }, first, { from: first, to })).toEqual(left);
        },
      ),
    );
  });

  it('agrees with a step of months from the anchor: occurrence k is k steps away', () => {
    fc.assert(
      fc.property(
        anchor,
        fc.constantFrom('monthly' as const, 'yearly' as const),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(...MONTH_ENDS.filter((monthEnd) => monthEnd !== 'reject')),
        (first, frequency, interval, monthEnd) => {
          const days = daysOf({ frequency, interval, monthEnd }, first, { from: first, to: LAST_DAY });
          const months = interval * (frequency === 'yearly' ? 12 : 1);
          const steps: (EpochDay | undefined)[] = [];
          for (let k = 0; ; k += 1) {
            const step = addJalaliMonths(first, k * months, monthEnd);
            if (step.isErr()) break;
            steps.push(step.value);
          }
          expect(days).toEqual(steps.filter((day) => day !== undefined));
        },
      ),
    );
  });

  it('moves a missing day to the day before or the day after, skips it, or refuses', () => {
    fc.assert(
      fc.property(endless, anchorAndWindow, (rule, { first, window }) => {
        const [clamp, skip, next] = (['clamp', 'skip', 'next'] as const).map((monthEnd) =>
          daysOf({ ...rule, monthEnd }, first, window),
        ) as [EpochDay[], EpochDay[], EpochDay[]];
        expect(clamp).toEqual(expect.arrayContaining(skip));
        expect(next).toEqual(expect.arrayContaining(skip));
        const isMoved = (day: EpochDay): boolean => jalaliDateOf(dayOf(day + 1)).day === 1 || day === LAST_DAY;
        expect(clamp.filter((day) => !skip.includes(day)).every(isMoved)).toBe(true);
        expect(next.filter((day) => !skip.includes(day)).every((day) => jalaliDateOf(day).day === 1)).toBe(true);
        const refused = expandRecurrence({ ...rule, monthEnd: 'reject' }, first, window);
        expect(refused.isErr()).toBe(clamp.length > skip.length);
        expect(refused.match(String, ({ code }) => code)).toBe(clamp.length > skip.length ? 'month.tooShort' : String(skip));
      }),
    );
  });

  it('keeps one day of the month apart by a day: next is the day after clamp', () => {
    fc.assert(
      fc.property(anchor, fc.constantFrom(30, 31), fc.integer({ min: 1, max: 7 }), (first, day, interval) => {
        const rule = { frequency: 'monthly', interval, monthDays: [day], monthEnd: 'clamp' } as const satisfies PeriodicRecurrence;
        const window = { from: first, to: dayOf(LAST_DAY - 40) };
        const skip = new Set(daysOf({ ...rule, monthEnd: 'skip' }, first, window));
        const movedBack = daysOf(rule, first, window).filter((moved) => !skip.has(moved));
        const movedOn = daysOf({ ...rule, monthEnd: 'next' }, first, { ...window, to: dayOf(window.to + 1) }).filter(
          (moved) => !skip.has(moved),
        );
        expect(movedOn.slice(-movedBack.length)).toEqual(movedBack.map((moved) => moved + 1));
        expect(movedOn.length - movedBack.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('nextOccurrence, isOccurrence and occurrencesInto', () => {
  it('tell the first after a day, whether a day is one, and as many as a column holds', () => {
    fc.assert(
      fc.property(endless, anchorAndWindow, fc.integer({ min: 1, max: 20 }), fc.nat(5), (rule, { first, window }, count, size) => {
        const limited = { ...rule, count };
        const all = daysOf(limited, first, { from: FIRST_DAY, to: LAST_DAY });
        expect(nextOccurrence(limited, first, window.from)._unsafeUnwrap()).toBe(all.find((day) => day > window.from));
        for (const day of [window.from, first, ...all.slice(0, 3)])
          expect(isOccurrence(limited, first, day)._unsafeUnwrap()).toBe(all.includes(day));
        const column = new Int32Array(size);
        const written = occurrencesInto(limited, first, { from: FIRST_DAY, to: LAST_DAY }, column)._unsafeUnwrap();
        expect(Array.from(column.subarray(0, written))).toEqual(all.slice(0, size));
      }),
    );
  });
});

const lengthOf = (year: number, month: number): number => daysInJalaliMonth(year, month).unwrapOr(0);

/** The definition, of one day alone: a month that the rule takes names the day, or names one that is missing and moves to it. */
function fits(rule: PeriodicRecurrence, first: EpochDay, day: EpochDay): boolean {
  return hasWeekday(rule, first, day) && isInInterval(rule, first, day) && isNamed(rule, first, day);
}

function isInInterval({ frequency, interval }: PeriodicRecurrence, first: EpochDay, day: EpochDay): boolean {
  if (frequency === 'daily') return (day - first) % interval === 0;
  const saturdayOf = (other: EpochDay): number => other - WEEKDAYS.indexOf(weekdayOf(other));
  return frequency !== 'weekly' || ((saturdayOf(day) - saturdayOf(first)) / 7) % interval === 0;
}

function hasWeekday({ frequency, weekdays }: PeriodicRecurrence, first: EpochDay, day: EpochDay): boolean {
  if (weekdays === undefined) return frequency !== 'weekly' || weekdayOf(day) === weekdayOf(first);
  const { year, month, day: dayOfMonth } = jalaliDateOf(day);
  const place = Math.ceil(dayOfMonth / 7);
  const placeFromEnd = -Math.ceil((lengthOf(year, month) - dayOfMonth + 1) / 7);
  return weekdays.some((part) => part.weekday === weekdayOf(day) && [undefined, place, placeFromEnd].includes(part.nth));
}

function isNamed(rule: PeriodicRecurrence, first: EpochDay, day: EpochDay): boolean {
  const { year, month, day: dayOfMonth } = jalaliDateOf(day);
  const length = lengthOf(year, month);
  const [before, after] = [
    month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 },
    month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 },
  ];
  const { frequency, monthEnd, weekdays } = rule;
  const isSpread = frequency === 'monthly' || frequency === 'yearly';
  const names = rule.monthDays ?? (isSpread && weekdays === undefined ? [jalaliDateOf(first).day] : undefined);
  if (names === undefined) return takes(rule, first, year, month);
  const here = takes(rule, first, year, month);
  if (here && names.some((name) => name === dayOfMonth || length + 1 + name === dayOfMonth)) return true;
  if (!isSpread) return false;
  const lacksAfter = (of: { year: number; month: number }): boolean => names.some((name) => name > lengthOf(of.year, of.month));
  const lacksBefore = (of: { year: number; month: number }): boolean => names.some((name) => -name > lengthOf(of.year, of.month));
  if (monthEnd === 'clamp' && dayOfMonth === length)
    return (here && lacksAfter({ year, month })) || (takes(rule, first, after.year, after.month) && lacksBefore(after));
  if (monthEnd === 'next' && dayOfMonth === 1)
    return (here && lacksBefore({ year, month })) || (takes(rule, first, before.year, before.month) && lacksAfter(before));
  return false;
}

function takes({ frequency, interval, ...rule }: PeriodicRecurrence, first: EpochDay, year: number, month: number): boolean {
  if (lengthOf(year, month) === 0) return false;
  const from = jalaliDateOf(first);
  const months =
    rule.months ?? (frequency === 'yearly' && rule.monthDays === undefined && rule.weekdays === undefined ? [from.month] : undefined);
  if (months?.includes(month) === false) return false;
  const passed = frequency === 'yearly' ? year - from.year : (year - from.year) * 12 + month - from.month;
  return passed >= 0 && (frequency === 'daily' || frequency === 'weekly' || passed % interval === 0);
}
