import { type Basis, DEDICATED_BASES } from '@rahyar/domain';
import type { CoverageIndex } from './coverage.ts';
import { hashText, mix } from './kernel/hash.ts';
import { basisCost } from './option-cost.ts';
import { basisBit } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { NOBODY, VETOED } from './subject-columns.ts';

/**
 * Names the set of responsible rahyars of every subject: the one whose seat it has is the primary; every other basis on which somebody
 * covers it gets a companion (L111 wants the overlap); an online rahyar is named for everyone (L58) and is primary where nobody else is.
 * Nobody is named twice. Companions take no seat, and whoever may not accompany the subject is none. They are chosen by rendezvous hashing, so a change elsewhere does not move them.
 */
export function nameResponsible(
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  seat: Int32Array,
): { responsible: Record<Basis, Int32Array>; primary: Uint8Array } {
  const { subjects, staff } = problem;
  const count = subjects.ids.count;
  const slots = (): Int32Array => new Int32Array(count).fill(NOBODY);
  const responsible = { organization: slots(), residence: slots(), work: slots(), link: slots(), online: slots() } satisfies Record<
    Basis,
    Int32Array
  >;
  const primary = new Uint8Array(count);
  const rahyarHash = Uint32Array.from(staff, (member) => hashText(member.id));
  const chooseOnline = createChooser(rahyarHash);
  const named: number[] = [];

  for (let index = 0; index < count; index++) {
    const hash = hashText(subjects.ids.at(index));
    const seated = seat[index] as number;
    named.length = 0;
    if (seated !== NOBODY) {
      const basis = basisOfSeat(problem, coverage, index, seated);
      responsible[basis][index] = seated;
      primary[index] = basisBit(basis);
      named.push(seated);
    }
    for (const basis of DEDICATED_BASES) {
      if (responsible[basis][index] !== NOBODY) continue;
      const companion = rendezvous(coverage.companionsOn(index, basis).rahyars, hash, rahyarHash, named);
      if (companion === NOBODY) continue;
      responsible[basis][index] = companion;
      named.push(companion);
    }
    const vetoes = ((subjects.flags[index] as number) & VETOED) === 0 ? NOBODY_AT_ALL : (problem.directives.get(index)?.vetoes ?? []);
    const online = chooseOnline(coverage.onlineOf(subjects.profile[index] as number), hash, vetoes);
    responsible.online[index] = online;
    if (seated === NOBODY && online !== NOBODY) primary[index] = basisBit('online');
  }
  return { responsible, primary };
}

/** The basis on which the seat costs least. */
function basisOfSeat(problem: AssignmentProblem, coverage: CoverageIndex, index: number, rahyar: number): Basis {
  let cheapest: Basis | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const basis of DEDICATED_BASES) {
    const { rahyars, costs } = coverage.optionsOn(index, basis);
    const position = rahyars.indexOf(rahyar);
    const cost = position === -1 ? Number.POSITIVE_INFINITY : (costs[position] as number) + basisCost(problem.policy, basis);
    if (cost >= least) continue;
    least = cost;
    cheapest = basis;
  }
  if (cheapest === undefined) throw new Error('invariant: a subject has a seat with a rahyar who does not cover it');
  return cheapest;
}

/** The candidate with the highest hash together with the subject, those already named left out. */
function rendezvous(candidates: Int32Array, subjectHash: number, rahyarHash: Uint32Array, named: readonly number[]): number {
  let best = NOBODY;
  let bestScore = -1;
  for (const candidate of candidates) {
    const score = mix(subjectHash ^ (rahyarHash[candidate] as number));
    if (score > bestScore && !named.includes(candidate)) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** Rendezvous hashing for long lists: subjects fall into buckets, and each bucket's choice from a list is worked out once. */
function createChooser(rahyarHash: Uint32Array): (candidates: Int32Array, subjectHash: number, vetoes: readonly number[]) => number {
  const known = new Map<Int32Array, Int32Array>();
  const choose = (candidates: Int32Array, bucket: number, vetoes: readonly number[]): number =>
    rendezvous(candidates, mix(bucket + 1), rahyarHash, vetoes);
  return (candidates, subjectHash, vetoes) => {
    const bucket = subjectHash % BUCKETS;
    if (vetoes.length > 0) return choose(candidates, bucket, vetoes);
    let choices = known.get(candidates);
    if (choices === undefined) {
      choices = Int32Array.from({ length: BUCKETS }, (_, each) => choose(candidates, each, vetoes));
      known.set(candidates, choices);
    }
    return choices[bucket] as number;
  };
}

const BUCKETS = 4_099;
const NOBODY_AT_ALL: readonly number[] = [];
