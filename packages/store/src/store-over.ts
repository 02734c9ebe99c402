import { DomainEvent, type Instant, IsoDate, parseWith, Referral } from '@rahyar/domain';
import { err, errAsync, ok, type Result, type ResultAsync } from 'neverthrow';
import * as z from 'zod';
import { appendAnnouncements } from './announcements.ts';
import { checked, checkedAll, checkedNumber, withoutTwins } from './checked.ts';
import type { CommandMemory, CommandRow } from './commands.ts';
import { frozen } from './content.ts';
import type { DeliveryMemory } from './deliveries.ts';
import { appendEvents } from './event-log.ts';
import { changeFollowUps, claimFollowUps, handOver, putFollowUps } from './follow-ups.ts';
import { claimDelivery, finishDelivery, releaseDelivery } from './inbox.ts';
import { newMessages, settleMessages } from './messages.ts';
import { instantOf, msOf } from './moment.ts';
import { readManifest } from './plan.ts';
import { publishPlan } from './plans.ts';
import { FollowUpChange, HandOver, Message, MessageOutcome, PlannedFollowUp, PlanRow, StoredAnnouncement } from './records.ts';
import { saveReferral } from './referrals.ts';
import type { Database, Rows } from './rows.ts';
import type { ClaimTerms, MessageSettlement, Store } from './store.ts';
import type { InvalidInput, StoreError } from './store-error.ts';

/** The store that the port promises, on the rows of any adapter. What comes in is checked here, and every decision is taken in one transaction. */
export function storeOver(database: Database): Store {
  const transact = <T>(work: (rows: Rows) => Promise<Result<T, StoreError>>): ResultAsync<T, StoreError> =>
    database.transact(async (rows) => (await work(rows)).map(frozen));
  const read = <T>(ask: (rows: Rows) => Promise<T>): ResultAsync<T, StoreError> => transact(async (rows) => ok(await ask(rows)));
  const withChecked = <T, R>(input: Result<T, StoreError>, act: (value: T) => ResultAsync<R, StoreError>): ResultAsync<R, StoreError> =>
    input.asyncAndThen(act);

  return Object.freeze<Store>({
    appendEvents: (events) => withChecked(checkedAll(DomainEvent, 'event', events), (all) => transact((rows) => appendEvents(rows, all))),
    readEvents: (afterSequence, limit) =>
      withChecked(page(afterSequence, limit), () => read((rows) => rows.eventsAfter(afterSequence, limit))),
    openDay: (on) =>
      withChecked(checked(IsoDate, 'day', on), (day) =>
        transact(async (rows) => {
          const before = await rows.openedDay(day);
          if (before !== undefined) return ok(before);
          const upTo = await rows.lastEvent();
          await rows.openDay(day, upTo);
          return ok(upTo);
        }),
      ),
    historyOf: (subject, { limit, before = Number.MAX_SAFE_INTEGER }) =>
      withChecked(page(before, limit), () => read((rows) => rows.eventsBefore(subject, before, limit))),

    saveReferral: (referral) => withChecked(checked(Referral, 'referral', referral), (one) => transact((rows) => saveReferral(rows, one))),
    getReferral: (id) => transact(async (rows) => found('referral', await rows.referral(id))),
    listReferrals: (filter = {}) => read((rows) => rows.referrals(filter)),

    putFollowUps: (followUps) =>
      withChecked(checkedAll(PlannedFollowUp, 'followUp', followUps), (all) =>
        transact((rows) => putFollowUps(rows, all.map(withCanonicalMoment))),
      ),
    getFollowUp: (id) => transact(async (rows) => found('followUp', (await rows.followUps([id]))[0])),
    dueFollowUps: (on, { responsible, limit = MOST } = {}) =>
      withChecked(checkedNumber('limit', limit, 1), () => read((rows) => rows.followUpsDue(on, responsible, limit))),
    claimFollowUps: (terms) =>
      withChecked(checkedTerms(terms), ({ limit, leaseMs }) => read((rows) => claimFollowUps(rows, limit, leaseMs))),
    changeFollowUps: (changes) =>
      withChecked(checkedAll(FollowUpChange, 'change', changes).andThen(keyedOnce), (all) =>
        transact((rows) => changeFollowUps(rows, all.map(withCanonicalMoment))),
      ),
    handOver: (order) => withChecked(checked(HandOver, 'handOver', order), (one) => transact((rows) => handOver(rows, one))),

    putMessages: (messages) =>
      withChecked(checkedAll(Message, 'message', messages), (all) => transact((rows) => newMessages(rows, all.map(startingAt)))),
    claimMessages: ({ channels, ...terms }) =>
      withChecked(checkedTerms(terms), ({ limit, leaseMs }) =>
        read(async (rows) => {
          const now = await rows.now();
          return rows.claimMessages(now, now + leaseMs, limit, channels);
        }),
      ),
    settleMessages: (settlements) =>
      withChecked(
        checkedAll(Settlement, 'settlement', settlements).andThen((all) => withoutTwins('settlement', all, ({ key }) => key)),
        (all) => transact((rows) => settleMessages(rows, all.map(retriedAt))),
      ),

    loadPlan: (planId, pages) => {
      if (readManifest({ id: planId, parts: [] }) === undefined) return errAsync(invalid('plan'));
      return database.loadPlan(planId, checkedPages(pages));
    },
    publishPlan: (manifest, { on }) => {
      const read = readManifest(manifest);
      const day = parseWith(IsoDate, on);
      if (read === undefined || day.isErr()) return errAsync(invalid('plan'));
      return transact((rows) => publishPlan(rows, { manifest: read, on: day.value }));
    },
    currentPlan: () => read((rows) => rows.plan()),
    worklist: (staff, { from = 0, limit }) => withChecked(page(from, limit), () => read((rows) => rows.worklist(staff, from, limit))),
    plannedFor: (subject) => read((rows) => rows.planRow(subject)),

    appendAnnouncements: (announcements) =>
      withChecked(checkedAll(StoredAnnouncement, 'announcement', announcements), (all) =>
        transact((rows) =>
          appendAnnouncements(
            rows,
            all.map((one) => ({ ...one, knownAt: canonical(one.knownAt) })),
          ),
        ),
      ),
    announcementsKnownAt: (moment) => read((rows) => rows.announcementsUntil(msOf(moment))),

    readAudit: (afterSequence, limit) =>
      withChecked(page(afterSequence, limit), () => read((rows) => rows.auditAfter(afterSequence, limit))),
    condition: (thorough = false) => read(async (rows) => rows.condition(await rows.now(), thorough)),

    commands: commandMemory(transact),
    deliveries: deliveryMemory(transact),
    close: () => database.close(),
  });
}

type Transact = <T>(work: (rows: Rows) => Promise<Result<T, StoreError>>) => ResultAsync<T, StoreError>;

function commandMemory(transact: Transact): CommandMemory {
  const answer = async <T>(result: ResultAsync<T, StoreError>): Promise<Result<T, 'unavailable'>> => result.mapErr(() => 'unavailable');
  return Object.freeze<CommandMemory>({
    begin: (command) =>
      answer(
        transact(async (rows) => {
          const before = await rows.command(command.key);
          if (before === undefined || before.outcome === 'not_applied') await rows.putCommand(command);
          return ok(before);
        }),
      ),
    settle: (key, outcome) =>
      answer(
        transact(async (rows) => {
          const before = await rows.command(key);
          if (before !== undefined) await rows.putCommand({ ...before, outcome } satisfies CommandRow);
          return ok(undefined);
        }),
      ),
    find: (key) => answer(transact(async (rows) => ok(await rows.command(key)))),
    pending: (partner) => answer(transact(async (rows) => ok(await rows.commandsPending(partner)))),
  });
}

function deliveryMemory(transact: Transact): DeliveryMemory {
  const answer = async <T>(result: ResultAsync<T, StoreError>): Promise<T> => {
    const settled = await result;
    if (settled.isErr()) throw new Error(`the store does not answer: ${settled.error.kind}`);
    return settled.value;
  };
  return Object.freeze<DeliveryMemory>({
    claim: (delivery) => answer(transact((rows) => claimDelivery(rows, delivery))),
    finish: (delivery) => answer(transact((rows) => finishDelivery(rows, delivery))),
    release: (delivery) => answer(transact((rows) => releaseDelivery(rows, delivery))),
  });
}

const Settlement = z.strictObject({ key: z.string().max(100), revision: z.int().min(1), outcome: MessageOutcome });

/** How many rows a list without a limit may have. */
const MOST = 1_000_000;

const CLAIM_MOST = 10_000;
/** From a tenth of a second to a day. */
const LEASE_MS = { least: 100, most: 86_400_000 };

const page = (from: number, limit: number): Result<number, StoreError> =>
  checkedNumber('afterSequence', from, 0).andThen(() => checkedNumber('limit', limit, 1));

const Terms = z.strictObject({
  limit: z.int().min(1).max(CLAIM_MOST),
  leaseMs: z.int().min(LEASE_MS.least).max(LEASE_MS.most),
});
const checkedTerms = (terms: ClaimTerms): Result<ClaimTerms, StoreError> => checked(Terms, 'terms', terms);

const keyedOnce = (changes: readonly FollowUpChange[]): Result<readonly FollowUpChange[], StoreError> =>
  withoutTwins('change', changes, ({ key }) => key);

async function* checkedPages(
  pages: AsyncIterable<readonly PlanRow[]> | Iterable<readonly PlanRow[]>,
): AsyncIterable<Result<readonly PlanRow[], StoreError>> {
  for await (const rows of pages) yield checkedAll(PlanRow, 'planRow', rows);
}

const found = <T>(what: 'referral' | 'followUp', value: T | undefined): Result<T, StoreError> =>
  value === undefined ? err({ kind: 'notFound', what }) : ok(value);

const invalid = (what: InvalidInput): StoreError => ({ kind: 'invalid', what, issues: [] });

/** One moment has one spelling in the store, so that what says the same is the same. */
const canonical = (instant: Instant): Instant => (CANONICAL.test(instant) ? instant : instantOf(msOf(instant)));
const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const withCanonicalMoment = <T extends { readonly wakesAt?: Instant | undefined; readonly messages?: readonly Message[] | undefined }>(
  row: T,
): T => ({
  ...row,
  ...(row.wakesAt === undefined ? {} : { wakesAt: canonical(row.wakesAt) }),
  ...(row.messages === undefined ? {} : { messages: row.messages.map(startingAt) }),
});
const startingAt = (message: Message): Message =>
  message.notBefore === undefined ? message : { ...message, notBefore: canonical(message.notBefore) };
const retriedAt = (settlement: MessageSettlement): MessageSettlement =>
  settlement.outcome.kind === 'later' ? { ...settlement, outcome: { kind: 'later', at: canonical(settlement.outcome.at) } } : settlement;
