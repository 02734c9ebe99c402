import type { IsoDate, RahyariPolicy, StaffMember } from '@rahyar/domain';
import { type AssignmentProblem, type GivenDirectives, type Roster, rosterOf } from '@rahyar/engine';
import { findDivision } from '@rahyar/geo';
import type { Planning } from '@rahyar/scheduler';
import { timingOf } from '../commands/plan-inputs.ts';
import type { KnownReferences } from '../files/members.ts';

/** What a distributed plan is made from, but for the members themselves: plain data that every worker reads. */
export type PlanRequest = {
  readonly on: IsoDate;
  readonly policy: RahyariPolicy;
  readonly staff: readonly StaffMember[];
  readonly affiliatedOrganizations: readonly string[];
  readonly directives: GivenDirectives;
  /** The first id of every range of members but the first, ascending: there is one range more. */
  readonly cuts: readonly string[];
  /** Into how many chunks the members file was cut. */
  readonly chunkCount: number;
};

/** What a worker makes of a request, once for all of its shards. */
export type ShardWorld = {
  readonly request: PlanRequest;
  readonly roster: Roster;
  readonly known: KnownReferences;
  readonly timing: Planning;
  /** The part of every problem that does not depend on its subjects. */
  readonly problem: Pick<AssignmentProblem, 'on' | 'policy' | 'staff' | 'rahyars'>;
};

export function worldOf(request: PlanRequest): ShardWorld {
  const { on, policy } = request;
  const roster = rosterOf(request.staff);
  const { staff, rahyars } = roster;
  const timing = timingOf(on);
  if (timing === undefined) throw new Error('invariant: the day was checked before the plan was submitted');
  return {
    request,
    roster,
    known: {
      roster,
      affiliatedOrganizations: new Set(request.affiliatedOrganizations),
      isDivision: (code) => findDivision(code) !== undefined,
    },
    timing,
    problem: { on, policy, staff, rahyars },
  };
}

export const rangeCountOf = ({ cuts }: PlanRequest): number => cuts.length + 1;

/** Worklists are made for parts of the staff. A member may stand on the list of anyone: every part hears from every range. */
export const staffCutsOf = (request: PlanRequest): readonly number[] => {
  const parts = Math.max(1, Math.min(request.staff.length, Math.ceil(Math.sqrt(rangeCountOf(request)))));
  return Array.from({ length: parts + 1 }, (_, part) => Math.floor((request.staff.length * part) / parts));
};
