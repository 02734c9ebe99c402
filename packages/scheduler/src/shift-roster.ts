import { err, ok, type Result } from 'neverthrow';
import * as z from 'zod';
import { type CalendarError, type CalendarErrorCode, calendarError } from './calendar-error.ts';
import { DAY_MINUTES } from './clock-span.ts';
import { ClockTime } from './clock-time.ts';
import { dayRangesFault, rangeHolds } from './day-range.ts';
import type { EpochDay } from './epoch-day.ts';
import { JalaliDay } from './jalali-day.ts';
import { LabelData } from './label-data.ts';
import type { CivilTime } from './tehran-time.ts';
import { CalendarId } from './weekly-pattern.ts';

/** A shift by the clock of Tehran. One that ends at or before its start ends on the next day, and belongs to the day on which it starts. */
export const Shift = z.strictObject({ id: CalendarId, label: LabelData, starts: ClockTime, ends: ClockTime }).readonly();
export type Shift = z.infer<typeof Shift>;

/**
 * What a crew works: one shift or none (`null`) for each day of a cycle that begins on `from` and repeats until `to`, included.
 * A crew may be one rahyar.
 */
export const Rotation = z
  .strictObject({
    crew: CalendarId,
    from: JalaliDay,
    to: JalaliDay.optional(),
    cycle: z.array(CalendarId.nullable()).min(1).max(400).readonly(),
  })
  .readonly();
export type Rotation = z.infer<typeof Rotation>;

/** Who works when. The rotations of one crew lie beside each other in time; their order has no meaning. */
export const ShiftRoster = z.strictObject({
  id: CalendarId,
  shifts: z.array(Shift).min(1).max(50).readonly(),
  rotations: z.array(Rotation).max(2_000).readonly(),
});
export interface ShiftRoster extends z.infer<typeof ShiftRoster> {}

/** A shift that a crew works; `day` is the day on which it starts. */
export type Duty = { readonly crew: string; readonly shift: string; readonly day: EpochDay };

/** Minutes in which nobody is on duty, from the one named. */
export type CoverageGap = { readonly starts: CivilTime; readonly minutes: number };

/** How a roster covers a range of days around the clock. */
export type Coverage = {
  /** In order of time. */
  readonly gaps: readonly CoverageGap[];
  /** Minutes with at least one crew on duty. */
  readonly coveredMinutes: number;
  /** Minutes with exactly one crew on duty. */
  readonly overlapFreeMinutes: number;
};

/** Whoever is on duty in a minute, in the order of the rotations. Fails as {@link coverageGaps} does for an impossible roster. */
export function onDuty(roster: ShiftRoster, { day, time }: CivilTime): Result<readonly Duty[], CalendarError> {
  const fault = shiftRosterFault(roster);
  if (fault !== undefined) return err(calendarError(fault));
  const minute = day * DAY_MINUTES + time;
  const isOn = ({ starts, ends }: DatedDuty): boolean => starts <= minute && minute < ends;
  return ok(
    dutiesOf(roster, (day - 1) as EpochDay, day)
      .filter(isOn)
      .map(({ duty }) => duty),
  );
}

/**
 * Checks that somebody is on duty in every minute of the days from `from` to `to`, both included; a night shift of the day before counts for
 * the first morning. Fails with `range.reversed` or `range.overlap` for the days asked for or the rotations of a crew, and with
 * `roster.emptyCycle`, `roster.unknownShift`, `roster.duplicateShift` or `roster.crewOnTwoShifts`.
 */
export function coverageGaps(roster: ShiftRoster, from: EpochDay, to: EpochDay): Result<Coverage, CalendarError> {
  const fault = to < from ? 'range.reversed' : shiftRosterFault(roster);
  if (fault !== undefined) return err(calendarError(fault));
  const [first, end] = [from * DAY_MINUTES, (to + 1) * DAY_MINUTES];
  const turns = turnsOf(dutiesOf(roster, (from - 1) as EpochDay, to), first, end);
  const gaps: CoverageGap[] = [];
  let [coveredMinutes, overlapFreeMinutes, onDutyCount, since] = [0, 0, 0, first];
  for (const { at, change } of turns) {
    const minutes = at - since;
    if (onDutyCount === 0 && minutes > 0) gaps.push({ starts: civilTimeOf(since), minutes });
    if (onDutyCount > 0) coveredMinutes += minutes;
    if (onDutyCount === 1) overlapFreeMinutes += minutes;
    onDutyCount += change;
    since = at;
  }
  return ok({ gaps, coveredMinutes, overlapFreeMinutes });
}

/** A duty in minutes since the start of 1970-01-01 on the clock; `ends` is no longer in it. */
type DatedDuty = { readonly duty: Duty; readonly starts: number; readonly ends: number };

/** Why a roster cannot be worked, if it cannot. */
function shiftRosterFault({ shifts, rotations }: ShiftRoster): CalendarErrorCode | undefined {
  if (new Set(shifts.map(({ id }) => id)).size < shifts.length) return 'roster.duplicateShift';
  if (rotations.some(({ cycle }) => cycle.length === 0)) return 'roster.emptyCycle';
  const named = rotations.flatMap(({ cycle }) => cycle).filter((id) => id !== null);
  if (!named.every((id) => shifts.some((shift) => shift.id === id))) return 'roster.unknownShift';
  const crews = [...new Set(rotations.map(({ crew }) => crew))].map((crew) => rotations.filter((rotation) => rotation.crew === crew));
  const rangesFault = crews.map(dayRangesFault).find((fault) => fault !== undefined);
  if (rangesFault !== undefined) return rangesFault;
  return crews.some((own) => worksTwiceAtOnce(shifts, own)) ? 'roster.crewOnTwoShifts' : undefined;
}

/**
 * Whether a crew begins a shift before it has ended that of the day before: on one of the days of a cycle, on the first day of its repetition,
 * or from one rotation to the next.
 */
function worksTwiceAtOnce(shifts: readonly Shift[], rotations: readonly Rotation[]): boolean {
  return rotations.some(({ from, cycle }) =>
    Array.from({ length: cycle.length + 1 }, (_, index) => (from + index) as EpochDay).some((day) => {
      const before = dutyOf(shifts, rotations, (day - 1) as EpochDay);
      const own = dutyOf(shifts, rotations, day);
      return before !== undefined && own !== undefined && own.starts < before.ends;
    }),
  );
}

function dutyOf(shifts: readonly Shift[], rotations: readonly Rotation[], day: EpochDay): DatedDuty | undefined {
  const rotation = rotations.find((range) => rangeHolds(range, day));
  return rotation && dutyIn(shifts, rotation, day);
}

function dutyIn(shifts: readonly Shift[], { crew, from, cycle }: Rotation, day: EpochDay): DatedDuty | undefined {
  const shift = shifts.find(({ id }) => id === cycle[(day - from) % cycle.length]);
  if (shift === undefined) return undefined;
  const { starts, ends } = shift;
  const midnight = day * DAY_MINUTES;
  return {
    duty: { crew, shift: shift.id, day },
    starts: midnight + starts,
    ends: midnight + ends + (ends <= starts ? DAY_MINUTES : 0),
  };
}

const dutiesOf = ({ shifts, rotations }: ShiftRoster, from: EpochDay, to: EpochDay): readonly DatedDuty[] =>
  rotations.flatMap((rotation) => {
    const [first, last] = [Math.max(from, rotation.from), Math.min(to, rotation.to ?? to)];
    const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) as EpochDay);
    return days.flatMap((day) => dutyIn(shifts, rotation, day) ?? []);
  });

/** Where the number of crews on duty changes between two minutes, in order of time, the end included. */
function turnsOf(duties: readonly DatedDuty[], first: number, end: number): readonly { readonly at: number; readonly change: number }[] {
  const within = (minute: number): number => Math.min(Math.max(minute, first), end);
  const turns = duties.flatMap(({ starts, ends }) => [
    { at: within(starts), change: 1 },
    { at: within(ends), change: -1 },
  ]);
  return [...turns, { at: end, change: 0 }].toSorted((a, b) => a.at - b.at);
}

function civilTimeOf(minute: number): CivilTime {
  const day = Math.floor(minute / DAY_MINUTES);
  return { day, time: minute - day * DAY_MINUTES } as CivilTime;
}
