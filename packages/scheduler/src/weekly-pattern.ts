import * as z from 'zod';
import { FIRST_DAY, WEEKDAYS } from './epoch-day.ts';
import { JalaliDay } from './jalali-day.ts';

/** The name of a calendar, of hours or of a roster in data; it becomes part of versions, so it is short and plain. */
export const CalendarId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/, 'value.format');

/** Which days of the week are off, from a day until the next period begins. Periods ascend; the law on this is a moving target. */
export const WeeklyPattern = z.strictObject({
  id: CalendarId,
  periods: z
    .array(z.strictObject({ from: JalaliDay, off: z.array(z.enum(WEEKDAYS)).max(WEEKDAYS.length).readonly() }).readonly())
    .min(1)
    .max(100)
    .readonly(),
});
export interface WeeklyPattern extends z.infer<typeof WeeklyPattern> {}

/**
 * Friday is the only weekly holiday that is certain in law; many headquarters also close on Thursday. What is served around the clock, such as
 * online rahyari (L109), has no weekly holiday.
 */
export const IRAN_WEEKLY_PATTERNS = {
  'IR-FRI': { id: 'IR-FRI', periods: [{ from: FIRST_DAY, off: ['friday'] }] },
  'IR-THU-FRI': { id: 'IR-THU-FRI', periods: [{ from: FIRST_DAY, off: ['thursday', 'friday'] }] },
  '24x7': { id: '24x7', periods: [{ from: FIRST_DAY, off: [] }] },
} as const satisfies Record<string, WeeklyPattern>;
