import { type CycleError, type Delivered, deliverMessages, type Fired, type FiringError, fireFollowUps } from '@rahyar/cycle';
import { type FollowUp, type Instant, isoDateOf } from '@rahyar/domain';
import { createFileChannel } from '@rahyar/partners/node';
import { ASSUMED_CADENCE, addDays, type EpochDay, epochDayOfIsoDate, SERVICE_HOURS, toInstant } from '@rahyar/scheduler';
import type { FollowUpChange, Store } from '@rahyar/store';
import { okAsync, type ResultAsync } from 'neverthrow';

export type FollowedUp = { readonly fired: number; readonly told: number; readonly done: number; readonly putOff: number };

export type DayOfFollowUps = {
  readonly store: Store;
  readonly nowMs: () => number;
  /** Where the staff are told: a file with a line for each message. */
  readonly toldIn: string;
  readonly nextWorkingDay: EpochDay;
  readonly isAnswered: (followUp: FollowUp) => boolean;
};

const TERMS = { limit: 1_000, leaseMs: 2_000 };

/**
 * What a working day makes of its follow-ups: they fall due, the staff are told, who was reached is done, and who was not is put off to the
 * next working day. Each step is a transaction of its own under its own key, so that the day may stop anywhere and go on.
 */
export function followUpsCarriedOut(day: DayOfFollowUps, followUps: readonly FollowUp[]): ResultAsync<FollowedUp, FiringError> {
  const now = (): Instant => new Date(day.nowMs()).toISOString() as Instant;
  const tellingHours = SERVICE_HOURS.onlineRahyari;
  const firing = {
    store: day.store,
    now,
    courseOf: ({ dueOn }: FollowUp) =>
      epochDayOfIsoDate(dueOn)
        .andThen((due) => addDays(due, 1))
        .map((next) => ({ closesAt: toInstant(next, ASSUMED_CADENCE.timeOfDay), goesUp: [] })),
    tellingHours,
    channel: 'file',
  };
  const delivering = { store: day.store, channels: { file: createFileChannel(day.toldIn) }, now, tellingHours, random: () => 0 };
  return untilNothing<Fired, FiringError>(() => fireFollowUps(firing, TERMS)).andThen((fired) =>
    untilNothing<Delivered, FiringError>(() => deliverMessages(delivering, TERMS)).andThen((told) =>
      contacted(day, followUps).map((outcome) => ({ fired, told, ...outcome })),
    ),
  );
}

/** Batch after batch, until one takes nothing; how many were taken. */
function untilNothing<T extends { readonly taken: number }, E>(take: () => ResultAsync<T, E>, before = 0): ResultAsync<number, E> {
  return take().andThen(({ taken }) => (taken === 0 ? okAsync<number, E>(before) : untilNothing(take, before + taken)));
}

function contacted(
  { store, nextWorkingDay, isAnswered }: DayOfFollowUps,
  followUps: readonly FollowUp[],
): ResultAsync<Pick<FollowedUp, 'done' | 'putOff'>, CycleError> {
  const changeOf = (followUp: FollowUp): FollowUpChange => {
    const change = { key: `${followUp.id}.contact.${followUp.dueOn}`, id: followUp.id, by: followUp.responsible };
    if (isAnswered(followUp)) return { ...change, state: 'done', because: 'answered' };
    const wakesAt = toInstant(nextWorkingDay, ASSUMED_CADENCE.timeOfDay);
    return { ...change, state: 'snoozed', because: 'noAnswer', dueOn: isoDateOf(nextWorkingDay), wakesAt };
  };
  const done = followUps.filter(isAnswered).length;
  const pages = Array.from({ length: Math.ceil(followUps.length / TERMS.limit) }, (_, page) =>
    followUps.slice(page * TERMS.limit, (page + 1) * TERMS.limit),
  );
  return pages
    .reduce<ResultAsync<unknown, CycleError>>(
      (before, page) =>
        before.andThen(() => store.changeFollowUps(page.map(changeOf)).mapErr((cause): CycleError => ({ kind: 'store', cause }))),
      okAsync(undefined),
    )
    .map(() => ({ done, putOff: followUps.length - done }));
}
