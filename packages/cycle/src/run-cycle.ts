import type { DomainEvent, FollowUp, IsoDate, Referral } from '@rahyar/domain';
import type { AssignmentProblem } from '@rahyar/engine';
import type { CalendarError } from '@rahyar/scheduler';
import type { PlanManifest } from '@rahyar/store';
import { errAsync, okAsync, type ResultAsync } from 'neverthrow';
import { followUpsOf } from './follow-ups.ts';
import { asYesterday, type DayStep, type PlannedDay, planDay, type Timing } from './plan-day.ts';
import { type CycleError, type CyclePorts, collectReports, fromStore, sendReferrals } from './referrals.ts';

/** Where a day begins: the facts as they were, and how far events and reports have been read. */
export type CycleState = { readonly problem: AssignmentProblem; readonly eventsRead: number; readonly reportsRead?: string };

/** What people do on the day, told by the host: what they log, and what they hand to a partner. */
export type DayWork = { readonly events: readonly DomainEvent[]; readonly referrals: readonly Referral[] };

export type DayCourse = {
  readonly on: IsoDate;
  readonly timing: Timing;
  readonly ports: CyclePorts;
  /** Describes the plan for publication, for instance by the files that it was written to. */
  readonly manifestOf: (day: PlannedDay) => PlanManifest;
  readonly work: (day: PlannedDay, followUps: readonly FollowUp[]) => DayWork;
  readonly onStep?: (step: DayStep | 'followUps' | 'publish' | 'refer' | 'collect') => void;
};

export type DayOutcome = PlannedDay & {
  readonly followUps: readonly FollowUp[];
  readonly referrals: readonly Referral[];
  readonly reported: readonly DomainEvent[];
  readonly tomorrow: CycleState;
};

export type DayError =
  | CycleError
  | { readonly kind: 'calendar'; readonly cause: CalendarError }
  | { readonly kind: 'brokenRules'; readonly day: PlannedDay };

/**
 * One day, in order: fold, classify, assign, verify, follow-ups, publish, work, refer, collect. A plan that breaks a rule, or is not
 * proven best, is not published.
 * Running a day again after a failure has no second effect: events, follow-ups, referrals and plans are known by their ids.
 */
export function runCycle(state: CycleState, course: DayCourse): ResultAsync<DayOutcome, DayError> {
  const { ports, timing, on } = course;
  const step = course.onStep ?? (() => undefined);
  return unread(ports, state.eventsRead).andThen(({ events, eventsRead }) => {
    const day = planDay(state.problem, events, on, timing, step);
    if (day.proof.length > 0 || day.findings.some((finding) => finding.count > 0))
      return errAsync<DayOutcome, DayError>({ kind: 'brokenRules', day });
    step('followUps');
    return followUpsOf(day, timing)
      .mapErr((cause): DayError => ({ kind: 'calendar', cause }))
      .asyncAndThen((followUps) => {
        step('publish');
        return fromStore(ports.store.publishPlan(course.manifestOf(day), { on }))
          .andThen(() => fromStore(ports.store.putFollowUps(followUps)))
          .andThen(() => {
            const work = course.work(day, followUps);
            step('refer');
            return fromStore(ports.store.appendEvents(work.events)).andThen(() => sendReferrals(ports, work.referrals));
          })
          .andThen((referrals) => {
            step('collect');
            return collectReports(ports, state.reportsRead).map((reports): DayOutcome => {
              const read = reports.since === undefined ? {} : { reportsRead: reports.since };
              const tomorrow = { problem: asYesterday(day), eventsRead, ...read };
              return { ...day, followUps, referrals, reported: reports.events, tomorrow };
            });
          });
      });
  });
}

const PAGE_EVENTS = 10_000;

/** The events after the last one read, page by page. */
function unread(
  ports: CyclePorts,
  eventsRead: number,
  before: readonly DomainEvent[] = [],
): ResultAsync<{ events: DomainEvent[]; eventsRead: number }, CycleError> {
  return fromStore(ports.store.readEvents(eventsRead, PAGE_EVENTS)).andThen((page) => {
    const events = [...before, ...page.map((row) => row.event)];
    const last = page.at(-1)?.sequence;
    return last === undefined ? okAsync({ events, eventsRead }) : unread(ports, last, events);
  });
}
