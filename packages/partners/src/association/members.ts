import { capability } from '../contract/capability.ts';
import { stateMachine } from '../contract/machine.ts';
import { list, read, search } from '../contract/operation.ts';
import { resource } from '../contract/resource.ts';
import { choiceOf, DayV1, DivisionV1, IdentityCodeV1, openWordOf, PARTY_KINDS, StaffRef, SubjectRef } from '../contract/wire.ts';

/** What counts as activity is the association's own policy; the partner tells the outcome only. */
export const MEMBER_MACHINE = stateMachine({
  states: {
    active: { fa: 'عضو فعال', en: 'active' },
    inactive: { fa: 'عضو غیرفعال', en: 'inactive' },
    ended: { fa: 'عضویت پایان‌یافته', en: 'ended' },
  },
  initial: 'active',
  transitions: [
    { action: 'fall_inactive', from: ['active'], to: 'inactive', by: 'time' },
    { action: 'reactivate', from: ['inactive'], to: 'active', by: 'partner' },
    { action: 'end', from: ['active', 'inactive'], to: 'ended', by: 'partner' },
  ],
});

export const member = resource({
  name: 'member',
  title: { fa: 'عضو', en: 'member' },
  prefix: 'mbr',
  path: '/v1/members',
  machine: MEMBER_MACHINE,
  event: 'association.member.state_changed',
  fields: {
    memberId: SubjectRef,
    kind: openWordOf(PARTY_KINDS),
    nationalId: IdentityCodeV1,
    residence: DivisionV1.optional(),
    workplace: DivisionV1.optional(),
    primaryRahyarId: StaffRef.optional(),
    joinedOn: DayV1,
  },
  example: {
    memberId: 'member-1',
    kind: 'natural',
    nationalId: '0499370899',
    residence: '2301',
    primaryRahyarId: 'rahyar-1',
    joinedOn: '2024-03-20',
  },
});

/** The members of an area, the active and the inactive ones, and who accompanies them. */
export const members = capability({
  id: 'association.members',
  title: { fa: 'شناسایی اعضا', en: 'Identifying members' },
  processes: ['memberIdentification'],
  resources: [member],
  operations: {
    get: read(member, { summary: { fa: 'یک عضو', en: 'One member' } }),
    list: list(member, {
      summary: { fa: 'اعضای یک محدوده', en: 'The members of an area' },
      filters: {
        residence: DivisionV1.optional(),
        workplace: DivisionV1.optional(),
        primaryRahyarId: StaffRef.optional(),
        state: choiceOf(['active', 'inactive', 'ended']).optional(),
      },
    }),
    search: search(member, {
      summary: { fa: 'یافتن عضو با شمارهٔ ملی', en: 'Find a member by national id' },
      by: { nationalId: IdentityCodeV1 },
      example: { nationalId: '0499370899' },
    }),
  },
});
