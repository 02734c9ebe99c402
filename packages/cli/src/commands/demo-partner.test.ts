import { takeInReports } from '@rahyar/cycle';
import { Instant, Referral } from '@rahyar/domain';
import { createMemoryStore } from '@rahyar/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoPartner, openDemoPartner } from './demo-partner.ts';
import { demoPorts } from './demo-world.ts';

const referral = Referral.parse({
  id: 'ref-1',
  subject: 'applicant',
  rahyar: 'area',
  partner: 'secretariat',
  process: 'membership',
  idempotencyKey: 'key-0000000000001',
  createdOn: '2026-11-25',
  state: 'created',
});

let partner: DemoPartner;
beforeEach(async () => {
  partner = await openDemoPartner({ now: () => Instant.parse('2026-11-25T05:30:00Z'), seed: 1405 });
});
afterEach(() => partner.close());

describe('the partner of the demonstration', () => {
  it('takes a referral over HTTP, and tells by webhook and by poll how it went', async () => {
    const receipt = (await partner.gateway.send(referral))._unsafeUnwrap();
    expect(receipt).toMatchObject({ referralId: 'ref-1', state: 'created', stateVersion: 1 });
    expect((await partner.gateway.send(referral))._unsafeUnwrap()).toEqual(receipt);
    await partner.work();
    const ways = [partner.inbox, (await partner.gateway.pollEvents())._unsafeUnwrap()];
    for (const events of ways) {
      const told = events.flatMap((event) => (event.kind === 'referralStateChanged' ? [[event.id, event.state]] : []));
      expect(told.map(([, state]) => state)).toEqual(['created', 'accepted', 'completed']);
      expect(told.map(([id]) => id)).toEqual(partner.inbox.map(({ id }) => id));
    }
  });

  it('makes a member of the applicant once, whichever way the events come', async () => {
    const ports = demoPorts(partner.gateway, createMemoryStore());
    (await ports.store.saveReferral(referral))._unsafeUnwrap();
    (await partner.gateway.send(referral))._unsafeUnwrap();
    await partner.work();
    const polled = (await partner.gateway.pollEvents())._unsafeUnwrap();
    const taken = [];
    for (const page of [partner.inbox, polled, partner.inbox]) taken.push((await takeInReports(ports, page, partner.id))._unsafeUnwrap());
    expect(taken.map((events) => events.filter(({ type }) => type === 'membershipAccepted').length)).toEqual([1, 0, 0]);
  });

  it('frees its ports when it is closed', async () => {
    await partner.close();
    const after = await partner.gateway.pollEvents(undefined, { signal: AbortSignal.timeout(300) });
    expect(after.isErr()).toBe(true);
  });
});
