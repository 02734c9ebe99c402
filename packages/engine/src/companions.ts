import { BASES, type Basis, DEDICATED_BASES, type StaffMember } from '@rahyar/domain';
import { BUCKETS, type CandidateLists, choiceAt, chosen, createLists, NO_LIST, positionOf } from './candidate-lists.ts';
import type { CoverageIndex } from './coverage.ts';
import type { CellGroups, FactCells } from './fact-cells.ts';
import { hashText } from './kernel/hash.ts';
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
  readonly lists: CandidateLists;
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
  const lists = createLists((rahyar) => hashText((problem.staff[rahyar] as StaffMember).id));
  const dedicated = new Int32Array(first.length * DEDICATED_BASES.length).fill(NO_LIST);
  first.forEach((subject, group) => {
    DEDICATED_BASES.forEach((basis, position) => {
      const options = coverage.companionsOn(subject, basis);
      if (options.rahyars.length > 0) dedicated[group * DEDICATED_BASES.length + position] = lists.indexOf(options);
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
  const seatBasis = createSeatBasis(work);
  const numbers = (): Int32Array => new Int32Array(BLOCK);
  const block: Block = {
    hashes: new Uint32Array(BLOCK),
    groups: numbers(),
    seatPositions: new Int8Array(BLOCK),
    covered: numbers(),
    lists: numbers(),
    choices: numbers(),
  };
  return (from, to) => {
    for (let start = from; start < to; start += BLOCK) {
      const end = Math.min(start + BLOCK, to);
      hashIds(work.ids, start, end, block.hashes);
      readGroups(work, block, start, end);
      readSeats(work, seatBasis, block, start, end);
      for (let position = 0; position < DEDICATED_BASES.length; position++) {
        nameOn(work, block, position, readLists(work, block, position, end - start), start, end);
      }
      readOnlineLists(work, block, start, end);
      nameOnline(work, block, start, end);
    }
  };
}

/**
 * Subjects are named by the block, one basis after the other: what is read from all over memory is read for all of them before anything is decided
 * by it, so that they wait for memory together. A function called for each block is compiled once, for good.
 */
const BLOCK = 1 << 11;

/** What is known of the subjects of a block. */
type Block = {
  /** Of ids at first, and once groups are read their buckets. */
  readonly hashes: Uint32Array;
  readonly groups: Int32Array;
  /** The basis of the seat, as a position in BASES, or -1. */
  readonly seatPositions: Int8Array;
  /** On the basis at hand: those whom somebody covers, one after the other; their lists, and the choices from them. */
  readonly covered: Int32Array;
  readonly lists: Int32Array;
  readonly choices: Int32Array;
};

function readGroups({ cellOf, groupOf }: NamingWork, { hashes, groups }: Block, from: number, to: number): void {
  for (let at = 0; at < to - from; at++) {
    hashes[at] = (hashes[at] as number) % BUCKETS;
    groups[at] = groupOf[cellOf[from + at] as number] as number;
  }
}

function readSeats(
  { seat }: NamingWork,
  seatBasis: (group: number, rahyar: number) => number,
  { groups, seatPositions }: Block,
  from: number,
  to: number,
): void {
  for (let at = 0; at < to - from; at++) {
    const seated = seat[from + at] as number;
    seatPositions[at] = seated === NOBODY ? -1 : seatBasis(groups[at] as number, seated);
  }
}

/** Returns how many subjects of the block somebody covers on the basis. */
function readLists(
  { dedicated, lists: candidates }: NamingWork,
  { hashes, groups, covered, lists, choices: found }: Block,
  position: number,
  count: number,
): number {
  let end = 0;
  for (let at = 0; at < count; at++) {
    const list = dedicated[(groups[at] as number) * DEDICATED_BASES.length + position] as number;
    covered[end] = at;
    lists[end] = list;
    if (list !== NO_LIST) end++;
  }
  for (let row = 0; row < end; row++)
    found[row] = candidates.choices[choiceAt(candidates, lists[row] as number, hashes[covered[row] as number] as number)] as number;
  return end;
}

function readOnlineLists(work: NamingWork, { hashes, lists, choices: found }: Block, from: number, to: number): void {
  const { online, profile, flags } = work;
  for (let at = 0; at < to - from; at++) {
    const index = from + at;
    const hasVetoed = ((flags[index] as number) & VETOED) !== 0;
    const list = (hasVetoed ? onlineOfVetoing(work, index) : online[profile[index] as number]) as number;
    lists[at] = list;
    found[at] = work.lists.choices[choiceAt(work.lists, list, hashes[at] as number)] as number;
  }
}

function nameOn({ lists, seat, names }: NamingWork, block: Block, position: number, count: number, from: number, to: number): void {
  const { hashes, seatPositions, covered, choices } = block;
  const [slots, first, second, third] = slotsAround(names, seat, position);
  slots.fill(NOBODY, from, to);
  for (let row = 0; row < count; row++) {
    const at = covered[row] as number;
    const index = from + at;
    const seated = seat[index] as number;
    slots[index] =
      seatPositions[at] === position
        ? seated
        : chosen(
            lists,
            block.lists[row] as number,
            hashes[at] as number,
            choices[row] as number,
            seated,
            first[index] as number,
            second[index] as number,
            third[index] as number,
          );
  }
}

function nameOnline({ lists, names: { primary, responsible } }: NamingWork, block: Block, from: number, to: number): void {
  const { hashes, seatPositions, choices } = block;
  for (let at = 0; at < to - from; at++) {
    const voice = chosen(lists, block.lists[at] as number, hashes[at] as number, choices[at] as number, NOBODY, NOBODY, NOBODY, NOBODY);
    const seatPosition = seatPositions[at] as number;
    responsible.online[from + at] = voice;
    primary[from + at] = (seatPosition !== -1 ? BITS[seatPosition] : voice === NOBODY ? 0 : BITS[ONLINE]) as number;
  }
}

const BITS = BASES.map(basisBit);
const ONLINE = BASES.indexOf('online');

type Slots = readonly [Int32Array, Int32Array, Int32Array, Int32Array];

/** The names on the dedicated basis at a position, and those on the three before it; where there are fewer, seats, whose holders are named anyhow. */
function slotsAround({ responsible }: Naming, seat: Int32Array, position: number): Slots {
  const before = (steps: number): Int32Array => {
    const basis = DEDICATED_BASES[position - steps];
    return basis === undefined ? seat : responsible[basis];
  };
  return [before(0), before(1), before(2), before(3)];
}

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
