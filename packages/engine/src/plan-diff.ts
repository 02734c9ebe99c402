import { DEDICATED_BASES, type Label, PRIORITY_TIERS, type PriorityTier, type StaffMember, SUBJECT_CLASSES } from '@rahyar/domain';
import { covers } from './covering.ts';
import { MOVE_CAUSE_LABELS, MOVE_CAUSES, type MoveCause, partingCause } from './moves.ts';
import { type AssignmentPlan, GAP_CAUSES, type GapCause, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';

/** A plan and what it was made from. */
export type Planned = { readonly problem: AssignmentProblem; readonly plan: AssignmentPlan };

/**
 * Why a subject has not the dedicated rahyar of the earlier plan any more: as {@link MOVE_CAUSES}, in that order, but knowing both days. Where the
 * rahyar does not cover the subject any more, the subject's own facts have changed if the rahyar's earlier post would not cover it either, else
 * the rahyar's post has. Where the rahyar could have stayed and was not the subject's own of yesterday for the later plan, the own one is back,
 * or it was a substitute, or one plan was not made from the other.
 */
export const PARTING_CAUSES = [
  ...MOVE_CAUSES.filter((cause) => cause !== 'noLongerCovered'),
  'subjectMoved',
  'jurisdictionChanged',
  'ownReturned',
  'notCarriedOver',
] as const;
export type PartingCause =
  | Exclude<MoveCause, 'noLongerCovered'>
  | 'subjectMoved'
  | 'jurisdictionChanged'
  | 'ownReturned'
  | 'notCarriedOver';

const { noLongerCovered: _either, ...KEPT_LABELS } = MOVE_CAUSE_LABELS;
export const PARTING_CAUSE_LABELS = {
  ...KEPT_LABELS,
  subjectMoved: { fa: 'محل یا پیوندهای خود او تغییر کرد', en: 'the person moved, or changed organisation or links' },
  jurisdictionChanged: { fa: 'حوزه یا سمت رهیار تغییر کرد', en: 'the area or post of the rahyar changed' },
  ownReturned: { fa: 'رهیار خود او بازگشت', en: 'their own rahyar is back' },
  notCarriedOver: { fa: 'همراهی‌اش موقت بود', en: 'accompanied them only for a time' },
} as const satisfies Record<PartingCause, Label>;

/** What is not the same for one subject in the later plan; a field is absent where nothing changed. Ids of subjects and staff. */
export type PlanChange = {
  readonly subject: string;
  /** The subject is only in the later plan, or only in the earlier one: of the other nothing more than its dedicated rahyar is told. */
  readonly appeared?: true;
  readonly disappeared?: true;
  /** The dedicated rahyars, where they differ. */
  readonly from?: string;
  readonly to?: string;
  readonly cause?: PartingCause;
  /** The highest tier among those who have come to the rahyar for whose sake room was made. */
  readonly forTier?: PriorityTier;
  readonly gapOpened?: GapCause;
  readonly gapClosed?: GapCause;
  readonly tier?: { readonly from?: PriorityTier; readonly to?: PriorityTier };
};

/** `parted` had a dedicated rahyar and has not the same; `given` had none and has one; newcomers are counted apart. */
export type DiffCounts = {
  readonly changed: number;
  readonly appeared: number;
  readonly disappeared: number;
  readonly newcomersGiven: number;
  readonly given: number;
  readonly parted: number;
  readonly causes: Readonly<Record<PartingCause, number>>;
  readonly gapsOpened: number;
  readonly gapsClosed: number;
  readonly tiersChanged: number;
};

/** The changes in the order of the subjects' ids, and how many there are of each kind. */
export type PlanDiff = { readonly changes: readonly PlanChange[]; readonly counts: DiffCounts };

/** What has changed from one plan to a later one. Subjects and staff are matched by id, so the two may have been made apart. */
export function planDiff(before: Planned, after: Planned): PlanDiff {
  return diffOfRows(changedRows(before, after), before.problem.staff, after);
}

/** What the earlier plan said of a subject. */
export type EarlierRow = { readonly rahyar: string | undefined; readonly gapCause: number; readonly tier: number };

export const rowOf = ({ problem, plan }: Planned, subject: number): EarlierRow => ({
  rahyar: isDedicated(plan, subject) ? problem.staff[primaryOf(plan, subject)]?.id : undefined,
  gapCause: plan.gapCause[subject] as number,
  tier: plan.tier[subject] as number,
});

/** A subject of one plan or of both: `after` is its index in the later one, or NOBODY. */
export type RowPair = { readonly id: string; readonly before: EarlierRow | undefined; readonly after: number };

function* changedRows(before: Planned, after: Planned): Generator<RowPair> {
  const [old, now] = [before.problem.subjects.ids, after.problem.subjects.ids];
  for (let a = 0, b = 0; a < old.count || b < now.count; ) {
    const [idA, idB] = [a < old.count ? old.at(a) : undefined, b < now.count ? now.at(b) : undefined];
    if (idB === undefined || (idA !== undefined && idA < idB)) yield { id: idA as string, before: rowOf(before, a++), after: NOBODY };
    else if (idA === undefined || idB < idA) yield { id: idB, before: undefined, after: b++ };
    else yield { id: idB, before: rowOf(before, a++), after: b++ };
  }
}

/** The changes among these rows; rows in which nothing has changed are passed over. `staff` is the community of the earlier plan. */
export function diffOfRows(rows: Iterable<RowPair>, staff: readonly StaffMember[], later: Planned): PlanDiff {
  const changed = Array.from(differing(rows, later)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const causeOf = createCause(staff, later);
  const highestArrival = arrivals(changed, later);
  const changes = changed.map((row): PlanChange => {
    const { id, before, after, now } = row;
    if (now === undefined) return { subject: id, disappeared: true, ...present({ from: before?.rahyar }) };
    const gaps = { gapOpened: gapOf(now), gapClosed: before === undefined ? undefined : gapOf(before) };
    const opened = gaps.gapClosed === undefined ? present({ gapOpened: gaps.gapOpened }) : {};
    if (before === undefined) return { subject: id, appeared: true, ...present({ to: now.rahyar }), ...opened };
    const isParted = before.rahyar !== undefined && before.rahyar !== now.rahyar;
    const parting = isParted ? causeOf(after, before.rahyar) : undefined;
    return {
      subject: id,
      ...(before.rahyar === now.rahyar ? {} : present({ from: before.rahyar, to: now.rahyar })),
      ...(parting === undefined ? {} : { cause: parting.cause }),
      ...(parting?.cause === 'madeRoom' ? present({ forTier: PRIORITY_TIERS[highestArrival(after, parting.from) - 1] }) : {}),
      ...opened,
      ...(gaps.gapOpened === undefined ? present({ gapClosed: gaps.gapClosed }) : {}),
      ...(before.tier === now.tier ? {} : { tier: present({ from: PRIORITY_TIERS[before.tier - 1], to: PRIORITY_TIERS[now.tier - 1] }) }),
    };
  });
  return { changes, counts: countsOf(changes) };
}

type ChangedRow = RowPair & { readonly now: EarlierRow | undefined };

function* differing(rows: Iterable<RowPair>, later: Planned): Generator<ChangedRow> {
  for (const row of rows) {
    const now = row.after === NOBODY ? undefined : rowOf(later, row.after);
    const { before } = row;
    const isSame =
      before !== undefined &&
      now !== undefined &&
      before.rahyar === now.rahyar &&
      before.tier === now.tier &&
      (before.gapCause === 0) === (now.gapCause === 0);
    if (!isSame) yield { ...row, now };
  }
}

const gapOf = ({ gapCause }: EarlierRow): GapCause | undefined => {
  const cause = GAP_CAUSES[gapCause];
  return cause === 'none' ? undefined : cause;
};

type Present<T> = { readonly [name in keyof T]?: Exclude<T[name], undefined> };
const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;

/** Tells why a subject of the later plan has not a rahyar of the earlier one any more, and the index of that rahyar now, or NOBODY. */
function createCause(
  earlierStaff: readonly StaffMember[],
  { problem, plan }: Planned,
): (subject: number, rahyar: string) => { readonly cause: PartingCause; readonly from: number } {
  const indexes = new Map(problem.staff.map(({ id }, index) => [id as string, index]));
  const earlier = new Map(earlierStaff.map((member) => [member.id as string, member]));
  const withEarlierPost = new Map<number, AssignmentProblem>();
  const earlierPostOf = (rahyar: string, index: number): AssignmentProblem => {
    const known = withEarlierPost.get(index);
    if (known !== undefined) return known;
    const world = { ...problem, staff: problem.staff.with(index, earlier.get(rahyar) as StaffMember) };
    withEarlierPost.set(index, world);
    return world;
  };
  const causeOf = (subject: number, rahyar: string, from: number): PartingCause => {
    const cause = from === NOBODY ? 'noLongerARahyar' : partingCause(problem, subject, from);
    if (cause === 'noLongerCovered') {
      const world = earlierPostOf(rahyar, from);
      return DEDICATED_BASES.some((basis) => covers(world, from, subject, basis)) ? 'jurisdictionChanged' : 'subjectMoved';
    }
    const own = problem.subjects.previous[subject] as number;
    if (cause !== 'madeRoom' || own === from) return cause;
    return own !== NOBODY && own === primaryOf(plan, subject) ? 'ownReturned' : 'notCarriedOver';
  };
  return (subject, rahyar) => {
    const from = indexes.get(rahyar) ?? NOBODY;
    return { cause: causeOf(subject, rahyar, from), from };
  };
}

/** The highest tier, 1 to 4, among those who have come to a rahyar from elsewhere, of the class of the subject; 0 where nobody has a tier. */
function arrivals(changed: readonly ChangedRow[], { problem, plan }: Planned): (subject: number, rahyar: number) => number {
  const highest = new Map<number, number>();
  const deskOf = (subject: number, rahyar: number): number =>
    rahyar * SUBJECT_CLASSES.length + (CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number);
  for (const { before, now, after } of changed) {
    if (now?.rahyar === undefined || now.rahyar === before?.rahyar || now.tier === 0) continue;
    const desk = deskOf(after, primaryOf(plan, after));
    highest.set(desk, Math.min(highest.get(desk) ?? now.tier, now.tier));
  }
  return (subject, rahyar) => highest.get(deskOf(subject, rahyar)) ?? 0;
}

function countsOf(changes: readonly PlanChange[]): DiffCounts {
  const causes = Object.fromEntries(PARTING_CAUSES.map((cause) => [cause, 0])) as Record<PartingCause, number>;
  for (const { cause } of changes) if (cause !== undefined) causes[cause]++;
  const count = (is: (change: PlanChange) => boolean): number => changes.reduce((sum, change) => sum + (is(change) ? 1 : 0), 0);
  return {
    changed: changes.length,
    appeared: count(({ appeared }) => appeared === true),
    disappeared: count(({ disappeared }) => disappeared === true),
    newcomersGiven: count(({ appeared, to }) => appeared === true && to !== undefined),
    given: count(({ appeared, from, to }) => appeared === undefined && from === undefined && to !== undefined),
    parted: count(({ cause }) => cause !== undefined),
    causes,
    gapsOpened: count(({ gapOpened }) => gapOpened !== undefined),
    gapsClosed: count(({ gapClosed }) => gapClosed !== undefined),
    tiersChanged: count(({ tier }) => tier !== undefined),
  };
}
