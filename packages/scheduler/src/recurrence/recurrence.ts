import * as z from 'zod';
import { WEEKDAYS } from '../epoch-day.ts';
import { JalaliDay } from '../jalali-day.ts';
import { MONTH_ENDS } from '../month-end.ts';
import { HolidayName } from '../working-calendar-data.ts';

export const FREQUENCIES = ['daily', 'weekly', 'monthly', 'yearly'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

const isNotZero = (value: number): boolean => value !== 0;

/** A day of the month, or counted from its end: -1 is the last. */
const MonthDay = z.int().min(-31).max(31).refine(isNotZero, { error: 'value.format' });

/** A weekday; with `nth`, only the nth of the Jalali month, or from its end: -1 is the last. */
export const WeekdayOfMonth = z.strictObject({
  weekday: z.enum(WEEKDAYS),
  nth: z.int().min(-5).max(5).refine(isNotZero, { error: 'value.format' }).optional(),
});
export interface WeekdayOfMonth extends z.infer<typeof WeekdayOfMonth> {}

/** How a series ends, and the days left out of it. `count` counts the days in `except` too, as COUNT and EXDATE of RFC 5545 do. */
const limits = {
  count: z.int().min(1).max(100_000).optional(),
  /** The last day that may be one. */
  until: JalaliDay.optional(),
  except: z.array(JalaliDay).min(1).max(10_000).optional(),
};

const endsOnce = ({ count, until }: { count?: unknown; until?: unknown }): boolean => count === undefined || until === undefined;

type Parts = { frequency: Frequency; months?: unknown; monthDays?: unknown; weekdays?: { nth?: number | undefined }[] | undefined };

/** A week has no days of the month, and only a month has an nth weekday. */
const fitsFrequency = ({ frequency, months, monthDays, weekdays = [] }: Parts): boolean => {
  if (frequency === 'weekly' && monthDays !== undefined) return false;
  const hasNth = weekdays.some(({ nth }) => nth !== undefined);
  return !hasNth || frequency === 'monthly' || (frequency === 'yearly' && months !== undefined);
};

/**
 * Days of the Jalali calendar, every so many days, weeks, months or years from the first day, which is given apart.
 * The parts combine as in RFC 5545: `months` limit, or spread a yearly rule; `monthDays` spread a monthly or yearly rule and limit a daily
 * one; `weekdays` spread, and limit where `monthDays` spread or the rule is daily. What no part says is taken from the first day.
 * Issues: `value.inconsistent` for `count` beside `until`, `monthDays` of a week, and `nth` in a daily, weekly, or yearly rule without months.
 */
export const PeriodicRecurrence = z
  .strictObject({
    frequency: z.enum(FREQUENCIES),
    /** Weeks begin on Saturday. */
    interval: z.int().min(1).max(1_000).default(1),
    /** 1 is Farvardin. */
    months: z.array(z.int().min(1).max(12)).min(1).max(12).optional(),
    monthDays: z.array(MonthDay).min(1).max(62).optional(),
    weekdays: z.array(WeekdayOfMonth).min(1).max(77).optional(),
    /** Of no effect in a daily or weekly rule. */
    monthEnd: z.enum(MONTH_ENDS).default('clamp'),
    ...limits,
  })
  .refine(endsOnce, { error: 'value.inconsistent', path: ['until'] })
  .refine(fitsFrequency, { error: 'value.inconsistent', path: ['frequency'] });
export interface PeriodicRecurrence extends z.infer<typeof PeriodicRecurrence> {}

/** So many days, or working days, before (negative) or after each time that a public holiday falls. */
export const HolidayRecurrence = z
  .strictObject({
    frequency: z.literal('holiday'),
    holiday: HolidayName,
    offset: z.strictObject({ unit: z.enum(['days', 'workingDays']), count: z.int().min(-366).max(366) }),
    ...limits,
  })
  .refine(endsOnce, { error: 'value.inconsistent', path: ['until'] });
export interface HolidayRecurrence extends z.infer<typeof HolidayRecurrence> {}

/** A rule by which days return. The first day (DTSTART) is no part of it; no occurrence lies before that day, and it is one only if it fits. */
export const Recurrence = z.discriminatedUnion('frequency', [PeriodicRecurrence, HolidayRecurrence]);
export type Recurrence = z.infer<typeof Recurrence>;
