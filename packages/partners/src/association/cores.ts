import * as z from 'zod';
import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { marked } from '../contract/marks.ts';
import { act, create, pageOf, read, view } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { choiceOf, DayV1, DivisionV1, openWordOf, StaffRef, SubjectRef, Title } from '../contract/wire.ts';

export const CORE_TYPES = ['social_entrepreneurship', 'social_trust', 'jihadi'] as const;

/** A delegate of the secretary proposes, the specialist at the central secretariat reviews, and issues the identifier or sends it back. */
export const CORE_MACHINE = stateMachine({
  states: {
    requested: { fa: 'معرفی‌شده', en: 'proposed' },
    under_review: { fa: 'در حال بررسی', en: 'under review' },
    returned: { fa: 'بازگردانده برای اصلاح', en: 'returned for correction' },
    issued: { fa: 'شناسه صادر شده', en: 'issued' },
    suspended: { fa: 'تعلیق‌شده', en: 'suspended' },
    revoked: { fa: 'باطل‌شده', en: 'revoked' },
    rejected: { fa: 'ردشده', en: 'rejected' },
    expired: { fa: 'منقضی', en: 'expired' },
  },
  initial: 'requested',
  transitions: [
    { action: 'resubmit', from: ['returned'], to: 'requested', by: 'caller' },
    { action: 'revoke', from: ['issued', 'suspended'], to: 'revoked', by: 'caller' },
    { action: 'review', from: ['requested'], to: 'under_review', by: 'partner' },
    { action: 'return', from: ['under_review'], to: 'returned', by: 'partner' },
    { action: 'issue', from: ['under_review'], to: 'issued', by: 'partner' },
    { action: 'reject', from: ['under_review'], to: 'rejected', by: 'partner' },
    { action: 'suspend', from: ['issued'], to: 'suspended', by: 'partner' },
    { action: 'reinstate', from: ['suspended'], to: 'issued', by: 'partner' },
    { action: 'expire', from: ['returned'], to: 'expired', by: 'time' },
  ],
});

const LeaderV1 = z.object({ memberId: SubjectRef, expertise: Title });
const proposal = {
  title: Title,
  division: DivisionV1,
  leaders: z.array(LeaderV1).min(1).max(5),
  memberIds: z.array(SubjectRef).min(1).max(100),
};

export const coreIdentifier = resource({
  name: 'coreIdentifier',
  title: { fa: 'شناسهٔ هسته', en: 'core identifier' },
  prefix: 'core',
  path: '/v1/core-identifiers',
  machine: CORE_MACHINE,
  event: 'association.core_identifier.state_changed',
  fields: {
    ...proposal,
    coreType: openWordOf(CORE_TYPES),
    proposedBy: StaffRef,
    /** The identifier itself, from `issued` on. */
    identifier: marked('none', z.string().regex(/^[A-Za-z0-9-]{1,30}$/, 'value.format')).optional(),
    introducedBefore: marked('none', z.boolean()).optional(),
  },
  example: {
    title: 'هستهٔ قالی‌بافی',
    division: '2301',
    leaders: [{ memberId: 'member-1', expertise: 'قالی‌بافی' }],
    memberIds: ['member-1', 'member-2', 'member-3'],
    coreType: 'social_entrepreneurship',
    proposedBy: 'staff-1',
  },
});

const CoreMemberV1 = z.object({ memberId: SubjectRef, role: openWordOf(['leader', 'member']), joinedOn: DayV1 });

/** Identifiers of cores: proposing a core, and following it until its identifier is issued. */
export const cores = capability({
  id: 'association.cores',
  title: { fa: 'شناسهٔ هسته', en: 'Core identifiers' },
  processes: ['coreIdIssuance'],
  resources: [coreIdentifier],
  operations: {
    requestIdentifier: create(coreIdentifier, {
      summary: { fa: 'معرفی هسته برای دریافت شناسه', en: 'Propose a core for an identifier' },
      body: {
        ...proposal,
        coreType: choiceOf(CORE_TYPES),
        proposedBy: StaffRef,
        /** A core that was active in the old system is introduced again. */
        introducedBefore: marked('none', z.boolean()).optional(),
      },
      example: {
        title: 'هستهٔ قالی‌بافی',
        division: '2301',
        leaders: [{ memberId: 'member-1', expertise: 'قالی‌بافی' }],
        memberIds: ['member-1', 'member-2', 'member-3'],
        coreType: 'social_entrepreneurship',
        proposedBy: 'staff-1',
      },
      rejections: ['CORE_MIN_MEMBERS', 'MEMBER_INACTIVE', 'LEADER_NOT_MEMBER'],
      conflicts: ['MEMBER_IN_OTHER_CORE'],
    }),
    get: read(coreIdentifier, { summary: { fa: 'یک شناسهٔ هسته', en: 'One core identifier' } }),
    resubmit: act(coreIdentifier, 'resubmit', {
      summary: { fa: 'فرستادن دوباره پس از اصلاح', en: 'Hand in again after correction' },
      body: proposal,
      example: {
        title: 'هستهٔ قالی‌بافی',
        division: '2301',
        leaders: [{ memberId: 'member-1', expertise: 'قالی‌بافی' }],
        memberIds: ['member-1', 'member-2', 'member-3', 'member-4'],
      },
      rejections: ['CORE_MIN_MEMBERS', 'MEMBER_INACTIVE', 'LEADER_NOT_MEMBER'],
      conflicts: ['MEMBER_IN_OTHER_CORE'],
    }),
    listMembers: view(coreIdentifier, 'members', {
      summary: { fa: 'اعضای یک هسته', en: 'The members of a core' },
      output: pageOf(CoreMemberV1),
      answerExample: { data: [{ memberId: 'member-1', role: 'leader', joinedOn: '2026-04-21' }] },
    }),
    revoke: act(coreIdentifier, 'revoke', {
      summary: { fa: 'ابطال شناسه', en: 'Revoke an identifier' },
      rejections: ['OPEN_OBLIGATIONS'],
    }),
  },
});
