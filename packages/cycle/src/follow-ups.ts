import { type FollowUp, type IsoDate, isoDateOf, PRIORITY_TIERS, type StaffId, SubjectId } from '@rahyar/domain';
import { NO_DAY, unavailability, worklistPage } from '@rahyar/engine';
import { type CalendarError, type EpochDay, epochDay, followUpId, isWorkingDay, planFollowUp } from '@rahyar/scheduler';
import { ok, Result } from 'neverthrow';
import type { PlannedDay, Timing } from './plan-day.ts';

/**
 * The follow-ups of one day: for every rahyar at work, the first subjects of the worklist, as many as the day has room for.
 * Online rahyars work every day (L58), the others on working days. Collectives and organisations have no cadence yet and are due today.
 */
export function followUpsOf(day: PlannedDay, timing: Timing): Result<FollowUp[], CalendarError> {
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

function followUpOf({ problem, plan }: PlannedDay, timing: Timing, subject: number, responsible: StaffId): Result<FollowUp, CalendarError> {
  const id = SubjectId.parse(problem.subjects.ids.at(subject));
  const tier = PRIORITY_TIERS[(plan.tier[subject] as number) - 1];
  const today = isoDateOf(timing.today);
  if (tier === undefined) {
    return ok({ id: followUpId('visit', id, timing.today), subject: id, responsible, rule: 'visit', dueOn: today, state: 'due' });
  }
  return dayOrNone(problem.subjects.contactedOn[subject] as number).andThen((lastContactDay) =>
    dayOrNone(problem.subjects.waitingSince[subject] as number).andThen((waitingSinceDay) =>
      planFollowUp(
        {
          id,
          tier,
          ...(lastContactDay === undefined ? {} : { lastContactDay }),
          ...(waitingSinceDay === undefined ? {} : { waitingSinceDay }),
        },
        timing,
      ).map((due): FollowUp => {
        const dueOn: IsoDate = isoDateOf(due.effective);
        return { id: due.id, subject: id, responsible, rule: due.rule, dueOn, state: dueOn <= today ? 'due' : 'scheduled' };
      }),
    ),
  );
}

const dayOrNone = (day: number): Result<EpochDay | undefined, CalendarError> => (day === NO_DAY ? ok(undefined) : epochDay(day));
