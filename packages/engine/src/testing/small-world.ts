import {
  type Caseload,
  DEFAULT_POLICY,
  type Directives,
  KEY_PROCESSES,
  NO_DIRECTIVES,
  Pin,
  type Post,
  type RahyariPolicy,
  StaffMember,
  Subject,
} from '@rahyar/domain';
import type { AssignmentProblem } from '../problem.ts';
import { problemOf, type SubjectInput } from '../problem-of.ts';
import { ON } from './arbitrary-problem.ts';

/** A qualified, reachable, masterly member of staff on the side that the post belongs to; `changes` overrides top-level fields. */
export function staffWith(
  id: string,
  post: unknown,
  caseload: Partial<Caseload> = {},
  changes: Readonly<Record<string, unknown>> = {},
): StaffMember {
  const kind = (post as Post).kind;
  const atPartner = kind === 'partnerSpecialist' || kind === 'supportOfficer';
  return StaffMember.parse({
    id,
    employer: atPartner ? { kind: 'rahyariOrganization', organization: 'part' } : { kind: 'secretariat' },
    post,
    qualification: { motivation: true, interest: true, skill: true },
    service: serviceWith(caseload),
    ...changes,
  });
}

export const serviceWith = (caseload: Partial<Caseload> = {}, changes: Readonly<Record<string, unknown>> = {}) => ({
  caseload: { person: 10, collective: 10, organization: 10, ...caseload },
  contactsPerDay: 5,
  channels: ['phoneCounselling'],
  mastery: [...KEY_PROCESSES],
  leave: [],
  ...changes,
});

export const areaPost = (...jurisdiction: string[]) => ({ kind: 'areaRahyar', jurisdiction });
export const organizationPost = (...organizations: string[]) => ({ kind: 'organizationRahyar', organizations });
export const onlinePost = { kind: 'onlineRahyar' };
export const specialistPost = { kind: 'partnerSpecialist', field: 'creditAssessment' };
export const regionalSecretaryPost = (...region: string[]) => ({ kind: 'affairsSecretary', portfolio: { by: 'region', region } });

/** An active member, unless the facts say otherwise. */
export const memberWith = (id: string, facts: Readonly<Record<string, unknown>> = {}): Subject =>
  Subject.parse({ id, subject: 'member', kind: 'natural', lastActivity: { signIn: ON }, ...facts });
export const prospectWith = (id: string, facts: Readonly<Record<string, unknown>> = {}): Subject =>
  Subject.parse({ id, subject: 'prospect', ...facts });

/** A person's decision on the day of the tests, without an end. */
export const directiveFor = (subject: string, rahyar: string): Pin => Pin.parse({ subject, rahyar, by: 'sec', on: ON, reason: 'test' });

/** A problem on the fixed day of the tests. Subjects may be given bare or with yesterday's rahyar. */
export const worldOf = (
  community: readonly StaffMember[],
  subjects: readonly (Subject | SubjectInput)[],
  policy: RahyariPolicy = DEFAULT_POLICY,
  directives: Directives = NO_DIRECTIVES,
): AssignmentProblem =>
  problemOf({ on: ON, policy, community, subjects: subjects.map((row) => ('id' in row ? { subject: row } : row)), directives }).problem;
