import type { StaffMember } from '@rahyar/domain';
import type { AssignmentProblem } from '@rahyar/engine';
import { subjectAt } from './subject-at.ts';

/** The subjects as a members file: one JSON object a line, each with its line end, in the order of ids. */
export function* toMembersNdjson(problem: AssignmentProblem): Generator<string> {
  for (let index = 0; index < problem.subjects.ids.count; index++) yield `${JSON.stringify(subjectAt(problem, index))}\n`;
}

/** The staff as a community file, one a line. */
export const toCommunityJson = (staff: readonly StaffMember[]): string =>
  `{"staff":[\n${staff.map((member) => JSON.stringify(member)).join(',\n')}\n]}\n`;
