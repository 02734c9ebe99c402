import { type Channel, deliverMessages, type FiringError, fireFollowUps } from '@rahyar/cycle';
import type { Instant } from '@rahyar/domain';
import { SERVICE_HOURS } from '@rahyar/scheduler';
import type { FollowUpChange, FollowUpRecord, Store } from '@rahyar/store';
import { ok, okAsync, ResultAsync } from 'neverthrow';
import { anyRahyar, DUE_ON, isPutOff, LEASE_MS, PUT_OFF_TO } from './course.ts';

export type Worker = {
  readonly store: Pick<Store, 'claimFollowUps' | 'changeFollowUps' | 'claimMessages' | 'settleMessages' | 'dueFollowUps'>;
  readonly tell: Channel;
  readonly now: () => Instant;
  /** From 0 up to 1. */
  readonly random: () => number;
};

const TERMS = { limit: 40, leaseMs: LEASE_MS };
const DAY_MS = 86_400_000;

/** One turn of a worker: fires what is due, does what some rahyars would do, and tells what is to be told. Returns how much there was to do. */
export function takeTurn({ store, tell, now, random }: Worker): ResultAsync<number, FiringError> {
  const closesAt = new Date(Date.parse(now()) + DAY_MS).toISOString() as Instant;
  const tellingHours = SERVICE_HOURS.onlineRahyari;
  const firing = {
    store,
    now,
    courseOf: () => ok({ closesAt, goesUp: [] }),
    tellingHours,
    channel: 'file',
  };
  return fireFollowUps(firing, TERMS).andThen(({ taken }) =>
    ResultAsync.combine(Array.from({ length: 5 }, () => actFor(anyRahyar(random()), store, now))).andThen((acts) =>
      deliverMessages({ store, channels: { file: tell }, now, tellingHours, random }, TERMS).map(
        (delivered) => taken + acts.reduce((sum, count) => sum + count, 0) + delivered.taken,
      ),
    ),
  );
}

function actFor(
  responsible: FollowUpRecord['followUp']['responsible'],
  store: Worker['store'],
  now: Worker['now'],
): ResultAsync<number, FiringError> {
  return store
    .dueFollowUps(PUT_OFF_TO, { responsible, limit: 40 })
    .andThen((records) => {
      const changes = records.filter(({ followUp }) => followUp.state === 'due').map((record) => actOn(record, now()));
      if (changes.length === 0) return okAsync(0);
      return store.changeFollowUps(changes).map((outcomes) => outcomes.length);
    })
    .mapErr((cause) => ({ kind: 'store', cause }));
}

/** What a rahyar does about a follow-up that fell due. Whoever does it a second time, does it under the same key. */
function actOn({ followUp: { id, dueOn, responsible }, revision }: FollowUpRecord, now: Instant): FollowUpChange {
  const because = isPutOff(id) && dueOn === DUE_ON ? 'putOff' : 'finish';
  const change = { key: `${id}.${because}`, id, ifRevision: revision, by: responsible, because };
  return because === 'finish' ? { ...change, state: 'done' } : { ...change, state: 'snoozed', dueOn: PUT_OFF_TO, wakesAt: now };
}
