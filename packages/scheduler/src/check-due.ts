import type { Due, DueStep, DueTerms, PlanningDay } from './due.ts';
import type { EpochDay } from './epoch-day.ts';
import type { Interval } from './interval.ts';
import { jalaliDateOf } from './jalali-date.ts';
import { HOLIDAY_STATUSES, type HolidayKey, type HolidayStatus } from './public-holiday.ts';
import { fromInstant } from './tehran-time.ts';
import { confidenceBetween, type DayOffReason, type WorkingCalendar } from './working-calendar.ts';

/** What a due day claims that is not so, in the order in which it is reported. */
export const DUE_FAULTS = [
  'basis',
  'interval',
  'turn',
  'nominal',
  'overdue',
  'moved',
  'effective',
  'instant',
  'window',
  'confidence',
  'calendar',
] as const;
export type DueFault = (typeof DUE_FAULTS)[number];

/** What a due day is held against: the facts it counts from, what the rule says of the day to act, and whether a day is a turn of the rule. */
export type DueClaim = PlanningDay & {
  readonly facts: Readonly<Record<string, EpochDay>>;
  readonly terms: DueTerms;
  readonly isTurn?: (first: EpochDay, day: EpochDay) => boolean;
};

/**
 * Checks every step of a due day's trace, and all that surrounds it, by walking the calendar day by day; none of the arithmetic that made it is
 * used. No fault means that each sentence of its explanation is true.
 */
export function checkDue(due: Due, claim: DueClaim): readonly DueFault[] {
  const { calendar, today, terms } = claim;
  const faults = new Set<DueFault>();
  const demand = (isTrue: boolean, fault: DueFault): unknown => isTrue || faults.add(fault);
  const nominal = checkReckoning(due.trace, claim, demand);
  demand(nominal === due.nominal, 'nominal');
  const start = Math.max(due.nominal, today) as EpochDay;
  const overdue = due.trace.filter((step) => step.step === 'overdue');
  demand(
    overdue.length === (due.nominal < today ? 1 : 0) && overdue.every((step) => step.days === today - due.nominal && step.day === today),
    'overdue',
  );
  const moved = due.trace.filter((step) => step.step === 'moved');
  const areSame = (because: readonly DayOffReason[]): boolean =>
    JSON.stringify(because) === JSON.stringify(calendar.daysOff.get(start) ?? []);
  demand(
    moved.length === (due.effective === start ? 0 : 1) && moved.every((step) => step.day === due.effective && areSame(step.because)),
    'moved',
  );
  demand(due.effective === dayToAct(start, claim), 'effective');
  demand(isAt(due, terms), 'instant');
  demand(
    due.window.opens === due.effective - terms.windowBeforeDays && due.window.closes === due.effective + terms.windowAfterDays,
    'window',
  );
  demand(due.confidence === leastSure(calendar, restsOn(due, claim)), 'confidence');
  demand(due.calendarVersion === calendar.version, 'calendar');
  return DUE_FAULTS.filter((fault) => faults.has(fault));
}

/** Follows the steps that lead to the nominal day, each from where the one before it ended. */
function checkReckoning(
  trace: readonly DueStep[],
  { facts, calendar, today, isTurn }: DueClaim,
  demand: (isTrue: boolean, fault: DueFault) => unknown,
): EpochDay | undefined {
  let first: EpochDay | undefined;
  let day: EpochDay | undefined;
  for (const step of trace) {
    if (step.step === 'overdue' || step.step === 'moved') break;
    if (step.step === 'countedFrom') demand(facts[step.basis] === step.day, 'basis');
    else if (step.step === 'neverContacted') demand(step.day === today && Object.keys(facts).length === 0, 'basis');
    else if (step.step === 'recurred')
      demand(first !== undefined && isTurn?.(first, step.day) === true && isHoliday(step.holiday, calendar), 'turn');
    else {
      const from = step.times > 1 ? first : day;
      demand(
        from !== undefined && isAfter(from, step.day, { unit: step.every.unit, count: step.every.count * step.times }, calendar),
        'interval',
      );
      first ??= step.day;
    }
    day = step.day;
  }
  return day;
}

/** Whether the holiday that is told falls on its day. */
const isHoliday = (holiday: { readonly key: HolidayKey; readonly day: EpochDay } | undefined, { daysOff }: WorkingCalendar): boolean =>
  holiday === undefined || (daysOff.get(holiday.day) ?? []).some((reason) => reason.kind === 'holiday' && reason.key === holiday.key);

/** Whether a day lies an interval after another, found by counting. */
function isAfter(from: EpochDay, to: EpochDay, { unit, count }: Interval, calendar: WorkingCalendar): boolean {
  if (unit === 'days' || count === 0) return to === from + count;
  if (unit === 'workingDays')
    return (count > 0 ? workingDaysIn(from + 1, to, calendar) : -workingDaysIn(to, from - 1, calendar)) === count && !isOff(to, calendar);
  const [a, b] = [jalaliDateOf(from), jalaliDateOf(to)];
  const isLastOfMonth = jalaliDateOf((to + 1) as EpochDay).day === 1;
  return (b.year - a.year) * 12 + b.month - a.month === count && (b.day === a.day || (b.day < a.day && isLastOfMonth));
}

const isOff = (day: number, { daysOff }: WorkingCalendar): boolean => daysOff.has(day as EpochDay);

function workingDaysIn(first: number, last: number, calendar: WorkingCalendar): number {
  let count = 0;
  for (let day = first; day <= last; day++) if (!isOff(day, calendar)) count++;
  return count;
}

/** The day that the convention gives for a start, by its definition; never before today. */
function dayToAct(start: EpochDay, { terms: { convention }, calendar, today }: DueClaim): number {
  if (convention === 'unadjusted' || !isOff(start, calendar)) return start;
  const [after, before] = [walk(start, 1, calendar), walk(start, -1, calendar)];
  const inMonth = (day: number): boolean => jalaliDateOf(day as EpochDay).month === jalaliDateOf(start).month;
  const moved = {
    following: after,
    preceding: before,
    modifiedFollowing: inMonth(after) ? after : before,
    modifiedPreceding: inMonth(before) ? before : after,
    nearest: start - before < after - start ? before : after,
  }[convention];
  return moved < today ? walk(today, 1, calendar) : moved;
}

function walk(from: number, by: 1 | -1, calendar: WorkingCalendar): number {
  let day = from;
  while (isOff(day, calendar)) day += by;
  return day;
}

/** On the effective day, at the rule's time of day; an hour later where the clock was put forward over it. */
const isAt = ({ instant, effective }: Due, { timeOfDay }: DueTerms): boolean =>
  fromInstant(instant)
    .map(({ day, time }) => day === effective && (time === timeOfDay || time === timeOfDay + 60))
    .unwrapOr(false);

/** The days between which holidays matter: those that working days were counted over, the holiday of a turn, the nominal and the effective day. */
function restsOn({ nominal, effective, trace }: Due, { today }: PlanningDay): readonly EpochDay[] {
  if (nominal < today) return [today, effective];
  const days = [nominal, effective];
  trace.forEach((step, index) => {
    const before = trace[index - 1]?.day;
    if (step.step === 'intervalAdded' && step.every.unit === 'workingDays' && before !== undefined) days.push(before, step.day);
    if (step.step === 'recurred' && step.holiday !== undefined) days.push(step.holiday.day);
  });
  return days;
}

function leastSure(calendar: WorkingCalendar, days: readonly EpochDay[]): HolidayStatus | undefined {
  let weakest = 0;
  for (let day = Math.min(...days); day <= Math.max(...days); day++)
    weakest = Math.max(weakest, HOLIDAY_STATUSES.indexOf(confidenceBetween(calendar, day as EpochDay, day as EpochDay)));
  return HOLIDAY_STATUSES[weakest];
}
