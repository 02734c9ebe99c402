import * as z from 'zod';
import type { CalendarErrorCode } from './calendar-error.ts';
import { ClockTime } from './clock-time.ts';

/** The minutes of a day on the clock. */
export const DAY_MINUTES = 1_440;

/** As {@link ClockTime}, and `24:00` for the end of the day. */
const ClosingTime = z.string().transform((text, context): number => {
  if (text === '24:00') return DAY_MINUTES;
  const time = ClockTime.safeParse(text);
  if (time.success) return time.data;
  context.addIssue({ code: 'custom', message: 'value.format' });
  return z.NEVER;
});

/** A part of one day by the clock of Tehran, in minutes after midnight; `closes` is no longer in it. */
export const ClockSpan = z.strictObject({ opens: ClockTime, closes: ClosingTime }).readonly();
export type ClockSpan = z.infer<typeof ClockSpan>;

/** The spans of one day; what lies between them is a break. Their order has no meaning. */
export const DaySpans = z.array(ClockSpan).max(12).readonly();
export type DaySpans = z.infer<typeof DaySpans>;

/** Why the spans cannot be those of one day, if they cannot. Spans may touch. */
export function daySpansFault(spans: DaySpans): CalendarErrorCode | undefined {
  if (!spans.every(({ opens, closes }) => isMinute(opens) && isMinute(closes))) return 'span.outsideDay';
  if (spans.some(({ opens, closes }) => opens >= closes)) return 'span.reversed';
  const inOrder = spans.toSorted((a, b) => a.opens - b.opens);
  return inOrder.some(({ opens }, index) => opens < (inOrder[index - 1]?.closes ?? 0)) ? 'span.overlap' : undefined;
}

const isMinute = (minute: number): boolean => Number.isInteger(minute) && minute >= 0 && minute <= DAY_MINUTES;
