import type { FollowUpId } from '@rahyar/domain';
import type { Due } from '../due.ts';
import type { EpochDay } from '../epoch-day.ts';

/** What planning again changed, each follow-up in exactly one of the lists, in order of ids. */
export type CaseChanges = {
  /** What holds now: the new plan, with the days that were told kept as told. */
  readonly dues: readonly Due[];
  readonly added: readonly FollowUpId[];
  readonly removed: readonly FollowUpId[];
  readonly moved: readonly DueMove[];
  /** Would have moved, but the member was told the day; it stays, and `to` says where the calendar would have it. */
  readonly frozen: readonly DueMove[];
  readonly unchanged: readonly FollowUpId[];
};

/** `because` is what the two plans differ in: the day by the rule, or only the working days. */
export type DueMove = { readonly id: FollowUpId; readonly from: EpochDay; readonly to: EpochDay; readonly because: 'rule' | 'workingDays' };

/**
 * Compares the live follow-ups of two plans. Ids do not hang on holidays, so that what is told apart is what was told. A told day is kept
 * unless it is past.
 */
export function caseChanges(before: readonly Due[], after: readonly Due[], told: ReadonlySet<FollowUpId>, today: EpochDay): CaseChanges {
  const known = new Map(before.map((due) => [due.id, due]));
  const planned = new Set(after.map(({ id }) => id));
  const sorted = [...after].sort(byId);
  const moves = sorted.flatMap((due) => moveOf(known.get(due.id), due));
  const isFrozen = ({ id, from }: DueMove): boolean => told.has(id) && from >= today;
  const frozen = moves.filter(isFrozen);
  const frozenIds = new Set(frozen.map(({ id }) => id));
  const movedIds = new Set(moves.map(({ id }) => id));
  return {
    dues: sorted.map((due) => (frozenIds.has(due.id) ? (known.get(due.id) as Due) : due)),
    added: sorted.flatMap(({ id }) => (known.has(id) ? [] : [id])),
    removed: [...known.keys()].filter((id) => !planned.has(id)).sort(),
    moved: moves.filter((move) => !isFrozen(move)),
    frozen,
    unchanged: sorted.flatMap(({ id }) => (known.has(id) && !movedIds.has(id) ? [id] : [])),
  };
}

function moveOf(before: Due | undefined, after: Due): DueMove[] {
  if (before === undefined || before.effective === after.effective) return [];
  const because = before.nominal === after.nominal ? 'workingDays' : 'rule';
  return [{ id: after.id, from: before.effective, to: after.effective, because }];
}

const byId = (a: Due, b: Due): number => (a.id < b.id ? -1 : Number(a.id > b.id));
