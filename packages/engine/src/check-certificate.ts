import { SUBJECT_CLASSES, type SubjectClass } from '@rahyar/domain';
import { type Certificate, deskOf, NO_RELIEF } from './certificate.ts';
import { type Choice, choicesOf, type SeatedPlan } from './choices.ts';
import type { Openings } from './openings.ts';
import type { AssignmentProblem } from './problem.ts';
import { NOBODY } from './subject-columns.ts';
import { PINNED_STANDING } from './weights.ts';

/**
 * What keeps a certificate from proving a plan, in the order in which it is reported.
 * `malformed`: arrays of the wrong length, or numbers that are none or too large; nothing else is looked at then.
 * `weightsTooSmall`: the lower levels could outweigh a higher one. `noSuchSeat`: seats that are not open to the subject.
 * `overfull`: desks with more subjects than seats. `pricedWithRoom`: desks that are worth something and have room.
 * `outOfTurn`, `needlessMove`, `preferenceIgnored`: subjects for whom another option is cheaper, by the highest level that tells the two apart.
 * `unbalanced`: a load could be levelled. `tieOutOfOrder`: loads are level, but among equal ones the earlier desk has not come first.
 */
export const CERTIFICATE_FAULTS = [
  'malformed',
  'weightsTooSmall',
  'noSuchSeat',
  'overfull',
  'pricedWithRoom',
  'outOfTurn',
  'needlessMove',
  'preferenceIgnored',
  'unbalanced',
  'tieOutOfOrder',
] as const;

/** How many subjects or desks are concerned, and the first desk where it shows, or NOBODY. */
export type CertificateFault = { readonly kind: (typeof CERTIFICATE_FAULTS)[number]; readonly count: number; readonly desk: number };

/**
 * Checks that a certificate proves the seats of a plan best: coverage by tier, then fewest parted from yesterday's rahyar, then preference,
 * then balance; no faults means proven. Reads the problem by the definitions that rules read it by, and nothing of the solver.
 *
 * Subjects with the same facts and the same seat are looked at once. All sums are whole numbers below 2^53, or the certificate is `malformed`.
 */
export function checkCertificate(problem: AssignmentProblem, plan: SeatedPlan, certificate: Certificate): readonly CertificateFault[] {
  const faults = new Map<CertificateFault['kind'], CertificateFault>();
  const report: Report = (kind, desk, count = 1) => {
    const known = faults.get(kind);
    faults.set(kind, { kind, count: (known?.count ?? 0) + count, desk: known?.desk ?? desk });
  };
  if (isWellFormed(problem, certificate)) {
    const { choices, openingsOf } = choicesOf(problem, plan);
    const desks = desksOf(problem, choices, certificate);
    const stake: Stake = { dearest: 0, open: SUBJECT_CLASSES.map(() => new Set()) };
    choices.forEach((choice, index) => {
      const openings = openingsOf(index);
      widen(stake, choice, openings);
      checkChoice(certificate, desks, report, choice, openings);
    });
    if (!isHeavyEnough(certificate, stake)) report('weightsTooSmall', NOBODY);
    checkDesks(certificate, desks, report);
  } else report('malformed', NOBODY);
  return CERTIFICATE_FAULTS.flatMap((kind) => faults.get(kind) ?? []);
}

export type { SeatedPlan } from './choices.ts';

type Report = (kind: CertificateFault['kind'], desk: number, count?: number) => void;

const LARGEST = 2 ** 51;

function isWellFormed({ staff }: AssignmentProblem, { weights, price, relief }: Certificate): boolean {
  const count = deskOf(staff.length, 0);
  const isSum = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= LARGEST;
  return (
    price.length === count &&
    relief.length === count &&
    price.every(isSum) &&
    relief.every((desk) => desk >= NO_RELIEF && desk < count) &&
    isSum(weights.move) &&
    weights.out.length === PINNED_STANDING + 1 &&
    weights.out.every(isSum)
  );
}

/** A unit is a seat taken: the `seat`-th of `limit` at `desk`. Its height is seat / limit. */
type Unit = { readonly seat: number; readonly limit: number; readonly desk: number };

/** Exact: seats and limits are below 2^24. */
const byHeight = (a: Unit, b: Unit): number => a.seat * b.limit - b.seat * a.limit;
const byHeightThenDesk = (a: Unit, b: Unit): number => byHeight(a, b) || a.desk - b.desk;

type Desks = {
  readonly load: Int32Array;
  readonly limit: Int32Array;
  /** The unit that would be taken next at a desk. */
  next(desk: number): Unit;
  /** The level of a desk: the next unit of its relief, or `undefined`, above all others. */
  level(desk: number): Unit | undefined;
};

function desksOf({ rahyars }: AssignmentProblem, choices: readonly Choice[], { relief }: Certificate): Desks {
  const limit = Int32Array.from(relief, (_, desk) => {
    const subjectClass = SUBJECT_CLASSES[desk % SUBJECT_CLASSES.length] as SubjectClass;
    return rahyars[Math.floor(desk / SUBJECT_CLASSES.length)]?.service.caseload[subjectClass] ?? 0;
  });
  const load = new Int32Array(limit.length);
  for (const { seat, subjectClass, count } of choices) {
    if (seat === NOBODY) continue;
    const desk = deskOf(seat, subjectClass);
    load[desk] = (load[desk] as number) + count;
  }
  const next = (desk: number): Unit => ({ seat: (load[desk] as number) + 1, limit: limit[desk] as number, desk });
  return { load, limit, next, level: (desk) => (relief[desk] === NO_RELIEF ? undefined : next(relief[desk] as number)) };
}

/** Whether the choice is the cheapest, prices included, and whether it is in balance with what would be as cheap. */
function checkChoice({ weights, price }: Certificate, desks: Desks, report: Report, choice: Choice, { staff, cost }: Openings): void {
  const { subjectClass, former, seat, count } = choice;
  /** Everybody pays for being parted, and whoever stays gets it back: the same for comparing. */
  const totalAt = (at: number): number =>
    (staff[at] === former ? -weights.move : (cost[at] as number)) + (price[deskOf(staff[at] as number, subjectClass)] as number);
  let best = NOBODY;
  let least = weights.out[choice.standing] as number;
  let chosen = seat === NOBODY ? least : Number.POSITIVE_INFINITY;
  for (let at = 0; at < staff.length; at++) {
    const total = totalAt(at);
    if (staff[at] === seat && total < chosen) chosen = total;
    if (total >= least) continue;
    least = total;
    best = staff[at] as number;
  }
  if (chosen === Number.POSITIVE_INFINITY) report('noSuchSeat', deskOf(seat, subjectClass), count);
  else if (least < chosen) report(kindOfLoss(choice, best), deskOf(best === NOBODY ? seat : best, subjectClass), count);
  if (seat === NOBODY) return;
  const desk = deskOf(seat, subjectClass);
  for (let at = 0; at < staff.length; at++) {
    if (totalAt(at) !== chosen) continue;
    compareLevels(desks.level(desk), desks.level(deskOf(staff[at] as number, subjectClass)), desk, report, count);
  }
}

/** The highest level on which a choice is worse than another option. */
function kindOfLoss({ former, seat }: Choice, best: number): CertificateFault['kind'] {
  if (best === NOBODY || seat === NOBODY) return 'outOfTurn';
  return best === former || seat === former ? 'needlessMove' : 'preferenceIgnored';
}

/** Reports where the lower of two levels, which should not be above the other, is. */
function compareLevels(lower: Unit | undefined, upper: Unit | undefined, desk: number, report: Report, count = 1): void {
  if (upper === undefined) return;
  if (lower === undefined || byHeight(lower, upper) > 0) report('unbalanced', desk, count);
  else if (byHeightThenDesk(lower, upper) > 0) report('tieOutOfOrder', desk, count);
}

function checkDesks({ price }: Certificate, desks: Desks, report: Report): void {
  for (let desk = 0; desk < price.length; desk++) {
    const [load, limit] = [desks.load[desk] as number, desks.limit[desk] as number];
    if (load > limit) report('overfull', desk);
    if ((price[desk] as number) > 0) {
      if (load < limit) report('pricedWithRoom', desk);
      continue;
    }
    if (load > 0) compareLevels({ seat: load, limit, desk }, desks.level(desk), desk, report);
    if (load < limit) compareLevels(desks.level(desk), desks.next(desk), desk, report);
  }
}

/** The desks open to anybody, by class of subjects, and the greatest cost of an option. */
type Stake = { dearest: number; readonly open: readonly Set<number>[] };

function widen(stake: Stake, { subjectClass }: Choice, { staff, cost }: Openings): void {
  const open = stake.open[subjectClass] as Set<number>;
  for (const one of staff) open.add(one);
  for (const one of cost) stake.dearest = Math.max(stake.dearest, one);
}

/**
 * Whether no exchange that gains on lower levels can make up for one unit of a higher one. An exchange changes the options of subjects of one
 * class only, and of no more of them than there are desks open to that class, and "no seat".
 */
function isHeavyEnough({ weights: { move, out } }: Certificate, { open, dearest }: Stake): boolean {
  const changes = Math.max(...open.map((staff) => staff.size)) + 1;
  const lower = changes * (move + dearest);
  const isAbove = (higher: number, below: number): boolean => higher - below > lower;
  const [untiered, first, second, third, fourth, pinned] = out as [number, number, number, number, number, number];
  const standings = [pinned, first, second, third, fourth, 0];
  return (
    move > changes * dearest &&
    standings.slice(1).every((below, index) => isAbove(standings[index] as number, below)) &&
    isAbove(pinned, untiered) &&
    isAbove(untiered, 0)
  );
}
