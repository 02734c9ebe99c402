import { type Basis, DEDICATED_BASES, PRIORITY_TIERS, type PriorityTier, type Rahyar, type StaffId, SUBJECT_CLASSES } from '@rahyar/domain';
import { type Certificate, deskOf, NO_RELIEF } from './certificate.ts';
import { costOnBasis, covers } from './covering.ts';
import { type Chain, type Exchange, type Exchanges, exchangesOf, type Levels } from './explain-exchanges.ts';
import { type AssignmentPlan, primaryBasis, primaryOf } from './plan.ts';
import { type AssignmentProblem, type Unavailability, unavailability } from './problem.ts';
import { profileAt } from './profile.ts';
import { freeSeats, loadsOf } from './seats.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';
import { type Unsuitability, unsuitability } from './suitability.ts';

/** How somebody stands when seats are short: by tier; without one; or before all, because a person has decided. The index is the standing. */
export const STANDINGS = ['noTier', ...PRIORITY_TIERS, 'pinned'] as const;
export type Standing = PriorityTier | 'noTier' | 'pinned';

/** Somebody else, whom nothing names, would have moved from one seat to another, to a seat (no `from`) or out of it (no `to`). */
export type SeatMove = {
  readonly standing: Standing;
  readonly from?: StaffId;
  readonly to?: StaffId;
  /** 1 parted from yesterday's rahyar by it, -1 joined with them again. */
  readonly parted: number;
  readonly preference: number;
};

/** A load that somebody more would have brought about. */
export type LoadAfter = { readonly subjects: number; readonly seats: number };

/** What giving the subject a seat there would have cost the whole plan, level by level. */
export type AlternativePrice = {
  /** In the unit of the certificate's weights, 0 or more: exactly the difference of the two best plans without and with that seat. */
  readonly extra: number;
  /** What the certificate's prices alone prove that it costs at least. */
  readonly atLeast: number;
  /** Who would have lost a seat by it and who would have got one, the subject itself included. */
  readonly unseated?: Standing;
  readonly seated?: Standing;
  /** How many more would have been parted from yesterday's rahyar, and how many steps of preference worse it would have been, in all. */
  readonly parted: number;
  readonly preference: number;
  /** The moves of others that would have made room, one out of the seat that the one before takes. */
  readonly moves: readonly SeatMove[];
  /** Where both are equally good: at what load one subject more would end, `there` left out where it would find no room. */
  readonly loads?: { readonly here: LoadAfter; readonly there?: LoadAfter };
  /** For a subject without a seat: who would be first if the rahyar had one seat more, and whether it may be this subject. */
  readonly oneSeatMore?: { readonly goesTo: Standing; readonly mayBeThisOne: boolean };
};

/**
 * Why somebody else who covers the subject does not have it. Without a price: not available, not suitable, `vetoed`, `pinnedToAnother`;
 * `caseloadFull`; and if no certificate is at hand `continuity` (yesterday's rahyar was kept), `lessPreferred` or `equal` by the subject alone.
 * With a price, the first level at which the seat would have cost something: `takesSeat`, `partsMore`, `lessPreferred`; and where it would
 * have cost nothing, `fuller` or `equal`.
 */
export type Alternative = {
  readonly rahyar: StaffId;
  readonly basis: Basis;
  readonly why:
    | Unavailability
    | Unsuitability
    | 'vetoed'
    | 'pinnedToAnother'
    | 'caseloadFull'
    | 'takesSeat'
    | 'partsMore'
    | 'lessPreferred'
    | 'continuity'
    | 'fuller'
    | 'equal';
  readonly price?: AlternativePrice;
};

/** Makes the function that lists everybody else who covers a subject. With the plan's certificate, seats are priced. */
export function createAlternatives(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  certificate?: Certificate,
): (subject: number) => Alternative[] {
  const free = freeSeats(problem, plan);
  const priceOf = certificate === undefined ? undefined : createPricing(problem, plan, certificate);
  return (subject) => {
    const subjectClass = CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number;
    const primary = primaryOf(plan, subject);
    const found = problem.staff.flatMap((_, staff) => {
      const rahyar = problem.rahyars[staff];
      const best = staff === primary || rahyar === undefined ? undefined : cheapestBasis(problem, staff, subject);
      return best === undefined || rahyar === undefined ? [] : [{ staff, ...best, barred: barred(problem, rahyar, staff, subject) }];
    });
    const open = found.filter(({ barred: by }) => by === undefined).map(({ staff }) => staff);
    const priced = new Map(priceOf?.(subject, open).map((price, position) => [open[position] as number, price]));
    return found.map(({ staff, basis, cost, barred: by }): Alternative => {
      const row = { rahyar: (problem.staff[staff] as { readonly id: StaffId }).id, basis };
      const price = priced.get(staff);
      if (by !== undefined) return { ...row, why: by };
      if (price !== undefined) return { ...row, why: whyAtPrice(price), price };
      if (priceOf !== undefined || free(staff, subjectClass) <= 0) return { ...row, why: 'caseloadFull' };
      if (problem.subjects.previous[subject] === primary) return { ...row, why: 'continuity' };
      return { ...row, why: cost > ownCost(problem, plan, subject) ? 'lessPreferred' : 'equal' };
    });
  };
}

function cheapestBasis(problem: AssignmentProblem, staff: number, subject: number): { basis: Basis; cost: number } | undefined {
  const [best] = DEDICATED_BASES.filter((basis) => covers(problem, staff, subject, basis))
    .map((basis) => ({ basis, cost: costOnBasis(problem, staff, subject, basis) }))
    .sort((a, b) => a.cost - b.cost);
  return best;
}

/** What keeps a rahyar who covers a subject from having it, whatever the seats. */
export function barred(problem: AssignmentProblem, rahyar: Rahyar, staff: number, subject: number): Alternative['why'] | undefined {
  const directive = problem.directives.get(subject);
  const unavailable = unavailability(rahyar, problem.on, problem.policy);
  if (unavailable !== undefined) return unavailable;
  if (directive?.vetoes.includes(staff)) return 'vetoed';
  const unsuitable = unsuitability(rahyar, profileAt(problem, subject), problem.policy);
  if (unsuitable !== undefined) return unsuitable;
  return directive?.pin === undefined || directive.pin === staff ? undefined : 'pinnedToAnother';
}

function ownCost(problem: AssignmentProblem, plan: AssignmentPlan, subject: number): number {
  const basis = primaryBasis(plan, subject);
  return basis === undefined || basis === 'online' ? 0 : costOnBasis(problem, primaryOf(plan, subject), subject, basis);
}

/** The first level at which a seat would have cost something. */
export function whyAtPrice({ extra, unseated, seated, parted, preference, loads }: AlternativePrice): Alternative['why'] {
  if (extra === 0) return loads === undefined || !isFuller(loads) ? 'equal' : 'fuller';
  if (unseated !== seated) return 'takesSeat';
  if (parted !== 0) return 'partsMore';
  if (preference > 0) return 'lessPreferred';
  throw new Error('invariant: what costs something costs it on some level');
}

const isFuller = ({ here, there }: NonNullable<AlternativePrice['loads']>): boolean =>
  there === undefined || there.subjects * here.seats > here.subjects * there.seats;

/** Makes the function that prices a seat of a subject with each of `staff`; `undefined` where no exchange of seats makes room for it. */
function createPricing(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  certificate: Certificate,
): (subject: number, staff: readonly number[]) => (AlternativePrice | undefined)[] {
  const exchanges = exchangesOf(problem, plan, certificate);
  const loadsAfter = createLoadsAfter(problem, plan, certificate);
  return (subject, staff) => {
    const subjectClass = CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number;
    const seat = exchanges.seatOf(subject);
    const before = exchanges.levelsAt(subject, seat);
    if (before === undefined) throw new Error('invariant: a proven plan has no seat that is not open');
    const worthOf = (index: number): number => (index === NOBODY ? 0 : (certificate.price[deskOf(index, subjectClass)] as number));
    const chains = exchanges.makingRoom(subject, staff);
    return staff.map((there, position) => {
      const chain = chains[position];
      const after = exchanges.levelsAt(subject, there);
      if (chain === undefined || after === undefined) return undefined;
      const own = exchanges.weigh(after) - exchanges.weigh(before);
      const all = [{ before, after }, ...chain.moves];
      const extra = own + chain.cost;
      return {
        extra,
        atLeast: own + worthOf(there) - worthOf(seat),
        ...seatsChanged(all),
        parted: sum(all.map((move) => move.after.parted - move.before.parted)),
        preference: sum(all.map((move) => move.after.preference - move.before.preference)),
        moves: chain.moves.map((move) => seatMove(problem, move)),
        ...(extra === 0 && seat !== NOBODY ? loadsAfter(deskOf(seat, subjectClass), deskOf(there, subjectClass)) : {}),
        ...(seat === NOBODY ? { oneSeatMore: oneSeatMore(exchanges, deskOf(there, subjectClass), own, after, before) } : {}),
      };
    });
  };
}

/** On a chain without repetition at most one loses its seat and at most one gets one, beside the subject itself. */
function seatsChanged(
  moves: readonly { readonly before: Levels; readonly after: Levels }[],
): Pick<AlternativePrice, 'unseated' | 'seated'> {
  const unseated = moves.find(({ after }) => after.out !== undefined)?.after.out;
  const seated = moves.find(({ before }) => before.out !== undefined)?.before.out;
  return {
    ...(unseated === undefined ? {} : { unseated: standingAt(unseated) }),
    ...(seated === undefined ? {} : { seated: standingAt(seated) }),
  };
}

export function standingAt(standing: number): Standing {
  const name = STANDINGS[standing];
  if (name === undefined) throw new Error('invariant: every subject has a standing');
  return name;
}

export function seatMove({ staff }: AssignmentProblem, { standing, from, to, before, after }: Exchange): SeatMove {
  const [fromId, toId] = [staff[from]?.id, staff[to]?.id];
  return {
    standing: standingAt(standing),
    ...(fromId === undefined ? {} : { from: fromId }),
    ...(toId === undefined ? {} : { to: toId }),
    parted: after.parted - before.parted,
    preference: after.preference - before.preference,
  };
}

function oneSeatMore(
  exchanges: Exchanges,
  desk: number,
  own: number,
  after: Levels,
  before: Levels,
): NonNullable<AlternativePrice['oneSeatMore']> {
  const first: Chain['moves'][number] | undefined = exchanges.filling(desk).moves[0];
  if (first === undefined || after.out !== undefined || before.out === undefined)
    throw new Error('invariant: a subject without a seat gains by one');
  return { goesTo: standingAt(first.standing), mayBeThisOne: exchanges.costOfFilling(desk) === own };
}

/** At what loads one subject more at two desks would end, after others have made room there; nothing where `here` has no room. */
export function createLoadsAfter(
  problem: AssignmentProblem,
  plan: AssignmentPlan,
  { relief }: Certificate,
): (here: number, there: number) => Pick<AlternativePrice, 'loads'> {
  const loads = loadsOf(problem, plan);
  const after = (desk: number): LoadAfter | undefined => {
    const end = relief[desk] as number;
    if (end === NO_RELIEF) return undefined;
    const caseload = problem.rahyars[Math.floor(end / SUBJECT_CLASSES.length)]?.service.caseload;
    return { subjects: (loads[end] as number) + 1, seats: caseload?.[SUBJECT_CLASSES[end % SUBJECT_CLASSES.length] ?? 'person'] ?? 0 };
  };
  return (here, there) => {
    const [lower, upper] = [after(here), after(there)];
    return lower === undefined ? {} : { loads: { here: lower, ...(upper === undefined ? {} : { there: upper }) } };
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
