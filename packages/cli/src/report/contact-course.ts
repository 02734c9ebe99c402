import type { IsoDate, RahyariPolicy } from '@rahyar/domain';
import type { ContactCourse } from '@rahyar/engine';
import {
  addDays,
  type Cadence,
  epochDayOfIsoDate,
  type Interval,
  iranWorkingCalendar,
  type WorkingCalendar,
  workingDaysBetween,
} from '@rahyar/scheduler';

const YEARS_AHEAD = 5;
const DAYS_OF_YEAR = 365;
const MONTHS_OF_YEAR = 12;

/**
 * How often whom, counted in the working days of the year that begins on the day; five such years ahead. Collectives and organisations have no
 * cadence of their own and are given that of active members. Ageing is what the policy says. `undefined` when the working calendar does not reach a year ahead.
 */
export function contactCourse(on: IsoDate, { ageing }: RahyariPolicy, { tiers }: Cadence): ContactCourse | undefined {
  return iranWorkingCalendar()
    .andThen((calendar) => workingDaysOfYear(calendar, on))
    .match<ContactCourse | undefined>(
      (workingDaysPerYear) => {
        const every = (interval: Interval): number => workingDaysOf(interval, workingDaysPerYear);
        return {
          everyWorkingDays: {
            noTier: every(tiers.activeMember.every),
            activeMember: every(tiers.activeMember.every),
            applicant: every(tiers.applicant.every),
            inactiveMember: every(tiers.inactiveMember.every),
            nonApplicant: every(tiers.nonApplicant.every),
          },
          workingDaysPerYear,
          horizonWorkingDays: YEARS_AHEAD * workingDaysPerYear,
          ...(ageing === undefined ? {} : { ageing }),
        };
      },
      () => undefined,
    );
}

const workingDaysOfYear = (calendar: WorkingCalendar, on: IsoDate) =>
  epochDayOfIsoDate(on).andThen((day) => addDays(day, DAYS_OF_YEAR).andThen((last) => workingDaysBetween(calendar, day, last)));

/** Rounded up, so that nobody is said to be contacted sooner than the cadence asks. */
function workingDaysOf({ unit, count }: Interval, workingDaysPerYear: number): number {
  if (unit === 'workingDays') return count;
  return Math.ceil((count * workingDaysPerYear) / (unit === 'days' ? DAYS_OF_YEAR : MONTHS_OF_YEAR));
}
