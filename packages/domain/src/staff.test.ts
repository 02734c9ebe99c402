import { describe, expect, it } from 'vitest';
import { Rahyar } from './rahyar.ts';
import { RAHYAR_KINDS } from './rahyar-kind.ts';
import { rahyarOf, StaffMember } from './staff.ts';

const secretariat = { kind: 'secretariat' };
const partner = { kind: 'rahyariOrganization', organization: 'part' };
const service = { caseload: { person: 1, collective: 1, organization: 1 }, contactsPerDay: 1, channels: ['sms'], mastery: [], leave: [] };
const qualified = { motivation: true, interest: true, skill: true };
const staff = (changes: object) =>
  StaffMember.parse({ id: 's1', employer: secretariat, post: { kind: 'onlineRahyar' }, qualification: qualified, service, ...changes });

describe('rahyarOf', () => {
  it.each([
    ['area', { post: { kind: 'areaRahyar', jurisdiction: ['01'] } }],
    ['organization', { post: { kind: 'organizationRahyar', organizations: ['behzisti'], within: ['02'] } }],
    ['social', { post: { kind: 'partnerSpecialist', field: 'banking' }, employer: partner }],
    ['online', {}],
  ] as const)('reads the %s rahyar', (kind, changes) => {
    const read = rahyarOf(staff(changes));
    expect('rahyar' in read && Rahyar.parse(read.rahyar).kind).toBe(kind);
    expect(RAHYAR_KINDS).toContain(kind);
  });

  it.each([
    ['a clerk without motivation', { qualification: { ...qualified, motivation: false } }, 'notQualified'],
    ['a secretary', { post: { kind: 'affairsSecretary', portfolio: { by: 'region', region: ['10'] } } }, 'postIsNotARahyarPost'],
    ['an assistant', { post: { kind: 'assistantSecretary', assists: 's2' } }, 'postIsNotARahyarPost'],
    ['a support officer', { post: { kind: 'supportOfficer', organizations: ['part'] } }, 'postIsNotARahyarPost'],
    ['a specialist employed by the secretariat', { post: { kind: 'partnerSpecialist', field: 'banking' } }, 'wrongEmployer'],
    ['an area rahyar employed by a partner', { post: { kind: 'areaRahyar', jurisdiction: ['01'] }, employer: partner }, 'wrongEmployer'],
    ['someone without recorded service', { service: undefined }, 'noServiceRecorded'],
  ])('finds no rahyar in %s', (_who, changes, reason) => {
    expect(rahyarOf(staff(changes))).toEqual({ not: reason });
  });
});
