import { createHash } from 'node:crypto';
import type { CyclePorts, DayOutcome, PlannedDay } from '@rahyar/cycle';
import { DomainEvent, type FollowUp, isoDateOf, PRIORITY_TIERS, Referral, type ReferralState } from '@rahyar/domain';
import { isDedicated, MOVE_CAUSES, type MoveCause, movesOf, primaryOf } from '@rahyar/engine';
import { eventsFromPartnerPage, type PartnerGateway, partnersFor } from '@rahyar/partners';
import { fromInstant } from '@rahyar/scheduler';
import type { PlanManifest, Store } from '@rahyar/store';
import type { Parameter } from '../population/parameters.ts';
import { hash32 } from '../population/random.ts';
import type { ReferralStory } from '../report/report.ts';

/** The world around a demonstration: a memory, and a partner. */
export function demoPorts(gateway: PartnerGateway, store: Store): CyclePorts {
  return {
    store,
    gateway,
    translate: eventsFromPartnerPage,
    dayOf: (moment) =>
      fromInstant(moment).match(
        ({ day }) => isoDateOf(day),
        () => {
          throw new Error('invariant: the demonstration has a day that the calendar does not know');
        },
      ),
  };
}

/** What the demonstration assumes beside the population. */
export const DEMO_PARAMETERS = {
  answeredContactShare: {
    value: 0.6,
    unit: 'share',
    source: 'assumed',
    fa: 'سهم تماس‌هایی که پاسخ داده می‌شود',
    en: 'contacts that are answered',
  },
} as const satisfies Record<string, Parameter>;

/** Whether whoever was called answers: the same people on every run. */
export function answersOf({ problem }: PlannedDay, seed: number): (followUp: FollowUp) => boolean {
  const threshold = DEMO_PARAMETERS.answeredContactShare.value * 2 ** 32;
  return ({ subject }) => hash32(problem.subjects.ids.indexOf(subject), seed) < threshold;
}

/** What the rahyars log at the end of the day: each follow-up was tried by telephone, and a share of them answered. */
export function contactsOf(day: PlannedDay, followUps: readonly FollowUp[], seed: number): DomainEvent[] {
  const answers = answersOf(day, seed);
  return followUps.map((followUp) =>
    DomainEvent.parse({
      id: `${day.problem.on}.${followUp.id}`,
      subject: followUp.subject,
      on: day.problem.on,
      type: 'contactLogged',
      rahyar: followUp.responsible,
      channel: 'phoneCounselling',
      activity: 'followUp',
      answered: answers(followUp),
    }),
  );
}

/** The first applicant with a dedicated rahyar turns up there, and is handed to whoever serves membership. */
export function referralsOf({ problem, plan }: PlannedDay): Referral[] {
  const applicant = plan.tier.findIndex((rank, subject) => PRIORITY_TIERS[rank - 1] === 'applicant' && isDedicated(plan, subject));
  if (applicant === -1) return [];
  const subject = problem.subjects.ids.at(applicant);
  return [
    Referral.parse({
      id: `ref-${subject}`,
      subject,
      rahyar: problem.staff[primaryOf(plan, applicant)]?.id,
      partner: partnersFor('membership')[0],
      process: 'membership',
      idempotencyKey: createHash('sha256').update(`membership ${subject}`).digest('base64url').slice(0, 32),
      createdOn: problem.on,
      state: 'created',
    }),
  ];
}

/** The way of the day's referral, from what was sent and what was reported since. */
export function storyOf(day: DayOutcome, reported: readonly DomainEvent[], dateText: string): ReferralStory | undefined {
  const referral = day.referrals[0];
  if (referral === undefined) return undefined;
  const states = reported.flatMap((event): ReferralState[] => (event.type === 'referralProgressed' ? [event.state] : []));
  const steps = (['created', 'sent', ...states] as const).map((state) => ({ state, atText: dateText }));
  return { referral, steps: steps.filter((step, index) => steps.findIndex((other) => other.state === step.state) === index) };
}

/** A plan known by the bytes of its columns. */
export function manifestOf({ problem, plan }: PlannedDay): PlanManifest {
  const hash = createHash('sha256');
  for (const column of [plan.tier, plan.primary, plan.gapCause, ...Object.values(plan.responsible), plan.worklists.order]) {
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  }
  return { id: `plan-${problem.on}`, parts: [{ name: 'columns', rows: problem.subjects.ids.count, sha256: hash.digest('hex') }] };
}

/** How many were parted from yesterday's rahyar, by cause. */
export function partedByCause({ problem, plan }: PlannedDay): Record<MoveCause, number> {
  const parted = Object.fromEntries(MOVE_CAUSES.map((cause) => [cause, 0])) as Record<MoveCause, number>;
  for (const { cause } of movesOf(problem, plan)) parted[cause]++;
  return parted;
}

/** What partners have reported of referrals, in the order in which it was taken in. */
export async function reportedOf(store: Store, referrals: readonly Referral[]): Promise<DomainEvent[]> {
  const pages = await Promise.all(referrals.map(({ subject }) => store.historyOf(subject, { limit: 100 })));
  return pages.flatMap((page) => page.unwrapOr([]).map(({ event }) => event)).reverse();
}
