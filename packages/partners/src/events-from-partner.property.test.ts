import { foldEvents, type Instant, IsoDate, parseWith, REFERRAL_STATES, Referral, type ReferralState, Subject } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsFromPartnerPage } from './events-from-partner.ts';
import { PARTNER_STATES, parsePartnerEvent } from './partner-event.ts';

const dayOf = (moment: Instant) => IsoDate.parse(moment.slice(0, 10));
const referral = Referral.parse({
  id: 'referral-1',
  subject: 'subject-1',
  rahyar: 'staff-1',
  partner: 'secretariat',
  process: 'membership',
  idempotencyKey: 'key-0123456789abcdef',
  createdOn: '2026-11-23',
  state: 'created',
});
const applicant = parseWith(Subject, { subject: 'applicant', id: 'subject-1', appliedOn: '2026-11-20' })._unsafeUnwrap();

/** A course of one referral at the partner, told in any order and with repeats, as webhooks and polls do. */
const story = fc
  .constantFrom(['created', 'accepted', 'completed'], ['created', 'declined'], ['created', 'accepted', 'declined'], ['created', 'accepted'])
  .chain((course) =>
    fc.array(fc.nat({ max: course.length - 1 }), { minLength: 1, maxLength: 12 }).map((told) =>
      told.map((index) =>
        parsePartnerEvent({
          id: `evt_${index + 1}`,
          type: 'referral.state_changed',
          timestamp: '2026-11-23T09:30:00+03:30',
          data: { referralId: 'referral-1', state: course[index], stateVersion: index + 1 },
        })._unsafeUnwrap(),
      ),
    ),
  );

describe('events from a partner', () => {
  it('move a referral only forward, end at the latest state told, and fold without a misfit, in whatever pages they come', () => {
    fc.assert(
      fc.property(story, fc.nat({ max: 12 }), (told, cut) => {
        let current = referral;
        const states: ReferralState[] = [current.state];
        const ids: string[] = [];
        let subjects: ReadonlyMap<string, Subject> = new Map([['subject-1', applicant]]);
        for (const page of [told.slice(0, cut), told.slice(cut)]) {
          const { events, moved } = eventsFromPartnerPage(page, new Map([[current.id, current]]), dayOf);
          current = moved[0] ?? current;
          ids.push(...events.map(({ id }) => id));
          states.push(...events.flatMap((event) => (event.type === 'referralProgressed' ? [event.state] : [])));
          const folded = foldEvents(subjects, events);
          expect(folded.unfolded).toEqual([]);
          subjects = folded.subjects;
        }
        const latest = PARTNER_STATES.filter((state) =>
          told.some((event) => event.kind === 'referralStateChanged' && event.state === state),
        ).at(-1);
        expect(current.state).toBe(latest === 'created' ? 'sent' : latest);
        const ranks = states.map((state) => REFERRAL_STATES.indexOf(state));
        expect(ranks).toEqual([...new Set(ranks)].sort((a, b) => a - b));
        expect(new Set(ids).size).toBe(ids.length);
        expect(subjects.get('subject-1')?.subject).toBe({ completed: 'member', declined: 'prospect' }[String(latest)] ?? 'applicant');
      }),
    );
  });
});
