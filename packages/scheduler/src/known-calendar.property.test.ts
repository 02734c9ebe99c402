import type { Instant } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Announcement, CalendarChange } from './announcement.ts';
import { type EpochDay, FIRST_DAY, WEEKDAYS } from './epoch-day.ts';
import { workingCalendarAsKnown } from './known-calendar.ts';
import type { LocalTime } from './local-time.ts';
import { startOfDayInstant } from './tehran-time.ts';
import { workingCalendar } from './working-calendar.ts';
import type { WorkingCalendarData } from './working-calendar-data.ts';
import { workingClock } from './working-clock.ts';
import { ROUND_THE_CLOCK, spansOn, type WeekHours } from './working-hours.ts';

const firstDay = 20_700 as EpochDay;
const days = Array.from({ length: 10 }, (_, index) => (firstDay + index) as EpochDay);
const eid = days[4] as EpochDay;
const reason = { fa: 'گرما', en: 'heat' };

const base: WorkingCalendarData = {
  weekly: { id: 'any', periods: [{ from: FIRST_DAY, off: ['friday'] }] },
  firstDay,
  lastDay: days.at(-1) as EpochDay,
  holidays: [{ day: eid, key: 'fitr', status: 'predicted-likely' }],
  closures: [{ day: days[2] as EpochDay, reason }],
  hours: ROUND_THE_CLOCK,
};

const anyDay = fc.constantFrom(...days);
const weekOf = (opens: number): WeekHours =>
  Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, [{ opens: opens as LocalTime, closes: 1_440 }]]));

/** Withdrawals and moves of what is often not there, on few days, so that announcements meet, supersede and contradict each other. */
const anyChange: fc.Arbitrary<CalendarChange> = fc.oneof(
  fc.record({ kind: fc.constant('weekChanged' as const), off: fc.subarray([...WEEKDAYS], { maxLength: 2 }) }),
  fc.record({ kind: fc.constant('closureAdded' as const), until: fc.option(anyDay, { nil: undefined }), reason: fc.constant(reason) }),
  fc.record({ kind: fc.constant('closureWithdrawn' as const), until: fc.option(anyDay, { nil: undefined }) }),
  fc.record({
    kind: fc.constant('holidayMoved' as const),
    key: fc.constant('fitr' as const),
    to: fc.constantFrom(eid - 1, eid, eid + 1).map((day) => day as EpochDay),
    status: fc.constantFrom('announced' as const, 'predicted-firm' as const),
  }),
  fc.record({
    kind: fc.constant('hoursChanged' as const),
    week: fc.integer({ min: 1, max: 1_000 }).map(weekOf),
    overlay: fc.option(fc.record({ until: anyDay, reason: fc.constant(reason) }), { nil: undefined }),
  }),
);

/** Few moments of knowledge, so that ids decide often. */
const anyLog: fc.Arbitrary<Announcement[]> = fc
  .array(
    fc.record({
      knownAt: fc.integer({ min: 100, max: 104 }).map((day) => startOfDayInstant((firstDay - day) as EpochDay)),
      effectiveFrom: fc.oneof({ weight: 2, arbitrary: anyDay }, { weight: 1, arbitrary: fc.constant(eid) }),
      change: anyChange,
      rank: fc.nat(),
    }),
    { maxLength: 7 },
  )
  .map((rows) => rows.map(({ rank, ...row }, index) => ({ ...row, id: `${rank}.${index}` })));

const anyMoment: fc.Arbitrary<Instant> = fc.integer({ min: 99, max: 105 }).map((day) => startOfDayInstant((firstDay - day) as EpochDay));
const isKnown =
  (on: Instant) =>
  (announcement: Announcement): boolean =>
    Date.parse(announcement.knownAt) <= Date.parse(on);
const inOrder = (log: readonly Announcement[]): Announcement[] =>
  log.toSorted((a, b) => Date.parse(a.knownAt) - Date.parse(b.knownAt) || (a.id < b.id ? -1 : 1));

/** What a day is like. */
type DayBelief = { off: readonly string[]; opens: number; closed: boolean; holiday: string | undefined };

/** Each day by itself: every announcement that speaks of it, in the order of knowledge, has the last word so far. */
function livedThrough(log: readonly Announcement[], on: Instant): DayBelief[] | undefined {
  const beliefs = days.map((day) => ({
    day,
    off: ['friday'],
    opens: 0,
    special: undefined as number | undefined,
    closed: day === days[2],
  }));
  let holiday = { day: eid, status: 'predicted-likely' };
  for (const { effectiveFrom, change } of inOrder(log.filter(isKnown(on)))) {
    const onwards = beliefs.filter(({ day }) => day >= effectiveFrom);
    if (change.kind === 'weekChanged') for (const belief of onwards) belief.off = [...change.off];
    if (change.kind === 'closureAdded') {
      const until = change.until ?? effectiveFrom;
      if (until < effectiveFrom) return undefined;
      for (const belief of onwards.filter(({ day }) => day <= until)) belief.closed = true;
    }
    if (change.kind === 'closureWithdrawn') {
      const until = change.until ?? effectiveFrom;
      const withdrawn = onwards.filter(({ day }) => day <= until);
      if (withdrawn.length === 0 || withdrawn.some(({ closed }) => !closed)) return undefined;
      for (const belief of withdrawn) belief.closed = false;
    }
    if (change.kind === 'holidayMoved') {
      if (holiday.day !== effectiveFrom) return undefined;
      holiday = { day: change.to, status: change.status };
    }
    if (change.kind === 'hoursChanged') {
      const opens = change.week.saturday?.[0]?.opens as number;
      const until = change.overlay?.until;
      if (until === undefined) for (const belief of onwards) belief.opens = opens;
      else if (until < effectiveFrom) return undefined;
      else for (const belief of onwards.filter(({ day }) => day <= until)) belief.special = opens;
    }
  }
  return beliefs.map(({ day, off, opens, special, closed }) => ({
    off,
    opens: special ?? opens,
    closed,
    holiday: day === holiday.day ? holiday.status : undefined,
  }));
}

const beliefsIn = ({ weekly, hours = ROUND_THE_CLOCK, closures, holidays }: WorkingCalendarData): DayBelief[] =>
  days.map((day) => ({
    off: weekly.periods.findLast(({ from }) => from <= day)?.off ?? [],
    opens: spansOn(hours, day)[0]?.opens as number,
    closed: closures.some((closure) => closure.day === day),
    holiday: holidays.find((holiday) => holiday.day === day)?.status,
  }));

describe('workingCalendarAsKnown', () => {
  it('believes of each day what was last said of it, and refuses to change what is not there', () => {
    fc.assert(
      fc.property(anyLog, anyMoment, (log, on) => {
        const known = workingCalendarAsKnown(base, log, on);
        expect(known.map(beliefsIn).unwrapOr(undefined as never)).toEqual(livedThrough(log, on));
        const clock = known.andThen((data) => workingCalendar(data).andThen((built) => workingClock(built, data.hours ?? ROUND_THE_CLOCK)));
        expect(clock.isOk()).toBe(known.isOk());
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the base before the first announcement, and the same in whatever order the log is kept', () => {
    fc.assert(
      fc.property(
        anyLog.chain((log) => fc.tuple(fc.constant(log), fc.shuffledSubarray(log, { minLength: log.length }))),
        anyMoment,
        ([log, shuffled], on) => {
          expect(workingCalendarAsKnown(base, log, startOfDayInstant((firstDay - 200) as EpochDay))._unsafeUnwrap()).toEqual(base);
          expect(workingCalendarAsKnown(base, shuffled, on)).toEqual(workingCalendarAsKnown(base, log, on));
        },
      ),
    );
  });

  it('is not changed by what became known later, not even by a fault in it', () => {
    fc.assert(
      fc.property(anyLog, anyLog, anyMoment, (log, more, on) => {
        const later = more.filter((announcement) => !isKnown(on)(announcement));
        const faulty = [...log, ...later, ...later];
        expect(workingCalendarAsKnown(base, faulty, on)).toEqual(workingCalendarAsKnown(base, log, on));
      }),
    );
  });

  it('goes on from what was believed: a later moment is the replay of the rest', () => {
    fc.assert(
      fc.property(anyLog, anyMoment, anyMoment, (log, a, b) => {
        const [earlier, later] = [a, b].toSorted((x, y) => Date.parse(x) - Date.parse(y)) as [Instant, Instant];
        const rest = log.filter((announcement) => !isKnown(earlier)(announcement));
        const inOneGo = workingCalendarAsKnown(base, log, later);
        fc.pre(inOneGo.isOk());
        expect(workingCalendarAsKnown(base, log, earlier).andThen((known) => workingCalendarAsKnown(known, rest, later))).toEqual(inOneGo);
      }),
    );
  });
});
