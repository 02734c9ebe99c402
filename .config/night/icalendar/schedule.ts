import { type EpochDay, isoDateOf, jalaliDateOf, WEEKDAYS, weekdayOf } from '@rahyar/scheduler';
import fc from 'fast-check';

/** A component as another program might write it. */
export type Schedule = { readonly rule: string; readonly lines: readonly string[] };

const WEEKDAY_CODES = ['SA', 'SU', 'MO', 'TU', 'WE', 'TH', 'FR'] as const;
const SCALE_PARTS = { persian: 'RSCALE=PERSIAN;', gregorian: 'RSCALE=GREGORIAN;', none: '' } as const;
export type Scale = keyof typeof SCALE_PARTS;

const someOf = <T>(items: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[] | undefined> =>
  fc.option(fc.uniqueArray(items, { minLength: 1, maxLength }), { nil: undefined, freq: 2 });
const monthDay = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -31, max: -1 }), fc.constantFrom(29, 30, 31, -1, -29, -30));

/**
 * Rules and starts that fit them. Half of the starts lie at the end or the beginning of a month, where missing days are moved; most rules
 * take the start's own day, month or weekday among others, so that the start is one of their occurrences.
 */
export const schedule = (scales: readonly Scale[], first: number, last: number): fc.Arbitrary<Schedule> =>
  fc
    .record({
      scale: fc.constantFrom(...scales),
      frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'MONTHLY', 'MONTHLY', 'YEARLY', 'YEARLY'),
      interval: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 2, arbitrary: fc.integer({ min: 2, max: 14 }) }),
      day: fc.integer({ min: first, max: last }),
      edge: fc.constantFrom('none', 'none', 'last', 'first'),
      months: someOf(fc.integer({ min: 1, max: 12 }), 4),
      monthDays: someOf(monthDay, 4),
      weekdays: someOf(fc.record({ code: fc.nat(6), nth: fc.constantFrom(0, 0, 1, 2, 3, 4, 5, -1, -2, -5) }), 3),
      joins: fc.boolean(),
      skip: fc.constantFrom(undefined, 'OMIT', 'BACKWARD', 'FORWARD'),
      weekStart: fc.constantFrom(undefined, 'SA', 'SA', 'MO', 'SU', 'WE'),
      count: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 2 }),
      untilAfter: fc.option(fc.integer({ min: 0, max: 4_000 }), { freq: 2 }),
      time: fc.option(fc.nat(1_439), { freq: 3 }),
      zone: fc.constantFrom('UTC', 'Tehran'),
      left: fc.array(fc.nat(9), { maxLength: 2 }),
    })
    .map((parts) => {
      const persian = parts.scale === 'persian';
      const day = atEdge(parts.day, parts.edge, persian);
      const date = dateOf(day, persian);
      const isLong = parts.frequency === 'MONTHLY' || parts.frequency === 'YEARLY';
      const { joins } = parts;
      const months = parts.months && joins ? [...new Set([...parts.months, date.month])] : parts.months;
      const monthDays = parts.frequency === 'WEEKLY' ? undefined : parts.monthDays;
      const takesNth = parts.frequency === 'MONTHLY' || (parts.frequency === 'YEARLY' && months !== undefined);
      const own = { code: WEEKDAYS.indexOf(weekdayOf(day)), nth: 0 };
      const weekdays = parts.weekdays && (joins ? [...parts.weekdays, own] : parts.weekdays);
      const byDay = weekdays?.map(({ code, nth }) => `${takesNth && nth !== 0 ? nth : ''}${WEEKDAY_CODES[code] as string}`);
      const hasSkip = parts.scale !== 'none' && parts.skip !== undefined;
      // A day that a moved one stands for: the start is then an occurrence by SKIP alone.
      const joined =
        hasSkip && isLong && parts.edge === 'last' ? [31] : hasSkip && isLong && parts.edge === 'first' ? [31, -31] : [date.day];
      const limit =
        parts.count !== null
          ? `;COUNT=${parts.count}`
          : parts.untilAfter !== null
            ? `;UNTIL=${written(day + parts.untilAfter, parts.time, 'UTC').replace(/^.*:/, '')}`
            : '';
      const list = (name: string, values: readonly (string | number)[] | undefined): string =>
        values ? `;${name}=${[...new Set(values)].join()}` : '';
      const rule = [
        `${SCALE_PARTS[parts.scale]}FREQ=${parts.frequency}`,
        parts.interval === 1 ? '' : `;INTERVAL=${parts.interval}`,
        hasSkip ? `;SKIP=${parts.skip}` : '',
        parts.weekStart === undefined ? '' : `;WKST=${parts.weekStart}`,
        list('BYMONTH', months),
        list('BYMONTHDAY', monthDays && joins ? [...monthDays, ...joined] : monthDays),
        list('BYDAY', byDay),
        limit,
      ].join('');
      const stride = parts.frequency === 'WEEKLY' ? 7 : 1;
      const left = isLong ? [] : parts.left.map((index) => day + (parts.interval > 1 ? index + 1 : index) * stride * parts.interval);
      return {
        rule,
        lines: [
          `DTSTART${written(day, parts.time, parts.zone)}`,
          `RRULE:${rule}`,
          ...left.map((excluded) => `EXDATE${written(excluded, parts.time, parts.zone)}`),
        ],
      };
    });

/** A calendar of schedules, each with its place as UID. */
export const calendarOf = (schedules: readonly { readonly lines: readonly string[] }[]): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//schedules//EN', ...TEHRAN],
    ...schedules.flatMap(({ lines }, index) => ['BEGIN:VEVENT', `UID:${index}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const TEHRAN = [
  ...['BEGIN:VTIMEZONE', 'TZID:Asia/Tehran', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
  ...['TZOFFSETFROM:+0330', 'TZOFFSETTO:+0330', 'END:STANDARD', 'END:VTIMEZONE'],
];

/** The value of a date property with its parameters, `;VALUE=DATE:20260321` or `:20260321T053000Z`. */
function written(day: number, time: number | null, zone: string): string {
  const date = isoDateOf(day as EpochDay).replaceAll('-', '');
  if (time === null) return `;VALUE=DATE:${date}`;
  const clock = `T${String(Math.floor(time / 60)).padStart(2, '0')}${String(time % 60).padStart(2, '0')}00`;
  return zone === 'UTC' ? `:${date}${clock}Z` : `;TZID=Asia/Tehran:${date}${clock}`;
}

function dateOf(day: EpochDay, persian: boolean): { readonly month: number; readonly day: number } {
  if (persian) return jalaliDateOf(day);
  const date = isoDateOf(day);
  return { month: Number(date.slice(5, 7)), day: Number(date.slice(8)) };
}

function atEdge(day: number, edge: string, persian: boolean): EpochDay {
  const start = (day - dateOf(day as EpochDay, persian).day + 1) as EpochDay;
  if (edge === 'none') return day as EpochDay;
  return (edge === 'first' ? start : start - 1) as EpochDay;
}
