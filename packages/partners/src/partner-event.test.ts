import { describe, expect, it } from 'vitest';
import { isKnown } from './open-word.ts';
import { PARTNER_STATES, parsePartnerEvent } from './partner-event.ts';

const wire = {
  id: 'evt_01J9ZC4Q8Y',
  type: 'referral.state_changed',
  timestamp: '2026-11-23T09:30:00+03:30',
  data: { referralId: 'referral-1', state: 'accepted', stateVersion: 2 },
};
const withData = (data: object) => ({ ...wire, data: { ...wire.data, ...data } });

describe('parsePartnerEvent', () => {
  it('reads a change of state', () => {
    expect(parsePartnerEvent(wire)._unsafeUnwrap()).toEqual({
      kind: 'referralStateChanged',
      id: 'evt_01J9ZC4Q8Y',
      at: '2026-11-23T09:30:00+03:30',
      referralId: 'referral-1',
      state: 'accepted',
      stateVersion: 2,
    });
    expect(parsePartnerEvent(withData({ code: 'DOCUMENTS_INCOMPLETE' }))._unsafeUnwrap()).toMatchObject({ code: 'DOCUMENTS_INCOMPLETE' });
  });

  it('leaves fields that it does not know unread', () => {
    const event = parsePartnerEvent({ ...withData({ fullName: 'سارا' }), subjectMobile: '09121234567' })._unsafeUnwrap();
    expect(JSON.stringify(event)).not.toMatch(/سارا|0912/);
  });

  it('keeps a newer state and marks it', () => {
    const event = parsePartnerEvent(withData({ state: 'awaiting_guarantor' }))._unsafeUnwrap();
    expect(event).toMatchObject({ kind: 'referralStateChanged', state: 'awaiting_guarantor' });
    expect(event.kind === 'referralStateChanged' && isKnown(PARTNER_STATES, event.state)).toBe(false);
  });

  it('keeps an event of a newer type, whatever its data', () => {
    expect(parsePartnerEvent({ ...wire, type: 'policy.renewed', data: null })._unsafeUnwrap()).toEqual({
      kind: 'unrecognized',
      id: 'evt_01J9ZC4Q8Y',
      at: '2026-11-23T09:30:00+03:30',
      type: 'policy.renewed',
    });
  });

  it('reads a change of any other thing with a state, its states unjudged', () => {
    const data = { id: 'loan_01J9ZC', state: 'under_review', stateVersion: 3, fullName: 'سارا' };
    const loan = { ...wire, type: 'bank.loan.state_changed', data };
    const read = {
      kind: 'stateChanged',
      id: 'evt_01J9ZC4Q8Y',
      at: '2026-11-23T09:30:00+03:30',
      type: 'bank.loan.state_changed',
      thingId: 'loan_01J9ZC',
      state: 'under_review',
      stateVersion: 3,
    };
    expect(parsePartnerEvent(loan)._unsafeUnwrap()).toEqual(read);
    const withCode = { ...loan, data: { ...data, code: 'INCOME_UNPROVEN' } };
    expect(parsePartnerEvent(withCode)._unsafeUnwrap()).toEqual({ ...read, code: 'INCOME_UNPROVEN' });
  });

  it.each([
    ['without an id', { id: undefined }],
    ['with a national id for an id', { id: '0012345679' }],
    ['with words for a state', { state: 'Sara Ahmadi' }],
    ['with a version before the first', { stateVersion: 0 }],
    ['with words for a code', { code: 'کد ملی' }],
  ])('refuses a change of another thing %s', (_what, data) => {
    const loan = { ...wire, type: 'bank.loan.state_changed', data: { id: 'loan_1', state: 'active', stateVersion: 1, ...data } };
    expect(parsePartnerEvent(loan).isErr()).toBe(true);
  });

  it.each([
    ['no object', 'evt_1'],
    ['an id without a prefix', { ...wire, id: '0012345679' }],
    ['an id that is too long', { ...wire, id: `evt_${'a'.repeat(40)}` }],
    ['a moment without a zone', { ...wire, timestamp: '2026-11-23T09:30:00' }],
    ['no data', { ...wire, data: undefined }],
    ['a version before the first', withData({ stateVersion: 0 })],
    ['a broken version', withData({ stateVersion: 1.5 })],
    ['words in place of a state', withData({ state: 'Sara Ahmadi' })],
    ['words in place of a code', withData({ code: 'کد ملی ۰۰۱۲۳۴۵۶۷۹' })],
    ['a national id in place of a code', withData({ code: 'ID_0012345679' })],
  ])('refuses %s', (_what, input) => {
    expect(parsePartnerEvent(input).isErr()).toBe(true);
  });

  it('names the place and not the value', () => {
    const error = parsePartnerEvent(withData({ state: 'Sara Ahmadi' }))._unsafeUnwrapErr();
    expect(error.issues).toEqual([{ path: ['data', 'state'], code: 'value.format' }]);
  });
});
