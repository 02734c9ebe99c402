import type { PriorityTier } from '@rahyar/domain';
import { PRIORITY_TIERS } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  GAP_CAUSES,
  type GapCause,
  isDedicated,
  MOVE_CAUSES,
  type MoveCause,
  movesOf,
  NO_PLACE,
  NOBODY,
  primaryOf,
} from '@rahyar/engine';

type Planned = { readonly problem: AssignmentProblem; readonly plan: AssignmentPlan };

/** What is not the same for one subject in a later plan. `from` and `to` are dedicated rahyars; a field is absent where nothing changed. */
export type SubjectChange = {
  readonly subject: string;
  /** The two digits of the province of the home; absent where no home is known. */
  readonly province?: string;
  readonly appeared?: true;
  readonly disappeared?: true;
  readonly from?: string;
  readonly to?: string;
  /** Why the subject was parted from the rahyar of the earlier plan. */
  readonly cause?: MoveCause;
  readonly gapOpened?: GapCause;
  readonly gapClosed?: GapCause;
  readonly tier?: { readonly from?: PriorityTier; readonly to?: PriorityTier };
};

/** The changes from one plan to a later one, in the order of ids; both plans are read once, side by side. */
export function* planChanges(before: Planned, after: Planned): Generator<SubjectChange> {
  const causes = causesOf(before, after);
  const [old, now] = [before.problem.subjects.ids, after.problem.subjects.ids];
  for (let a = 0, b = 0; a < old.count || b < now.count; ) {
    const [idA, idB] = [a < old.count ? old.at(a) : undefined, b < now.count ? now.at(b) : undefined];
    if (idB === undefined || (idA !== undefined && idA < idB)) {
      yield { subject: idA as string, ...provinceAt(before.problem, a), disappeared: true };
      a++;
    } else if (idA === undefined || idB < idA) {
      yield { subject: idB, ...provinceAt(after.problem, b), appeared: true };
      b++;
    } else {
      const change = changeOf(before, a, after, b, causes.get(b));
      if (Object.keys(change).length > 0) yield { subject: idB, ...provinceAt(after.problem, b), ...change };
      a++;
      b++;
    }
  }
}

/** Why each subject of the later plan was parted from its rahyar of the earlier one, as the rules of the later day see it. */
function causesOf(before: Planned, after: Planned): ReadonlyMap<number, MoveCause> {
  const indexes = new Map(after.problem.staff.map(({ id }, index) => [id as string, index]));
  const { subjects } = after.problem;
  const previous = subjects.previous.slice().fill(NOBODY);
  const causes = new Map<number, MoveCause>();
  for (let subject = 0; subject < subjects.ids.count; subject++) {
    const earlier = before.problem.subjects.ids.indexOf(subjects.ids.at(subject));
    const id = earlier === -1 ? undefined : dedicatedAt(before, earlier);
    if (id === undefined) continue;
    const staff = indexes.get(id);
    if (staff === undefined) causes.set(subject, 'noLongerARahyar');
    // Whoever has become an online rahyar covers nobody as their own any more.
    else if (after.problem.rahyars[staff]?.kind === 'online') causes.set(subject, 'noLongerCovered');
    else previous[subject] = staff;
  }
  for (const { subject, cause } of movesOf({ ...after.problem, subjects: { ...subjects, previous } }, after.plan))
    causes.set(subject, cause);
  return causes;
}

const dedicatedAt = ({ problem, plan }: Planned, subject: number): string | undefined =>
  isDedicated(plan, subject) ? problem.staff[primaryOf(plan, subject)]?.id : undefined;

const gapAt = ({ plan }: Planned, subject: number): GapCause | undefined => {
  const cause = GAP_CAUSES[plan.gapCause[subject] as number];
  return cause === 'none' ? undefined : cause;
};

const tierAt = ({ plan }: Planned, subject: number): PriorityTier | undefined => PRIORITY_TIERS[(plan.tier[subject] as number) - 1];

function changeOf(before: Planned, a: number, after: Planned, b: number, cause: MoveCause | undefined): Partial<SubjectChange> {
  const [from, to] = [dedicatedAt(before, a), dedicatedAt(after, b)];
  const [gapBefore, gapAfter] = [gapAt(before, a), gapAt(after, b)];
  const [tierBefore, tierAfter] = [tierAt(before, a), tierAt(after, b)];
  return {
    ...(from === to ? {} : { ...present({ from, to }), ...(from === undefined ? {} : present({ cause })) }),
    ...(gapBefore === undefined ? present({ gapOpened: gapAfter }) : {}),
    ...(gapAfter === undefined ? present({ gapClosed: gapBefore }) : {}),
    ...(tierBefore === tierAfter ? {} : { tier: present({ from: tierBefore, to: tierAfter }) }),
  };
}

type Present<T> = { readonly [name in keyof T]?: Exclude<T[name], undefined> };
const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;

function provinceAt({ subjects, places }: AssignmentProblem, subject: number): { readonly province?: string } {
  const home = subjects.home[subject] as number;
  return home === NO_PLACE ? {} : present({ province: places[home]?.slice(0, 2) });
}

/** Counts of changes. `parted` are those whom `causes` tells of; `given` had no dedicated rahyar before. */
export type ChangeFigures = {
  readonly changed: number;
  readonly appeared: number;
  readonly disappeared: number;
  readonly parted: number;
  readonly given: number;
  readonly gapsOpened: number;
  readonly gapsClosed: number;
  readonly tiersChanged: number;
  readonly causes: Readonly<Record<MoveCause, number>>;
  /** The parted of each province by its code, `unknown` for those without a home. */
  readonly provinces: Readonly<Record<string, number>>;
};

/** Adds changes up one by one. */
export function createChangeTally(): { add(change: SubjectChange): void; figures(): ChangeFigures } {
  const counts = { changed: 0, appeared: 0, disappeared: 0, parted: 0, given: 0, gapsOpened: 0, gapsClosed: 0, tiersChanged: 0 };
  const causes = Object.fromEntries(MOVE_CAUSES.map((cause) => [cause, 0])) as Record<MoveCause, number>;
  const provinces = new Map<string, number>();
  return {
    add: (change) => {
      counts.changed++;
      if (change.appeared) counts.appeared++;
      if (change.disappeared) counts.disappeared++;
      if (change.from === undefined && change.to !== undefined) counts.given++;
      if (change.gapOpened !== undefined) counts.gapsOpened++;
      if (change.gapClosed !== undefined) counts.gapsClosed++;
      if (change.tier !== undefined) counts.tiersChanged++;
      if (change.cause === undefined) return;
      counts.parted++;
      causes[change.cause]++;
      const province = change.province ?? 'unknown';
      provinces.set(province, (provinces.get(province) ?? 0) + 1);
    },
    figures: () => ({ ...counts, causes, provinces: Object.fromEntries([...provinces].sort(([a], [b]) => (a < b ? -1 : 1))) }),
  };
}
