import { IsoDate, Referral, type ReferralPartner } from '@rahyar/domain';
import { createPortGateway, eventsFromPartnerPage, type PartnerEvent, type PartnerGateway, parsePartnerEvent } from '@rahyar/partners';
import { association } from '@rahyar/partners/association';
import { createInMemoryPartner } from '@rahyar/partners/testing';
import { createMemoryStore } from '@rahyar/store';
import { okAsync } from 'neverthrow';
import { describe, expect, it } from 'vitest';
import { type CyclePorts, collectReports, sendReferrals, takeInReports } from './referrals.ts';

const WEDNESDAY = IsoDate.parse('2026-11-25');
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
const bank: ReferralPartner = Referral.shape.partner.parse('resalatBank');

const event = (stateVersion: number, state: string): PartnerEvent =>
  parsePartnerEvent({
    id: `evt_${stateVersion}`,
    type: 'referral.state_changed',
    timestamp: '2026-11-25T08:30:00Z',
    data: { referralId: referral.id, state, stateVersion },
  })._unsafeUnwrap();
const [created, accepted, completed] = [event(1, 'created'), event(2, 'accepted'), event(3, 'completed')];
const ping = parsePartnerEvent({ id: 'evt_9', type: 'webhook.ping', timestamp: '2026-11-25T08:30:00Z', data: {} })._unsafeUnwrap();

const clock = { nowMs: () => Date.parse('2026-11-25T08:30:00Z'), schedule: () => () => undefined };

/** A partner that takes every referral, and whose poll brings these events. */
function world(polled: readonly PartnerEvent[] = []) {
  const ports: CyclePorts = {
    store: createMemoryStore(),
    gateway: {
      ...createPortGateway(association.id, createInMemoryPartner(association, { clock }).ports),
      pollEvents: () => okAsync(polled),
    },
    translate: eventsFromPartnerPage,
    dayOf: () => WEDNESDAY,
  };
  const remembered = async () => ({
    types: (await ports.store.readEvents(0, 100))._unsafeUnwrap().map((row) => row.event.type),
    state: (await ports.store.getReferral(referral.id))._unsafeUnwrap().state,
  });
  return { ports, remembered };
}

const ONCE = { types: ['referralProgressed', 'referralProgressed', 'membershipAccepted'], state: 'completed' };

describe('takeInReports', () => {
  it('takes in by webhook what a poll would bring, and the poll afterwards adds nothing', async () => {
    const { ports, remembered } = world([created, accepted, completed]);
    await sendReferrals(ports, [referral]);
    for (const one of [created, accepted, ping, completed, completed]) (await takeInReports(ports, [one]))._unsafeUnwrap();
    expect(await remembered()).toEqual(ONCE);
    expect((await collectReports(ports, undefined))._unsafeUnwrap()).toEqual({ events: [], since: 'evt_3' });
    expect(await remembered()).toEqual(ONCE);
  });

  it('leaves to the poll what no webhook brought', async () => {
    const { ports, remembered } = world([created, accepted, completed]);
    await sendReferrals(ports, [referral]);
    (await takeInReports(ports, [accepted]))._unsafeUnwrap();
    const { events } = (await collectReports(ports, undefined))._unsafeUnwrap();
    expect(events.map(({ type }) => type)).toEqual(['referralProgressed', 'membershipAccepted']);
    expect(await remembered()).toEqual(ONCE);
  });

  it('has one effect where webhook and poll are taken in at once', async () => {
    const { ports, remembered } = world([created, accepted, completed]);
    await sendReferrals(ports, [referral]);
    const both = await Promise.all([collectReports(ports, undefined), takeInReports(ports, [accepted]), takeInReports(ports, [accepted])]);
    expect(both.map((result) => result.isOk())).toEqual([true, true, true]);
    expect(await remembered()).toEqual(ONCE);
  });

  it('moves nothing that went to another partner than the one that speaks', async () => {
    const { ports, remembered } = world();
    await sendReferrals(ports, [referral]);
    expect((await takeInReports(ports, [accepted, completed], bank))._unsafeUnwrap()).toEqual([]);
    expect(await remembered()).toEqual({ types: [], state: 'sent' });
    expect((await takeInReports(ports, [accepted, completed], referral.partner))._unsafeUnwrap()).toHaveLength(3);
  });
});

describe('sendReferrals', () => {
  it('keeps what a webhook told before the answer to the sending came', async () => {
    const { ports, remembered } = world();
    const quick: PartnerGateway = {
      ...ports.gateway,
      send: (row, options) =>
        takeInReports(ports, [created, accepted])
          .mapErr((): never => expect.unreachable())
          .andThen(() => ports.gateway.send(row, options)),
    };
    const sent = (await sendReferrals({ ...ports, gateway: quick }, [referral]))._unsafeUnwrap();
    expect(sent.map(({ state }) => state)).toEqual(['accepted']);
    expect(await remembered()).toEqual({ types: ['referralProgressed', 'referralProgressed'], state: 'accepted' });
  });
});
