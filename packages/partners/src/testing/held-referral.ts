import { Referral } from '@rahyar/domain';

/** A referral about to be sent. */
export const referral = Referral.parse({
  id: 'referral-1',
  subject: 'subject-1',
  rahyar: 'staff-1',
  partner: 'part',
  process: 'creditAssessment',
  idempotencyKey: 'key-0123456789abcdef',
  createdOn: '2026-11-23',
  state: 'created',
});

/** The referral as the partner holds it. */
export const held = {
  id: 'ref_1',
  referralId: 'referral-1',
  subjectId: 'subject-1',
  rahyarId: 'staff-1',
  partner: 'part',
  process: 'creditAssessment',
  createdOn: '2026-11-23',
  state: 'created',
  stateVersion: 1,
  allowedActions: [],
  timeline: [],
  createdAt: '2026-11-23T09:30:00+03:30',
  updatedAt: '2026-11-23T09:30:00+03:30',
};
