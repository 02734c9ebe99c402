import { DEDICATED_BASES, type Label } from '@rahyar/domain';
import { covers } from './covering.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import { type AssignmentProblem, unavailability } from './problem.ts';
import { profileAt } from './profile.ts';
import { NOBODY } from './subject-columns.ts';
import { unsuitability } from './suitability.ts';

/**
 * Why a subject was parted from yesterday's rahyar. The first that applies, in this order: the rahyar is none any more, is not available on
 * the day, does not cover the subject any more (one of them moved), was vetoed by a person, does not suit the subject any more, the subject is
 * pinned to another, or the rahyar had to make room: the caseload is full with others whom the order of the tiers, or a chain of moves for
 * their sake, puts there.
 */
export const MOVE_CAUSES = [
  'noLongerARahyar',
  'notAvailable',
  'noLongerCovered',
  'vetoed',
  'noLongerSuitable',
  'pinnedToAnother',
  'madeRoom',
] as const;
export type MoveCause = (typeof MOVE_CAUSES)[number];

export const MOVE_CAUSE_LABELS = {
  noLongerARahyar: { fa: 'دیگر رهیار نیست', en: 'is not a rahyar any more' },
  notAvailable: { fa: 'امروز در دسترس نیست', en: 'is not available today' },
  noLongerCovered: { fa: 'دیگر او را پوشش نمی‌دهد', en: 'does not cover them any more' },
  vetoed: { fa: 'به تصمیم یک مسئول کنار گذاشته شد', en: 'was ruled out by a person' },
  noLongerSuitable: { fa: 'دیگر راه ارتباطی، زبان یا مهارت لازم را ندارد', en: 'no longer has the channel, language or skill needed' },
  pinnedToAnother: { fa: 'به تصمیم یک مسئول جای خود را به دیگری داد', en: 'gave way to another whom a person has chosen' },
  madeRoom: { fa: 'ظرفیتش با دیگران پر شد', en: 'had to make room for others' },
} as const satisfies Record<MoveCause, Label>;

/** One subject parted from yesterday's rahyar; `to` is NOBODY where it has no dedicated rahyar now. Indexes of subjects and staff. */
export type Move = { readonly subject: number; readonly from: number; readonly to: number; readonly cause: MoveCause };

/** Everyone who was parted from yesterday's rahyar, and why, in the order of the subjects. Empty while the world stays as it is. */
export function* movesOf(problem: AssignmentProblem, plan: AssignmentPlan): Generator<Move> {
  for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
    const move = moveOf(problem, plan, subject);
    if (move !== undefined) yield move;
  }
}

/** Why one subject was parted from yesterday's rahyar; `undefined` if it was not, or had none but an online one. */
export function moveOf(problem: AssignmentProblem, plan: AssignmentPlan, subject: number): Move | undefined {
  const from = problem.subjects.previous[subject] as number;
  if (from === NOBODY || problem.rahyars[from]?.kind === 'online') return undefined;
  const to = isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY;
  return to === from ? undefined : { subject, from, to, cause: partingCause(problem, subject, from) };
}

/** Why a subject that is not with this member of staff, its rahyar of yesterday, cannot be; `madeRoom` where it could. */
export function partingCause(problem: AssignmentProblem, subject: number, from: number): MoveCause {
  const rahyar = problem.rahyars[from];
  if (rahyar === undefined) return 'noLongerARahyar';
  if (unavailability(rahyar, problem.on, problem.policy) !== undefined) return 'notAvailable';
  if (!DEDICATED_BASES.some((basis) => covers(problem, from, subject, basis))) return 'noLongerCovered';
  const directive = problem.directives.get(subject);
  if (directive?.vetoes.includes(from)) return 'vetoed';
  if (unsuitability(rahyar, profileAt(problem, subject), problem.policy) !== undefined) return 'noLongerSuitable';
  return directive?.pin === undefined ? 'madeRoom' : 'pinnedToAnother';
}
