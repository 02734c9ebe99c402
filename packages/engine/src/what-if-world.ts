import { fingerprint, type RahyariPolicy, type StaffMember, type SubjectClass } from '@rahyar/domain';
import { withDirectives } from './directives.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import { type AssignmentProblem, rosterOf } from './problem.ts';
import { NOBODY } from './subject-columns.ts';

/** What might be changed about the day of a plan. All of it together makes one other world. */
export type WhatIfChanges = {
  /** Seats more, or with a number below 0 fewer. */
  readonly seats?: readonly { readonly rahyar: string; readonly subjectClass: SubjectClass; readonly more: number }[];
  /** Members of the community who are not there yet. */
  readonly rahyars?: readonly StaffMember[];
  /** The ids of rahyars who would be on leave on the day. */
  readonly leave?: readonly string[];
  readonly policy?: RahyariPolicy;
};

/**
 * Why a change makes no world, and where it stands in the changes; nothing of its content. `unknownRahyar`: nobody with that id serves as a
 * rahyar. `knownAlready`: somebody has that id. `fewerThanNone`: a caseload would fall below 0. `otherActsQualify`: the policy counts other acts
 * as activity, which the days of activity that a problem holds cannot tell.
 */
export type WhatIfFault = {
  readonly kind: 'unknownRahyar' | 'knownAlready' | 'fewerThanNone' | 'otherActsQualify';
  readonly list: keyof WhatIfChanges;
  readonly index: number;
};

/** The other world, in which everybody who has a seat in the plan had it yesterday; and the new index of each member of staff. */
export type OtherWorld = { readonly problem: AssignmentProblem; readonly staffIndex: Int32Array };

export function otherWorldOf(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  changes: WhatIfChanges,
): { readonly world: OtherWorld } | { readonly faults: readonly WhatIfFault[] } {
  const { staff, faults } = changedStaff(problem, changes);
  const policy = changes.policy ?? problem.policy;
  if (actsOf(policy) !== actsOf(problem.policy)) faults.push({ kind: 'otherActsQualify', list: 'policy', index: 0 });
  if (faults.length > 0) return { faults };

  const roster = rosterOf(staff);
  const staffIndex = Int32Array.from(problem.staff, ({ id }) => roster.indexOf(id));
  const previous = Int32Array.from(problem.subjects.previous, (_, subject) =>
    isDedicated(plan, subject) ? (staffIndex[primaryOf(plan, subject)] as number) : NOBODY,
  );
  const linkSets = problem.linkSets.map((links) => links.map((index) => staffIndex[index] as number).sort((a, b) => a - b));
  const undirected = {
    ...problem,
    policy,
    staff: roster.staff,
    rahyars: roster.rahyars,
    linkSets,
    subjects: { ...problem.subjects, previous },
  };
  return { world: { problem: withDirectives(undirected, problem.givenDirectives).problem, staffIndex } };
}

const actsOf = ({ activity }: RahyariPolicy): string => fingerprint([...activity.qualifying].sort().join());

function changedStaff(
  problem: AssignmentProblem,
  { seats = [], rahyars = [], leave = [] }: WhatIfChanges,
): { staff: StaffMember[]; faults: WhatIfFault[] } {
  const faults: WhatIfFault[] = [];
  const staff = new Map<string, StaffMember>(problem.staff.map((member) => [member.id, member]));
  rahyars.forEach((member, index) => {
    if (staff.has(member.id)) faults.push({ kind: 'knownAlready', list: 'rahyars', index });
    else staff.set(member.id, member);
  });
  const serve = (id: string, list: keyof WhatIfChanges, index: number, change: (service: Service) => Service): void => {
    const member = staff.get(id);
    if (member?.service === undefined) faults.push({ kind: 'unknownRahyar', list, index });
    else staff.set(id, { ...member, service: change(member.service) });
  };
  seats.forEach(({ rahyar, subjectClass, more }, index) => {
    serve(rahyar, 'seats', index, (service) => {
      const count = service.caseload[subjectClass] + more;
      if (count < 0) faults.push({ kind: 'fewerThanNone', list: 'seats', index });
      return { ...service, caseload: { ...service.caseload, [subjectClass]: count } };
    });
  });
  leave.forEach((rahyar, index) => {
    serve(rahyar, 'leave', index, (service) => ({ ...service, leave: [...service.leave, { from: problem.on, to: problem.on }] }));
  });
  return { staff: [...staff.values()], faults };
}

type Service = NonNullable<StaffMember['service']>;
