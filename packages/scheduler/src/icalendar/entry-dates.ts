import { ok, type Result } from 'neverthrow';
import type { CalendarError } from '../calendar-error.ts';
import { type EpochDay, WEEKDAYS, weekdayOf } from '../epoch-day.ts';
import { jalaliDateOf } from '../jalali-date.ts';
import type { LocalTime } from '../local-time.ts';
import { expandRecurrence } from '../recurrence/occurrences.ts';
import type { PeriodicRecurrence, Recurrence } from '../recurrence/recurrence.ts';
import { escapeText } from './content-line.ts';
import type { FeedEntry, IcalendarFeed } from './feed.ts';
import { formatDay, formatLocal, formatUtc, type IcalendarTime } from './icalendar-time.ts';
import { formatOrigin } from './recurrence-origin.ts';
import { daysOfRule, parseRule } from './rule.ts';
import { WEEKDAY_CODES } from './rule-text.ts';

type Surroundings = Pick<IcalendarFeed, 'dialect' | 'horizon' | 'calendar'>;

/** The lines that say when an entry takes place; nothing when it does not up to the horizon. Fails as `expandRecurrence` does. */
export function datesOfEntry(entry: FeedEntry, surroundings: Surroundings): Result<string[] | undefined, CalendarError> {
  const { first, time, recurrence } = entry;
  if (recurrence === undefined) return ok([dateLine('DTSTART', [first], time)]);
  const { except, ...rule } = recurrence;
  return expandRecurrence(rule, first, { from: first, to: surroundings.horizon }, surroundings.calendar).map((ruled) => {
    const excluded = new Set(except);
    const days = ruled.filter((day) => !excluded.has(day));
    if (days.length === 0) return undefined;
    const start = ruled[0] as EpochDay;
    const lines = (rrule: string): string[] => [
      zonedLine('DTSTART', [start], time),
      `RRULE:${rrule}`,
      ...ruled.filter((day) => excluded.has(day)).map((day) => zonedLine('EXDATE', [day], time)),
    ];
    const rrule = rruleOf(rule, first, { ...surroundings, start, time, ruled });
    return [
      ...(rrule === undefined ? datedLines(days, time) : lines(rrule)),
      `X-RAHYAR-RECURRENCE:${escapeText(formatOrigin({ first, recurrence }))}`,
    ];
  });
}

/**
 * Dates that libical and ical.js read alike: without the rule one drops DTSTART, dates in a zone are shown in another, and of a long list
 * libical reads the beginning.
 */
function datedLines([first, ...others]: readonly EpochDay[], time: LocalTime | undefined): string[] {
  const lists = Array.from({ length: Math.ceil(others.length / DATES_PER_LINE) }, (_, index) =>
    others.slice(index * DATES_PER_LINE, (index + 1) * DATES_PER_LINE),
  );
  return [
    dateLine('DTSTART', [first as EpochDay], time),
    'RRULE:FREQ=DAILY;COUNT=1',
    ...lists.map((days) => dateLine('RDATE', days, time)),
  ];
}

const DATES_PER_LINE = 40;

const dateLine = (name: string, days: readonly EpochDay[], time: LocalTime | undefined): string =>
  time === undefined ? `${name};VALUE=DATE:${days.map(formatDay).join()}` : `${name}:${days.map((day) => formatUtc(day, time)).join()}`;

const zonedLine = (name: string, days: readonly EpochDay[], time: LocalTime | undefined): string =>
  time === undefined ? dateLine(name, days, time) : `${name};TZID=Asia/Tehran:${days.map((day) => formatLocal(day, time)).join()}`;

type Written = Surroundings & { readonly start: EpochDay; readonly time: LocalTime | undefined; readonly ruled: readonly EpochDay[] };

/** The rule as a client would count it from the first occurrence; nothing where it would find other days, or the clock was still changed. */
function rruleOf(rule: Recurrence, first: EpochDay, written: Written): string | undefined {
  if (rule.frequency === 'holiday' || written.start < STEADY_CLOCK_FROM) return undefined;
  const text = isPlain(rule) ? plainText(rule, first) : written.dialect === 'persian' ? persianText(rule, first) : undefined;
  if (text === undefined) return undefined;
  const rrule = `${text}${limitText(rule, written.time)}`;
  const time: IcalendarTime =
    written.time === undefined
      ? { kind: 'day', day: written.start }
      : { kind: 'time', zone: 'Asia/Tehran', day: written.start, time: written.time };
  const read = parseRule(rrule, time).andThen((parsed) => daysOfRule(parsed, written.start, { from: written.start, to: written.horizon }));
  return read.isOk() && read.value.join() === written.ruled.join() ? rrule : undefined;
}

/** 31 Shahrivar 1401, 22 September 2022: no change of the clock of Tehran is known from then on. */
const STEADY_CLOCK_FROM = 19_257;

/** Days and weeks are the same in every calendar; but libical leaves out DTSTART where several days return every so many weeks. */
const isPlain = ({ frequency, interval, months, monthDays, weekdays = [] }: PeriodicRecurrence): boolean =>
  months === undefined &&
  monthDays === undefined &&
  (frequency === 'daily' || (frequency === 'weekly' && (interval === 1 || weekdays.length <= 1)));

const plainText = ({ frequency, interval, weekdays }: PeriodicRecurrence, first: EpochDay): string =>
  `FREQ=${frequency.toUpperCase()};INTERVAL=${interval};WKST=SA${byDay(
    weekdays ?? (frequency === 'weekly' ? [{ weekday: weekdayOf(first) }] : []),
  )}`;

const SKIP_OF = { clamp: 'BACKWARD', skip: 'OMIT', next: 'FORWARD' } as const;

/**
 * Months by name in place of an interval, since libical counts intervals of RSCALE from another month than that of DTSTART.
 * Nothing for what it gets wrong in any form: longer intervals, days and weeks of certain months, and a moved day that may be one of others or is asked for its weekday.
 */
function persianText(rule: PeriodicRecurrence, first: EpochDay): string | undefined {
  const { frequency, interval, monthEnd, monthDays, weekdays } = rule;
  if (monthEnd === 'reject' || frequency === 'daily' || frequency === 'weekly') return undefined;
  if (frequency === 'yearly' ? interval > 1 : 12 % interval > 0) return undefined;
  if (monthEnd !== 'skip' && monthDays?.some((day) => Math.abs(day) > 29) && (weekdays !== undefined || monthDays.length > 1))
    return undefined;
  const date = jalaliDateOf(first);
  const isYearlyDay = frequency === 'yearly' && monthDays === undefined && weekdays === undefined;
  const months = (rule.months ?? (isYearlyDay ? [date.month] : ALL_MONTHS)).filter((month) => (month - date.month) % interval === 0);
  const days = monthDays ?? (weekdays === undefined ? [date.day] : undefined);
  return [
    'RSCALE=PERSIAN',
    ...(new Set(months).size === 12 ? ['FREQ=MONTHLY'] : ['FREQ=YEARLY', `BYMONTH=${listed(months)}`]),
    ...(days === undefined ? [] : [`BYMONTHDAY=${listed(days)}`, `SKIP=${SKIP_OF[monthEnd]}`]),
    `WKST=SA${byDay(weekdays ?? [])}`,
  ].join(';');
}

const ALL_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const byDay = (weekdays: NonNullable<PeriodicRecurrence['weekdays']>): string =>
  weekdays.length === 0
    ? ''
    : `;BYDAY=${listed(weekdays.map(({ weekday, nth }) => `${nth ?? ''}${WEEKDAY_CODES[WEEKDAYS.indexOf(weekday)] as string}`))}`;

/** Each value once: clients would give its days twice. */
const listed = (values: readonly (string | number)[]): string => [...new Set(values)].join();

function limitText({ count, until }: Recurrence, time: LocalTime | undefined): string {
  if (count !== undefined) return `;COUNT=${count}`;
  if (until === undefined) return '';
  return `;UNTIL=${time === undefined ? formatDay(until) : formatUtc(until, time)}`;
}
