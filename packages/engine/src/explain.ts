import { type Basis, type DivisionCode, holdsOn, type IsoDate, type StaffId } from '@rahyar/domain';
import type { Certificate } from './certificate.ts';
import { type TierReason, tierReason } from './classify.ts';
import { type Alternative, createAlternatives } from './explain-alternatives.ts';
import { type Remedy, remediesFor } from './explain-remedies.ts';
import { findMyRahyar, type MyRahyar } from './find.ts';
import { type MoveCause, moveOf } from './moves.ts';
import { type AssignmentPlan, type GapCause, primaryOf } from './plan.ts';
import { type AssignmentProblem, dayOf, type GivenDirective } from './problem.ts';
import { profileAt } from './profile.ts';
import { NO_DAY, NO_PLACE } from './subject-columns.ts';
import { speakTogether, unmasteredNeeds } from './suitability.ts';

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
  | ({ readonly rule: 'R21'; readonly what: 'pinned' | 'vetoed'; readonly rahyar: StaffId } & Decision)
  | { readonly rule: 'R10'; readonly what: 'beside'; readonly rahyar: StaffId; readonly basis: Basis }
  | { readonly rule: 'R8'; readonly what: 'online'; readonly rahyar: StaffId }
  | { readonly rule: 'R15'; readonly what: 'gap'; readonly cause: GapCause; readonly tell?: StaffId };

/** When a person decided, until when it holds, and who it was, where the problem still knows; never why. */
export type Decision = { readonly on: IsoDate; readonly until?: IsoDate; readonly by?: StaffId };

/** `remedies`: what would open a seat to a subject without one. */
export type Explanation = MyRahyar & {
  readonly reasons: readonly Reason[];
  readonly alternatives: readonly Alternative[];
  readonly remedies: readonly Remedy[];
};

/**
 * Makes the function that explains any subject of a plan: which rules and facts led to the answer, who else would have come into question and,
 * given the certificate that proves the plan, what each of them would have cost; for a subject without a seat, what would open one to it.
 * Making it reads the whole plan; explaining one subject is linear in the staff and, with prices, in the exchanges near its seat.
 */
export function createExplainer(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  certificate?: Certificate,
): (subjectId: string) => Explanation | undefined {
  const alternativesOf = createAlternatives(problem, plan, certificate);
  return (subjectId) => {
    const found = findMyRahyar(problem, plan, subjectId);
    if (found === undefined) return undefined;
    const subject = problem.subjects.ids.indexOf(subjectId);
    return {
      ...found,
      reasons: reasonsFor(problem, plan, subject, found),
      alternatives: alternativesOf(subject),
      remedies: found.gap === undefined ? [] : remediesFor(problem, subject),
    };
  };
}

function reasonsFor(problem: AssignmentProblem, plan: AssignmentPlan, subject: number, found: MyRahyar): Reason[] {
  const reasons: Reason[] = [tierFacts(problem, subject)];
  const primary = found.responsible.find((row) => row.isPrimary);
  const kept = problem.subjects.previous[subject] === primaryOf(plan, subject);
  const isPinned = problem.directives.get(subject)?.pin !== undefined;
  if (primary !== undefined && primary.basis !== 'online') {
    reasons.push({ rule: 'R5', what: 'covers', rahyar: primary.rahyar, basis: primary.basis, ...tieOf(problem, subject, primary.basis) });
    if (!isPinned)
      reasons.push(kept ? { rule: 'R16', what: 'kept', rahyar: primary.rahyar } : preferenceFacts(problem, plan, subject, primary.basis));
  }
  reasons.push(...decisionsAbout(problem, subject));
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

/** The decisions that the plan keeps about a subject; of several alike the first by day. */
function decisionsAbout(problem: AssignmentProblem, subject: number): Reason[] {
  const directive = problem.directives.get(subject);
  if (directive === undefined) return [];
  const { pins, vetoes } = problem.givenDirectives;
  const decided = (what: 'pinned' | 'vetoed', staff: number, given: readonly (GivenDirective & Pick<Decision, 'by'>)[]): Reason[] => {
    const rahyar = problem.staff[staff]?.id;
    const [first] = given
      .filter((row) => row.rahyar === rahyar && row.subject === problem.subjects.ids.at(subject) && holdsOn(row, problem.on))
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    if (rahyar === undefined || first === undefined) return [];
    const { on, until, by } = first;
    return [{ rule: 'R21', what, rahyar, on, ...(until === undefined ? {} : { until }), ...(by === undefined ? {} : { by }) }];
  };
  return [
    ...(directive.pin === undefined ? [] : decided('pinned', directive.pin, pins)),
    ...directive.vetoes.flatMap((staff) => decided('vetoed', staff, vetoes)),
  ];
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
