import type { FollowUpId } from '@rahyar/domain';
import { err, ok, type Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import type { DueStep, PlanningDay, Reckoned } from '../due.ts';
import type { EpochDay } from '../epoch-day.ts';
import { addInterval, type Interval } from '../interval.ts';
import { jalaliDateOf } from '../jalali-date.ts';
import type { HolidayKey } from '../public-holiday.ts';
import { expandRecurrence, nextOccurrence } from '../recurrence/occurrences.ts';
import type { HolidayRecurrence, Recurrence } from '../recurrence/recurrence.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import type { FollowUpRule } from './follow-up-rule.ts';

/** One time that a rule asks for, with the steps that lead to its nominal day. */
export type Occurrence = {
  readonly id: FollowUpId;
  readonly nominal: EpochDay;
  readonly reckoned: Reckoned;
};

/** What is owed of a rule today: at most one occurrence; those that it stands for; those whose time for making up has passed. Oldest first. */
export type Owed = {
  readonly live: Occurrence | undefined;
  readonly standsFor: readonly FollowUpId[];
  readonly givenUp: readonly FollowUpId[];
};

/** The same occurrence has the same id: it hangs on the day counted from and a number, never on holidays. */
export type IdOf = (countedFrom: EpochDay, index: number) => FollowUpId;
type Ended = ReadonlyMap<FollowUpId, EpochDay>;

/** What is owed of a rule today, counted from the day of its anchor, given what has ended of it. */
export function owedOf(rule: FollowUpRule, anchor: EpochDay, idOf: IdOf, ended: Ended, at: PlanningDay): Result<Owed, CalendarError> {
  const { repeats } = rule;
  return firstOf(rule, anchor, idOf, at).andThen((first) => {
    switch (repeats.kind) {
      case 'once':
        return ok(owedAmong([first], rule, ended, at));
      case 'interval':
        return repeats.anchored === 'fromCompletion'
          ? afterCompletion(first, repeats, idOf, ended, at)
          : fromDue(first, repeats, anchor, idOf, at).map((occurrences) => owedAmong(occurrences, rule, ended, at));
      case 'calendar':
        return onDaysOf(repeats.recurrence, first, idOf, at).map((occurrences) => owedAmong(occurrences, rule, ended, at));
    }
  });
}

function firstOf(
  { anchor: { fact }, first }: FollowUpRule,
  anchor: EpochDay,
  idOf: IdOf,
  { calendar }: PlanningDay,
): Result<Occurrence, CalendarError> {
  return addInterval(calendar, anchor, first).map((nominal) => ({
    id: idOf(anchor, 0),
    nominal,
    reckoned: {
      steps: [
        { step: 'countedFrom', basis: fact, day: anchor },
        { step: 'intervalAdded', every: first, times: 1, day: nominal },
      ],
      restsOn: first.unit === 'workingDays' ? [anchor, nominal] : [nominal],
    },
  }));
}

type Repeating = { readonly every: Interval; readonly atMost?: number | undefined };

/** All up to today, and the next one; each counted from the first, never from the one before. */
function fromDue(
  first: Occurrence,
  { every, atMost = Number.POSITIVE_INFINITY }: Repeating,
  anchor: EpochDay,
  idOf: IdOf,
  { today, calendar }: PlanningDay,
): Result<Occurrence[], CalendarError> {
  const occurrences = [first];
  const restsOnFirst = first.reckoned.steps.some(isCountedInWorkingDays) ? first.reckoned.restsOn : [];
  for (let index = 1; index < atMost && (occurrences.at(-1) as Occurrence).nominal <= today; index++) {
    const nominal = addInterval(calendar, first.nominal, { unit: every.unit, count: every.count * index });
    if (nominal.isErr()) return err(nominal.error);
    occurrences.push({
      id: idOf(anchor, index),
      nominal: nominal.value,
      reckoned: {
        steps: [...first.reckoned.steps, { step: 'intervalAdded', every, times: index, day: nominal.value }],
        restsOn: [...restsOnFirst, ...(every.unit === 'workingDays' ? [first.nominal, nominal.value] : [nominal.value])],
      },
    });
  }
  return ok(occurrences);
}

/** The one that has not ended, in the chain of completions. It waits for its end, however long, since the next one is counted from that. */
function afterCompletion(
  first: Occurrence,
  { every, atMost = Number.POSITIVE_INFINITY }: Repeating,
  idOf: IdOf,
  ended: Ended,
  { calendar }: PlanningDay,
): Result<Owed, CalendarError> {
  let live = first;
  for (let index = 1; index <= ended.size; index++) {
    const endedOn = ended.get(live.id);
    if (endedOn === undefined) break;
    if (index >= atMost) return ok(NOTHING_OWED);
    const nominal = addInterval(calendar, endedOn, every);
    if (nominal.isErr()) return err(nominal.error);
    live = {
      id: idOf(endedOn, index),
      nominal: nominal.value,
      reckoned: {
        steps: [
          { step: 'countedFrom', basis: 'completion', day: endedOn },
          { step: 'intervalAdded', every, times: 1, day: nominal.value },
        ],
        restsOn: every.unit === 'workingDays' ? [endedOn, nominal.value] : [nominal.value],
      },
    };
  }
  return ok(ended.has(live.id) ? NOTHING_OWED : { ...NOTHING_OWED, live });
}

/** All up to today, and the next one; named by year and number within it, which no moved holiday changes. */
function onDaysOf(
  recurrence: Recurrence,
  first: Occurrence,
  idOf: IdOf,
  { today, calendar }: PlanningDay,
): Result<Occurrence[], CalendarError> {
  const start = first.nominal;
  const since = (today < start ? start - 1 : today) as EpochDay;
  return expandRecurrence(recurrence, start, { from: start, to: since }, calendar).andThen((past) =>
    nextOccurrence(recurrence, start, since, calendar).map((next) => {
      const seen = new Map<number, number>();
      return (next === undefined ? past : [...past, next]).map((nominal): Occurrence => {
        const { year } = jalaliDateOf(nominal);
        const number = (seen.get(year) ?? 0) + 1;
        seen.set(year, number);
        return {
          id: idOf(start, year * IDS_IN_YEAR + number),
          nominal,
          reckoned: turnOf(recurrence, first, nominal, calendar),
        };
      });
    }),
  );
}

function turnOf(recurrence: Recurrence, first: Occurrence, nominal: EpochDay, calendar: WorkingCalendar): Reckoned {
  const restsOnFirst = first.reckoned.steps.some(isCountedInWorkingDays) ? first.reckoned.restsOn : [];
  const holiday = recurrence.frequency === 'holiday' ? holidayBehind(recurrence, nominal, calendar) : undefined;
  const turn: DueStep = { step: 'recurred', ...(holiday === undefined ? {} : { holiday }), day: nominal };
  return { steps: [...first.reckoned.steps, turn], restsOn: [...restsOnFirst, nominal, ...(holiday === undefined ? [] : [holiday.day])] };
}

/** The holiday from which a day was counted: it lies at most as many days away as there are in the working days and the longest holidays. */
function holidayBehind(
  { holiday: key, offset }: HolidayRecurrence,
  nominal: EpochDay,
  calendar: WorkingCalendar,
): { key: HolidayKey; day: EpochDay } | undefined {
  const reach = offset.unit === 'days' ? Math.abs(offset.count) : 3 * Math.abs(offset.count) + 31;
  for (let day = nominal - reach; day <= nominal + reach; day++) {
    const isHoliday = calendar.daysOff.get(day as EpochDay)?.some((reason) => reason.kind === 'holiday' && reason.key === key) ?? false;
    if (isHoliday && addInterval(calendar, day as EpochDay, offset).unwrapOr(NO_SUCH_DAY) === nominal) return { key, day: day as EpochDay };
  }
  return undefined;
}

const NO_SUCH_DAY = Number.NaN as EpochDay;
const isCountedInWorkingDays = (step: DueStep): boolean => step.step === 'intervalAdded' && step.every.unit === 'workingDays';

/** More than the days of a year. */
const IDS_IN_YEAR = 1_000;
const NOTHING_OWED: Owed = { live: undefined, standsFor: [], givenUp: [] };

/** What is owed among occurrences in order of their days, the last of which lies after today if there is one. */
function owedAmong(
  occurrences: readonly Occurrence[],
  { missed, windowAfterDays }: FollowUpRule,
  ended: Ended,
  { today }: PlanningDay,
): Owed {
  const isSettled = ({ id }: Occurrence): boolean => ended.has(id);
  const isTooLate = ({ nominal }: Occurrence): boolean => nominal + windowAfterDays < today - missed.catchUpDays;
  // Whoever ended a later one has, where one stands for all, ended those before it.
  const begin = missed.policy === 'coalesce' ? occurrences.findLastIndex(isSettled) + 1 : 0;
  const open = occurrences.slice(begin).filter((occurrence) => !isSettled(occurrence));
  const givenUp = open.filter(isTooLate).map(({ id }) => id);
  const inTime = open.filter((occurrence) => !isTooLate(occurrence));
  const past = inTime.filter(({ nominal }) => nominal <= today);
  const live = (missed.policy === 'coalesce' ? past.at(-1) : past[0]) ?? inTime[0];
  const standsFor = missed.policy === 'coalesce' ? past.slice(0, -1).map(({ id }) => id) : [];
  return { live, standsFor, givenUp };
}
