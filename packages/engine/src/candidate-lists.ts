import type { Options } from './coverage.ts';
import { mix } from './kernel/hash.ts';
import { NOBODY } from './subject-columns.ts';

/** Lists of candidates, one after the other, and whom rendezvous hashing chooses from them. Only arrays: threads share them, and the choices. */
export type CandidateLists = {
  /** Where each list begins, and where the last one ends. */
  readonly start: Int32Array;
  readonly candidates: Int32Array;
  readonly hashes: Uint32Array;
  /** What a seat with each candidate costs beside the share of the basis. */
  readonly costs: Uint16Array;
  /** Where the choices of each list begin; lists with the same candidates share theirs, and those of one or nobody ask for none. */
  readonly choiceStart: Int32Array;
  /** For each bucket of subjects the positions of the first and the second choice, plus 1, once somebody has asked; 0 before. */
  readonly choices: Int32Array;
};

/** The number of the list with nobody on it. */
export const NO_LIST = 0;

/** Numbers lists as they come, and lays them out one after the other. */
export function createLists(hashOf: (rahyar: number) => number) {
  const known = new Map<Options | Int32Array, number>();
  const all: Options[] = [{ rahyars: new Int32Array(0), costs: new Uint16Array(0) }];
  const add = (key: Options | Int32Array, options: Options): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, all.length);
    return all.push(options) - 1;
  };
  return {
    indexOf: (options: Options): number => add(options, options),
    indexOfUnpriced: (rahyars: Int32Array): number => add(rahyars, { rahyars, costs: new Uint16Array(rahyars.length) }),
    laidOut: (): CandidateLists => {
      const start = new Int32Array(all.length + 1);
      for (const [list, { rahyars }] of all.entries()) start[list + 1] = (start[list] as number) + rahyars.length;
      const candidates = new Int32Array(start[all.length] as number);
      const costs = new Uint16Array(candidates.length);
      const choiceStart = new Int32Array(all.length);
      const ofCandidates = new Map<string, number>();
      for (const [list, options] of all.entries()) {
        candidates.set(options.rahyars, start[list]);
        costs.set(options.costs, start[list]);
        if (options.rahyars.length <= 1) continue;
        const key = options.rahyars.join();
        choiceStart[list] = ofCandidates.get(key) ?? ofCandidates.size * BUCKETS * 2;
        ofCandidates.set(key, choiceStart[list]);
      }
      const hashed = new Map<number, number>();
      const hashes = Uint32Array.from(candidates, (candidate) => {
        const hash = hashed.get(candidate) ?? hashOf(candidate);
        hashed.set(candidate, hash);
        return hash;
      });
      return { start, candidates, hashes, costs, choiceStart, choices: new Int32Array(Math.max(1, ofCandidates.size) * BUCKETS * 2) };
    },
  };
}

/** Where a rahyar stands among all candidates, within one list; -1 if not on it. Lists ascend. */
export function positionOf({ start, candidates }: CandidateLists, list: number, rahyar: number): number {
  let low = start[list] as number;
  let high = start[list + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((candidates[middle] as number) < rahyar) low = middle + 1;
    else high = middle;
  }
  return low < (start[list + 1] as number) && candidates[low] === rahyar ? low : -1;
}

/**
 * Subjects fall into buckets; a bucket's choice does not change while the chosen one is a candidate. The four named already are passed over.
 * @param known what `choices` holds at {@link choiceAt}, read beforehand
 */
export function chosen(
  lists: CandidateLists,
  list: number,
  bucket: number,
  known: number,
  a: number,
  b: number,
  c: number,
  d: number,
): number {
  const { start, candidates, choices } = lists;
  const from = start[list] as number;
  const count = (start[list + 1] as number) - from;
  if (count === 0) return NOBODY;
  if (count === 1) {
    const only = candidates[from] as number;
    return only === a || only === b || only === c || only === d ? NOBODY : only;
  }
  const slot = choiceAt(lists, list, bucket);
  /** Another thread may have written one of the two so far; both write the same. */
  if (known === 0 || choices[slot + 1] === 0) choose(lists, list, bucket, slot);
  const first = candidates[from + (known === 0 ? (choices[slot] as number) : known) - 1] as number;
  if (first !== a && first !== b && first !== c && first !== d) return first;
  const second = candidates[from + (choices[slot + 1] as number) - 1] as number;
  if (second !== a && second !== b && second !== c && second !== d) return second;
  const third = rendezvous(lists, list, bucket, [a, b, c, d]);
  return third === -1 ? NOBODY : (candidates[from + third] as number);
}

/** Where the choices of a list and a bucket are; of a list of one or nobody it is where those of another are. */
export const choiceAt = ({ choiceStart }: CandidateLists, list: number, bucket: number): number =>
  (choiceStart[list] as number) + 2 * bucket;

/** Writes down the two candidates that rendezvous hashing puts first, where there are two at least. */
function choose({ start, hashes, choices }: CandidateLists, list: number, bucket: number, slot: number): void {
  const bucketHash = mix(bucket + 1);
  const from = start[list] as number;
  const count = (start[list + 1] as number) - from;
  let first = -1;
  let second = -1;
  let firstScore = -1;
  let secondScore = -1;
  for (let position = 0; position < count; position++) {
    const score = mix(bucketHash ^ (hashes[from + position] as number));
    if (score > firstScore) {
      second = first;
      secondScore = firstScore;
      first = position;
      firstScore = score;
    } else if (score > secondScore) {
      second = position;
      secondScore = score;
    }
  }
  choices[slot + 1] = second + 1;
  choices[slot] = first + 1;
}

/** Rendezvous hashing: the position of the candidate with the highest hash together with the bucket; -1 where all are passed over. */
function rendezvous({ start, candidates, hashes }: CandidateLists, list: number, bucket: number, without: readonly number[]): number {
  const bucketHash = mix(bucket + 1);
  const from = start[list] as number;
  const count = (start[list + 1] as number) - from;
  let best = -1;
  let bestScore = -1;
  for (let position = 0; position < count; position++) {
    const score = mix(bucketHash ^ (hashes[from + position] as number));
    if (score > bestScore && !without.includes(candidates[from + position] as number)) {
      best = position;
      bestScore = score;
    }
  }
  return best;
}

export const BUCKETS = 4_099;
