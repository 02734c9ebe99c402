import { Instant, Referral } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { createInMemoryGateway, type PartnerDecision } from './in-memory-gateway.ts';
import type { PartnerEvent } from './partner-event.ts';
import { POLL_PAGE_EVENTS } from './partner-gateway.ts';

const now = () => Instant.parse('2026-11-23T09:30:00+03:30');
const referralNumber = (number: number, changes: object = {}) =>
  Referral.parse({
    id: `referral-${number}`,
    subject: `subject-${number}`,
    rahyar: 'staff-1',
    partner: 'part',
    process: 'promissoryNotePurchase',
    idempotencyKey: `key-${String(number).padStart(12, '0')}`,
    createdOn: '2026-11-23',
    state: 'created',
    ...changes,
  });
const first = referralNumber(1);
const always = (decision: PartnerDecision) => createInMemoryGateway({ now, decide: () => decision });
const steps = (events: readonly PartnerEvent[]) =>
  events.map((event) => (event.kind === 'referralStateChanged' ? `${event.referralId} ${event.state} ${event.stateVersion}` : event.type));

describe('createInMemoryGateway', () => {
  it('gives the same receipt for the same referral, however often and in whatever state it is sent', async () => {
    const gateway = always('wait');
    const receipt = (await gateway.send(first))._unsafeUnwrap();
    expect(receipt).toEqual({ referralId: 'referral-1', reference: 'ref_1', state: 'created', stateVersion: 1 });
    expect((await gateway.send({ ...first, state: 'sent' }))._unsafeUnwrap()).toEqual(receipt);
    expect((await gateway.pollEvents())._unsafeUnwrap()).toHaveLength(1);
  });

  it('refuses one key for two bodies, and one referral under two keys', async () => {
    const gateway = always('wait');
    await gateway.send(first);
    const reused = await gateway.send(referralNumber(2, { idempotencyKey: first.idempotencyKey }));
    expect(reused._unsafeUnwrapErr()).toMatchObject({ kind: 'idempotency', reason: 'reused', outcome: 'not_applied' });
    const twice = await gateway.send(referralNumber(1, { idempotencyKey: 'another-key-00000' }));
    expect(twice._unsafeUnwrapErr()).toMatchObject({ kind: 'conflict', remedies: [] });
  });

  it('tells the keys of two partners apart', async () => {
    const gateway = always('wait');
    await gateway.send(first);
    const elsewhere = referralNumber(2, { partner: 'fardap', idempotencyKey: first.idempotencyKey });
    expect((await gateway.send(elsewhere)).isOk()).toBe(true);
  });

  it('moves a referral forward one step a poll, and says so in events', async () => {
    const gateway = always('advance');
    await gateway.send(first);
    expect(steps((await gateway.pollEvents())._unsafeUnwrap())).toEqual(['referral-1 created 1', 'referral-1 accepted 2']);
    expect(steps((await gateway.pollEvents('evt_2'))._unsafeUnwrap())).toEqual(['referral-1 completed 3']);
    expect((await gateway.pollEvents('evt_3'))._unsafeUnwrap()).toEqual([]);
  });

  it('can decline at once, or after it has accepted, with its reason', async () => {
    const gateway = createInMemoryGateway({
      now,
      decide: ({ referralId }, state) =>
        referralId === 'referral-1' || state === 'accepted' ? { declineCode: 'SIGNATURE_MISSING' } : 'advance',
    });
    await gateway.send(first);
    await gateway.send(referralNumber(2));
    await gateway.pollEvents();
    const events = (await gateway.pollEvents())._unsafeUnwrap();
    expect(steps(events).slice(2)).toEqual(['referral-1 declined 2', 'referral-2 accepted 2', 'referral-2 declined 3']);
    expect(events[2]).toMatchObject({ code: 'SIGNATURE_MISSING' });
  });

  it('answers an unfinalised draft with its opaque id and two remedies, and takes the same key once the draft is gone', async () => {
    let draftExists = true;
    const gateway = createInMemoryGateway({
      now,
      decide: () => 'wait',
      refuse: () => (draftExists ? { kind: 'conflict', conflictingId: 'note_7', remedies: ['finalise', 'cancel'] } : undefined),
    });
    expect((await gateway.send(first))._unsafeUnwrapErr()).toEqual({
      kind: 'conflict',
      conflictingId: 'note_7',
      remedies: ['finalise', 'cancel'],
      outcome: 'not_applied',
      retryable: false,
    });
    draftExists = false;
    expect((await gateway.send(first)).isOk()).toBe(true);
  });

  it('delivers page by page, repeats a page on demand, and does not know a foreign event', async () => {
    const gateway = always('wait');
    for (let number = 1; number <= POLL_PAGE_EVENTS + 5; number++) await gateway.send(referralNumber(number));
    const page = (await gateway.pollEvents())._unsafeUnwrap();
    expect(page).toHaveLength(POLL_PAGE_EVENTS);
    expect((await gateway.pollEvents())._unsafeUnwrap()).toEqual(page);
    expect((await gateway.pollEvents(page.at(-1)?.id))._unsafeUnwrap()).toHaveLength(5);
    expect((await gateway.pollEvents('evt_999'))._unsafeUnwrapErr()).toMatchObject({ kind: 'not_found' });
  });

  it('does nothing for a caller who has already cancelled', async () => {
    const gateway = always('advance');
    const cancelled = await gateway.send(first, { signal: AbortSignal.abort() });
    expect(cancelled._unsafeUnwrapErr()).toEqual({ kind: 'cancelled', outcome: 'not_applied', retryable: false });
    expect((await gateway.pollEvents())._unsafeUnwrap()).toEqual([]);
  });
});
