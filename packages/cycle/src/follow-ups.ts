import { isoDateOf, PRIORITY_TIERS, type StaffId, SubjectId } from '@rahyar/domain';
import { type AssignmentPlan, type AssignmentProblem, NO_DAY, type Profile, unavailability, worklistPage } from '@rahyar/engine';
import {
  type CalendarError,
  type Due,
  type EpochDay,
  epochDay,
  followUpId,
  isWorkingDay,
  planFollowUp,
  toInstant,
} from '@rahyar/scheduler';
import type { PlannedFollowUp } from '@rahyar/store';
import { ok, Result } from 'neverthrow';
import { matterOf, type PlannedDay, type Timing } from './plan-day.ts';

/**
 * The follow-ups of one day: for every rahyar at work, the first subjects of the worklist, as many as the day has room for.
 * Online rahyars work every day (L58), the others on working days. Collectives and organisations have no cadence yet and are due today.
 */
export function followUpsOf(day: PlannedDay, timing: Timing): Result<PlannedFollowUp[], CalendarError> {
  return isWorkingDay(timing.calendar, timing.today).andThen((isWorking) => {
    const pages = day.problem.staff.flatMap((member, staff) => {
      const rahyar = day.problem.rahyars[staff];
      if (rahyar === undefined || unavailability(rahyar, day.problem.on, day.problem.policy) !== undefined) return [];
      if (!isWorking && rahyar.kind !== 'online') return [];
      return Array.from(worklistPage(day.plan, staff, 0, rahyar.service.contactsPerDay), (subject) => ({ subject, staff: member.id }));
    });
    return Result.combine(pages.map(({ subject, staff }) => followUpOf(day, timing, subject, staff)));
  });
}

function followUpOf(
  { problem, plan }: PlannedDay,
  timing: Timing,
  subject: number,
  responsible: StaffId,
): Result<PlannedFollowUp, CalendarError> {
  const id = SubjectId.parse(problem.subjects.ids.at(subject));
  const { today, cadence } = timing;
  return dueOf(problem, plan, subject, timing).map((due): PlannedFollowUp => {
    const visit = { id: followUpId('visit', id, today), rule: 'visit', effective: today, instant: toInstant(today, cadence.timeOfDay) };
    const { id: followUp, rule, effective, instant } = due ?? visit;
    return {
      followUp: { id: followUp, subject: id, responsible, rule, dueOn: isoDateOf(effective), state: 'scheduled' },
      wakesAt: instant,
    };
  });
}

/** When a subject is next due by the cadence of its tier, and why; `undefined` for what has no tier. */
export function dueOf(
  { subjects, profiles }: AssignmentProblem,
  plan: AssignmentPlan,
  subject: number,
  timing: Timing,
): Result<Due | undefined, CalendarError> {
  const tier = PRIORITY_TIERS[(plan.tier[subject] as number) - 1];
  if (tier === undefined) return ok(undefined);
  const id = SubjectId.parse(subjects.ids.at(subject));
  const process = matterOf(profiles[subjects.profile[subject] as number] as Profile, timing.cadence);
  return dayOrNone(subjects.contactedOn[subject] as number).andThen((lastContactDay) =>
    dayOrNone(subjects.waitingSince[subject] as number).andThen((waitingSinceDay) =>
      planFollowUp(
        {
          id,
          tier,
          ...(process === undefined ? {} : { process }),
          ...(lastContactDay === undefined ? {} : { lastContactDay }),
          ...(waitingSinceDay === undefined ? {} : { waitingSinceDay }),
        },
        timing,
      ),
    ),
  );
}

const dayOrNone = (day: number): Result<EpochDay | undefined, CalendarError> => (day === NO_DAY ? ok(undefined) : epochDay(day));
