import {
  BASES,
  type Basis,
  type Channel,
  type NotARahyar,
  PRIORITY_TIERS,
  type PriorityTier,
  type RahyarKind,
  rahyarOf,
  type StaffId,
} from '@rahyar/domain';
import { type AssignmentPlan, GAP_CAUSES, type GapCause, primaryBasis } from './plan.ts';
import { type AssignmentProblem, type Unavailability, unavailability } from './problem.ts';
import { NOBODY } from './subject-columns.ts';

/** One of the rahyars responsible for a subject. */
export type Responsible = {
  readonly rahyar: StaffId;
  readonly kind: RahyarKind;
  readonly basis: Basis;
  readonly isPrimary: boolean;
  readonly channels: readonly Channel[];
};

/** The answer to "who is my rahyar?". `responsible` has the primary first; there is none where every caseload is full and nobody is online. */
export type MyRahyar = {
  readonly subject: string;
  readonly tier: PriorityTier | undefined;
  readonly responsible: readonly Responsible[];
  /** Present when no dedicated rahyar could be given; `tell` is the affairs secretary of the region, if there is one. */
  readonly gap?: { readonly cause: GapCause; readonly tell?: StaffId };
};

/** Finds the rahyars of a subject in a plan; `undefined` when the subject is not in it. O(log subjects). */
export function findMyRahyar(problem: AssignmentProblem, plan: AssignmentPlan, subjectId: string): MyRahyar | undefined {
  const subject = problem.subjects.ids.indexOf(subjectId);
  if (subject === NOBODY) return undefined;
  const main = primaryBasis(plan, subject);
  const responsible = BASES.flatMap((basis): Responsible[] => {
    const rahyar = problem.rahyars[plan.responsible[basis][subject] as number];
    if (rahyar === undefined) return [];
    return [{ rahyar: rahyar.id, kind: rahyar.kind, basis, isPrimary: basis === main, channels: rahyar.service.channels }];
  }).sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
  const found = { subject: subjectId, tier: PRIORITY_TIERS[(plan.tier[subject] as number) - 1], responsible };
  const cause = GAP_CAUSES[plan.gapCause[subject] as number];
  if (cause === undefined || cause === 'none') return found;
  const tell = problem.staff[plan.gapAddressee[subject] as number]?.id;
  return { ...found, gap: tell === undefined ? { cause } : { cause, tell } };
}

/** The answer to "is this person a rahyar?", asked with the id on the card. */
export type RahyarLookup =
  | { readonly isRahyar: true; readonly kind: RahyarKind; readonly unavailable?: Unavailability }
  | { readonly isRahyar: false; readonly reason: NotARahyar | 'unknownId' };

export function lookUpRahyar(problem: Pick<AssignmentProblem, 'staff' | 'on' | 'policy'>, staffId: string): RahyarLookup {
  const member = problem.staff.find((row) => row.id === staffId);
  if (member === undefined) return { isRahyar: false, reason: 'unknownId' };
  const read = rahyarOf(member);
  if ('not' in read) return { isRahyar: false, reason: read.not };
  const unavailable = unavailability(read.rahyar, problem.on, problem.policy);
  return { isRahyar: true, kind: read.rahyar.kind, ...(unavailable === undefined ? {} : { unavailable }) };
}
