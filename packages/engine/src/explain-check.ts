import {
  CHANNELS,
  DEDICATED_BASES,
  type DedicatedBasis,
  holdsOn,
  KEY_PROCESSES,
  LANGUAGES,
  type RahyarService,
  type StaffId,
} from '@rahyar/domain';
import type { Certificate } from './certificate.ts';
import { tierReason } from './classify.ts';
import { costOnBasis, coveringOf, covers } from './covering.ts';
import type { Decision, Reason } from './explain.ts';
import { type Alternative, whyAtPrice } from './explain-alternatives.ts';
import { createPriceCheck } from './explain-check-price.ts';
import type { Remedy } from './explain-remedies.ts';
import { moveOf } from './moves.ts';
import { type AssignmentPlan, GAP_CAUSES, isDedicated, primaryOf } from './plan.ts';
import { type AssignmentProblem, dayOf, type GivenDirective, unavailability } from './problem.ts';
import { profileAt } from './profile.ts';
import { freeSeats } from './seats.ts';
import { CLASS_OF_KIND, NO_DAY, NO_PLACE, NOBODY } from './subject-columns.ts';
import { speakTogether, unmasteredNeeds, unsuitability } from './suitability.ts';

/** Whether what an explanation says of a subject is true. */
export type ReasonCheck = {
  reason(subjectId: string, reason: Reason): boolean;
  alternative(subjectId: string, alternative: Alternative): boolean;
  /** Whether the change by itself would open a seat that is not open now. */
  remedy(subjectId: string, remedy: Remedy): boolean;
};

/**
 * Makes the check of explanations, ours or another's: each reason is asked of the problem and the plan by the definitions of the rules, and
 * nothing of what made it. A price is checked as a proof that the seat costs no more: the moves are there to be made, one follows from the
 * other, and they add up, level by level, to what is told; and that it costs no less than the certificate's prices say. That no other
 * exchange lies between the two is not asked again.
 *
 * Checking one reason is linear in the staff; checking a price is linear in the subjects.
 */
export function createReasonCheck(problem: AssignmentProblem, plan: AssignmentPlan, certificate?: Certificate): ReasonCheck {
  const staffIndex = new Map<string, number>(problem.staff.map(({ id }, index) => [id, index]));
  const staffOf = (id: StaffId): number => staffIndex.get(id) ?? NOBODY;
  const alternative = createAlternativeCheck(problem, plan, staffOf, certificate);
  const ofSubject = (id: string, check: (subject: number) => boolean): boolean => {
    const subject = problem.subjects.ids.indexOf(id);
    return subject !== NOBODY && check(subject);
  };
  return {
    reason: (id, reason) => ofSubject(id, (subject) => isTrue(problem, plan, subject, reason, staffOf)),
    alternative: (id, row) => ofSubject(id, (subject) => alternative(subject, row)),
    remedy: (id, remedy) => ofSubject(id, (subject) => isRemedy(problem, subject, remedy, staffOf)),
  };
}

function isTrue(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  subject: number,
  reason: Reason,
  staffOf: (id: StaffId) => number,
): boolean {
  const { subjects, policy } = problem;
  const primary = primaryOf(plan, subject);
  const named = (): boolean =>
    'basis' in reason &&
    'rahyar' in reason &&
    covers(problem, staffOf(reason.rahyar), subject, reason.basis) &&
    plan.responsible[reason.basis][subject] === staffOf(reason.rahyar);
  switch (reason.what) {
    case 'tier': {
      const activeOn = subjects.activeOn[subject] as number;
      return (
        tierReason(subjects, subject, dayOf(problem), policy.activity) === reason.because &&
        reason.windowDays === policy.activity.windowDays &&
        reason.activeDaysAgo === (activeOn === NO_DAY ? undefined : dayOf(problem) - activeOn)
      );
    }
    case 'covers':
      return named() && staffOf(reason.rahyar) === primary && isTie(problem, subject, reason);
    case 'beside':
      return named() && staffOf(reason.rahyar) !== primary;
    case 'kept':
      return primary !== NOBODY && primary === staffOf(reason.rahyar) && subjects.previous[subject] === primary;
    case 'parted': {
      const move = moveOf(problem, plan, subject);
      return move !== undefined && move.from === staffOf(reason.rahyar) && move.cause === reason.cause;
    }
    case 'preferred': {
      const rahyar = problem.rahyars[primary];
      if (rahyar === undefined || !isDedicated(plan, subject) || plan.responsible[reason.basis][subject] !== primary) return false;
      const profile = profileAt(problem, subject);
      return (
        reason.sharesLanguage === (profile.languages.length === 0 ? undefined : speakTogether(rahyar, profile)) &&
        reason.unmasteredNeeds === (profile.needs.length === 0 ? undefined : unmasteredNeeds(rahyar, profile))
      );
    }
    case 'pinned':
    case 'vetoed': {
      const directive = problem.directives.get(subject);
      const staff = staffOf(reason.rahyar);
      const isKept = reason.what === 'pinned' ? directive?.pin === staff : directive?.vetoes.includes(staff);
      const given = problem.givenDirectives[reason.what === 'pinned' ? 'pins' : 'vetoes'];
      return isKept === true && given.some((row) => isDecision(problem, subject, row, reason));
    }
    case 'online':
      return staffOf(reason.rahyar) !== NOBODY && plan.responsible.online[subject] === staffOf(reason.rahyar);
    case 'gap':
      return (
        !isDedicated(plan, subject) &&
        GAP_CAUSES[plan.gapCause[subject] as number] === reason.cause &&
        problem.staff[plan.gapAddressee[subject] as number]?.id === reason.tell
      );
  }
}

function isDecision(
  problem: AssignmentProblem,
  subject: number,
  row: GivenDirective & Pick<Decision, 'by'>,
  { rahyar, on, until, by }: Decision & { readonly rahyar: StaffId },
): boolean {
  return (
    row.subject === problem.subjects.ids.at(subject) &&
    row.rahyar === rahyar &&
    row.on === on &&
    row.until === until &&
    row.by === by &&
    holdsOn(row, problem.on)
  );
}

/** Whether the place or organisation that is told is the one that the basis rests on. */
function isTie(
  { subjects, places, organizations, relationSets }: AssignmentProblem,
  subject: number,
  reason: Extract<Reason, { what: 'covers' }>,
): boolean {
  const { basis, place, organization } = reason;
  const at = basis === 'residence' ? subjects.home[subject] : basis === 'work' ? subjects.work[subject] : undefined;
  const [relation] = basis === 'organization' ? (relationSets[subjects.relationSet[subject] as number] ?? []) : [];
  return (
    place === (at === undefined ? undefined : places[at]) &&
    organization === (relation === undefined ? undefined : organizations[relation.organization])
  );
}

function createAlternativeCheck(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  staffOf: (id: StaffId) => number,
  certificate: Certificate | undefined,
): (subject: number, row: Alternative) => boolean {
  const free = freeSeats(problem, plan);
  const covering = coveringOf(problem);
  const checkPrice = certificate === undefined ? undefined : createPriceCheck(problem, plan, certificate, staffOf);
  return (subject, { rahyar: id, basis, why, price }) => {
    const staff = staffOf(id);
    const rahyar = problem.rahyars[staff];
    const primary = primaryOf(plan, subject);
    if (rahyar === undefined || staff === primary || basis === 'online' || !covers(problem, staff, subject, basis)) return false;
    const cost = covering.costOf(subject, staff);
    if (DEDICATED_BASES.some((each) => isCheaper(problem, staff, subject, each, basis))) return false;
    if (price !== undefined) return cost !== undefined && checkPrice?.(subject, staff, price) === true && why === whyAtPrice(price);
    const directive = problem.directives.get(subject);
    const barred =
      unavailability(rahyar, problem.on, problem.policy) ??
      (directive?.vetoes.includes(staff) ? 'vetoed' : unsuitability(rahyar, profileAt(problem, subject), problem.policy)) ??
      (directive?.pin === undefined || directive.pin === staff ? undefined : 'pinnedToAnother');
    if (barred !== undefined) return why === barred;
    const room = free(staff, CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number);
    if (room <= 0) return why === 'caseloadFull';
    if (problem.subjects.previous[subject] === primary) return why === 'continuity';
    const paid = isDedicated(plan, subject) ? (covering.costOf(subject, primary) ?? 0) : 0;
    return why === ((cost ?? 0) > paid ? 'lessPreferred' : 'equal');
  };
}

/** Whether somebody covers a subject on a basis that is preferred to the one told, or equal and earlier. */
function isCheaper(problem: AssignmentProblem, staff: number, subject: number, basis: DedicatedBasis, told: DedicatedBasis): boolean {
  if (!covers(problem, staff, subject, basis)) return false;
  const difference = costOnBasis(problem, staff, subject, basis) - costOnBasis(problem, staff, subject, told);
  return difference < 0 || (difference === 0 && DEDICATED_BASES.indexOf(basis) < DEDICATED_BASES.indexOf(told));
}

function isRemedy(problem: AssignmentProblem, subject: number, remedy: Remedy, staffOf: (id: StaffId) => number): boolean {
  const { subjects, places, organizations, relationSets } = problem;
  const [home, work] = [subjects.home[subject] as number, subjects.work[subject] as number];
  const relations = relationSets[subjects.relationSet[subject] as number] ?? [];
  if (remedy.what === 'knowTie') {
    const isLinked = subjects.linkSet[subject] !== 0;
    return home === NO_PLACE && work === NO_PLACE && relations.length === 0 && !isLinked;
  }
  if (remedy.what === 'newRahyar') {
    const { basis, place, organization } = remedy;
    if (basis === 'organization')
      return place === undefined && organization !== undefined && relations.some((row) => organizations[row.organization] === organization);
    const at = basis === 'residence' ? home : basis === 'work' ? work : NO_PLACE;
    return organization === undefined && place !== undefined && places[at] === place;
  }
  const staff = staffOf(remedy.rahyar);
  const rahyar = problem.rahyars[staff];
  if (rahyar === undefined || coveringOf(problem).costOf(subject, staff) !== undefined) return false;
  if (unavailability(rahyar, problem.on, problem.policy) !== (remedy.what === 'return' ? remedy.because : undefined)) return false;
  const rahyars = problem.rahyars.with(staff, {
    ...rahyar,
    service: { ...rahyar.service, ...REMEDIED[remedy.what === 'return' ? remedy.because : remedy.what] },
  });
  const directives =
    remedy.what === 'liftVeto' ? new Map([...problem.directives].filter(([other]) => other !== subject)) : problem.directives;
  return coveringOf({ ...problem, rahyars, directives }).costOf(subject, staff) !== undefined;
}

/** What a rahyar lacks no more once a remedy has been found. */
const REMEDIED = {
  onLeave: { leave: [] },
  noChannel: { channels: [...CHANNELS] },
  mastersTooLittle: { mastery: [...KEY_PROCESSES] },
  channel: { channels: [...CHANNELS] },
  language: { languages: [...LANGUAGES] },
  skill: { mastery: [...KEY_PROCESSES] },
  liftVeto: {},
} as const satisfies Record<string, Partial<RahyarService>>;
