import { DomainEvent, type Instant, IsoDate, parseWith, Referral, ReferralId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { eventsFromPartner, eventsFromPartnerPage } from './events-from-partner.ts';
import { parsePartnerEvent } from './partner-event.ts';

/** Tehran has stood at +03:30 all the year since 1401, which is all that these examples need. */
const dayOf = (moment: Instant) => IsoDate.parse(new Date(Date.parse(moment) + 12_600_000).toISOString().slice(0, 10));

const referral = Referral.parse({
  id: 'referral-1',
  subject: 'subject-1',
  rahyar: 'staff-1',
  partner: 'part',
  process: 'creditAssessment',
  idempotencyKey: 'key-0123456789abcdef',
  createdOn: '2026-11-23',
  state: 'sent',
});
const membership: Referral = { ...referral, process: 'membership', partner: 'secretariat' };
const event = (state: string, stateVersion: number, changes: object = {}) =>
  parsePartnerEvent({
    id: `evt_${stateVersion}`,
    type: 'referral.state_changed',
    timestamp: '2026-11-23T21:00:00Z',
    data: { referralId: 'referral-1', state, stateVersion },
    ...changes,
  })._unsafeUnwrap();

describe('eventsFromPartner', () => {
  it('says that the referral progressed, on the civil day in Tehran', () => {
    const [progressed, ...more] = eventsFromPartner(event('accepted', 2), referral, dayOf);
    expect(progressed).toMatchObject({
      subject: 'subject-1',
      on: '2026-11-24',
      type: 'referralProgressed',
      referral: 'referral-1',
      state: 'accepted',
    });
    expect(more).toEqual([]);
  });

  it('makes a member of an applicant whose membership referral is completed', () => {
    const events = eventsFromPartner(event('completed', 3), membership, dayOf);
    expect(events.map(({ type }) => type)).toEqual(['referralProgressed', 'membershipAccepted']);
    expect(eventsFromPartner(event('completed', 3), referral, dayOf).map(({ type }) => type)).toEqual(['referralProgressed']);
  });

  it('ends the request of an applicant whose membership referral is declined', () => {
    const events = eventsFromPartner(event('declined', 3), membership, dayOf);
    expect(events[1]).toMatchObject({ type: 'membershipRequestEnded', how: 'rejected' });
  });

  it('takes the partner\'s "created" as proof that an uncertain send arrived', () => {
    expect(eventsFromPartner(event('created', 1), { ...referral, state: 'created' }, dayOf)[0]).toMatchObject({ state: 'sent' });
  });

  it('makes nothing of what is stale, repeated, final, foreign or unknown', () => {
    const nothing = (input: ReturnType<typeof event>, about: Referral) => expect(eventsFromPartner(input, about, dayOf)).toEqual([]);
    nothing(event('created', 1), referral);
    nothing(event('accepted', 2), { ...referral, state: 'accepted' });
    nothing(event('accepted', 2), { ...referral, state: 'completed' });
    nothing(event('declined', 4), { ...referral, state: 'completed' });
    nothing(event('completed', 4), { ...referral, state: 'declined' });
    nothing(event('completed', 4), { ...referral, id: ReferralId.parse('referral-2') });
    nothing(event('on_hold', 2), referral);
    nothing(event('x', 1, { type: 'policy.renewed' }), referral);
  });

  it('derives ids that hold for the longest names, differ between partners, and come out the same again', () => {
    const longest = 'x'.repeat(64);
    const about = Referral.parse({ ...membership, id: longest, subject: longest, partner: longest });
    const long = event('completed', 3, { id: `evt_${'a'.repeat(36)}`, data: { referralId: longest, state: 'completed', stateVersion: 3 } });
    const events = eventsFromPartner(long, about, dayOf);
    expect(events.map((one) => parseWith(DomainEvent, one).isOk())).toEqual([true, true]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
    expect(eventsFromPartner(long, about, dayOf)).toEqual(events);
    expect(eventsFromPartner(long, { ...about, partner: 'secretariat' }, dayOf)[0]?.id).not.toBe(events[0]?.id);
  });
});

describe('eventsFromPartnerPage', () => {
  const known = new Map([[membership.id, membership]]);

  it('orders by version, moves the referral, and skips what came late', () => {
    const page = [event('completed', 3), event('accepted', 2), event('accepted', 2)];
    const { events, moved, unplaced } = eventsFromPartnerPage(page, known, dayOf);
    expect(events.map((one) => (one.type === 'referralProgressed' ? one.state : one.type))).toEqual([
      'accepted',
      'completed',
      'membershipAccepted',
    ]);
    expect(moved).toEqual([{ ...membership, state: 'completed' }]);
    expect(unplaced).toEqual([]);
  });

  it('returns what it cannot place, with the reason', () => {
    const foreign = event('accepted', 1, { data: { referralId: 'referral-9', state: 'accepted', stateVersion: 1 } });
    const loan = event('x', 1, { type: 'bank.loan.state_changed', data: { id: 'loan_1', state: 'accepted', stateVersion: 1 } });
    const page = [foreign, event('x', 1, { type: 'policy.renewed' }), event('on_hold', 2), loan];
    const { events, moved, unplaced } = eventsFromPartnerPage(page, known, dayOf);
    expect([events, moved]).toEqual([[], []]);
    expect(unplaced.map(({ reason }) => reason)).toEqual(['unknownReferral', 'unknownType', 'unknownState', 'otherThing']);
  });
});
