import {
  type DivisionCode,
  epochDayOf,
  type IsoDate,
  type NotARahyar,
  type Pin,
  type Rahyar,
  type RahyariPolicy,
  rahyarOf,
  type StaffMember,
} from '@rahyar/domain';
import type { Profile } from './profile.ts';
import { NOBODY, type RelationRow, type SubjectColumns } from './subject-columns.ts';

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
  /** The first says nothing. */
  readonly profiles: readonly Profile[];
  /** What people have decided, as given, and what of it holds on the day, by index of the subject. */
  readonly givenDirectives: GivenDirectives;
  readonly directives: ReadonlyMap<number, SubjectDirective>;
  readonly subjects: SubjectColumns;
};

/** As much of a directive as decisions rest on. */
export type GivenDirective = Pick<Pin, 'subject' | 'rahyar' | 'on' | 'until'>;
export type GivenDirectives = Readonly<Record<'pins' | 'vetoes', readonly GivenDirective[]>>;

/** What people have decided about one subject for the day; indexes of staff. `vetoes` ascend. */
export type SubjectDirective = { readonly pin?: number; readonly vetoes: readonly number[] };

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
