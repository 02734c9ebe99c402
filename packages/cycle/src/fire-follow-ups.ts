import type { FollowUp, Instant, StaffId } from '@rahyar/domain';
import { type CalendarError, nextOpening, type ServiceHours } from '@rahyar/scheduler';
import type { ClaimTerms, FollowUpChange, FollowUpRecord, Message, Store } from '@rahyar/store';
import { errAsync, okAsync, Result, type ResultAsync } from 'neverthrow';
import { type CycleError, fromStore } from './referrals.ts';

/** What lies ahead of a follow-up when nobody acts on it. */
export type FollowUpCourse = {
  /** When its window closes, and it counts as missed. */
  readonly closesAt: Instant;
  /** To whom it goes up afterwards, and when, in this order; to each once. */
  readonly goesUp: readonly { readonly to: StaffId; readonly at: Instant }[];
};

export type Firing = {
  readonly store: Pick<Store, 'claimFollowUps' | 'changeFollowUps'>;
  /** The clock of the host, for the hours of telling; leases are told by the store's. */
  readonly now: () => Instant;
  readonly courseOf: (followUp: FollowUp) => Result<FollowUpCourse, CalendarError>;
  /** When the staff may be told something; what happens outside is told at the next opening. */
  readonly tellingHours: ServiceHours;
  /** The channel by which they are told. */
  readonly channel: string;
};

/** How many were taken; of these changed, and left alone because somebody acted on them meanwhile. */
export type Fired = { readonly taken: number; readonly changed: number; readonly overtaken: number };

export type FiringError = CycleError | { readonly kind: 'calendar'; readonly cause: CalendarError };

/**
 * One batch of follow-ups whose time has come: each does what the clock makes it do, and whoever is responsible is told, in one transaction.
 * What breaks off in between is taken up again when the lease ends, and nothing changes twice. Call it until nothing is taken.
 */
export function fireFollowUps(firing: Firing, terms: ClaimTerms): ResultAsync<Fired, FiringError> {
  return fromStore(firing.store.claimFollowUps(terms)).andThen((records) => {
    const now = firing.now();
    const changes = Result.combine(records.map((record) => changeByClock(record, now, firing)));
    if (changes.isErr()) return errAsync<Fired, FiringError>({ kind: 'calendar', cause: changes.error });
    if (records.length === 0) return okAsync<Fired, FiringError>({ taken: 0, changed: 0, overtaken: 0 });
    return fromStore(firing.store.changeFollowUps(changes.value)).map((outcomes): Fired => {
      const changed = outcomes.filter(({ kind }) => kind === 'changed' || kind === 'repeated').length;
      return { taken: records.length, changed, overtaken: outcomes.length - changed };
    });
  });
}

/**
 * What the passing of time does to a follow-up that has woken: what was planned or put off falls due, what nobody began in its window is
 * missed, and what still has no end goes up, level by level. The revision of the claim is in the key, so that each is done once.
 */
export function changeByClock(record: FollowUpRecord, now: Instant, firing: Firing): Result<FollowUpChange, CalendarError> {
  const { followUp, revision } = record;
  return firing.courseOf(followUp).andThen((course) =>
    nextOpening(firing.tellingHours, now).map((notBefore) => {
      const { tells, ...step } = stepOf(followUp, course);
      const key = `${followUp.id}.${step.because}.${revision}`;
      const to = step.responsible ?? followUp.responsible;
      const message: Message = { key, channel: firing.channel, to, kind: tells ?? '', about: followUp.id, notBefore };
      return { key, id: followUp.id, ifRevision: revision, by: 'clock', ...step, messages: tells === undefined ? [] : [message] };
    }),
  );
}

type ClockStep = Pick<FollowUpChange, 'state' | 'wakesAt' | 'responsible'> & { readonly because: string; readonly tells?: string };

function stepOf({ state, responsible }: FollowUp, { closesAt, goesUp }: FollowUpCourse): ClockStep {
  if (state === 'scheduled' || state === 'snoozed')
    return { state: 'due', wakesAt: closesAt, because: state === 'snoozed' ? 'wake' : 'fallDue', tells: 'followUpDue' };
  if (state === 'due') return { state: 'missed', ...waking(goesUp[0]?.at), because: 'miss' };
  // Whoever comes twice is asked once: otherwise it would go round for ever.
  const levels = goesUp.filter(({ to }, place) => goesUp.findIndex((level) => level.to === to) === place);
  const level = levels.findIndex(({ to }) => to === responsible) + 1;
  const next = levels[level];
  if (next === undefined) return { state, because: 'nobodyAbove' };
  return { state: 'escalated', responsible: next.to, ...waking(levels[level + 1]?.at), because: 'escalate', tells: 'followUpEscalated' };
}

const waking = (at: Instant | undefined): { readonly wakesAt?: Instant } => (at === undefined ? {} : { wakesAt: at });
