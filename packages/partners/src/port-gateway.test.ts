import { Referral } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { part } from './part/index.ts';
import type { PartnerEvent } from './partner-event.ts';
import { POLL_PAGE_EVENTS, POLL_PAGES } from './partner-gateway.ts';
import { createPortGateway } from './port-gateway.ts';
import { createHandClock } from './testing/hand-clock.ts';
import { referral } from './testing/held-referral.ts';
import { createInMemoryPartner } from './testing/in-memory-partner.ts';

const world = () => {
  const { ports, model } = createInMemoryPartner(part, { clock: createHandClock(Date.UTC(2026, 10, 23, 6, 0, 0)) });
  return { gateway: createPortGateway(part.id, ports), model };
};
const numbered = (number: number) =>
  Referral.parse({ ...referral, id: `referral-${number}`, idempotencyKey: `key-${String(number).padStart(12, '0')}` });
const steps = (events: readonly PartnerEvent[]) =>
  events.map((event) => (event.kind === 'referralStateChanged' ? `${event.referralId} ${event.state} ${event.stateVersion}` : event.type));

describe('createPortGateway', () => {
  it('gives the same receipt for the same referral, however often and in whatever state it is sent', async () => {
    const { gateway, model } = world();
    const receipt = (await gateway.send(referral))._unsafeUnwrap();
    const [thing] = model.things();
    expect(receipt).toEqual({ referralId: 'referral-1', reference: thing?.value.id, state: 'created', stateVersion: 1 });
    expect((await gateway.send({ ...referral, state: 'sent' }))._unsafeUnwrap()).toEqual(receipt);
    expect((await gateway.pollEvents())._unsafeUnwrap()).toHaveLength(1);
  });

  it('refuses one key for two referrals', async () => {
    const { gateway } = world();
    (await gateway.send(referral))._unsafeUnwrap();
    const reused = await gateway.send({ ...numbered(2), idempotencyKey: referral.idempotencyKey });
    expect(reused._unsafeUnwrapErr()).toMatchObject({ kind: 'idempotency', reason: 'reused', outcome: 'not_applied' });
  });

  it('sends nothing that is for another partner', async () => {
    const { gateway, model } = world();
    const elsewhere = await gateway.send({ ...referral, partner: Referral.shape.partner.parse('resalatBank') });
    expect(elsewhere._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_request', issues: [{ path: ['partner'] }] });
    expect(model.events()).toEqual([]);
  });

  it('brings what happened since an event, in its order, and does not know a foreign one', async () => {
    const { gateway, model } = world();
    const { reference } = (await gateway.send(referral))._unsafeUnwrap();
    model.advance(reference);
    const first = (await gateway.pollEvents())._unsafeUnwrap();
    expect(steps(first)).toEqual(['referral-1 created 1', 'referral-1 accepted 2']);
    model.step(reference, 'decline', 'SIGNATURE_MISSING');
    const next = (await gateway.pollEvents(first.at(-1)?.id))._unsafeUnwrap();
    expect(steps(next)).toEqual(['referral-1 declined 3']);
    expect(next[0]).toMatchObject({ code: 'SIGNATURE_MISSING' });
    expect((await gateway.pollEvents('evt_999'))._unsafeUnwrapErr()).toMatchObject({ kind: 'not_found' });
  });

  it('reads at most ten pages in one poll, and the rest in the next', async () => {
    const { gateway } = world();
    const most = POLL_PAGE_EVENTS * POLL_PAGES;
    for (let number = 1; number <= most + 5; number++) (await gateway.send(numbered(number)))._unsafeUnwrap();
    const page = (await gateway.pollEvents())._unsafeUnwrap();
    expect(page).toHaveLength(most);
    expect((await gateway.pollEvents())._unsafeUnwrap()).toEqual(page);
    expect((await gateway.pollEvents(page.at(-1)?.id))._unsafeUnwrap()).toHaveLength(5);
  });

  it('does nothing for a caller who has already cancelled', async () => {
    const { gateway } = world();
    const cancelled = await gateway.send(referral, { signal: AbortSignal.abort() });
    expect(cancelled._unsafeUnwrapErr()).toEqual({ kind: 'cancelled', outcome: 'not_applied', retryable: false });
    expect((await gateway.pollEvents())._unsafeUnwrap()).toEqual([]);
  });
});
