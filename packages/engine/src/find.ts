import {
  BASES,
  type Basis,
  type Channel,
  DEDICATED_BASES,
  type DivisionCode,
  type NotARahyar,
  PRIORITY_TIERS,
  type PriorityTier,
  type Rahyar,
  type RahyarKind,
  rahyarOf,
  type StaffId,
  type StaffMember,
} from '@rahyar/domain';
import { type TierReason, tierReason } from './classify.ts';
import { costOnBasis, covers } from './covering.ts';
import { type MoveCause, moveOf } from './moves.ts';
import { type AssignmentPlan, GAP_CAUSES, type GapCause, primaryBasis, primaryOf } from './plan.ts';
import { type AssignmentProblem, dayOf, type Unavailability, unavailability } from './problem.ts';
import { profileAt } from './profile.ts';
import { freeSeats } from './seats.ts';
import { CLASS_OF_KIND, NO_DAY, NO_PLACE, NOBODY } from './subject-columns.ts';
import { speakTogether, type Unsuitability, unmasteredNeeds, unsuitability } from './suitability.ts';

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

/** One reason behind an answer: the rule that it rests on and the facts used, as data. */
export type Reason =
  | {
      readonly rule: 'R18';
      readonly what: 'tier';
      readonly because: TierReason;
      readonly activeDaysAgo?: number;
      readonly windowDays: number;
    }
  | {
      readonly rule: 'R5';
      readonly what: 'covers';
      readonly rahyar: StaffId;
      readonly basis: Basis;
      readonly place?: DivisionCode;
      readonly organization?: string;
    }
  | { readonly rule: 'R16'; readonly what: 'kept'; readonly rahyar: StaffId }
  | { readonly rule: 'R16'; readonly what: 'parted'; readonly rahyar: StaffId; readonly cause: MoveCause }
  | {
      readonly rule: 'R17';
      readonly what: 'preferred';
      readonly basis: Basis;
      /** Present when the subject states languages. */
      readonly sharesLanguage?: boolean;
      /** How many of the needs the rahyar does not master. Present when the subject states needs. */
      readonly unmasteredNeeds?: number;
    }
  | { readonly rule: 'R21'; readonly what: 'pinned'; readonly rahyar: StaffId }
  | { readonly rule: 'R10'; readonly what: 'beside'; readonly rahyar: StaffId; readonly basis: Basis }
  | { readonly rule: 'R8'; readonly what: 'online'; readonly rahyar: StaffId }
  | { readonly rule: 'R15'; readonly what: 'gap'; readonly cause: GapCause; readonly tell?: StaffId };

/** Somebody else who covers the subject, and why it is not they who have the seat. `equal`: they might as well; the plan had to choose. */
export type Alternative = {
  readonly rahyar: StaffId;
  readonly basis: Basis;
  readonly why: Unavailability | Unsuitability | 'vetoed' | 'pinnedToAnother' | 'caseloadFull' | 'lessPreferred' | 'continuity' | 'equal';
};

export type Explanation = MyRahyar & { readonly reasons: readonly Reason[]; readonly alternatives: readonly Alternative[] };

/**
 * Makes the function that explains any subject of a plan: which rules and facts led to the answer, and who else would have come into question.
 * Making it reads the whole plan once; explaining one subject is linear in the staff.
 */
export function createExplainer(problem: AssignmentProblem, plan: AssignmentPlan): (subjectId: string) => Explanation | undefined {
  const free = freeSeats(problem, plan);
  return (subjectId) => {
    const found = findMyRahyar(problem, plan, subjectId);
    if (found === undefined) return undefined;
    const subject = problem.subjects.ids.indexOf(subjectId);
    return { ...found, reasons: reasonsFor(problem, plan, subject, found), alternatives: alternativesFor(problem, plan, subject, free) };
  };
}

function reasonsFor(problem: AssignmentProblem, plan: AssignmentPlan, subject: number, found: MyRahyar): Reason[] {
  const reasons: Reason[] = [tierFacts(problem, subject)];
  const primary = found.responsible.find((row) => row.isPrimary);
  const kept = problem.subjects.previous[subject] === primaryOf(plan, subject);
  if (primary !== undefined && primary.basis !== 'online') {
    reasons.push({ rule: 'R5', what: 'covers', rahyar: primary.rahyar, basis: primary.basis, ...tieOf(problem, subject, primary.basis) });
    if (problem.directives.get(subject)?.pin !== undefined) reasons.push({ rule: 'R21', what: 'pinned', rahyar: primary.rahyar });
    else if (kept) reasons.push({ rule: 'R16', what: 'kept', rahyar: primary.rahyar });
    else reasons.push(preferenceFacts(problem, plan, subject, primary.basis));
  }
  const move = moveOf(problem, plan, subject);
  const former = move === undefined ? undefined : problem.staff[move.from]?.id;
  if (move !== undefined && former !== undefined) reasons.push({ rule: 'R16', what: 'parted', rahyar: former, cause: move.cause });
  for (const { rahyar, basis, isPrimary } of found.responsible) {
    if (basis === 'online') reasons.push({ rule: 'R8', what: 'online', rahyar });
    else if (!isPrimary) reasons.push({ rule: 'R10', what: 'beside', rahyar, basis });
  }
  if (found.gap !== undefined) reasons.push({ rule: 'R15', what: 'gap', ...found.gap });
  return reasons;
}

function preferenceFacts(problem: AssignmentProblem, plan: AssignmentPlan, subject: number, basis: Basis): Reason {
  const profile = profileAt(problem, subject);
  const rahyar = problem.rahyars[primaryOf(plan, subject)];
  const isAsked = rahyar !== undefined;
  return {
    rule: 'R17',
    what: 'preferred',
    basis,
    ...(isAsked && profile.languages.length > 0 ? { sharesLanguage: speakTogether(rahyar, profile) } : {}),
    ...(isAsked && profile.needs.length > 0 ? { unmasteredNeeds: unmasteredNeeds(rahyar, profile) } : {}),
  };
}

function tierFacts(problem: AssignmentProblem, subject: number): Reason {
  const { windowDays } = problem.policy.activity;
  const because = tierReason(problem.subjects, subject, dayOf(problem), problem.policy.activity);
  const activeOn = problem.subjects.activeOn[subject] as number;
  const activity = activeOn === NO_DAY ? {} : { activeDaysAgo: dayOf(problem) - activeOn };
  return { rule: 'R18', what: 'tier', because, windowDays, ...activity };
}

/** The place or organisation that ties a subject to whoever covers it on a basis. */
function tieOf(problem: AssignmentProblem, subject: number, basis: Basis): { place?: DivisionCode; organization?: string } {
  if (basis === 'organization') {
    const relation = problem.relationSets[problem.subjects.relationSet[subject] as number]?.[0];
    const organization = relation === undefined ? undefined : problem.organizations[relation.organization];
    return organization === undefined ? {} : { organization };
  }
  if (basis !== 'residence' && basis !== 'work') return {};
  const index = problem.subjects[basis === 'residence' ? 'home' : 'work'][subject] as number;
  const place = index === NO_PLACE ? undefined : problem.places[index];
  return place === undefined ? {} : { place };
}

function alternativesFor(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  subject: number,
  free: (staff: number, subjectClass: number) => number,
): Alternative[] {
  const subjectClass = CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number;
  const primary = primaryOf(plan, subject);
  const mainBasis = primaryBasis(plan, subject);
  const paid = mainBasis === undefined || mainBasis === 'online' ? 0 : costOnBasis(problem, primary, subject, mainBasis);
  const directive = problem.directives.get(subject);
  const whyNot = (staff: number, rahyar: Rahyar, cost: number): Alternative['why'] => {
    const unavailable = unavailability(rahyar, problem.on, problem.policy);
    if (unavailable !== undefined) return unavailable;
    if (directive?.vetoes.includes(staff)) return 'vetoed';
    const unsuitable = unsuitability(rahyar, profileAt(problem, subject), problem.policy);
    if (unsuitable !== undefined) return unsuitable;
    if (directive?.pin !== undefined) return 'pinnedToAnother';
    if (free(staff, subjectClass) <= 0) return 'caseloadFull';
    if (problem.subjects.previous[subject] === primary) return 'continuity';
    return cost > paid ? 'lessPreferred' : 'equal';
  };
  return problem.staff.flatMap((member: StaffMember, staff): Alternative[] => {
    const rahyar = problem.rahyars[staff];
    if (staff === primary || rahyar === undefined) return [];
    const [best] = DEDICATED_BASES.filter((basis) => covers(problem, staff, subject, basis))
      .map((basis) => ({ basis, cost: costOnBasis(problem, staff, subject, basis) }))
      .sort((a, b) => a.cost - b.cost);
    return best === undefined ? [] : [{ rahyar: member.id, basis: best.basis, why: whyNot(staff, rahyar, best.cost) }];
  });
}
