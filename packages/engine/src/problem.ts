import {
  type DivisionCode,
  epochDayOf,
  type IsoDate,
  type NotARahyar,
  type Rahyar,
  type RahyariPolicy,
  rahyarOf,
  type StaffMember,
  type Subject,
} from '@rahyar/domain';
import { createSubjectCollector, NOBODY, type RelationRow, type SubjectColumns } from './subject-columns.ts';

/** Everything that an assignment is made from. Plain data; nothing in it changes while it is used. */
export type AssignmentProblem = {
  readonly on: IsoDate;
  readonly policy: RahyariPolicy;
  /** The whole community, in ascending order of id. */
  readonly staff: readonly StaffMember[];
  /** The rahyar in each staff record, or none: a rahyar's index is its staff index. Available on the day or not: see {@link unavailability}. */
  readonly rahyars: readonly (Rahyar | undefined)[];
  readonly places: readonly DivisionCode[];
  readonly organizations: readonly string[];
  readonly relationSets: readonly (readonly RelationRow[])[];
  readonly linkSets: readonly (readonly number[])[];
  readonly subjects: SubjectColumns;
};

/** The community as the engine reads it. */
export type Roster = {
  readonly staff: readonly StaffMember[];
  readonly rahyars: readonly (Rahyar | undefined)[];
  readonly notRahyars: readonly { readonly id: string; readonly reason: NotARahyar }[];
  readonly repeatedIds: readonly string[];
  /** The index of a member of staff, rahyar or not, or NOBODY. */
  indexOf(id: string): number;
};

/** Reads the rahyars out of the community, in the order of their ids; a repeated id keeps its first row. */
export function rosterOf(community: readonly StaffMember[]): Roster {
  const byId = new Map<string, StaffMember>();
  const repeatedIds: string[] = [];
  for (const member of community) {
    if (byId.has(member.id)) repeatedIds.push(member.id);
    else byId.set(member.id, member);
  }
  const staff = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const read = staff.map(rahyarOf);
  const indexes = new Map(staff.map((member, index) => [member.id as string, index]));
  return {
    staff,
    rahyars: read.map((outcome) => ('rahyar' in outcome ? outcome.rahyar : undefined)),
    notRahyars: read.flatMap((outcome, index) => ('not' in outcome ? [{ id: (staff[index] as StaffMember).id, reason: outcome.not }] : [])),
    repeatedIds,
    indexOf: (id) => indexes.get(id) ?? NOBODY,
  };
}

/** What is known about one subject for one day, beside its facts. */
export type SubjectInput = { readonly subject: Subject; readonly dueOn?: IsoDate; readonly previousRahyar?: string };

/**
 * Builds a problem from parsed objects: the object path. For millions of rows fill {@link SubjectColumns} directly; both run the same engine.
 * A repeated subject id keeps its first row and is named in `repeatedIds`.
 */
export function problemOf(input: {
  on: IsoDate;
  policy: RahyariPolicy;
  community: readonly StaffMember[];
  subjects: Iterable<SubjectInput>;
}): { problem: AssignmentProblem; roster: Roster; repeatedIds: string[] } {
  const roster = rosterOf(input.community);
  const collector = createSubjectCollector(input.policy, roster.indexOf);
  const repeatedIds: string[] = [];
  for (const { subject, dueOn, previousRahyar } of input.subjects) {
    const previous = previousRahyar === undefined ? NOBODY : roster.indexOf(previousRahyar);
    if (!collector.add(subject, dueOn, previous)) repeatedIds.push(subject.id);
  }
  const { places, organizations, relationSets, linkSets } = collector;
  const { staff, rahyars } = roster;
  const subjects = collector.toColumns();
  return {
    problem: { on: input.on, policy: input.policy, staff, rahyars, places, organizations, relationSets, linkSets, subjects },
    roster,
    repeatedIds,
  };
}

/** Why a rahyar cannot be given anyone on a day. */
export type Unavailability = 'onLeave' | 'noChannel' | 'mastersTooLittle';

/**
 * Whether a rahyar can be given subjects on the day of the problem: reachable, that is not on leave (L77 "در دسترس") and with a
 * channel, which for an online rahyar is online counselling or the telephone (L109),
 * and, for area and organisation rahyars, master of the processes that the policy requires (L97). `undefined` means available.
 */
export function unavailability(rahyar: Rahyar, on: IsoDate, policy: RahyariPolicy): Unavailability | undefined {
  if (rahyar.service.leave.some((period) => period.from <= on && on <= period.to)) return 'onLeave';
  const { channels } = rahyar.service;
  const answersOnline = channels.includes('onlineCounselling') || channels.includes('phoneCounselling');
  if (rahyar.kind === 'online' ? !answersOnline : channels.length === 0) return 'noChannel';
  const mustMaster = rahyar.kind === 'area' || rahyar.kind === 'organization';
  if (mustMaster && !policy.requiredMastery.every((process) => rahyar.service.mastery.includes(process))) return 'mastersTooLittle';
  return undefined;
}

/** The day of the problem as an epoch day. */
export const dayOf = (problem: AssignmentProblem): number => epochDayOf(problem.on);
