import { DEDICATED_BASES, type DedicatedBasis, SUBJECT_CLASSES } from '@rahyar/domain';
import { type Certificate, deskOf } from './certificate.ts';
import { type CoverageIndex, coverageOf, type Options } from './coverage.ts';
import { createPathSearch, type Distances, NO_ARC, type Paths } from './explain-search.ts';
import { factCellsOf } from './fact-cells.ts';
import { createTupleTable } from './kernel/tuple-table.ts';
import { basisCost } from './option-cost.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { loadsOf } from './seats.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';
import { PINNED_STANDING } from './weights.ts';

/** What one place, a seat or none, means to a subject on each level of the objective. */
export type Levels = {
  /** The standing with which it goes without a seat: see {@link Weights}; `undefined` with a seat. */
  readonly out: number | undefined;
  readonly parted: 0 | 1;
  readonly preference: number;
};

/** One subject moves from one place to another; `from` and `to` are staff indexes, NOBODY without a seat. Others alike may move instead. */
export type Exchange = {
  readonly subject: number;
  readonly standing: number;
  readonly from: number;
  readonly to: number;
  readonly before: Levels;
  readonly after: Levels;
};

/** Moves that follow from each other, and what they add to the objective, in the unit of the certificate's weights; it may be negative. */
export type Chain = { readonly cost: number; readonly moves: readonly Exchange[] };

/**
 * What could be exchanged in a plan, and the cheapest way to do it. The plan must be proven by its certificate (`checkCertificate`): prices
 * then make all lengths 0 or more, and a shortest path is the exact cost of a change of one seat.
 */
export type Exchanges = {
  /** What a place means to a subject; `undefined` where it is not open to it. NOBODY means no seat, which always is. */
  levelsAt(subject: number, staff: number): Levels | undefined;
  weigh(levels: Levels): number;
  standingOf(subject: number): number;
  /** The rahyar with whom a subject has its seat, or NOBODY. */
  seatOf(subject: number): number;
  /** Beside its own move, what follows if the subject had its seat with each of `staff`; `undefined` where no exchange makes room. */
  makingRoom(subject: number, staff: readonly number[]): (Chain | undefined)[];
  /** The cheapest chain that fills one seat more at a desk; its cost is below 0, or it has no moves, where nobody gains. */
  filling(desk: number): Chain;
  costOfFilling(desk: number): number;
  /** What follows, beside its own move, if the subject left its place: the cheapest chain that takes its seat, if it gains. */
  following(subject: number): Chain;
  costOfFollowing(subject: number): number;
  /** One subject of each group that is alike in facts and seat. */
  readonly examples: Int32Array;
};

export function exchangesOf(problem: AssignmentProblem, plan: AssignmentPlan, certificate: Certificate): Exchanges {
  const coverage = coverageOf(problem);
  const { subjects } = problem;
  const { weights, price } = certificate;
  const deskCount = price.length;
  const classOf = (subject: number): number => CLASS_OF_KIND[subjects.kind[subject] as number] as number;
  const seatOf = (subject: number): number => (isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY);
  const standingOf = (subject: number): number =>
    problem.directives.get(subject)?.pin === undefined ? (plan.tier[subject] as number) : PINNED_STANDING;
  const positionOf = (subject: number): number => (seatOf(subject) === NOBODY ? deskCount : deskOf(seatOf(subject), classOf(subject)));
  const staffAt = (position: number): number => (position === deskCount ? NOBODY : Math.floor(position / SUBJECT_CLASSES.length));

  const costOf = costsOf(problem, coverage);

  const levelsAt = (subject: number, staff: number): Levels | undefined => {
    const previous = subjects.previous[subject] as number;
    const mayStay = costOf(subject, previous) !== undefined;
    const parted = mayStay && staff !== previous ? 1 : 0;
    if (staff === NOBODY) return { out: standingOf(subject), parted, preference: 0 };
    const preference = mayStay && staff === previous ? 0 : costOf(subject, staff);
    return preference === undefined ? undefined : { out: undefined, parted, preference };
  };
  const weigh = ({ out, parted, preference }: Levels): number =>
    (out === undefined ? 0 : (weights.out[out] as number)) + parted * weights.move + preference;

  const network = networkOf(problem, plan, certificate, { coverage, classOf, seatOf, positionOf, levelsAt, weigh });
  const search = createPathSearch(network);
  const moveOn = (subject: number, tail: number, desk: number): Exchange => {
    const [from, to] = [staffAt(tail), staffAt(desk)];
    const [before, after] = [levelsAt(subject, from), levelsAt(subject, to)];
    if (before === undefined || after === undefined) throw new Error('invariant: exchanges lead from seat to open seat');
    return { subject, standing: standingOf(subject), from, to, before, after };
  };
  /** The moves along a path, in its order, given its arcs. */
  const chainOf = (arcs: readonly number[]): Chain => {
    const moves: Exchange[] = [];
    for (let at = 0; at < arcs.length; at++) {
      const arc = arcs[at] as number;
      const subject = network.witness[arc] as number;
      if (subject === NOBODY) continue;
      const head = network.head[arc] as number;
      const end = head <= deskCount ? head : (network.head[arcs[at + 1] as number] as number);
      moves.push(moveOn(subject, network.tail[arc] as number, end));
    }
    return { cost: moves.reduce((sum, { before, after }) => sum + weigh(after) - weigh(before), 0), moves };
  };
  const pathTo = ({ arc }: Distances, node: number): number[] => {
    const arcs: number[] = [];
    for (let by = arc[node] as number; by !== NO_ARC; by = arc[network.tail[by] as number] as number) arcs.push(by);
    return arcs.reverse();
  };
  const pathFrom = ({ arc }: Distances, node: number): number[] => {
    const arcs: number[] = [];
    for (let by = arc[node] as number; by !== NO_ARC; by = arc[network.head[by] as number] as number) arcs.push(by);
    return arcs;
  };

  const outside = deskCount;
  let fromOutside: Distances | undefined;
  let toOutside: Distances | undefined;
  const reachable = (): Distances => {
    fromOutside ??= search('from', outside);
    return fromOutside;
  };
  /** A seat that nobody gains by stays free. */
  const costOfFilling = (desk: number): number => {
    const distance = reachable().distance[desk] as number;
    return distance === Number.POSITIVE_INFINITY ? 0 : Math.min(0, distance - (price[desk] as number));
  };
  const costOfFollowing = (subject: number): number => (seatOf(subject) === NOBODY ? 0 : costOfFilling(positionOf(subject)));
  return {
    levelsAt,
    weigh,
    standingOf,
    seatOf,
    examples: network.examples,
    makingRoom: (subject, staff) => {
      toOutside ??= search('to', outside);
      const throughOutside = toOutside;
      const own = positionOf(subject);
      const desks = Int32Array.from(staff, (index) => deskOf(index, classOf(subject)));
      // Any way leads over "outside" too, at the price of the own desk; where that costs nothing, no other way is cheaper.
      const back = own === outside ? 0 : (price[own] as number);
      const most = (desk: number): number => (throughOutside.distance[desk] as number) + back;
      const near = own === outside ? desks.subarray(0, 0) : desks.filter((desk) => most(desk) > 0);
      const direct =
        near.length === 0
          ? undefined
          : search(
              'to',
              own,
              near,
              near.reduce((far, desk) => Math.max(far, most(desk)), 0),
            );
      return Array.from(desks, (desk) => {
        const isDirect = direct !== undefined && (direct.distance[desk] as number) < most(desk);
        const found = isDirect ? direct : throughOutside;
        return found.distance[desk] === Number.POSITIVE_INFINITY ? undefined : chainOf(pathFrom(found, desk));
      });
    },
    filling: (desk) => (costOfFilling(desk) < 0 ? chainOf(pathTo(reachable(), desk)) : NO_CHAIN),
    costOfFilling,
    following: (subject) => (costOfFollowing(subject) < 0 ? chainOf(pathTo(reachable(), positionOf(subject))) : NO_CHAIN),
    costOfFollowing,
  };
}

const NO_CHAIN: Chain = { cost: 0, moves: [] };

/** What the subject pays for a seat with a rahyar: the least over all bases; `undefined` if it may have none there. */
function costsOf({ policy }: AssignmentProblem, coverage: CoverageIndex): (subject: number, staff: number) => number | undefined {
  const baseCosts = DEDICATED_BASES.map((basis) => basisCost(policy, basis));
  return (subject, staff) => {
    let least: number | undefined;
    if (staff === NOBODY) return least;
    for (let position = 0; position < baseCosts.length; position++) {
      const { rahyars, costs } = coverage.optionsOn(subject, DEDICATED_BASES[position] as DedicatedBasis);
      const at = positionIn(rahyars, staff);
      if (at === NOBODY) continue;
      const cost = (baseCosts[position] as number) + (costs[at] as number);
      if (least === undefined || cost < least) least = cost;
    }
    return least;
  };
}

/** Where a value stands in an ascending list, or NOBODY. */
function positionIn(ascending: Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === value ? low : NOBODY;
}

/** What the network is made of. */
type Reading = Pick<Exchanges, 'levelsAt' | 'weigh' | 'seatOf'> & {
  readonly coverage: CoverageIndex;
  readonly classOf: (subject: number) => number;
  readonly positionOf: (subject: number) => number;
};

/**
 * Nodes: the desks, then "outside" (no seat, or a free one), then lists of options. An arc from a desk to a list is a subject there who has
 * the list open; a list leads to its desks. Lengths are costs, corrected by prices at both ends, and so never below 0. `witness`: a subject who
 * can make the move, or NOBODY for arcs on which nobody moves.
 */
type ExchangeNetwork = Paths & { readonly witness: Int32Array; readonly examples: Int32Array };

function networkOf(problem: AssignmentProblem, plan: AssignmentPlan, { weights, price }: Certificate, reading: Reading): ExchangeNetwork {
  const { coverage, classOf, positionOf } = reading;
  const outside = price.length;
  const arcs = createShortestArcs();
  const priceOf: number[] = [...price, 0];
  const lists = SUBJECT_CLASSES.map(() => new Map<Options, number>());
  const listNode = (options: Options, subjectClass: number): number => {
    const ofClass = lists[subjectClass] as Map<Options, number>;
    const known = ofClass.get(options);
    if (known !== undefined) return known;
    const node = priceOf.length;
    const desks = options.rahyars.map((staff) => deskOf(staff, subjectClass));
    const worth = Float64Array.from(desks, (desk, position) => (options.costs[position] as number) + (price[desk] as number));
    const least = worth.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
    priceOf.push(least);
    desks.forEach((desk, position) => {
      arcs.add(node, desk, (worth[position] as number) - least, NOBODY);
    });
    ofClass.set(options, node);
    return node;
  };

  const loads = loadsOf(problem, plan);
  for (let desk = 0; desk < outside; desk++) {
    const caseload = problem.rahyars[Math.floor(desk / SUBJECT_CLASSES.length)]?.service.caseload;
    const limit = caseload?.[SUBJECT_CLASSES[desk % SUBJECT_CLASSES.length] ?? 'person'] ?? 0;
    if ((loads[desk] as number) < limit) arcs.add(desk, outside, 0, NOBODY);
    if ((loads[desk] as number) > 0) arcs.add(outside, desk, price[desk] as number, NOBODY);
  }
  const examples = examplesOf(problem, plan, reading);
  for (const subject of examples) {
    const subjectClass = classOf(subject);
    const from = positionOf(subject);
    const previous = problem.subjects.previous[subject] as number;
    const now = reading.levelsAt(subject, reading.seatOf(subject));
    if (now === undefined) throw new Error('invariant: a proven plan has no seat that is not open');
    const paid = reading.weigh(now) + (priceOf[from] as number);
    const stay = reading.levelsAt(subject, previous);
    const mayStay = previous !== NOBODY && stay !== undefined;
    const parting = mayStay ? weights.move : 0;
    const goTo = (node: number, cost: number): void => {
      if (node !== from) arcs.add(from, node, cost + (priceOf[node] as number) - paid, subject);
    };
    const out = reading.levelsAt(subject, NOBODY);
    if (out !== undefined) goTo(outside, reading.weigh(out));
    if (mayStay) goTo(deskOf(previous, subjectClass), 0);
    for (const basis of DEDICATED_BASES) {
      const options = coverage.optionsOn(subject, basis);
      if (options.rahyars.length > 0) goTo(listNode(options, subjectClass), parting + basisCost(problem.policy, basis));
    }
  }
  return { nodeCount: priceOf.length, ...arcs.toArrays(), examples };
}

/** The first subject of each group that is alike in its facts and its seat. */
function examplesOf(problem: AssignmentProblem, plan: AssignmentPlan, { seatOf }: Reading): Int32Array {
  const { cellOf } = factCellsOf(problem, plan.tier);
  const table = createTupleTable(2);
  const examples: number[] = [];
  for (let subject = 0; subject < cellOf.length; subject++) {
    table.key[0] = cellOf[subject] as number;
    table.key[1] = seatOf(subject);
    if (table.intern() === examples.length) examples.push(subject);
  }
  return Int32Array.from(examples);
}

/** Collects arcs; of several between the same two nodes only the first of the shortest stays. */
function createShortestArcs(): {
  add(tail: number, head: number, length: number, witness: number): void;
  toArrays(): Omit<ExchangeNetwork, 'nodeCount' | 'examples'>;
} {
  const known = new Map<number, number>();
  const tails: number[] = [];
  const heads: number[] = [];
  const lengths: number[] = [];
  const witnesses: number[] = [];
  return {
    add: (tail, head, length, witness) => {
      if (length < 0) throw new Error('invariant: prices that prove a plan leave no exchange that betters it');
      const key = tail * NODES_MAX + head;
      const arc = known.get(key) ?? tails.length;
      if (arc === tails.length) known.set(key, arc);
      else if (length >= (lengths[arc] as number)) return;
      tails[arc] = tail;
      heads[arc] = head;
      lengths[arc] = length;
      witnesses[arc] = witness;
    },
    toArrays: () => ({
      tail: Int32Array.from(tails),
      head: Int32Array.from(heads),
      length: Float64Array.from(lengths),
      witness: Int32Array.from(witnesses),
    }),
  };
}

const NODES_MAX = 2 ** 26;
