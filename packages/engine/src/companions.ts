import { BASES, type Basis, DEDICATED_BASES } from '@rahyar/domain';
import type { CoverageIndex, Options } from './coverage.ts';
import type { CellGroups, FactCells } from './fact-cells.ts';
import { hashText, mix } from './kernel/hash.ts';
import { basisCost } from './option-cost.ts';
import { basisBit } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { type Memory, NOBODY, OWN_MEMORY, type SubjectColumns, VETOED } from './subject-columns.ts';
import { formOf, hashIds, type IdForm } from './subject-ids.ts';

/** The set of responsible rahyars of each subject, and the basis of the primary one as a bit. */
export type Naming = { readonly responsible: Readonly<Record<Basis, Int32Array>>; readonly primary: Uint8Array };

/** Nobody is named yet: {@link createNamer} writes every position. */
export function emptyNames(count: number, memory: Memory = OWN_MEMORY): Naming {
  const slots = (): Int32Array => new Int32Array(memory(count * Int32Array.BYTES_PER_ELEMENT));
  return {
    responsible: { organization: slots(), residence: slots(), work: slots(), link: slots(), online: slots() },
    primary: new Uint8Array(memory(count)),
  };
}

/** Naming everybody: see {@link createNamer}. */
export function nameResponsible(
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  { cellOf }: Pick<FactCells, 'cellOf'>,
  seat: Int32Array,
  groups: CellGroups,
): Naming {
  const names = emptyNames(seat.length);
  createNamer({ ...namingInput(problem, coverage, groups), cellOf, seat, names })(0, seat.length);
  return names;
}

/**
 * Who may be named for whom: lists of candidates, one after the other, and which list counts for whom. Only arrays, so that threads that share
 * the arrays share the work.
 */
export type NamingInput = {
  readonly lists: {
    /** Where each list begins, and where the last one ends. */
    readonly start: Int32Array;
    readonly candidates: Int32Array;
    readonly hashes: Uint32Array;
    /** What a seat with each candidate costs beside the share of the basis. */
    readonly costs: Uint16Array;
    /** Where the choices of each list begin; lists with the same candidates share theirs, lists of one or nobody have none. */
    readonly choiceStart: Int32Array;
    /** For each bucket of subjects the position of the one chosen, plus 1, once somebody has asked; 0 before. */
    readonly choices: Uint16Array;
  };
  /** The share of each dedicated basis in the cost. */
  readonly shares: readonly number[];
  /** The list of each group on each dedicated basis: position group * bases + basis. */
  readonly dedicated: Int32Array;
  readonly groupOf: Int32Array;
  /** The list of online rahyars of each profile; and of those who have ruled somebody out, ascending, their own. */
  readonly online: Int32Array;
  readonly vetoing: Int32Array;
  readonly onlineOfVetoing: Int32Array;
  readonly ids: IdForm;
} & Pick<SubjectColumns, 'flags' | 'profile'>;

export function namingInput(problem: AssignmentProblem, coverage: CoverageIndex, { groupOf, first }: CellGroups): NamingInput {
  const { subjects, directives } = problem;
  const lists = createLists(Uint32Array.from(problem.staff, (member) => hashText(member.id)));
  const dedicated = new Int32Array(first.length * DEDICATED_BASES.length);
  first.forEach((subject, group) => {
    DEDICATED_BASES.forEach((basis, position) => {
      dedicated[group * DEDICATED_BASES.length + position] = lists.indexOf(coverage.companionsOn(subject, basis));
    });
  });
  const online = problem.profiles.map((_, profile) => coverage.onlineOf(profile));
  const vetoing = [...directives.keys()].filter((subject) => ((subjects.flags[subject] as number) & VETOED) !== 0).sort((a, b) => a - b);
  return {
    dedicated,
    groupOf,
    online: Int32Array.from(online, lists.indexOfUnpriced),
    vetoing: Int32Array.from(vetoing),
    onlineOfVetoing: Int32Array.from(vetoing, (subject) => {
      const vetoes = directives.get(subject)?.vetoes ?? [];
      const suitable = online[subjects.profile[subject] as number] as Int32Array;
      return lists.indexOfUnpriced(suitable.filter((rahyar) => !vetoes.includes(rahyar)));
    }),
    shares: DEDICATED_BASES.map((basis) => basisCost(problem.policy, basis)),
    lists: lists.laidOut(),
    ids: formOf(subjects.ids),
    flags: subjects.flags,
    profile: subjects.profile,
  };
}

/** Numbers lists as they come, and lays them out one after the other. */
function createLists(rahyarHash: Uint32Array) {
  const known = new Map<Options | Int32Array, number>();
  const all: Options[] = [];
  const add = (key: Options | Int32Array, options: Options): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, all.length);
    return all.push(options) - 1;
  };
  return {
    indexOf: (options: Options): number => add(options, options),
    indexOfUnpriced: (rahyars: Int32Array): number => add(rahyars, { rahyars, costs: new Uint16Array(rahyars.length) }),
    laidOut: (): NamingInput['lists'] => {
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
        choiceStart[list] = ofCandidates.get(key) ?? ofCandidates.size * BUCKETS;
        ofCandidates.set(key, choiceStart[list]);
      }
      const hashes = Uint32Array.from(candidates, (candidate) => rahyarHash[candidate] as number);
      return { start, candidates, hashes, costs, choiceStart, choices: new Uint16Array(ofCandidates.size * BUCKETS) };
    },
  };
}

/** What naming reads and writes: the cell and the seat of each subject, and the names. */
export type NamingWork = NamingInput & { readonly cellOf: Int32Array; readonly seat: Int32Array; readonly names: Naming };

/**
 * Makes the function that writes the sets of responsible rahyars of the subjects from `from` to `to` (exclusive): whoever's seat a subject has is the primary; every
 * other basis on which somebody covers it gets a companion (L111 wants the overlap); an online rahyar is named for everyone (L58) and is
 * primary where nobody else is. Nobody is named twice. Companions take no seat, and whoever may not accompany the subject is none. They are
 * chosen by rendezvous hashing, so a change elsewhere does not move them. Ranges may be named side by side: threads that write the same choice
 * write the same number.
 */
export function createNamer(work: NamingWork): (from: number, to: number) => void {
  const reader: Reader = { lists: shortlists(work.lists), seatBasis: createSeatBasis(work), hashes: new Uint32Array(BLOCK), named: [] };
  return (from, to) => {
    for (let block = from; block < to; block += BLOCK) {
      const end = Math.min(block + BLOCK, to);
      hashIds(work.ids, block, end, reader.hashes);
      nameBlock(work, reader, block, end);
    }
  };
}

/** A function called for each block of subjects is compiled once, for good; one loop over all is replaced while it runs. */
const BLOCK = 1 << 14;

type Reader = {
  readonly lists: readonly Shortlist[];
  readonly seatBasis: (group: number, rahyar: number) => number;
  /** Of the ids of the block. */
  readonly hashes: Uint32Array;
  readonly named: number[];
};

function nameBlock(work: NamingWork, { lists, seatBasis, hashes, named }: Reader, from: number, to: number): void {
  const { cellOf, groupOf, dedicated, online, profile, flags, seat, names } = work;
  const { primary } = names;
  const { organization, residence, work: atWork, link, online: voicesOf } = names.responsible;
  const slots = [organization, residence, atWork, link];
  for (let index = from; index < to; index++) {
    const group = groupOf[cellOf[index] as number] as number;
    const bucket = (hashes[index - from] as number) % BUCKETS;
    const seated = seat[index] as number;
    const seatPosition = seated === NOBODY ? -1 : seatBasis(group, seated);
    named.length = 0;
    if (seated !== NOBODY) named.push(seated);
    for (let position = 0; position < DEDICATED_BASES.length; position++) {
      let companion = seated;
      if (position !== seatPosition) {
        companion = chosen(lists[dedicated[group * DEDICATED_BASES.length + position] as number] as Shortlist, bucket, named);
        if (companion !== NOBODY) named.push(companion);
      }
      (slots[position] as Int32Array)[index] = companion;
    }
    const voices = ((flags[index] as number) & VETOED) === 0 ? online[profile[index] as number] : onlineOfVetoing(work, index);
    const voice = chosen(lists[voices as number] as Shortlist, bucket, NONE);
    voicesOf[index] = voice;
    primary[index] = (seatPosition !== -1 ? BITS[seatPosition] : voice === NOBODY ? 0 : BITS[ONLINE]) as number;
  }
}

const BITS = BASES.map(basisBit);
const ONLINE = BASES.indexOf('online');
const NONE: readonly number[] = [];

function onlineOfVetoing({ vetoing, onlineOfVetoing: lists }: NamingInput, subject: number): number {
  let low = 0;
  let high = vetoing.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((vetoing[middle] as number) < subject) low = middle + 1;
    else high = middle;
  }
  return lists[low] as number;
}

/**
 * Finds the basis, as a position in BASES, on which a seat costs least; the answer for the last rahyar asked about is kept for each group. Who
 * is pinned to a rahyar has all companions, but is only asked about the seat of the pin.
 */
function createSeatBasis({ lists, shares, dedicated }: NamingInput): (group: number, rahyar: number) => number {
  const lastRahyar = new Int32Array(dedicated.length / DEDICATED_BASES.length).fill(NOBODY);
  const lastPosition = new Int8Array(lastRahyar.length);
  const cheapest = (group: number, rahyar: number): number => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let position = 0; position < DEDICATED_BASES.length; position++) {
      const at = positionOf(lists, dedicated[group * DEDICATED_BASES.length + position] as number, rahyar);
      if (at === -1) continue;
      const cost = (lists.costs[at] as number) + (shares[position] as number);
      if (cost >= least) continue;
      least = cost;
      best = position;
    }
    if (best === -1) throw new Error('invariant: a subject has a seat with a rahyar who does not cover it');
    return best;
  };
  return (group, rahyar) => {
    if (lastRahyar[group] === rahyar) return lastPosition[group] as number;
    lastRahyar[group] = rahyar;
    lastPosition[group] = cheapest(group, rahyar);
    return lastPosition[group];
  };
}

/** Where a rahyar stands among all candidates, within one list; -1 if not on it. Lists ascend. */
function positionOf({ start, candidates }: NamingInput['lists'], list: number, rahyar: number): number {
  let low = start[list] as number;
  let high = start[list + 1] as number;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((candidates[middle] as number) < rahyar) low = middle + 1;
    else high = middle;
  }
  return low < (start[list + 1] as number) && candidates[low] === rahyar ? low : -1;
}

/** One list, seen on its own. */
type Shortlist = { readonly candidates: Int32Array; readonly hashes: Uint32Array; readonly choices: Uint16Array };

const shortlists = ({ start, candidates, hashes, choiceStart, choices }: NamingInput['lists']): Shortlist[] =>
  Array.from(choiceStart, (firstChoice, list) => ({
    candidates: candidates.subarray(start[list], start[list + 1]),
    hashes: hashes.subarray(start[list], start[list + 1]),
    choices: choices.subarray(firstChoice, firstChoice + BUCKETS),
  }));

/** Subjects fall into buckets; a bucket's choice does not change while the chosen one is a candidate. Those of `without` are passed over. */
function chosen({ candidates, hashes, choices }: Shortlist, bucket: number, without: readonly number[]): number {
  if (candidates.length === 0) return NOBODY;
  let position = candidates.length === 1 ? 0 : (choices[bucket] as number) - 1;
  if (position === -1) {
    position = rendezvous(candidates, hashes, bucket, NONE);
    choices[bucket] = position + 1;
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
