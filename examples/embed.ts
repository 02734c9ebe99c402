import { DEFAULT_POLICY, IsoDate, parseWith, StaffMember, Subject } from '@rahyar/domain';
import { assign, createExplainer, explanationText, problemOf } from '@rahyar/engine';
import { people, staff } from './embed-data.ts';

const community = parseWith(StaffMember.array(), staff);
const subjects = parseWith(Subject.array(), people).map((rows) => rows.map((subject) => ({ subject })));
if (community.isErr() || subjects.isErr()) throw new Error('refused: error.issues says where and why');
const input = { community: community.value, subjects: subjects.value, on: IsoDate.parse('2026-11-23'), policy: DEFAULT_POLICY };
const { problem } = problemOf(input);
const explain = createExplainer(problem, assign(problem));
for (const { subject } of input.subjects) {
  const answer = explain(subject.id);
  if (answer !== undefined) console.log(`${answer.responsible[0]?.rahyar} accompanies ${subject.id}\n${explanationText(answer, 'fa')}\n`);
}
