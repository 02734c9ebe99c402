import { type AssignmentProblem, NO_DAY, unavailability } from '@rahyar/engine';
import { type EpochDay, formatJalali, WEEKDAY_LABELS, type WorkingCalendar, weekdayOf } from '@rahyar/scheduler';

/** How the follow-ups lie on the coming days, against what the rahyars can do. */
export type FollowUpDays = {
  /** Due today or before. */
  readonly due: number;
  /** How many contacts the available rahyars have room for on one working day. */
  readonly contactsPerDay: number;
  /** The two weeks after today. */
  readonly days: readonly {
    readonly dateText: string;
    readonly weekday: string;
    readonly followUps: number;
    readonly isDayOff: boolean;
  }[];
  readonly later: number;
  readonly calendarVersion: string;
};

const DAYS_SHOWN = 14;

/** Counts the follow-ups that are due and those of the next two weeks. Rows without a day are left out. */
export function followUpDays(problem: AssignmentProblem, today: EpochDay, dueOn: Int32Array, calendar: WorkingCalendar): FollowUpDays {
  const counts = new Float64Array(DAYS_SHOWN);
  let due = 0;
  let later = 0;
  for (const day of dueOn) {
    if (day === NO_DAY) continue;
    const ahead = day - today;
    if (ahead <= 0) due++;
    else if (ahead <= DAYS_SHOWN) counts[ahead - 1] = (counts[ahead - 1] as number) + 1;
    else later++;
  }
  return {
    due,
    contactsPerDay: contactsPerDay(problem),
    days: Array.from(counts, (followUps, ahead) => {
      const day = (today + ahead + 1) as EpochDay;
      return {
        dateText: formatJalali(day, 'fa'),
        weekday: WEEKDAY_LABELS[weekdayOf(day)].fa,
        followUps,
        isDayOff: calendar.daysOff.has(day),
      };
    }),
    later,
    calendarVersion: calendar.version,
  };
}

const contactsPerDay = ({ rahyars, on, policy }: AssignmentProblem): number =>
  rahyars.reduce(
    (sum, rahyar) => sum + (rahyar === undefined || unavailability(rahyar, on, policy) !== undefined ? 0 : rahyar.service.contactsPerDay),
    0,
  );
