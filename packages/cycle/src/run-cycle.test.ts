import { DEFAULT_POLICY, DomainEvent, EventId, type Instant, IsoDate, isoDateOf, Referral, StaffId, Subject } from '@rahyar/domain';
import { findMyRahyar, problemOf, worklistPage } from '@rahyar/engine';
import { areaPost, memberWith, onlinePost, serviceWith, staffWith } from '@rahyar/engine/testing';
import { createPortGateway, eventsFromPartnerPage, type PartnerGateway } from '@rahyar/partners';
import { association } from '@rahyar/partners/association';
import { createInMemoryPartner } from '@rahyar/partners/testing';
import { ASSUMED_CADENCE, epochDayOfIsoDate, fromInstant, iranWorkingCalendar } from '@rahyar/scheduler';
import { createMemoryStore } from '@rahyar/store';
import { describe, expect, it } from 'vitest';
import { planRowsOf } from './plan-rows.ts';
import { type CycleState, type DayCourse, runCycle } from './run-cycle.ts';

/** Two working days and a Friday of Azar 1405. */
const WEDNESDAY = IsoDate.parse('2026-11-25');
const FRIDAY = IsoDate.parse('2026-11-27');
const SATURDAY = IsoDate.parse('2026-11-28');

const subjects = [
  memberWith('active', { home: '0101' }),
  Subject.parse({ id: 'applicant', subject: 'applicant', home: '0101', appliedOn: '2026-11-20' }),
];
const community = [staffWith('area', areaPost('01')), staffWith('online', onlinePost)];
const start = (): CycleState => ({
  problem: problemOf({ on: WEDNESDAY, policy: DEFAULT_POLICY, community, subjects: subjects.map((subject) => ({ subject })) }).problem,
  eventsRead: 0,
});
const referral = Referral.parse({
  id: 'ref-1',
  subject: 'applicant',
  rahyar: 'area',
  partner: 'secretariat',
  process: 'membership',
  idempotencyKey: 'key-0000000000001',
  createdOn: WEDNESDAY,
  state: 'created',
});
const contact = DomainEvent.parse({
  id: 'contact-1',
  subject: 'active',
  on: WEDNESDAY,
  type: 'contactLogged',
  rahyar: 'area',
  channel: 'phoneCounselling',
  activity: 'guidance',
  answered: true,
});

/** A correct secretariat; an eager one takes a step with every referral whenever it is asked what is new. */
const secretariat = (isEager: boolean): PartnerGateway => {
  const clock = { nowMs: () => Date.parse('2026-11-25T08:30:00Z'), schedule: () => () => undefined };
  const { ports, model } = createInMemoryPartner(association, { clock });
  const gateway = createPortGateway(association.id, ports);
  const work = () => {
    for (const { resource, value } of model.things()) if (resource.name === 'referral') model.advance(value.id);
  };
  return {
    ...gateway,
    pollEvents: (since, options) => {
      if (isEager) work();
      return gateway.pollEvents(since, options);
    },
  };
};

const world = (gateway: PartnerGateway = secretariat(true)) => {
  const store = createMemoryStore();
  const ports = {
    store,
    gateway,
    translate: eventsFromPartnerPage,
    dayOf: (moment: Instant) => isoDateOf(fromInstant(moment)._unsafeUnwrap().day),
  };
  const course = (on: IsoDate, work: DayCourse['work'] = () => ({ events: [], referrals: [] })): DayCourse => ({
    on,
    timing: { today: epochDayOfIsoDate(on)._unsafeUnwrap(), cadence: ASSUMED_CADENCE, calendar: iranWorkingCalendar()._unsafeUnwrap() },
    ports,
    manifestOf: () => ({ id: `plan-${on}`, parts: [] }),
    work,
  });
  return { store, course };
};

describe('runCycle', () => {
  it('makes a member of the applicant whose referral the partner completes, and the next day knows it', async () => {
    const { course, store } = world();
    const first = (
      await runCycle(
        start(),
        course(WEDNESDAY, () => ({ events: [contact], referrals: [referral] })),
      )
    )._unsafeUnwrap();
    expect(findMyRahyar(first.problem, first.plan, 'applicant')?.tier).toBe('applicant');
    expect(first.referrals.map((row) => row.state)).toEqual(['sent']);

    const second = (await runCycle(first.tomorrow, course(FRIDAY)))._unsafeUnwrap();
    expect(second.reported.map((event) => event.type)).toContain('membershipAccepted');
    const third = (await runCycle(second.tomorrow, course(SATURDAY)))._unsafeUnwrap();
    expect(findMyRahyar(third.problem, third.plan, 'applicant')?.tier).toBe('inactiveMember');
    expect(findMyRahyar(third.problem, third.plan, 'active')?.tier).toBe('activeMember');
    expect((await store.getReferral(referral.id))._unsafeUnwrap().state).toBe('completed');
    expect((await store.currentPlan())._unsafeUnwrap()?.on).toBe(SATURDAY);
  });

  it('gives a day’s follow-ups in the order of the worklist, and none to the area rahyar on a Friday', async () => {
    const { course } = world();
    const working = (await runCycle(start(), course(WEDNESDAY)))._unsafeUnwrap();
    const listed = Array.from(worklistPage(working.plan, 0, 0, 5), (subject) => working.problem.subjects.ids.at(subject));
    expect(working.followUps.map((row) => row.subject)).toEqual(listed);
    expect(listed).toEqual(['active', 'applicant']);
    expect((await runCycle(start(), course(FRIDAY)))._unsafeUnwrap().followUps).toEqual([]);
  });

  it('loads the rows of the plan where the host gives them, and then only once', async () => {
    const { course, store } = world();
    let loads = 0;
    const rowsOf: DayCourse['rowsOf'] = (day) => {
      loads += 1;
      return planRowsOf(day);
    };
    for (let time = 0; time < 2; time++) (await runCycle(start(), { ...course(WEDNESDAY), rowsOf }))._unsafeUnwrap();
    const listed = (await store.worklist(StaffId.parse('area'), { limit: 10 }))._unsafeUnwrap();
    expect(listed.map(({ subject }) => subject)).toEqual(['active', 'applicant']);
    expect(loads).toBe(1);
  });

  it('works a day out again without an effect when a later one has followed', async () => {
    const { course, store } = world();
    const first = (
      await runCycle(
        start(),
        course(WEDNESDAY, () => ({ events: [contact], referrals: [referral] })),
      )
    )._unsafeUnwrap();
    (await runCycle(first.tomorrow, course(SATURDAY)))._unsafeUnwrap();
    const before = [await store.currentPlan(), await store.readEvents(0, 100), await store.readAudit(0, 100)];
    const again = (
      await runCycle(
        start(),
        course(WEDNESDAY, () => ({ events: [{ ...contact, id: EventId.parse('contact-2') }], referrals: [] })),
      )
    )._unsafeUnwrap();
    expect([await store.currentPlan(), await store.readEvents(0, 100), await store.readAudit(0, 100)]).toEqual(before);
    expect(again.plan.primary).toEqual(first.plan.primary);
    expect(again.tomorrow.eventsRead).toBe(first.tomorrow.eventsRead);
  });

  it('runs a day again without a second effect', async () => {
    const { course } = world();
    const work = () => ({ events: [contact], referrals: [referral] });
    const first = (await runCycle(start(), course(WEDNESDAY, work)))._unsafeUnwrap();
    const again = (await runCycle({ ...start(), eventsRead: 0 }, course(WEDNESDAY, work)))._unsafeUnwrap();
    expect(again.plan.primary).toEqual(first.plan.primary);
    expect(again.referrals.map((row) => row.id)).toEqual(['ref-1']);
  });

  it('keeps a referral that could not be sent, and sends it unchanged on the next run without being told', async () => {
    const working = secretariat(false);
    const sent: Referral[] = [];
    let isDown = true;
    const gateway: PartnerGateway = {
      pollEvents: working.pollEvents,
      send: (row, options) => {
        sent.push(row);
        const aborted = AbortSignal.abort();
        return working.send(row, isDown ? { ...options, signal: aborted } : options);
      },
    };
    const { course, store } = world(gateway);
    const work = () => ({ events: [], referrals: [referral] });
    expect((await runCycle(start(), course(WEDNESDAY, work)))._unsafeUnwrapErr().kind).toBe('partner');
    expect((await store.getReferral(referral.id))._unsafeUnwrap().state).toBe('created');
    isDown = false;
    expect((await runCycle(start(), course(WEDNESDAY)))._unsafeUnwrap().referrals.map((row) => row.state)).toEqual(['sent']);
    expect(sent[1]).toEqual(sent[0]);
  });

  it('gives a substitute while a rahyar is on leave, and the own rahyar back afterwards', async () => {
    const leave = [{ from: FRIDAY, to: FRIDAY }];
    const staff = [staffWith('own', areaPost('01'), {}, { service: serviceWith({}, { leave }) }), staffWith('second', areaPost('01'))];
    const kept = { subject: memberWith('kept', { home: '0101' }), previousRahyar: 'own' };
    const { problem } = problemOf({ on: WEDNESDAY, policy: DEFAULT_POLICY, community: staff, subjects: [kept] });
    const { course } = world();
    const primaries: (string | undefined)[] = [];
    let state: CycleState = { problem, eventsRead: 0 };
    for (const on of [WEDNESDAY, FRIDAY, SATURDAY]) {
      const day = (await runCycle(state, course(on)))._unsafeUnwrap();
      primaries.push(findMyRahyar(day.problem, day.plan, 'kept')?.responsible[0]?.rahyar);
      state = day.tomorrow;
    }
    expect(primaries).toEqual(['own', 'second', 'own']);
  });
});
