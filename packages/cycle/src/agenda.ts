import { isoDateOf, PRIORITY_TIERS } from '@rahyar/domain';
import { type AssignmentPlan, type AssignmentProblem, unavailability, worklistPage } from '@rahyar/engine';
import {
  addDays,
  type CalendarError,
  type Due,
  type EpochDay,
  isWorkingDay,
  type Levelled,
  levelDays,
  type WorkDay,
} from '@rahyar/scheduler';
import { err, ok, type Result } from 'neverthrow';
import { dueOf } from './follow-ups.ts';
import type { Timing } from './plan-day.ts';

/** One contact of a rahyar's coming days: why it is due, the day it was given, and whether that lies beyond its window. */
export type AgendaEntry = Pick<Levelled, 'day' | 'beyond'> & {
  /** An index into the problem's subjects. */
  readonly subject: number;
  readonly due: Due;
};

/** A rahyar's coming days, in order of days, and in each in the order of urgency. What no day has room for comes last. */
export type Agenda = { readonly workDays: readonly WorkDay[]; readonly entries: readonly AgendaEntry[] };

/**
 * The contacts of one rahyar over the next `days` days, today included, spread over the days on which the rahyar works. Looks at the subjects
 * who are due by then, in the order of the worklist, and at no more than twice as many as there is room for. A rahyar who is not known, or does
 * not work on any of the days, has an empty one. Fails as the calendar does.
 */
export function agendaOf(
  { problem, plan }: { readonly problem: AssignmentProblem; readonly plan: AssignmentPlan },
  timing: Timing,
  staff: number,
  days: number,
): Result<Agenda, CalendarError> {
  return workDaysOf(problem, timing, staff, days).andThen((workDays) => {
    const last = timing.today + days - 1;
    const room = workDays.reduce((sum, workDay) => sum + workDay.room, 0);
    const dues: { subject: number; due: Due }[] = [];
    for (const subject of worklistPage(plan, staff, 0, Number.MAX_SAFE_INTEGER)) {
      if (dues.length >= 2 * room) break;
      if ((problem.subjects.dueOn[subject] as number) > last) continue;
      const due = dueOf(problem, plan, subject, timing);
      if (due.isErr()) return err(due.error);
      if (due.value !== undefined && due.value.effective <= last) dues.push({ subject, due: due.value });
    }
    return ok({ workDays, entries: levelled(dues, plan, workDays) });
  });
}

/** The days on which a rahyar works, with room for as many contacts as a day has. Online rahyars work every day (L58). */
function workDaysOf({ rahyars, policy }: AssignmentProblem, timing: Timing, staff: number, days: number): Result<WorkDay[], CalendarError> {
  const rahyar = rahyars[staff];
  const workDays: WorkDay[] = [];
  if (rahyar === undefined) return ok(workDays);
  for (let ahead = 0; ahead < days; ahead++) {
    const isAtWork = addDays(timing.today, ahead).andThen((day) =>
      isWorkingDay(timing.calendar, day).map((isWorking) => ({ day, isWorking: isWorking || rahyar.kind === 'online' })),
    );
    if (isAtWork.isErr()) return err(isAtWork.error);
    const { day, isWorking } = isAtWork.value;
    if (isWorking && unavailability(rahyar, isoDateOf(day), policy) === undefined)
      workDays.push({ day, room: rahyar.service.contactsPerDay });
  }
  return ok(workDays);
}

function levelled(
  dues: readonly { readonly subject: number; readonly due: Due }[],
  plan: AssignmentPlan,
  workDays: readonly WorkDay[],
): AgendaEntry[] {
  const given = levelDays(
    dues.map(({ subject, due }) => {
      const tier = PRIORITY_TIERS[(plan.tier[subject] as number) - 1];
      return { id: due.id, day: due.effective, closes: due.window.closes, promised: false, ...(tier === undefined ? {} : { tier }) };
    }),
    workDays,
  );
  const entries = dues.map(({ subject, due }, index): AgendaEntry => {
    const { day, beyond } = given[index] as Levelled;
    return { subject, due, day, ...(beyond === undefined ? {} : { beyond }) };
  });
  return entries.sort((a, b) => (a.day ?? LAST) - (b.day ?? LAST));
}

const LAST = Number.MAX_SAFE_INTEGER as EpochDay;
