import * as z from 'zod';
import type { EpochDay } from './epoch-day.ts';
import { parseJalali } from './jalali-text.ts';

/**
 * A day in data that people write: a Jalali date such as `1405/09/02`, in Latin or Persian digits; read into the {@link EpochDay} it names.
 * Issues are `value.format` for what is no date, and `date.notInCalendar` for a day such as 30 Esfand 1404 or one outside 1304 to 1498.
 */
export const JalaliDay = z
  .string()
  .max(10, 'value.format')
  .transform((text, context): EpochDay => {
    const day = parseJalali(text);
    if (day.isOk()) return day.value;
    context.addIssue({ code: 'custom', message: day.error.code === 'date.format' ? 'value.format' : 'date.notInCalendar' });
    return z.NEVER;
  });
