import { type StaffId, SUBJECT_CLASSES } from '@rahyar/domain';
import { assign } from './assign.ts';
import { type Certificate, deskOf } from './certificate.ts';
import type { SeatedPlan } from './check-certificate.ts';
import { coveringOf } from './covering.ts';
import { type AlternativePrice, createLoadsAfter, STANDINGS, type Standing } from './explain-alternatives.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { freeSeats } from './seats.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';
import { PINNED_STANDING } from './weights.ts';

/** What a place means to a subject, by the definition of the objective. */
type Meaning = { readonly out: Standing | undefined; readonly parted: number; readonly preference: number };

/**
 * Makes the check of a price, which asks the definition of the objective and nothing of what found the price. What one seat more would do is
 * checked by really adding it and assigning anew; all else by the plan and its certificate.
 */
export function createPriceCheck(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  certificate: Certificate,
  staffOf: (id: StaffId) => number,
): (subject: number, staff: number, price: AlternativePrice) => boolean {
  const covering = coveringOf(problem);
  const loadsAfter = createLoadsAfter(problem, plan, certificate);
  const free = freeSeats(problem, plan);
  const { subjects } = problem;
  const { weights } = certificate;
  const classOf = (subject: number): number => CLASS_OF_KIND[subjects.kind[subject] as number] as number;
  const seatOf = (subject: number): number => (isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY);
  const standingOf = (subject: number): Standing =>
    STANDINGS[problem.directives.get(subject)?.pin === undefined ? (plan.tier[subject] as number) : PINNED_STANDING] ?? 'noTier';
  const meaning = (subject: number, staff: number): Meaning | undefined => {
    const previous = subjects.previous[subject] as number;
    const mayStay = covering.costOf(subject, previous) !== undefined;
    const parted = mayStay && staff !== previous ? 1 : 0;
    if (staff === NOBODY) return { out: standingOf(subject), parted, preference: 0 };
    const cost = covering.costOf(subject, staff);
    return cost === undefined ? undefined : { out: undefined, parted, preference: mayStay && staff === previous ? 0 : cost };
  };
  const worth = (staff: number, subjectClass: number): number =>
    staff === NOBODY ? 0 : (certificate.price[deskOf(staff, subjectClass)] as number);
  const weigh = ({ out, parted, preference }: Meaning): number =>
    (out === undefined ? 0 : (weights.out[STANDINGS.indexOf(out)] as number)) + parted * weights.move + preference;

  /** Whether somebody could make the move: of that standing, in that place, with that much to lose or gain. */
  const isThere = (subjectClass: number, { standing, from, to, parted, preference }: AlternativePrice['moves'][number]): boolean => {
    const [leaves, takes] = [from === undefined ? NOBODY : staffOf(from), to === undefined ? NOBODY : staffOf(to)];
    for (let other = 0; other < subjects.ids.count; other++) {
      if (seatOf(other) !== leaves || classOf(other) !== subjectClass || standingOf(other) !== standing) continue;
      const [before, after] = [meaning(other, leaves), meaning(other, takes)];
      if (before === undefined || after === undefined) continue;
      if (after.parted - before.parted === parted && after.preference - before.preference === preference) return true;
    }
    return false;
  };

  /**
   * Whether each move takes the seat that the one before leaves, from the seat wanted to the seat left. A free seat and "no seat" are one stop,
   * after which somebody may come from anywhere; no stop is made twice.
   */
  const isChain = (subjectClass: number, there: number, seat: number, moves: AlternativePrice['moves']): boolean => {
    const isOutside = (staff: number): boolean => staff === NOBODY || free(staff, subjectClass) > 0;
    const stops = new Set([there]);
    let wanted = there;
    let outside = 0;
    for (const { from, to } of moves) {
      const [leaves, takes] = [from === undefined ? NOBODY : staffOf(from), to === undefined ? NOBODY : staffOf(to)];
      if (leaves !== wanted && !isOutside(wanted)) return false;
      if (leaves !== wanted || wanted === NOBODY) outside++;
      if (stops.has(takes)) return false;
      stops.add(takes);
      wanted = takes;
    }
    if (wanted !== seat) outside++;
    return (wanted === seat || isOutside(wanted)) && outside <= 1;
  };

  const objectiveOf = (seats: SeatedPlan): number => {
    let total = 0;
    for (let other = 0; other < subjects.ids.count; other++) {
      const here = meaning(other, isDedicated(seats, other) ? primaryOf(seats, other) : NOBODY);
      if (here !== undefined) total += weigh(here);
    }
    return total;
  };
  const isSeatMore = (there: number, subjectClass: number, own: number, told: AlternativePrice['oneSeatMore']): boolean => {
    if (told === undefined) return false;
    const richer = assign(withOneSeatMore(problem, there, subjectClass));
    const isNew = (other: number): number => Number(isDedicated(richer, other)) - Number(isDedicated(plan, other));
    const added = STANDINGS.filter((standing) => {
      let count = 0;
      for (let other = 0; other < subjects.ids.count; other++) if (standingOf(other) === standing) count += isNew(other);
      return count !== 0;
    });
    return added.length === 1 && added[0] === told.goesTo && told.mayBeThisOne === (objectiveOf(richer) - objectiveOf(plan) === own);
  };

  return (subject, there, price) => {
    const subjectClass = classOf(subject);
    const seat = seatOf(subject);
    const [before, after] = [meaning(subject, seat), meaning(subject, there)];
    if (before === undefined || after === undefined) return false;
    const { moves, extra, atLeast, unseated, seated } = price;
    const own = weigh(after) - weigh(before);
    const [goesOut, comesIn] = [moves.find(({ to }) => to === undefined)?.standing, moves.find(({ from }) => from === undefined)?.standing];
    const out = (standing: Standing | undefined): number =>
      standing === undefined ? 0 : (weights.out[STANDINGS.indexOf(standing)] as number);
    const sum = (of: 'parted' | 'preference'): number => moves.reduce((total, move) => total + move[of], after[of] - before[of]);
    const loads = extra === 0 && seat !== NOBODY ? loadsAfter(deskOf(seat, subjectClass), deskOf(there, subjectClass)).loads : undefined;
    return (
      isChain(subjectClass, there, seat, moves) &&
      moves.every((move) => isThere(subjectClass, move)) &&
      unseated === goesOut &&
      seated === (before.out ?? comesIn) &&
      price.parted === sum('parted') &&
      price.preference === sum('preference') &&
      extra === out(unseated) - out(seated) + price.parted * weights.move + price.preference &&
      atLeast === own + worth(there, subjectClass) - worth(seat, subjectClass) &&
      extra >= atLeast &&
      JSON.stringify(loads) === JSON.stringify(price.loads) &&
      (seat === NOBODY ? isSeatMore(there, subjectClass, own, price.oneSeatMore) : price.oneSeatMore === undefined)
    );
  };
}

function withOneSeatMore(problem: AssignmentProblem, staff: number, subjectClass: number): AssignmentProblem {
  const name = SUBJECT_CLASSES[subjectClass] ?? 'person';
  const rahyars = problem.rahyars.map((rahyar, index) => {
    if (rahyar === undefined || index !== staff) return rahyar;
    const { service } = rahyar;
    return { ...rahyar, service: { ...service, caseload: { ...service.caseload, [name]: service.caseload[name] + 1 } } };
  });
  return { ...problem, rahyars };
}
