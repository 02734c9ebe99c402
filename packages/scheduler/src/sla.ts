import { Instant } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod';
import { type CalendarError, calendarError } from './calendar-error.ts';
import { minutesBetween } from './tehran-time.ts';
import { addWorkingMinutesToInstant, type WorkingClock, workingMinutesBetweenInstants } from './working-clock.ts';

/** In working minutes, at least one. */
const TargetMinutes = z.int().min(1).max(10_000_000);

/** A promise to answer within so many working minutes (service level agreement). */
export const Sla = z.strictObject({ startedAt: Instant, targetMinutes: TargetMinutes }).readonly();
export type Sla = z.infer<typeof Sla>;

/** What happened to a promise since it was made, in order of time; what happens at one instant stands in the order of the list. */
export const SlaEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paused'), at: Instant }).readonly(),
  z.strictObject({ kind: z.literal('resumed'), at: Instant }).readonly(),
  /** Another promise takes the place of the first; what has passed and the pauses are kept. */
  z.strictObject({ kind: z.literal('targetChanged'), at: Instant, targetMinutes: TargetMinutes }).readonly(),
]);
export type SlaEvent = z.infer<typeof SlaEvent>;

/** How a promise stands. Minutes are working minutes; those remaining are negative once it is broken. */
export type SlaStatus = {
  readonly state: 'running' | 'paused';
  readonly elapsedMinutes: number;
  readonly remainingMinutes: number;
  /** The instant at which the target is, or was, reached; unknown while paused before that. */
  readonly dueAt: Instant | undefined;
  /** Whether at least a minute has passed since `dueAt`, by any clock: the end of a working day is over when the office has closed. */
  readonly isBreached: boolean;
};

/**
 * How a promise stands at an instant, by the events up to it; what comes later changes nothing. Instants are rounded down to the minute.
 * Fails with `sla.notStarted` before the start; with `sla.outOfOrder`, `sla.alreadyPaused` or `sla.notPaused` for events that cannot be,
 * later ones included; with `count.tooSmall` for a target below 1; and as `workingMinutesBetween` and `addWorkingMinutes` do.
 */
export function slaStatus(clock: WorkingClock, sla: Sla, events: readonly SlaEvent[], now: Instant): Result<SlaStatus, CalendarError> {
  if (isEarlier(now, sla.startedAt)) return err(calendarError('sla.notStarted'));
  return checkEvents(sla, events).andThen(() => {
    const past = events.filter(({ at }) => !isEarlier(now, at));
    const isPaused = past.findLast(({ kind }) => kind !== 'targetChanged')?.kind === 'paused';
    const targetMinutes = past.findLast((event) => event.kind === 'targetChanged')?.targetMinutes ?? sla.targetMinutes;
    return reckon(clock, runsOf(sla, past, now), targetMinutes, isPaused).map(({ elapsedMinutes, dueAt }) => ({
      state: isPaused ? ('paused' as const) : ('running' as const),
      elapsedMinutes,
      remainingMinutes: targetMinutes - elapsedMinutes,
      dueAt,
      isBreached: dueAt !== undefined && minutesBetween(dueAt, now) >= 1,
    }));
  });
}

/** A stretch of time in which the clock was not paused. */
type Run = { readonly from: Instant; readonly to: Instant };

const isEarlier = (a: Instant, b: Instant): boolean => minutesBetween(b, a) < 0;

function checkEvents(sla: Sla, events: readonly SlaEvent[]): Result<undefined, CalendarError> {
  let [last, isPaused] = [sla.startedAt, false];
  const targets = [sla, ...events].flatMap((fact) => ('targetMinutes' in fact ? [fact.targetMinutes] : []));
  if (!targets.every((target) => Number.isInteger(target))) return err(calendarError('count.notInteger'));
  if (targets.some((target) => target < 1)) return err(calendarError('count.tooSmall'));
  for (const { kind, at } of events) {
    if (isEarlier(at, last)) return err(calendarError('sla.outOfOrder'));
    if (kind === 'paused' && isPaused) return err(calendarError('sla.alreadyPaused'));
    if (kind === 'resumed' && !isPaused) return err(calendarError('sla.notPaused'));
    if (kind !== 'targetChanged') isPaused = kind === 'paused';
    last = at;
  }
  return ok(undefined);
}

function runsOf(sla: Sla, past: readonly SlaEvent[], now: Instant): readonly Run[] {
  const turns = [sla.startedAt, ...past.filter(({ kind }) => kind !== 'targetChanged').map(({ at }) => at), now];
  return turns.flatMap((from, index) => {
    const to = turns[index + 1];
    return index % 2 === 0 && to !== undefined ? [{ from, to }] : [];
  });
}

/** Adds up the runs, and finds the moment at which the target is reached: in the first run that reaches it, or after the last one. */
function reckon(
  clock: WorkingClock,
  runs: readonly Run[],
  targetMinutes: number,
  isPaused: boolean,
): Result<Pick<SlaStatus, 'elapsedMinutes' | 'dueAt'>, CalendarError> {
  let elapsedMinutes = 0;
  let dueAt: Instant | undefined;
  for (const [index, { from, to }] of runs.entries()) {
    const minutes = workingMinutesBetweenInstants(clock, from, to);
    if (minutes.isErr()) return err(minutes.error);
    const isOpen = index === runs.length - 1 && !isPaused;
    if (dueAt === undefined && (isOpen || elapsedMinutes + minutes.value >= targetMinutes)) {
      const due = addWorkingMinutesToInstant(clock, from, targetMinutes - elapsedMinutes);
      if (due.isErr()) return err(due.error);
      dueAt = due.value;
    }
    elapsedMinutes += minutes.value;
  }
  return ok({ elapsedMinutes, dueAt });
}
