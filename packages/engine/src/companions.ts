import { BASES, type Basis, DEDICATED_BASES } from '@rahyar/domain';
import type { CoverageIndex } from './coverage.ts';
import type { FactCells } from './fact-cells.ts';
import { hashText, mix } from './kernel/hash.ts';
import { basisCost } from './option-cost.ts';
import { basisBit } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { NOBODY, VETOED } from './subject-columns.ts';

/** The set of responsible rahyars of each subject, and the basis of the primary one as a bit. */
export type Names = { readonly responsible: Readonly<Record<Basis, Int32Array>>; readonly primary: Uint8Array };

export function emptyNames(count: number): Names {
  const slots = (): Int32Array => new Int32Array(count).fill(NOBODY);
  return {
    responsible: { organization: slots(), residence: slots(), work: slots(), link: slots(), online: slots() },
    primary: new Uint8Array(count),
  };
}

/** Names everybody: see {@link createNamer}. */
export function nameResponsible(problem: AssignmentProblem, coverage: CoverageIndex, facts: FactCells, seat: Int32Array): Names {
  const names = emptyNames(seat.length);
  const name = createNamer(problem, coverage, facts, names);
  for (let index = 0; index < seat.length; index++) name(index, seat[index] as number);
  return names;
}

/**
 * Makes the function that writes into `names` the set of responsible rahyars of one subject, given whose seat it has: that one is the
 * primary; every other basis on which somebody covers it gets a companion (L111 wants the overlap); an online rahyar is named for everyone
 * (L58) and is primary where nobody else is. Nobody is named twice. Companions take no seat, and whoever may not accompany the subject is
 * none. They are chosen by rendezvous hashing, so a change elsewhere does not move them.
 */
export function createNamer(
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  { cellOf, first }: Pick<FactCells, 'cellOf' | 'first'>,
  { responsible, primary }: Names,
): (index: number, seated: number) => void {
  const { subjects } = problem;
  const slots = BASES.map((basis) => responsible[basis]);
  const bits = BASES.map(basisBit);
  const choose = createChooser(Uint32Array.from(problem.staff, (member) => hashText(member.id)));
  const seatBasis = createSeatBasis(problem, coverage);
  const candidates: (Int32Array | undefined)[] = [];
  const named: number[] = [];

  const candidatesAt = (cell: number, position: number): Int32Array => {
    const key = cell * DEDICATED_BASES.length + position;
    const known = candidates[key];
    if (known !== undefined) return known;
    const { rahyars } = coverage.companionsOn(first[cell] as number, BASES[position] as (typeof DEDICATED_BASES)[number]);
    candidates[key] = rahyars;
    return rahyars;
  };

  return (index, seated) => {
    const cell = cellOf[index] as number;
    const bucket = subjects.ids.hashAt(index) % BUCKETS;
    const seatPosition = seated === NOBODY ? -1 : seatBasis(cell, first[cell] as number, seated);
    named.length = 0;
    if (seated !== NOBODY) named.push(seated);
    for (let position = 0; position < DEDICATED_BASES.length; position++) {
      const companion = position === seatPosition ? seated : choose(candidatesAt(cell, position), bucket, named);
      (slots[position] as Int32Array)[index] = companion;
      if (companion !== NOBODY && companion !== seated) named.push(companion);
    }
    const vetoes = ((subjects.flags[index] as number) & VETOED) === 0 ? NONE : (problem.directives.get(index)?.vetoes ?? NONE);
    const online = choose(coverage.onlineOf(subjects.profile[index] as number), bucket, vetoes);
    responsible.online[index] = online;
    primary[index] = (seatPosition !== -1 ? bits[seatPosition] : online === NOBODY ? 0 : bits[ONLINE]) as number;
  };
}

const ONLINE = BASES.indexOf('online');
const NONE: readonly number[] = [];

/** Finds the basis, as a position in BASES, on which a seat costs least; the answer for the last rahyar asked about is kept for each cell. */
function createSeatBasis(problem: AssignmentProblem, coverage: CoverageIndex): (cell: number, subject: number, rahyar: number) => number {
  const shares = DEDICATED_BASES.map((basis) => basisCost(problem.policy, basis));
  const lastRahyar: number[] = [];
  const lastPosition: number[] = [];
  const cheapest = (subject: number, rahyar: number): number => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    DEDICATED_BASES.forEach((basis, position) => {
      const { rahyars, costs } = coverage.optionsOn(subject, basis);
      const at = rahyars.indexOf(rahyar);
      const cost = at === -1 ? Number.POSITIVE_INFINITY : (costs[at] as number) + (shares[position] as number);
      if (cost >= least) return;
      least = cost;
      best = position;
    });
    if (best === -1) throw new Error('invariant: a subject has a seat with a rahyar who does not cover it');
    return best;
  };
  return (cell, subject, rahyar) => {
    if (lastRahyar[cell] === rahyar) return lastPosition[cell] as number;
    lastRahyar[cell] = rahyar;
    lastPosition[cell] = cheapest(subject, rahyar);
    return lastPosition[cell] as number;
  };
}

/**
 * Rendezvous hashing: subjects fall into buckets, and each bucket's choice from a list, the candidate with the highest hash together with
 * the bucket, is worked out once. Those of `without` are passed over. NOBODY where nobody is left.
 */
function createChooser(rahyarHash: Uint32Array): (candidates: Int32Array, bucket: number, without: readonly number[]) => number {
  const known = new Map<Int32Array, Int32Array>();
  const rendezvous = (candidates: Int32Array, bucket: number, without: readonly number[]): number => {
    let best = NOBODY;
    let bestScore = -1;
    for (const candidate of candidates) {
      const score = mix(mix(bucket + 1) ^ (rahyarHash[candidate] as number));
      if (score > bestScore && !without.includes(candidate)) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  };
  return (candidates, bucket, without) => {
    if (candidates.length === 0) return NOBODY;
    if (candidates.length === 1) return without.includes(candidates[0] as number) ? NOBODY : (candidates[0] as number);
    let choices = known.get(candidates);
    if (choices === undefined) {
      choices = new Int32Array(BUCKETS).fill(UNKNOWN);
      known.set(candidates, choices);
    }
    let choice = choices[bucket] as number;
    if (choice === UNKNOWN) {
      choice = rendezvous(candidates, bucket, NONE);
      choices[bucket] = choice;
    }
    return without.includes(choice) ? rendezvous(candidates, bucket, without) : choice;
  };
}

const BUCKETS = 4_099;
const UNKNOWN = -2;
