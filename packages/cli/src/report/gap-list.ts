import type { StaffMember } from '@rahyar/domain';
import { type AssignmentPlan, type AssignmentProblem, GAP_CAUSES, type GapCause, NO_PLACE } from '@rahyar/engine';
import { provinceOf } from '@rahyar/geo';

/** The gaps of one province that one affairs secretary is told of. */
export type GapRow = {
  /** `undefined` when neither home nor work is known. */
  readonly province?: string;
  /** `undefined` when no secretary answers for the place or the organisation. */
  readonly addressee?: string;
  readonly causes: Readonly<Record<GapCause, number>>;
};

export type GapList = {
  /** Most gaps first. */
  readonly rows: readonly GapRow[];
  /** What the rows leave out: many small ones. Present when there are more rows than a page holds. */
  readonly others?: { readonly rows: number; readonly causes: Readonly<Record<GapCause, number>> };
};

export const CAUSES = GAP_CAUSES.filter((cause) => cause !== 'none');
const ROWS_SHOWN = 40;

/** Who has no dedicated rahyar, and why, by province of the home (else of the work) and by the secretary who is told. */
export function gapList(problem: AssignmentProblem, plan: AssignmentPlan): GapList {
  const { places, staff, subjects } = problem;
  const provinceOfPlace = places.map((place) => provinceOf(place)?.name);
  const counts = new Map<string, { province: string | undefined; addressee: StaffMember | undefined; causes: Record<GapCause, number> }>();
  for (let subject = 0; subject < subjects.ids.count; subject++) {
    const cause = GAP_CAUSES[plan.gapCause[subject] as number];
    if (cause === undefined || cause === 'none') continue;
    const place = subjects.home[subject] === NO_PLACE ? subjects.work[subject] : subjects.home[subject];
    const province = provinceOfPlace[place as number];
    const addressee = plan.gapAddressee[subject] as number;
    const key = `${province}|${addressee}`;
    const row = counts.get(key) ?? { province, addressee: staff[addressee], causes: noGaps() };
    row.causes[cause]++;
    counts.set(key, row);
  }
  const rows = [...counts.values()]
    .map(({ province, addressee, causes }) => ({
      ...(province === undefined ? {} : { province }),
      ...(addressee === undefined ? {} : { addressee: addressee.id }),
      causes,
    }))
    .sort((a, b) => gapCount(b) - gapCount(a));
  const rest = rows.slice(ROWS_SHOWN);
  if (rest.length === 0) return { rows };
  const causes = noGaps();
  for (const row of rest) for (const cause of CAUSES) causes[cause] += row.causes[cause];
  return { rows: rows.slice(0, ROWS_SHOWN), others: { rows: rest.length, causes } };
}

/** All gaps of the list. */
export const gapTotal = ({ rows, others }: GapList): number =>
  [...rows, ...(others === undefined ? [] : [others])].reduce((sum, row) => sum + gapCount(row), 0);

export const gapCount = ({ causes }: Pick<GapRow, 'causes'>): number => CAUSES.reduce((all, cause) => all + causes[cause], 0);

const noGaps = (): Record<GapCause, number> => Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Record<GapCause, number>;
