import { DomainEvent, FollowUp, IsoDate, Referral, ReferralId } from '@rahyar/domain';
import type { PlanManifest } from '../plan.ts';

/** Small valid values for the contract suite. The same number gives the same value; `changes` are laid over it. */
export const eventNumber = (number: number, changes: object = {}): DomainEvent =>
  DomainEvent.parse({ id: `event-${number}`, subject: 'subject-1', on: '2026-11-23', type: 'membershipRequested', ...changes });

export const registeredEvent = (number: number): DomainEvent =>
  DomainEvent.parse({
    id: `event-${number}`,
    subject: 'subject-1',
    on: '2026-11-23',
    type: 'subjectRegistered',
    facts: {
      subject: 'member',
      kind: 'natural',
      id: 'subject-1',
      relations: [{ organization: 'behzisti', relation: 'beneficiary' }],
      lastActivity: { signIn: '2026-11-20' },
      identity: { nationalId: '0499370899' },
    },
  });

export const referralNumber = (number: number, changes: object = {}): Referral =>
  Referral.parse({
    id: `referral-${number}`,
    subject: 'subject-1',
    rahyar: 'staff-1',
    partner: 'part',
    process: 'creditAssessment',
    idempotencyKey: `idempotency-key-${number}`,
    createdOn: '2026-11-23',
    state: 'created',
    ...changes,
  });

export const referralId = (number: number): ReferralId => ReferralId.parse(`referral-${number}`);

export const followUpNumber = (number: number, changes: object = {}): FollowUp =>
  FollowUp.parse({
    id: `followUp-${number}`,
    subject: 'subject-1',
    responsible: 'staff-1',
    rule: 'cadence',
    dueOn: '2026-11-23',
    state: 'scheduled',
    ...changes,
  });

export const planNumber = (number: number, rows = 1): PlanManifest => ({
  id: `plan-${number}`,
  parts: [{ name: 'assignments.ndjson', rows, sha256: 'a'.repeat(64) }],
});

export const day = (text: string): IsoDate => IsoDate.parse(text);
