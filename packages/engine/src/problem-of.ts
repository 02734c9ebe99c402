import { type Directives, type IsoDate, NO_DIRECTIVES, type RahyariPolicy, type StaffMember, type Subject } from '@rahyar/domain';
import { type Contradiction, withDirectives } from './directives.ts';
import { type AssignmentProblem, type Roster, rosterOf } from './problem.ts';
import { createSubjectCollector, NOBODY } from './subject-columns.ts';

/** What is known about one subject for one day, beside its facts. */
export type SubjectInput = { readonly subject: Subject; readonly dueOn?: IsoDate; readonly previousRahyar?: string };

/**
 * Builds a problem from parsed objects: the object path. For millions of rows fill {@link SubjectColumns} directly; both run the same engine.
 * A repeated subject id keeps its first row and is named in `repeatedIds`; directives that cannot be kept are named in `contradictions`.
 */
export function problemOf(input: {
  on: IsoDate;
  policy: RahyariPolicy;
  community: readonly StaffMember[];
  subjects: Iterable<SubjectInput>;
  directives?: Directives;
}): { problem: AssignmentProblem; roster: Roster; repeatedIds: string[]; contradictions: readonly Contradiction[] } {
  const roster = rosterOf(input.community);
  const collector = createSubjectCollector(input.policy, roster.indexOf);
  const repeatedIds: string[] = [];
  for (const { subject, dueOn, previousRahyar } of input.subjects) {
    const previous = previousRahyar === undefined ? NOBODY : roster.indexOf(previousRahyar);
    if (!collector.add(subject, dueOn, previous)) repeatedIds.push(subject.id);
  }
  const { places, organizations, relationSets, linkSets, profiles } = collector;
  const { staff, rahyars } = roster;
  const subjects = collector.toColumns();
  const undirected = {
    on: input.on,
    policy: input.policy,
    staff,
    rahyars,
    places,
    organizations,
    relationSets,
    linkSets,
    profiles,
    subjects,
  };
  return { ...withDirectives(undirected, input.directives ?? NO_DIRECTIVES), roster, repeatedIds };
}
