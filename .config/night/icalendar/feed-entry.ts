import { Instant } from '@rahyar/domain';
import {
  type EpochDay,
  expandRecurrence,
  type FeedEntry,
  HOLIDAY_LABELS,
  type HolidayKey,
  type IcalendarFeed,
  iranWorkingCalendar,
  isoDateOf,
  jalaliDateOf,
  type LocalTime,
  type Recurrence,
  toInstant,
  WEEKDAYS,
} from '@rahyar/scheduler';
import fc from 'fast-check';

const calendar = iranWorkingCalendar()._unsafeUnwrap();

const monthDay = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }), fc.constantFrom(29, 30, 31, -1, -30, -31));
const someOf = <T>(items: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[] | undefined> =>
  fc.option(fc.uniqueArray(items, { minLength: 1, maxLength }), { nil: undefined, freq: 2 });
const interval = fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 2, arbitrary: fc.integer({ min: 2, max: 14 }) });
const limits = fc.record({
  count: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 3 }),
  untilAfter: fc.option(fc.nat(2_500), { freq: 3 }),
});

const periodic = fc
  .record({
    frequency: fc.constantFrom('daily', 'weekly', 'weekly', 'monthly', 'monthly', 'monthly', 'yearly', 'yearly'),
    interval,
    months: someOf(fc.integer({ min: 1, max: 12 }), 4),
    monthDays: someOf(monthDay, 4),
    weekdays: someOf(fc.record({ weekday: fc.constantFrom(...WEEKDAYS), nth: fc.constantFrom(0, 0, 1, 2, 4, 5, -1, -5) }), 3),
    monthEnd: fc.constantFrom('clamp', 'skip', 'next', 'reject'),
    isPlain: fc.boolean(),
  })
  .map(({ frequency, interval, months, monthDays, weekdays, monthEnd, isPlain }): Recurrence => {
    const isShort = frequency === 'daily' || frequency === 'weekly';
    const keepsMonths = months !== undefined && !(isShort && isPlain);
    const keepsDays = monthDays !== undefined && frequency !== 'weekly' && !(frequency === 'daily' && isPlain);
    const takesNth = frequency === 'monthly' || (frequency === 'yearly' && keepsMonths);
    return {
      frequency,
      interval,
      monthEnd,
      ...(keepsMonths && { months }),
      ...(keepsDays && { monthDays }),
      ...(weekdays && { weekdays: weekdays.map(({ weekday, nth }) => (takesNth && nth !== 0 ? { weekday, nth } : { weekday })) }),
    };
  });
const byHoliday = fc
  .record({
    holiday: fc.constantFrom(...(Object.keys(HOLIDAY_LABELS) as HolidayKey[])),
    unit: fc.constantFrom('days', 'workingDays'),
    count: fc.integer({ min: -20, max: 20 }),
  })
  .map(({ holiday, unit, count }): Recurrence => ({ frequency: 'holiday', holiday, offset: { unit, count } }));

/** The feed that an entry is tried in: names that need escaping and folding, and as many days as the predicted holidays allow. */
export const feedOf = (entries: readonly FeedEntry[], dialect: IcalendarFeed['dialect'], horizon: EpochDay): IcalendarFeed => ({
  name: { fa: 'پیگیری‌های رهیار؛ محدودهٔ یک، دو و سه', en: 'Follow-ups; area one, two' },
  language: entries.length % 2 === 0 ? 'fa' : 'en',
  dialect,
  stampedAt: Instant.parse('2026-11-23T20:45:00Z'),
  horizon,
  calendar,
  entries,
  holidays: [],
});

/**
 * Entries around month ends, with rules of every kind and, in every second one, some of its own days left out. Entries whose rule fails, or
 * has no day up to the horizon, are none.
 */
export const feedEntry = (firstDay: number, lastDay: number, horizon: EpochDay): fc.Arbitrary<FeedEntry | undefined> =>
  fc
    .record({
      id: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      kind: fc.constantFrom('event', 'event', 'todo'),
      day: fc.integer({ min: firstDay, max: lastDay }),
      edge: fc.constantFrom('none', 'last', 'first'),
      time: fc.option(fc.nat(1_439), { freq: 4 }),
      rule: fc.oneof({ weight: 12, arbitrary: periodic }, { weight: 1, arbitrary: byHoliday }),
      limits,
      leftOut: fc.array(fc.nat(12), { maxLength: 3 }),
    })
    .map(({ id, kind, day, edge, time, rule, limits: { count, untilAfter }, leftOut }) => {
      const first = edgeOf(day as EpochDay, edge);
      const until = untilAfter === null || count !== null ? undefined : ((first + untilAfter) as EpochDay);
      const limited: Recurrence = { ...rule, ...(count !== null && { count }), ...(until !== undefined && { until }) };
      const days = expandRecurrence(limited, first, { from: first, to: horizon }, calendar).unwrapOr([]);
      const except = leftOut.flatMap((index) => days[index] ?? []);
      if (days.length === new Set(except).size) return undefined;
      return {
        kind,
        id: `fu-${id}`,
        summary: { fa: 'تماس با عضو، «پیگیری وام»؛ مرحلهٔ ۲', en: 'Call a member, "loan"; step 2\nand more' },
        first,
        ...(time !== null && { time: time as LocalTime }),
        recurrence: { ...limited, ...(except.length > 0 && { except }) },
      };
    });

/** The starts by the rule itself, without a calendar file. */
export function startsByRule({ first, time, recurrence }: FeedEntry, to: EpochDay): string[] {
  const days = recurrence === undefined ? [first] : expandRecurrence(recurrence, first, { from: first, to }, calendar)._unsafeUnwrap();
  return days.map((day) => (time === undefined ? `${isoDateOf(day)}T00:00:00Z` : toInstant(day, time)).replace(/[-:]/g, ''));
}

function edgeOf(day: EpochDay, edge: string): EpochDay {
  const start = day - jalaliDateOf(day).day + 1;
  if (edge === 'none') return day;
  return (edge === 'first' ? start : start - 1) as EpochDay;
}
