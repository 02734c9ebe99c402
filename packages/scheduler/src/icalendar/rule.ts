import { err, ok, type Result } from 'neverthrow';
import { type CalendarError, type CalendarErrorCode, calendarError } from '../calendar-error.ts';
import { type EpochDay, WEEKDAYS, type Weekday, weekdayOf } from '../epoch-day.ts';
import { type DayWindow, expandRecurrence } from '../recurrence/occurrences.ts';
import type { PeriodicRecurrence } from '../recurrence/recurrence.ts';
import { fromInstant } from '../tehran-time.ts';
import { expandGregorian, type GregorianRule } from './gregorian-rule.ts';
import { type IcalendarTime, instantIn, parseTime } from './icalendar-time.ts';
import { parseRuleText, type RuleParts } from './rule-text.ts';

/** An RRULE as data: a {@link PeriodicRecurrence} of the Jalali calendar wherever one means the same days. */
export type IcalendarRule =
  | { readonly kind: 'jalali'; readonly recurrence: PeriodicRecurrence }
  | { readonly kind: 'gregorian'; readonly recurrence: GregorianRule };

/**
 * Reads the RRULE of a component that starts at the given time. RSCALE=PERSIAN is read into Jalali months and years, without RSCALE months
 * and years are Gregorian. Fails as {@link parseRuleText} does, and with `icalendar.rule.untilInvalid`,
 * `icalendar.rule.combinationUnsupported`, or `icalendar.rule.startOutside` where the standards leave the meaning of the rule undefined.
 */
export function parseRule(text: string, start: IcalendarTime): Result<IcalendarRule, CalendarError> {
  return parseRuleText(text).andThen((parts) =>
    untilOf(parts.until, start)
      .andThen((until) => ruleOf(parts, until, start.day))
      .andThen((rule) =>
        daysOfRule(rule, start.day, { from: start.day, to: start.day }).andThen((days) =>
          days.length === 1 ? ok(rule) : refuse('icalendar.rule.startOutside'),
        ),
      ),
  );
}

/** The days of a rule, in the zone of the start, within a window; ascending and each once. */
export const daysOfRule = ({ kind, recurrence }: IcalendarRule, start: EpochDay, window: DayWindow): Result<EpochDay[], CalendarError> =>
  kind === 'jalali' ? expandRecurrence(recurrence, start, window) : ok(expandGregorian(recurrence, start, window));

const refuse = (code: CalendarErrorCode) => err(calendarError(code));

function ruleOf({ scale, ...parts }: RuleParts, until: EpochDay | undefined, start: EpochDay): Result<IcalendarRule, CalendarError> {
  const { frequency, interval, monthDays, months, weekdays = [], weekStart, monthEnd, count } = parts;
  if (frequency === 'weekly' && monthDays !== undefined) return refuse('icalendar.rule.combinationUnsupported');
  const hasNth = weekdays.some(({ nth }) => nth !== undefined);
  if (hasNth && !(frequency === 'monthly' || (frequency === 'yearly' && months !== undefined)))
    return refuse('icalendar.rule.combinationUnsupported');
  const hasMonths = frequency === 'monthly' || frequency === 'yearly' || months !== undefined || monthDays !== undefined;
  const asJalali = frequency !== 'weekly' || interval === 1 || hasJalaliWeeks(parts, start);
  if (scale === 'persian' && !asJalali && hasMonths) return refuse('icalendar.rule.combinationUnsupported');
  const limit = { ...(count !== undefined && { count }), ...(until !== undefined && { until }) };
  const spread = { ...(months && { months }), ...(monthDays && { monthDays }), ...(parts.weekdays && { weekdays: parts.weekdays }) };
  return ok(
    asJalali && (scale === 'persian' || !hasMonths)
      ? { kind: 'jalali', recurrence: { frequency, interval, monthEnd, ...spread, ...limit } }
      : { kind: 'gregorian', recurrence: { frequency, interval, monthEnd, weekStart, ...spread, ...limit } },
  );
}

/** Whether every weekday of the rule falls in the same week as the start, counted by the rule's weeks and by weeks from Saturday alike. */
function hasJalaliWeeks({ weekdays = [], weekStart }: Pick<RuleParts, 'weekdays' | 'weekStart'>, start: EpochDay): boolean {
  const offsetIn = (first: Weekday, weekday: Weekday): number => (WEEKDAYS.indexOf(weekday) - WEEKDAYS.indexOf(first) + 7) % 7;
  const fromStart = (first: Weekday, weekday: Weekday): number => offsetIn(first, weekday) - offsetIn(first, weekdayOf(start));
  return weekdays.every(({ weekday }) => fromStart('saturday', weekday) === fromStart(weekStart, weekday));
}

/** The last day, in the zone of the start, on which an occurrence may begin. UNTIL must be of the kind of DTSTART (RFC 5545, 3.3.10). */
function untilOf(text: string | undefined, start: IcalendarTime): Result<EpochDay | undefined, CalendarError> {
  if (text === undefined) return ok(undefined);
  return parseTime(text, 'floating')
    .mapErr(() => calendarError('icalendar.rule.untilInvalid'))
    .andThen((until) => {
      if (until.day < start.day - 1) return refuse('icalendar.rule.untilInvalid');
      if (until.kind === 'day' && start.kind === 'day') return ok(until.day);
      if (until.kind === 'day' || start.kind === 'day' || (until.zone === 'floating') !== (start.zone === 'floating'))
        return refuse('icalendar.rule.untilInvalid');
      const end = instantIn(until.zone, until.day, until.time);
      const civil = start.zone === until.zone ? ok(until) : fromInstant(end);
      return civil.map(({ day }) => (instantIn(start.zone, day, start.time) <= end ? day : ((day - 1) as EpochDay)));
    });
}
