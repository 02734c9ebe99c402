import { DomainEvent, FollowUp, FollowUpId, Instant, IsoDate, Referral, ReferralId, StaffId, SubjectId } from '@rahyar/domain';
import type { PlanManifest } from '../plan.ts';
import { FollowUpChange, Message, PlannedFollowUp, PlanRow } from '../records.ts';

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

export const followUpId = (number: number): FollowUpId => FollowUpId.parse(`followUp-${number}`);

/** Moments that lie before and after every clock that a store may have. */
export const LONG_AGO = Instant.parse('2001-01-01T00:00:00.000Z');
export const FAR_AHEAD = Instant.parse('2199-01-01T00:00:00.000Z');

/** Planned for a moment: long ago, if none is said; `null` never wakes. */
export const plannedNumber = (number: number, changes: object = {}, wakesAt: string | null = LONG_AGO): PlannedFollowUp =>
  PlannedFollowUp.parse({ followUp: followUpNumber(number, changes), ...(wakesAt === null ? {} : { wakesAt }) });

/** Done by `staff-1`. */
export const changeNumber = (number: number, changes: object = {}): FollowUpChange =>
  FollowUpChange.parse({ key: `change-${number}`, id: `followUp-${number}`, state: 'done', by: 'staff-1', ...changes });

export const messageNumber = (number: number, changes: object = {}): Message =>
  Message.parse({
    key: `message-${number}`,
    channel: 'panel',
    to: 'staff-1',
    kind: 'followUpDue',
    about: `followUp-${number}`,
    ...changes,
  });

export const planNumber = (number: number, rows = 1): PlanManifest => ({
  id: `plan-${number}`,
  parts: [{ name: 'assignments.ndjson', rows, sha256: 'a'.repeat(64) }],
});

export const planRowNumber = (number: number, changes: object = {}): PlanRow =>
  PlanRow.parse({ subject: `subject-${number}`, staff: 'staff-1', tier: 'activeMember', dedicated: true, rank: number, ...changes });

export const day = (text: string): IsoDate => IsoDate.parse(text);
export const moment = (text: string): Instant => Instant.parse(text);
export const staffNumber = (number: number): StaffId => StaffId.parse(`staff-${number}`);
export const subjectNumber = (number: number): SubjectId => SubjectId.parse(`subject-${number}`);
