import { DivisionCode, Instant } from '@rahyar/domain';
import * as z from 'zod';
import { WEEKDAYS } from './epoch-day.ts';
import { JalaliDay } from './jalali-day.ts';
import { LabelData } from './label-data.ts';
import { HolidayCertainty, HolidayName } from './working-calendar-data.ts';
import { WeekHours } from './working-hours.ts';

/** What an announcement says. `until` is the last day it holds for. */
export const CalendarChange = z.discriminatedUnion('kind', [
  /** The week from the effective day on, in place of every period that begins on it or later. */
  z.strictObject({ kind: z.literal('weekChanged'), off: z.array(z.enum(WEEKDAYS)).max(WEEKDAYS.length).readonly() }).readonly(),
  /** A closure on the effective day, or on each day up to `until`; of one province where it names one. */
  z
    .strictObject({
      kind: z.literal('closureAdded'),
      until: JalaliDay.optional(),
      reason: LabelData,
      province: DivisionCode.optional(),
    })
    .readonly(),
  /** No closure after all, on the same terms. */
  z.strictObject({ kind: z.literal('closureWithdrawn'), until: JalaliDay.optional(), province: DivisionCode.optional() }).readonly(),
  /** The holiday expected on the effective day falls on another day; or on the same one, and is now surer. */
  z.strictObject({ kind: z.literal('holidayMoved'), key: HolidayName, to: JalaliDay, status: HolidayCertainty }).readonly(),
  /** Other hours from the effective day on, in place of later periods; with `until`, for those days alone, in place of other overlays there. */
  z
    .strictObject({
      kind: z.literal('hoursChanged'),
      week: WeekHours,
      overlay: z.strictObject({ until: JalaliDay, reason: LabelData }).readonly().optional(),
    })
    .readonly(),
]);
export type CalendarChange = z.infer<typeof CalendarChange>;

/**
 * A dated fact about the calendar, as it became known. Logs of announcements are only added to: what was announced by mistake is followed by
 * another announcement. Of two with one `knownAt`, the one with the greater id is the later.
 */
export const Announcement = z
  .strictObject({
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/, 'value.format'),
    knownAt: Instant,
    effectiveFrom: JalaliDay,
    change: CalendarChange,
  })
  .readonly();
export type Announcement = z.infer<typeof Announcement>;
