import { KEY_PROCESSES } from '@rahyar/domain';

const caseload = { person: 10_000, collective: 50, organization: 5 };
const service = { caseload, contactsPerDay: 20, channels: ['phoneCounselling'], mastery: KEY_PROCESSES, leave: [] };
const serves = { employer: { kind: 'secretariat' }, qualification: { motivation: true, interest: true, skill: true }, service };

/** Rows as another system hands them over: not parsed yet. */
export const staff: unknown[] = [
  { ...serves, id: 'rahyar-damghan', post: { kind: 'areaRahyar', jurisdiction: ['2001'] } },
  { ...serves, id: 'rahyar-online', post: { kind: 'onlineRahyar' } },
];

export const people: unknown[] = [
  { subject: 'member', kind: 'natural', id: 'm-1', home: '۲۰۰۱', lastActivity: { signIn: '2026-11-20' } },
  { subject: 'applicant', id: 'a-1', work: '2001', appliedOn: '2026-11-22' },
  { subject: 'jihadiCore', id: 'core-1', home: '0908' },
];
