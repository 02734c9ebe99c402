import { DEFAULT_POLICY, type IsoDate, KEY_PROCESSES, parseWith, type RahyariPolicy, StaffMember, Subject } from '@rahyar/domain';
import { type AssignmentPlan, type AssignmentProblem, assign, problemOf, type SubjectInput } from '@rahyar/engine';
import { wireDay } from './jalali.ts';

/** The people of the rahyar community in all scenarios, in the province of Semnan (division 20). Divisions and bodies are real, people are not. */
const qualification = { motivation: true, interest: true, skill: true };
const service = {
  caseload: { person: 10_000, collective: 50, organization: 5 },
  contactsPerDay: 20,
  channels: ['phoneCounselling', 'inPerson'],
  mastery: KEY_PROCESSES,
  leave: [],
};
const secretariat = { employer: { kind: 'secretariat' }, qualification };
const atPartner = (organization: string) => ({ employer: { kind: 'rahyariOrganization', organization } });

export const community: readonly StaffMember[] = parseWith(StaffMember.array(), [
  { ...secretariat, service, id: 'rahyar-damghan', post: { kind: 'areaRahyar', jurisdiction: ['2001'] } },
  { ...secretariat, service, id: 'rahyar-semnan', post: { kind: 'areaRahyar', jurisdiction: ['2002'] } },
  {
    ...secretariat,
    service: { ...service, caseload: { ...service.caseload, collective: 1 } },
    id: 'rahyar-mahdishahr',
    post: { kind: 'areaRahyar', jurisdiction: ['2005'] },
  },
  {
    ...secretariat,
    service: { ...service, leave: [{ from: wireDay('1405/10/01'), to: wireDay('1405/10/20') }] },
    id: 'rahyar-shahmirzad',
    post: { kind: 'areaRahyar', jurisdiction: ['2005011543'] },
  },
  {
    ...secretariat,
    service,
    id: 'rahyar-emdad',
    post: { kind: 'organizationRahyar', organizations: ['emdadCommittee'], within: ['20'] },
  },
  {
    ...secretariat,
    service: { ...service, channels: ['onlineCounselling', 'phoneCounselling'] },
    id: 'rahyar-online',
    post: { kind: 'onlineRahyar' },
  },
  { ...secretariat, id: 'secretary-semnan', post: { kind: 'affairsSecretary', portfolio: { by: 'region', region: ['20'] } } },
  { ...secretariat, id: 'support-bank', post: { kind: 'supportOfficer', organizations: ['resalatBank'] } },
  { ...secretariat, id: 'support-part', post: { kind: 'supportOfficer', organizations: ['part'] } },
  { ...secretariat, id: 'support-dadfar', post: { kind: 'supportOfficer', organizations: ['novinDadfar'] } },
  { ...atPartner('part'), qualification, service, id: 'analyst-part', post: { kind: 'partnerSpecialist', field: 'creditAssessment' } },
  {
    ...atPartner('resalatBank'),
    qualification: { motivation: false, interest: true, skill: false },
    service,
    id: 'clerk-bank',
    post: { kind: 'partnerSpecialist', field: 'banking' },
  },
])._unsafeUnwrap();

/** Parses the subjects of a scenario. */
export const subjectsOf = (rows: readonly unknown[]): Subject[] => parseWith(Subject.array(), rows)._unsafeUnwrap();

/** The plan of one day. */
export function planOn(
  on: IsoDate,
  subjects: Iterable<SubjectInput>,
  policy: RahyariPolicy = DEFAULT_POLICY,
): { problem: AssignmentProblem; plan: AssignmentPlan } {
  const { problem } = problemOf({ on, policy, community, subjects });
  return { problem, plan: assign(problem) };
}
