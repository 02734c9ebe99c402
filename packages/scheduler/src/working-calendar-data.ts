import { DivisionCode, divisionLevel } from '@rahyar/domain';
import type { Result } from 'neverthrow';
import * as z from 'zod';
import type { CalendarError, CalendarErrorCode } from './calendar-error.ts';
import { Closure } from './closure.ts';
import { IRAN_PUBLIC_HOLIDAY_YEARS } from './data/iran-public-holidays.ts';
import type { EpochDay } from './epoch-day.ts';
import { epochDayOfJalali } from './jalali-date.ts';
import { JalaliDay } from './jalali-day.ts';
import { HOLIDAY_LABELS, HOLIDAY_STATUSES, type HolidayKey, IRAN_PUBLIC_HOLIDAYS, IRAN_SPECIAL_CLOSURES } from './public-holiday.ts';
import { IRAN_WEEKLY_PATTERNS, WeeklyPattern } from './weekly-pattern.ts';
import { periodsFault, WorkingHours } from './working-hours.ts';

export const HolidayName = z.enum(Object.keys(HOLIDAY_LABELS) as [HolidayKey, ...HolidayKey[]]);
export const HolidayCertainty = z.enum(HOLIDAY_STATUSES);

/**
 * The dated facts a working calendar is made of. It answers for `firstDay` to `lastDay`, both included, and for no other day. The order of
 * holidays and closures has no meaning. A closure of a province counts where `province` names that province, and nowhere else.
 */
export const WorkingCalendarData = z.strictObject({
  weekly: WeeklyPattern,
  firstDay: JalaliDay,
  lastDay: JalaliDay,
  holidays: z
    .array(
      z
        .strictObject({
          day: JalaliDay,
          key: HolidayName,
          status: HolidayCertainty,
          alternatives: z.array(JalaliDay).max(9).readonly().exactOptional(),
        })
        .readonly(),
    )
    .max(20_000)
    .readonly(),
  closures: z.array(Closure).max(20_000).readonly(),
  province: DivisionCode.optional(),
  hours: WorkingHours.optional(),
});
export interface WorkingCalendarData extends Readonly<z.infer<typeof WorkingCalendarData>> {}

/** Public holidays and known closures of Iran in the years of the shipped table, under a weekly pattern. */
export function iranWorkingCalendarData(
  weekly: WeeklyPattern = IRAN_WEEKLY_PATTERNS['IR-FRI'],
): Result<WorkingCalendarData, CalendarError> {
  const [firstYear, lastYear] = IRAN_PUBLIC_HOLIDAY_YEARS;
  return epochDayOfJalali({ year: firstYear, month: 1, day: 1 }).andThen((firstDay) =>
    epochDayOfJalali({ year: lastYear + 1, month: 1, day: 1 }).map((dayAfter) => ({
      weekly,
      firstDay,
      lastDay: (dayAfter - 1) as EpochDay,
      holidays: IRAN_PUBLIC_HOLIDAYS,
      closures: IRAN_SPECIAL_CLOSURES,
    })),
  );
}

/** Why facts cannot be those of one calendar, if they cannot. */
export function workingCalendarFault(data: WorkingCalendarData): CalendarErrorCode | undefined {
  const { weekly, firstDay, lastDay, holidays, closures, province } = data;
  const inside = [...holidays, ...closures].every(({ day }) => day >= firstDay && day <= lastDay);
  if (firstDay > lastDay || !inside || periodsFault(weekly.periods, firstDay) !== undefined) return 'workingCalendar.inconsistent';
  const places = [province, ...closures.map((closure) => closure.province)];
  return places.every((place) => place === undefined || divisionLevel(place) === 'province') ? undefined : 'closure.notProvince';
}

/** The closures that count in the calendar's place. */
export const closuresInForce = ({ closures, province }: WorkingCalendarData): readonly Closure[] =>
  closures.filter((closure) => closure.province === undefined || closure.province === province);
