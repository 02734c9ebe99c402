import { DEDICATED_BASES, holdsOn, type StaffId, SUBJECT_CLASSES, type SubjectClass } from '@rahyar/domain';
import { covers } from './covering.ts';
import { type AssignmentProblem, type GivenDirective, type GivenDirectives, type SubjectDirective, unavailability } from './problem.ts';
import { profileAt } from './profile.ts';
import { CLASS_OF_KIND, NOBODY, PINNED, VETOED } from './subject-columns.ts';
import { unsuitability } from './suitability.ts';

/** Why a directive is left out, in the order in which it is asked. */
export const CONTRADICTIONS = [
  'unknownSubject',
  'unknownStaff',
  'notARahyar',
  'pinnedAndVetoed',
  'pinOutsideCoverage',
  'pinNotAvailable',
  'pinNotSuitable',
  'pinnedTwice',
  'morePinsThanSeats',
] as const;

/**
 * A directive that holds on the day and cannot be kept. `staff` and `subjects` (indexes) are whom it concerns: for `pinnedTwice` all rahyars that
 * the subject is pinned to, of whom the first is kept; for `morePinsThanSeats` the subjects whose pin is left out.
 */
export type Contradiction = {
  readonly kind: (typeof CONTRADICTIONS)[number];
  readonly staff: readonly StaffId[];
  readonly subjects: readonly number[];
};

/** A problem but for what people have decided. */
export type UndirectedProblem = Omit<AssignmentProblem, 'givenDirectives' | 'directives'>;

/**
 * Puts what people have decided into a problem, in place of what it held before. What cannot be kept is left out and named, in an order that does
 * not depend on the order of the directives; of several pins where there is room for fewer, those with the smallest ids are kept.
 */
export function withDirectives(
  undirected: UndirectedProblem,
  given: GivenDirectives,
): { problem: AssignmentProblem; contradictions: readonly Contradiction[] } {
  const draft: Draft = { contradictions: new Map(), vetoes: new Map(), pins: new Map() };
  const problem = { ...undirected, givenDirectives: given, directives: NONE };
  const locate = createLocator(problem, draft);
  for (const veto of given.vetoes) {
    const found = locate(veto);
    if (found !== undefined) addTo(draft.vetoes, found.subject, found.staff);
  }
  for (const pin of given.pins) {
    const found = locate(pin);
    if (found === undefined) continue;
    const fault = faultOfPin(problem, draft, found);
    if (fault === undefined) addTo(draft.pins, found.subject, found.staff);
    else contradict(problem, draft, fault, [found.staff], [found.subject]);
  }
  const pinOf = seatedPins(problem, draft, singlePins(problem, draft));
  const directives = new Map(
    [...new Set([...draft.vetoes.keys(), ...pinOf.keys()])].sort(ascending).map((subject): [number, SubjectDirective] => {
      const pin = pinOf.get(subject);
      const vetoes = [...(draft.vetoes.get(subject) ?? [])].sort(ascending);
      return [subject, pin === undefined ? { vetoes } : { pin, vetoes }];
    }),
  );
  return {
    problem: { ...problem, directives, subjects: { ...problem.subjects, flags: flagged(problem.subjects.flags, directives) } },
    contradictions: [...draft.contradictions.keys()].sort().map((key) => draft.contradictions.get(key) as Contradiction),
  };
}

const NONE: AssignmentProblem['directives'] = new Map();
const ascending = (a: number, b: number): number => a - b;

type Draft = {
  /** By a key that orders them. */
  readonly contradictions: Map<string, Contradiction>;
  /** Indexes of staff by index of subject. */
  readonly vetoes: Map<number, Set<number>>;
  readonly pins: Map<number, Set<number>>;
};
type Located = { readonly subject: number; readonly staff: number };

function addTo(sets: Map<number, Set<number>>, key: number, value: number): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([value]));
  else known.add(value);
}

function contradict(
  { staff }: AssignmentProblem,
  { contradictions }: Draft,
  kind: Contradiction['kind'],
  concerned: readonly number[],
  subjects: readonly number[],
  named: readonly StaffId[] = concerned.flatMap((index) => staff[index]?.id ?? []),
): void {
  const pad = (value: number): string => String(value).padStart(10, '0');
  contradictions.set(`${CONTRADICTIONS.indexOf(kind)} ${named.join()} ${subjects.map(pad).join()}`, { kind, staff: named, subjects });
}

/** Finds whom a directive means; `undefined` when it does not hold on the day, or means somebody who is not there. */
function createLocator(problem: AssignmentProblem, draft: Draft): (directive: GivenDirective) => Located | undefined {
  const indexOf = new Map(problem.staff.map((member, index) => [member.id, index]));
  return (directive) => {
    if (!holdsOn(directive, problem.on)) return undefined;
    const subject = problem.subjects.ids.indexOf(directive.subject);
    const staff = indexOf.get(directive.rahyar);
    if (subject === NOBODY) contradict(problem, draft, 'unknownSubject', [], [], [directive.rahyar]);
    else if (staff === undefined) contradict(problem, draft, 'unknownStaff', [], [subject], [directive.rahyar]);
    else return { subject, staff };
    return undefined;
  };
}

function faultOfPin(problem: AssignmentProblem, draft: Draft, { subject, staff }: Located): Contradiction['kind'] | undefined {
  const rahyar = problem.rahyars[staff];
  if (rahyar === undefined) return 'notARahyar';
  if (draft.vetoes.get(subject)?.has(staff)) return 'pinnedAndVetoed';
  if (!DEDICATED_BASES.some((basis) => covers(problem, staff, subject, basis))) return 'pinOutsideCoverage';
  if (unavailability(rahyar, problem.on, problem.policy) !== undefined) return 'pinNotAvailable';
  return unsuitability(rahyar, profileAt(problem, subject), problem.policy) === undefined ? undefined : 'pinNotSuitable';
}

/** One pin for each pinned subject. */
function singlePins(problem: AssignmentProblem, draft: Draft): Map<number, number> {
  const single = new Map<number, number>();
  for (const [subject, rahyars] of draft.pins) {
    const inOrder = [...rahyars].sort(ascending);
    if (inOrder.length > 1) contradict(problem, draft, 'pinnedTwice', inOrder, [subject]);
    single.set(subject, inOrder[0] as number);
  }
  return single;
}

/** As many pins for each rahyar and class of subjects as the caseload has room for. */
function seatedPins(problem: AssignmentProblem, draft: Draft, pins: ReadonlyMap<number, number>): Map<number, number> {
  const bySeat = new Map<number, number[]>();
  for (const [subject, staff] of pins) {
    const seat = staff * SUBJECT_CLASSES.length + (CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number);
    const sharing = bySeat.get(seat);
    if (sharing === undefined) bySeat.set(seat, [subject]);
    else sharing.push(subject);
  }
  const kept = new Map<number, number>();
  for (const [seat, subjects] of bySeat) {
    const staff = Math.floor(seat / SUBJECT_CLASSES.length);
    const limit = problem.rahyars[staff]?.service.caseload[SUBJECT_CLASSES[seat % SUBJECT_CLASSES.length] as SubjectClass] ?? 0;
    const inOrder = subjects.sort(ascending);
    for (const subject of inOrder.slice(0, limit)) kept.set(subject, staff);
    if (inOrder.length > limit) contradict(problem, draft, 'morePinsThanSeats', [staff], inOrder.slice(limit));
  }
  return kept;
}

/** The flags with the bits of directives as the directives are. */
function flagged(flags: Uint8Array, directives: AssignmentProblem['directives']): Uint8Array {
  const bits = PINNED | VETOED;
  if (directives.size === 0 && flags.every((flag) => (flag & bits) === 0)) return flags;
  const marked = flags.map((flag) => flag & ~bits);
  for (const [subject, { pin, vetoes }] of directives) {
    marked[subject] = (marked[subject] as number) | (pin === undefined ? 0 : PINNED) | (vetoes.length === 0 ? 0 : VETOED);
  }
  return marked;
}
