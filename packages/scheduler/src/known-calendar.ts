import type { Instant } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import type { Announcement, CalendarChange } from './announcement.ts';
import { type CalendarError, calendarError } from './calendar-error.ts';
import type { EpochDay } from './epoch-day.ts';
import { minutesBetween } from './tehran-time.ts';
import type { WorkingCalendarData } from './working-calendar-data.ts';
import type { HoursOverlay, WorkingHours } from './working-hours.ts';

/**
 * What was believed about the calendar at an instant: the base with every announcement known by then, in the order in which they became known.
 * The order of the log has no meaning, and what became known later changes nothing, not even by being faulty.
 * Fails with `announcement.duplicateId`; with `announcement.nothingToChange` where a closure, holiday or hours are not there to be changed;
 * and with `range.reversed` where an announcement ends before it begins.
 */
export function workingCalendarAsKnown(
  base: WorkingCalendarData,
  log: readonly Announcement[],
  on: Instant,
): Result<WorkingCalendarData, CalendarError> {
  const known = log.filter(({ knownAt }) => !isEarlier(on, knownAt)).toSorted(byKnowledge);
  if (new Set(known.map(({ id }) => id)).size < known.length) return err(calendarError('announcement.duplicateId'));
  let believed: Result<WorkingCalendarData, CalendarError> = ok(base);
  for (const announcement of known) believed = believed.andThen((data) => applied(data, announcement));
  return believed;
}

const isEarlier = (a: Instant, b: Instant): boolean => minutesBetween(b, a) < 0;

function byKnowledge(a: Announcement, b: Announcement): number {
  if (isEarlier(a.knownAt, b.knownAt)) return -1;
  if (isEarlier(b.knownAt, a.knownAt)) return 1;
  return a.id < b.id ? -1 : 1;
}

type Kind = CalendarChange['kind'];
type Application<K extends Kind> = (
  data: WorkingCalendarData,
  from: EpochDay,
  change: Extract<CalendarChange, { kind: K }>,
) => Result<WorkingCalendarData, CalendarError>;

function applied(data: WorkingCalendarData, { effectiveFrom, change }: Announcement): Result<WorkingCalendarData, CalendarError> {
  switch (change.kind) {
    case 'weekChanged':
      return weekChanged(data, effectiveFrom, change);
    case 'closureAdded':
      return closureAdded(data, effectiveFrom, change);
    case 'closureWithdrawn':
      return closureWithdrawn(data, effectiveFrom, change);
    case 'holidayMoved':
      return holidayMoved(data, effectiveFrom, change);
    case 'hoursChanged':
      return hoursChanged(data, effectiveFrom, change);
  }
}

const weekChanged: Application<'weekChanged'> = (data, from, { off }) => {
  const earlier = data.weekly.periods.filter((period) => period.from < from);
  return ok({ ...data, weekly: { ...data.weekly, periods: [...earlier, { from, off }] } });
};

const closureAdded: Application<'closureAdded'> = (data, from, { until = from, reason, province }) =>
  daysOf(from, until).map((days) => ({ ...data, closures: [...data.closures, ...days.map((day) => ({ day, reason, province }))] }));

const closureWithdrawn: Application<'closureWithdrawn'> = (data, from, { until = from, province }) =>
  daysOf(from, until).andThen((days) => {
    const isWithdrawn = (closure: WorkingCalendarData['closures'][number]): boolean =>
      closure.province === province && closure.day >= from && closure.day <= until;
    const withdrawn = new Set(data.closures.filter(isWithdrawn).map(({ day }) => day));
    if (withdrawn.size < days.length) return err(calendarError('announcement.nothingToChange'));
    return ok({ ...data, closures: data.closures.filter((closure) => !isWithdrawn(closure)) });
  });

const holidayMoved: Application<'holidayMoved'> = (data, from, { key, to, status }) => {
  const index = data.holidays.findIndex((holiday) => holiday.key === key && holiday.day === from);
  if (index < 0) return err(calendarError('announcement.nothingToChange'));
  return ok({ ...data, holidays: data.holidays.with(index, { day: to, key, status }) });
};

const hoursChanged: Application<'hoursChanged'> = (data, from, { week, overlay }) => {
  const { hours } = data;
  if (hours === undefined) return err(calendarError('announcement.nothingToChange'));
  if (overlay === undefined) {
    const earlier = hours.periods.filter((period) => period.from < from);
    return ok({ ...data, hours: { ...hours, periods: [...earlier, { from, week }] } });
  }
  const { until, reason } = overlay;
  return daysOf(from, until).map(() => ({ ...data, hours: overlaid(hours, { from, to: until, reason, week }) }));
};

/** Cuts out of the older overlays the days of the new one. */
function overlaid(hours: WorkingHours, newer: HoursOverlay): WorkingHours {
  const left = hours.overlays.flatMap((older) => [
    { ...older, to: Math.min(older.to, newer.from - 1) as EpochDay },
    { ...older, from: Math.max(older.from, newer.to + 1) as EpochDay },
  ]);
  return { ...hours, overlays: [...left.filter(({ from, to }) => from <= to), newer] };
}

function daysOf(from: EpochDay, until: EpochDay): Result<readonly EpochDay[], CalendarError> {
  if (until < from) return err(calendarError('range.reversed'));
  return ok(Array.from({ length: until - from + 1 }, (_, index) => (from + index) as EpochDay));
}
