import * as z from 'zod';
import type { CalendarErrorCode } from './calendar-error.ts';
import { DAY_MINUTES, DaySpans, daySpansFault } from './clock-span.ts';
import { dayRangesFault, rangeHolds } from './day-range.ts';
import { type EpochDay, FIRST_DAY, WEEKDAYS, weekdayOf } from './epoch-day.ts';
import { JalaliDay } from './jalali-day.ts';
import { LabelData } from './label-data.ts';
import type { LocalTime } from './local-time.ts';
import { CalendarId } from './weekly-pattern.ts';

/** The hours of each day of the week; a day that is not named has none. */
export const WeekHours = z.partialRecord(z.enum(WEEKDAYS), DaySpans).readonly();
export type WeekHours = z.infer<typeof WeekHours>;

/** Other hours for some days, both ends included, such as those of Ramadan. */
export const HoursOverlay = z.strictObject({ from: JalaliDay, to: JalaliDay, reason: LabelData, week: WeekHours }).readonly();
export type HoursOverlay = z.infer<typeof HoursOverlay>;

/**
 * When work is done on a working day, by the clock of Tehran. A period holds until the next one begins, periods ascend; an overlay replaces the
 * hours of its days, and overlays do not overlap. Whether a day is a working day is for the calendar to say.
 */
export const WorkingHours = z.strictObject({
  id: CalendarId,
  periods: z
    .array(z.strictObject({ from: JalaliDay, week: WeekHours }).readonly())
    .min(1)
    .max(100)
    .readonly(),
  overlays: z.array(HoursOverlay).max(200).readonly(),
});
export interface WorkingHours extends z.infer<typeof WorkingHours> {}

/** Hours that never end, for what is served around the clock. */
export const ROUND_THE_CLOCK: WorkingHours = {
  id: '24x7',
  periods: [
    {
      from: FIRST_DAY,
      week: Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, [{ opens: 0 as LocalTime, closes: DAY_MINUTES }]])),
    },
  ],
  overlays: [],
};

/** The hours of a day if it is a working day. Before the first period there are none. */
export function spansOn({ periods, overlays }: WorkingHours, day: EpochDay): DaySpans {
  const overlay = overlays.find((range) => rangeHolds(range, day));
  const week = (overlay ?? periods.findLast(({ from }) => from <= day))?.week;
  return week?.[weekdayOf(day)] ?? NO_SPANS;
}

/** The hours of a day without work. */
export const NO_SPANS: DaySpans = [];

/** Why hours cannot be, or cannot serve from a day on, if so. */
export function workingHoursFault({ periods, overlays }: WorkingHours, firstDay: EpochDay): CalendarErrorCode | undefined {
  const spansFault = [...periods, ...overlays]
    .flatMap(({ week }) => Object.values(week))
    .map(daySpansFault)
    .find((fault) => fault !== undefined);
  return spansFault ?? dayRangesFault(overlays) ?? periodsFault(periods, firstDay);
}

/** Why periods, each until the next begins, cannot serve from a day on, if so. */
export function periodsFault(periods: readonly { readonly from: EpochDay }[], firstDay: EpochDay): CalendarErrorCode | undefined {
  if (!periods.every(({ from }, index) => index === 0 || from > (periods[index - 1]?.from as EpochDay))) return 'periods.notAscending';
  return periods[0] === undefined || periods[0].from > firstDay ? 'periods.beginLate' : undefined;
}
