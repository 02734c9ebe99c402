import { Instant, Referral } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInMemoryGateway, type PartnerDecision } from './in-memory-gateway.ts';
import type { ReferralStateChanged } from './partner-event.ts';

const now = () => Instant.parse('2026-11-23T09:30:00+03:30');
const referralNumber = (number: number) =>
  Referral.parse({
    id: `referral-${number}`,
    subject: 'subject-1',
    rahyar: 'staff-1',
    partner: 'part',
    process: 'digitalSignature',
    idempotencyKey: `key-${String(number).padStart(12, '0')}`,
    createdOn: '2026-11-23',
    state: 'created',
  });

/** Few referrals and many steps, so that most sends are repeats and decisions fall on every state. */
const step = fc.oneof(
  fc.record({ act: fc.constant('send' as const), number: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    act: fc.constant('poll' as const),
    decisions: fc.array(fc.constantFrom<PartnerDecision>('wait', 'advance', { declineCode: 'NO' })),
  }),
);

describe('the in-memory partner', () => {
  it('never acts twice on one key, and moves every referral along its states, one version at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (script) => {
        let decisions: PartnerDecision[] = [];
        const gateway = createInMemoryGateway({ now, decide: () => decisions.shift() ?? 'wait' });
        const sent = new Set<number>();
        for (const one of script) {
          if (one.act === 'send') {
            sent.add(one.number);
            expect((await gateway.send(referralNumber(one.number))).isOk()).toBe(true);
          } else {
            decisions = [...one.decisions];
            await gateway.pollEvents();
          }
        }
        decisions = [];
        const events = (await gateway.pollEvents())._unsafeUnwrap().filter((event) => event.kind === 'referralStateChanged');
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
        for (const number of sent)
          expect(coursesOf(events, `referral-${number}`)).toMatch(/^created(,accepted)?(,declined|(?<=accepted),completed)?$/);
        expect(events.every(({ referralId }) => sent.has(Number(referralId.slice('referral-'.length))))).toBe(true);
      }),
    );
  });
});

function coursesOf(events: readonly ReferralStateChanged[], referralId: string): string {
  const own = events.filter((event) => event.referralId === referralId);
  expect(own.map(({ stateVersion }) => stateVersion)).toEqual(own.map((_event, index) => index + 1));
  return own.map(({ state }) => state).join(',');
}
