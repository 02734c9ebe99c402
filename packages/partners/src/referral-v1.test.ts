import { parseWith, Referral } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { ReferralV1, toReferralV1 } from './referral-v1.ts';

const referral = Referral.parse({
  id: 'referral-1',
  subject: 'subject-1',
  rahyar: 'staff-1',
  partner: 'part',
  process: 'creditAssessment',
  idempotencyKey: 'key-0123456789abcdef',
  createdOn: '2026-11-23',
  state: 'created',
});

describe('toReferralV1', () => {
  it('carries opaque ids, the process and the day, and nothing else', () => {
    expect(toReferralV1(referral)).toEqual({
      version: 1,
      referralId: 'referral-1',
      subjectId: 'subject-1',
      rahyarId: 'staff-1',
      partner: 'part',
      process: 'creditAssessment',
      createdOn: '2026-11-23',
    });
  });

  it('gives the same text in every state, so that a resend is the same body', () => {
    expect(JSON.stringify(toReferralV1({ ...referral, state: 'sent' }))).toBe(JSON.stringify(toReferralV1(referral)));
  });
});

describe('ReferralV1', () => {
  it('accepts what toReferralV1 makes and refuses any further field', () => {
    const wire = toReferralV1(referral);
    expect(parseWith(ReferralV1, wire).isOk()).toBe(true);
    const refused = parseWith(ReferralV1, { ...wire, nationalId: '0012345679' })._unsafeUnwrapErr();
    expect(refused.issues).toEqual([{ path: [], code: 'value.unknownKey' }]);
    expect(parseWith(ReferralV1, { ...wire, version: 2 }).isErr()).toBe(true);
  });
});
