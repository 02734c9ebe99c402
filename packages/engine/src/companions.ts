import { BASES, type Basis, DEDICATED_BASES, type DedicatedBasis } from '@rahyar/domain';
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
  const shortlistOf = createShortlists(Uint32Array.from(problem.staff, (member) => hashText(member.id)));
  const seatBasis = createSeatBasis(problem, coverage, first.length);
  const dedicated = new Array<Shortlist | undefined>(first.length * DEDICATED_BASES.length);
  const online = problem.profiles.map((_, profile) => shortlistOf(coverage.onlineOf(profile)));
  const named: number[] = [];

  const dedicatedAt = (cell: number, position: number): Shortlist => {
    const key = cell * DEDICATED_BASES.length + position;
    const known = dedicated[key];
    if (known !== undefined) return known;
    const list = shortlistOf(coverage.companionsOn(first[cell] as number, DEDICATED_BASES[position] as DedicatedBasis).rahyars);
    dedicated[key] = list;
    return list;
  };

  return (index, seated) => {
    const cell = cellOf[index] as number;
    const bucket = subjects.ids.hashAt(index) % BUCKETS;
    const seatPosition = seated === NOBODY ? -1 : seatBasis(cell, first[cell] as number, seated);
    named.length = 0;
    if (seated !== NOBODY) named.push(seated);
    for (let position = 0; position < DEDICATED_BASES.length; position++) {
      let companion = seated;
      if (position !== seatPosition) {
        companion = chosen(dedicatedAt(cell, position), bucket, named);
        if (companion !== NOBODY) named.push(companion);
      }
      (slots[position] as Int32Array)[index] = companion;
    }
    const vetoes = ((subjects.flags[index] as number) & VETOED) === 0 ? NONE : (problem.directives.get(index)?.vetoes ?? NONE);
    const voice = chosen(online[subjects.profile[index] as number] as Shortlist, bucket, vetoes);
    (slots[ONLINE] as Int32Array)[index] = voice;
    primary[index] = (seatPosition !== -1 ? bits[seatPosition] : voice === NOBODY ? 0 : bits[ONLINE]) as number;
  };
}

const ONLINE = BASES.indexOf('online');
const NONE: readonly number[] = [];

/** Finds the basis, as a position in BASES, on which a seat costs least; the answer for the last rahyar asked about is kept for each cell. */
function createSeatBasis(
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  cellCount: number,
): (cell: number, subject: number, rahyar: number) => number {
  const shares = DEDICATED_BASES.map((basis) => basisCost(problem.policy, basis));
  const lastRahyar = new Int32Array(cellCount).fill(NOBODY);
  const lastPosition = new Int8Array(cellCount);
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
    return lastPosition[cell];
  };
}

/** Candidates, and for each bucket of subjects the position of the one chosen, once somebody asked. */
type Shortlist = { readonly candidates: Int32Array; readonly hashes: Uint32Array; readonly choices: Uint16Array };

function createShortlists(rahyarHash: Uint32Array): (candidates: Int32Array) => Shortlist {
  const known = new Map<Int32Array, Shortlist>();
  return (candidates) => {
    const found = known.get(candidates);
    if (found !== undefined) return found;
    const hashes = Uint32Array.from(candidates, (candidate) => rahyarHash[candidate] as number);
    const list = { candidates, hashes, choices: new Uint16Array(candidates.length > 1 ? BUCKETS : 0).fill(UNKNOWN) };
    known.set(candidates, list);
    return list;
  };
}

/** Subjects fall into buckets; a bucket's choice does not change while the chosen one is a candidate. Those of `without` are passed over. */
function chosen({ candidates, hashes, choices }: Shortlist, bucket: number, without: readonly number[]): number {
  if (candidates.length === 0) return NOBODY;
  let position = candidates.length === 1 ? 0 : (choices[bucket] as number);
  if (position === UNKNOWN) {
    position = rendezvous(candidates, hashes, bucket, NONE);
    choices[bucket] = position;
  }
  const choice = candidates[position] as number;
  if (!without.includes(choice)) return choice;
  const second = rendezvous(candidates, hashes, bucket, without);
  return second === -1 ? NOBODY : (candidates[second] as number);
}

/** Rendezvous hashing: the position of the candidate with the highest hash together with the bucket; -1 where all are passed over. */
function rendezvous(candidates: Int32Array, hashes: Uint32Array, bucket: number, without: readonly number[]): number {
  const bucketHash = mix(bucket + 1);
  let best = -1;
  let bestScore = -1;
  for (let position = 0; position < candidates.length; position++) {
    const score = mix(bucketHash ^ (hashes[position] as number));
    if (score > bestScore && !without.includes(candidates[position] as number)) {
      best = position;
      bestScore = score;
    }
  }
  return best;
}

const BUCKETS = 4_099;
const UNKNOWN = 0xffff;
