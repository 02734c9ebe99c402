import type { Instant } from '@rahyar/domain';
import fc from 'fast-check';
import type { Result } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import type { CalendarError } from './calendar-error.ts';
import { DAY_MINUTES } from './clock-span.ts';
import { type EpochDay, FIRST_DAY, WEEKDAYS } from './epoch-day.ts';
import type { LocalTime } from './local-time.ts';
import { type Sla, type SlaEvent, type SlaStatus, slaStatus } from './sla.ts';
import { toInstant } from './tehran-time.ts';
import { workingCalendar } from './working-calendar.ts';
import { isWorkingMinute, workingClock } from './working-clock.ts';

const firstDay = 20_700 as EpochDay;
const lengthDays = 12;
const spans = [
  { opens: 480 as LocalTime, closes: 540 },
  { opens: 600 as LocalTime, closes: 640 },
];

/** Two short spans a day and a day off in four: most pauses, ends and targets fall near an edge of the hours. */
const clock = workingCalendar({
  weekly: { id: 'any', periods: [{ from: FIRST_DAY, off: ['friday', 'monday'] }] },
  firstDay,
  lastDay: (firstDay + lengthDays - 1) as EpochDay,
  holidays: [],
  closures: [],
})
  .andThen((calendar) =>
    workingClock(calendar, {
      id: 'any',
      periods: [{ from: FIRST_DAY, week: Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, spans])) }],
      overlays: [],
    }),
  )
  ._unsafeUnwrap();

const timeAt = (minute: number) =>
  ({ day: firstDay + Math.floor(minute / DAY_MINUTES), time: minute % DAY_MINUTES }) as { day: EpochDay; time: LocalTime };
const instantAt = (minute: number): Instant => toInstant(timeAt(minute).day, timeAt(minute).time);
const running = Array.from({ length: lengthDays * DAY_MINUTES }, (_, minute) => isWorkingMinute(clock, timeAt(minute))._unsafeUnwrap());

/** Minutes of the first eight days, most of them within an hour of the working hours, so that many coincide or touch. */
const minute = fc
  .tuple(fc.integer({ min: 0, max: 7 }), fc.oneof(fc.constantFrom(480, 540, 600, 640), fc.integer({ min: 420, max: 700 })))
  .map(([day, time]) => day * DAY_MINUTES + time);
/** Whole spans and days among them, so that a target is reached as a span ends or a pause begins. */
const target = fc.oneof(fc.constantFrom(60, 100, 160, 200), fc.integer({ min: 1, max: 300 }));

type TimedEvent = { readonly minute: number; readonly event: SlaEvent };
type Case = { readonly sla: Sla; readonly timeline: readonly TimedEvent[]; readonly start: number; readonly now: number };

/** Turns of pausing and resuming at the first minutes in order, changes of the target anywhere; `now` lies anywhere from the start on. */
const anyCase: fc.Arbitrary<Case> = fc
  .record({
    moments: fc.array(minute, { minLength: 2, maxLength: 8 }),
    targets: fc.array(fc.tuple(minute, target), { maxLength: 2 }),
    targetMinutes: target,
    nowIndex: fc.nat(),
  })
  .map(({ moments, targets, targetMinutes, nowIndex }) => {
    const [start = 0, ...rest] = moments.toSorted((a, b) => a - b);
    const now = rest.splice(nowIndex % rest.length, 1)[0] as number;
    const turns = rest.map((at, index) => ({
      minute: at,
      event: { kind: index % 2 === 0 ? 'paused' : 'resumed', at: instantAt(at) } as const,
    }));
    const changes = targets
      .filter(([at]) => at >= start)
      .map(([at, minutes]) => ({ minute: at, event: { kind: 'targetChanged', at: instantAt(at), targetMinutes: minutes } as const }));
    const timeline = [...turns, ...changes].toSorted((a, b) => a.minute - b.minute);
    return { sla: { startedAt: instantAt(start), targetMinutes }, timeline, start, now };
  });

const statusOf = ({ sla, timeline, now }: Case): Result<SlaStatus, CalendarError> =>
  slaStatus(
    clock,
    sla,
    timeline.map(({ event }) => event),
    instantAt(now),
  );

const upToNow = (promise: Case): Case => ({ ...promise, timeline: promise.timeline.filter((timed) => timed.minute <= promise.now) });

/** Lives through every minute: whoever is not paused in a working minute has one more behind him. */
function lived({ sla, timeline, start, now }: Case): Pick<SlaStatus, 'state' | 'elapsedMinutes' | 'remainingMinutes' | 'dueAt'> {
  const known = timeline.filter((timed) => timed.minute <= now);
  const targetMinutes =
    known.map(({ event }) => event).findLast((event) => event.kind === 'targetChanged')?.targetMinutes ?? sla.targetMinutes;
  let [isPaused, elapsed, elapsedNow, due] = [false, 0, 0, undefined as number | undefined];
  for (let at = start; at < running.length; at += 1) {
    for (const timed of known) if (timed.minute === at && timed.event.kind !== 'targetChanged') isPaused = timed.event.kind === 'paused';
    if (at === now) elapsedNow = elapsed;
    if (at >= now && (isPaused || due !== undefined)) break;
    if (running[at] && !isPaused) elapsed += 1;
    if (due === undefined && elapsed === targetMinutes) due = at + 1;
  }
  return {
    state: isPaused ? 'paused' : 'running',
    elapsedMinutes: elapsedNow,
    remainingMinutes: targetMinutes - elapsedNow,
    dueAt: due === undefined ? undefined : instantAt(due),
  };
}

describe('slaStatus', () => {
  it('is what living through every minute gives', () => {
    fc.assert(
      fc.property(anyCase, (promise) => {
        const answer = statusOf(promise);
        fc.pre(answer.isOk());
        const { isBreached, ...status } = answer._unsafeUnwrap();
        expect(status).toEqual(lived(promise));
        expect(isBreached).toBe(status.dueAt !== undefined && Date.parse(status.dueAt) < Date.parse(instantAt(promise.now)));
      }),
      { numRuns: 200 },
    );
  });

  it('is not changed by a pause that ends as it begins', () => {
    fc.assert(
      fc.property(anyCase, minute, (promise, at) => {
        fc.pre(at >= promise.start && lived({ ...promise, now: at }).state === 'running' && statusOf(promise).isOk());
        const after = promise.timeline.findIndex((timed) => timed.minute > at);
        const idle = (['paused', 'resumed'] as const).map((kind) => ({ minute: at, event: { kind, at: instantAt(at) } }));
        const timeline = promise.timeline.toSpliced(after < 0 ? promise.timeline.length : after, 0, ...idle);
        expect(statusOf({ ...promise, timeline })).toEqual(statusOf(promise));
      }),
    );
  });

  it('keeps what has passed when the target changes', () => {
    fc.assert(
      fc.property(anyCase, target, (promise, targetMinutes) => {
        const past = upToNow(promise);
        const change: TimedEvent = { minute: past.now, event: { kind: 'targetChanged', at: instantAt(past.now), targetMinutes } };
        const [before, after] = [statusOf(past), statusOf({ ...past, timeline: [...past.timeline, change] })];
        fc.pre(before.isOk() && after.isOk());
        const { state, elapsedMinutes } = before._unsafeUnwrap();
        expect(after._unsafeUnwrap()).toMatchObject({ state, elapsedMinutes, remainingMinutes: targetMinutes - elapsedMinutes });
      }),
    );
  });

  it('is not changed by what comes later', () => {
    fc.assert(
      fc.property(anyCase, (promise) => {
        expect(statusOf(upToNow(promise))).toEqual(statusOf(promise));
      }),
    );
  });
});
