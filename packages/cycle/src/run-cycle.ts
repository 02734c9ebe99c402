import type { DomainEvent, FollowUp, IsoDate, Referral } from '@rahyar/domain';
import type { AssignmentProblem } from '@rahyar/engine';
import type { CalendarError } from '@rahyar/scheduler';
import type { PlanManifest, PlanRow } from '@rahyar/store';
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
  /** The rows that the store is to answer worklists from, for instance `planRowsOf`; without it, it knows the plan by its manifest alone. */
  readonly rowsOf?: (day: PlannedDay) => Iterable<readonly PlanRow[]>;
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
 * Running a day again after a failure has no second effect: events, follow-ups, referrals and plans are known by their ids, and the day rests
 * on the same events. A day that a later one has followed is worked out again and has no effect.
 */
export function runCycle(state: CycleState, course: DayCourse): ResultAsync<DayOutcome, DayError> {
  const { ports, timing, on } = course;
  const step = course.onStep ?? (() => undefined);
  return eventsOfDay(ports, state.eventsRead, on).andThen(({ events, eventsRead }) => {
    const day = planDay(state.problem, events, on, timing, step);
    if (day.proof.length > 0 || day.findings.some((finding) => finding.count > 0))
      return errAsync<DayOutcome, DayError>({ kind: 'brokenRules', day });
    step('followUps');
    return followUpsOf(day, timing)
      .mapErr((cause): DayError => ({ kind: 'calendar', cause }))
      .asyncAndThen((planned) => fromStore(ports.store.currentPlan()).map((current) => ({ planned, isOver: (current?.on ?? on) > on })))
      .andThen(({ planned, isOver }) => {
        const followUps = planned.map(({ followUp }) => followUp);
        const outcomeOf = (referrals: readonly Referral[], reports: { events: readonly DomainEvent[]; since?: string | undefined }) => {
          const read = reports.since === undefined ? {} : { reportsRead: reports.since };
          const tomorrow = { problem: asYesterday(day), eventsRead, ...read };
          return { ...day, followUps, referrals, reported: reports.events, tomorrow } satisfies DayOutcome;
        };
        if (isOver) return referralsMadeOn(ports, on).map((referrals) => outcomeOf(referrals, { events: [] }));
        step('publish');
        return publish(course, day)
          .andThen(() => fromStore(ports.store.putFollowUps(planned)))
          .andThen(() => {
            const work = course.work(day, followUps);
            step('refer');
            return fromStore(ports.store.appendEvents(work.events)).andThen(() => sendReferrals(ports, work.referrals));
          })
          .andThen((referrals) => {
            step('collect');
            return collectReports(ports, state.reportsRead).map((reports) => outcomeOf(referrals, reports));
          });
      });
  });
}

const referralsMadeOn = ({ store }: CyclePorts, on: IsoDate): ResultAsync<Referral[], CycleError> =>
  fromStore(store.listReferrals()).map((referrals) => referrals.filter(({ createdOn }) => createdOn === on));

/** The rows first, which nobody sees yet, then the plan that they belong to. */
function publish({ ports: { store }, manifestOf, rowsOf, on }: DayCourse, day: PlannedDay): ResultAsync<boolean, CycleError> {
  const manifest = manifestOf(day);
  return fromStore(store.currentPlan())
    .andThen((current) =>
      rowsOf === undefined || current?.manifest.id === manifest.id
        ? okAsync<number, CycleError>(0)
        : fromStore(store.loadPlan(manifest.id, rowsOf(day))),
    )
    .andThen(() => fromStore(store.publishPlan(manifest, { on })));
}

const PAGE_EVENTS = 10_000;

/** The events that a day rests on after those that were read before, however often the day is begun. */
function eventsOfDay(
  { store }: CyclePorts,
  eventsRead: number,
  on: IsoDate,
): ResultAsync<{ events: DomainEvent[]; eventsRead: number }, CycleError> {
  const readOn = (after: number, upTo: number, before: readonly DomainEvent[]): ResultAsync<DomainEvent[], CycleError> =>
    fromStore(store.readEvents(after, PAGE_EVENTS)).andThen((page) => {
      const own = page.filter(({ sequence }) => sequence <= upTo);
      const events = [...before, ...own.map(({ event }) => event)];
      const last = own.at(-1)?.sequence;
      return last === undefined || own.length < page.length ? okAsync(events) : readOn(last, upTo, events);
    });
  return fromStore(store.openDay(on)).andThen((upTo) =>
    readOn(eventsRead, upTo, []).map((events) => ({ events, eventsRead: Math.max(eventsRead, upTo) })),
  );
}
