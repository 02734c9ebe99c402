import { DEFAULT_POLICY, IsoDate, KEY_PROCESSES, parseWith, StaffMember, Subject } from '@rahyar/domain';
import { assign, createExplainer, explanationText, findMyRahyar, problemOf } from '@rahyar/engine';
import { findDivision } from '@rahyar/geo';

const caseload = { person: 10_000, collective: 50, organization: 5 };
const service = { caseload, contactsPerDay: 20, channels: ['phoneCounselling'], mastery: KEY_PROCESSES, leave: [] };
const serves = { employer: { kind: 'secretariat' }, qualification: { motivation: true, interest: true, skill: true }, service };
const staff = parseWith(StaffMember.array(), [
  { ...serves, id: 'rahyar-damghan', post: { kind: 'areaRahyar', jurisdiction: ['2001'] } },
  { ...serves, id: 'rahyar-online', post: { kind: 'onlineRahyar' } },
]);
const subjects = parseWith(Subject.array(), [
  { subject: 'member', kind: 'natural', id: 'm-1', home: '۲۰۰۱', lastActivity: { signIn: '2026-11-20' } },
  { subject: 'applicant', id: 'a-1', work: '2001', appliedOn: '2026-11-22' },
  { subject: 'jihadiCore', id: 'core-1', home: '0908' },
]);
if (staff.isErr() || subjects.isErr()) throw new Error('the input was refused: error.issues says where and why');

const rows = subjects.value.map((subject) => ({ subject }));
const { problem } = problemOf({ on: IsoDate.parse('2026-11-23'), policy: DEFAULT_POLICY, community: staff.value, subjects: rows });
const plan = assign(problem);
const explain = createExplainer(problem, plan);
const place = (code: string): string => findDivision(code)?.name ?? code;

for (const { id } of subjects.value) {
  const explanation = explain(id);
  if (explanation === undefined) continue;
  console.log(`${id}: ${findMyRahyar(problem, plan, id)?.responsible[0]?.rahyar}`);
  console.log(`${explanationText(explanation, 'fa', { place })}\n${explanationText(explanation, 'en')}\n`);
}
