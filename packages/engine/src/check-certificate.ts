import { DEDICATED_BASES, epochDayOf, SUBJECT_CLASSES } from '@rahyar/domain';
import { alikeSubjects } from './alike-subjects.ts';
import { type Certificate, deskOf, NO_RELIEF } from './certificate.ts';
import { TIER_OF_REASON, tierReason } from './classify.ts';
import { type Covering, coveringOf } from './covering.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { CLASS_OF_KIND, NOBODY, PINNED, VETOED } from './subject-columns.ts';
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
    const covering = coveringOf(problem);
    const desks = desksOf(problem, plan, certificate);
    const atStake = checkSubjects(problem, plan, certificate, covering, desks, report);
    if (!isHeavyEnough(certificate, atStake)) report('weightsTooSmall', NOBODY);
    checkDesks(certificate, desks, report);
  } else report('malformed', NOBODY);
  return CERTIFICATE_FAULTS.flatMap((kind) => faults.get(kind) ?? []);
}

/** As much of a plan as says who has a seat where. */
export type SeatedPlan = Pick<AssignmentPlan, 'primary' | 'responsible'>;

type Report = (kind: CertificateFault['kind'], desk: number, count?: number) => void;

const LARGEST = 2 ** 51;

function isWellFormed({ staff }: AssignmentProblem, { weights, price, relief }: Certificate): boolean {
  const count = deskOf(staff.length, 0);
  const isSum = (value: number | undefined): boolean => value !== undefined && Number.isInteger(value) && value >= 0 && value <= LARGEST;
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

function desksOf(problem: AssignmentProblem, plan: SeatedPlan, { relief }: Certificate): Desks {
  const limit = Int32Array.from(relief, (_, desk) => {
    const caseload = problem.rahyars[Math.floor(desk / SUBJECT_CLASSES.length)]?.service.caseload;
    return caseload?.[SUBJECT_CLASSES[desk % SUBJECT_CLASSES.length] ?? 'person'] ?? 0;
  });
  const load = new Int32Array(limit.length);
  for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
    const staff = seatOf(plan, subject);
    if (staff === NOBODY) continue;
    const desk = deskOf(staff, CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number);
    load[desk] = (load[desk] as number) + 1;
  }
  const next = (desk: number): Unit => ({ seat: (load[desk] as number) + 1, limit: limit[desk] as number, desk });
  return { load, limit, next, level: (desk) => (relief[desk] === NO_RELIEF ? undefined : next(relief[desk] as number)) };
}

/** The rahyar with whom a subject has its seat, or NOBODY. */
const seatOf = (plan: SeatedPlan, subject: number): number => (isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY);

/** The desks that are an option for anybody, by class, and the greatest cost of an option by preference. */
type AtStake = { readonly deskCounts: readonly number[]; readonly dearestOption: number };

function checkSubjects(
  problem: AssignmentProblem,
  plan: SeatedPlan,
  certificate: Certificate,
  covering: Covering,
  desks: Desks,
  report: Report,
): AtStake {
  const { subjects } = problem;
  const today = epochDayOf(problem.on);
  const tierOf = (subject: number): number => TIER_OF_REASON[tierReason(subjects, subject, today, problem.policy.activity)];
  const cases = alikeSubjects(subjects.ids.count, 8, (subject, into) => {
    into[0] = (CLASS_OF_KIND[subjects.kind[subject] as number] as number) * 8 + tierOf(subject);
    into[1] = ((subjects.home[subject] as number) << 16) | (subjects.work[subject] as number);
    into[2] = subjects.relationSet[subject] as number;
    into[3] = subjects.linkSet[subject] as number;
    into[4] = subjects.profile[subject] as number;
    into[5] = subjects.previous[subject] as number;
    into[6] = ((subjects.flags[subject] as number) & (PINNED | VETOED)) === 0 ? NOBODY : subject;
    into[7] = seatOf(plan, subject);
  });

  const isAtStake = new Uint8Array(desks.limit.length);
  let dearestOption = 0;
  cases.first.forEach((subject, index) => {
    const subjectClass = CLASS_OF_KIND[subjects.kind[subject] as number] as number;
    const standing = problem.directives.get(subject)?.pin === undefined ? tierOf(subject) : PINNED_STANDING;
    const options = optionsOf(problem, covering, subject);
    for (const { rahyar, cost } of options) {
      isAtStake[deskOf(rahyar, subjectClass)] = 1;
      dearestOption = Math.max(dearestOption, cost);
    }
    checkChoice(certificate, desks, report, {
      options: options.map((option) => ({ ...option, desk: deskOf(option.rahyar, subjectClass) })),
      standing,
      previous: subjects.previous[subject] as number,
      seat: seatOf(plan, subject),
      count: cases.count[index] as number,
    });
  });
  const deskCounts = SUBJECT_CLASSES.map(
    (_, subjectClass) => isAtStake.filter((flag, desk) => flag === 1 && desk % SUBJECT_CLASSES.length === subjectClass).length,
  );
  return { deskCounts, dearestOption };
}

/** With whom a subject may have its seat, and what its preferences make of each; a rahyar may come more than once, on several bases. */
const optionsOf = (
  _problem: AssignmentProblem,
  covering: Covering,
  subject: number,
): { readonly rahyar: number; readonly cost: number }[] =>
  DEDICATED_BASES.flatMap((basis) => covering.options(subject, basis).map(({ staff, cost }) => ({ rahyar: staff, cost })));

/** Subjects with the same facts and seat. */
type Choice = {
  readonly options: readonly { readonly rahyar: number; readonly desk: number; readonly cost: number }[];
  readonly standing: number;
  readonly previous: number;
  readonly seat: number;
  readonly count: number;
};

/** Whether the choice is the cheapest, prices included, and whether it is in balance with what would be as cheap. */
function checkChoice({ weights, price, relief }: Certificate, desks: Desks, report: Report, choice: Choice): void {
  const { options, previous, seat, count } = choice;
  const mayStay = options.some(({ rahyar }) => rahyar === previous);
  const parting = mayStay ? weights.move : 0;
  const priced = options.map(({ rahyar, desk, cost }) => ({
    rahyar,
    desk,
    total: (mayStay && rahyar === previous ? 0 : cost + parting) + (price[desk] as number),
  }));
  priced.push({ rahyar: NOBODY, desk: NOBODY, total: (weights.out[choice.standing] as number) + parting });
  const chosen = least(priced.filter(({ rahyar }) => rahyar === seat));
  if (chosen === undefined) {
    report('noSuchSeat', NOBODY, count);
    return;
  }
  const best = least(priced) ?? chosen;
  if (best.total < chosen.total) {
    const isOutOfTurn = best.rahyar === NOBODY || seat === NOBODY;
    const isMoved = mayStay && (best.rahyar === previous || seat === previous);
    report(
      isOutOfTurn ? 'outOfTurn' : isMoved ? 'needlessMove' : 'preferenceIgnored',
      isOutOfTurn && best.rahyar === NOBODY ? chosen.desk : best.desk,
      count,
    );
  }
  if (seat === NOBODY) return;
  for (const tied of priced) {
    if (tied.total === chosen.total && tied.rahyar !== NOBODY && relief[tied.desk] !== relief[chosen.desk]) {
      compareLevels(desks.level(chosen.desk), desks.level(tied.desk), chosen.desk, report, count);
    }
  }
}

function least<Row extends { readonly total: number }>(rows: readonly Row[]): Row | undefined {
  return rows.reduce<Row | undefined>((best, row) => (best === undefined || row.total < best.total ? row : best), undefined);
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

/**
 * Whether no exchange that gains on lower levels can make up for one unit of a higher one. An exchange changes the options of subjects of one
 * class only, of no more than there are desks at stake, and "no seat".
 */
function isHeavyEnough({ weights: { move, out } }: Certificate, { deskCounts, dearestOption }: AtStake): boolean {
  const changes = Math.max(...deskCounts) + 1;
  const step = changes * (move + dearestOption);
  const isAbove = (higher: number, lower: number): boolean => higher - lower > step;
  const [untiered, first, second, third, fourth, pinned] = out as [number, number, number, number, number, number];
  const tiers = [pinned, first, second, third, fourth, 0];
  return (
    move > changes * dearestOption &&
    tiers.slice(1).every((lower, index) => isAbove(tiers[index] as number, lower)) &&
    isAbove(pinned, untiered) &&
    isAbove(untiered, 0)
  );
}
