import * as z from 'zod';
import type { EpochDay } from '../epoch-day.ts';
import { JalaliDay } from '../jalali-day.ts';
import { formatJalali } from '../jalali-text.ts';
import { Recurrence } from '../recurrence/recurrence.ts';

/** The rule from which an event was written, and the first day from which it is counted. */
export const RecurrenceOrigin = z.strictObject({ first: JalaliDay, recurrence: Recurrence });
export interface RecurrenceOrigin extends z.infer<typeof RecurrenceOrigin> {}

/** The JSON that the schema reads back. */
export function formatOrigin({ first, recurrence }: RecurrenceOrigin): string {
  const { until, except, ...rule } = recurrence;
  const text = (day: EpochDay): string => formatJalali(day, 'en');
  return JSON.stringify({
    first: text(first),
    recurrence: { ...rule, ...(until !== undefined && { until: text(until) }), ...(except && { except: except.map(text) }) },
  });
}
