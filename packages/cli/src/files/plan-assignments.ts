import { type Basis, PRIORITY_TIERS } from '@rahyar/domain';
import { type AssignmentPlan, basisBit, GAP_CAUSES, NOBODY, type Roster, type SubjectIds } from '@rahyar/engine';
import type { Named, PlanAssignment } from './plan-format.ts';
import type { RowIssue } from './row-issue.ts';

type AssignmentColumns = Pick<AssignmentPlan, 'tier' | 'responsible' | 'primary' | 'gapCause' | 'gapAddressee'>;

/** Lays the rows of `assignments.ndjson` out as columns. `add` returns what of a row cannot be told in a plan; the rest of the row counts. */
export function createPlanAssignments(
  ids: SubjectIds,
  roster: Pick<Roster, 'indexOf'>,
): { add(row: PlanAssignment): RowIssue[]; readonly columns: AssignmentColumns } {
  const slots = (): Int32Array => new Int32Array(ids.count).fill(NOBODY);
  const columns = {
    tier: new Uint8Array(ids.count),
    responsible: { organization: slots(), residence: slots(), work: slots(), link: slots(), online: slots() } satisfies Record<
      Basis,
      Int32Array
    >,
    primary: new Uint8Array(ids.count),
    gapCause: new Uint8Array(ids.count),
    gapAddressee: slots(),
  };
  const isTaken = new Uint8Array(ids.count);
  let expected = 0;

  const add = (row: PlanAssignment): RowIssue[] => {
    // Rows mostly stand in the order of ids, and then need no search.
    const subject = expected < ids.count && ids.at(expected) === row.id ? expected : ids.indexOf(row.id);
    if (subject === -1) return [{ path: ['id'], code: 'input.unknownReference' }];
    if (isTaken[subject] === 1) return [{ path: ['id'], code: 'input.duplicateId' }];
    isTaken[subject] = 1;
    expected = subject + 1;
    const issues: RowIssue[] = [];

    const name = ({ staff, basis }: Named, isPrimary: boolean, path: RowIssue['path']): void => {
      const index = roster.indexOf(staff);
      const slot = columns.responsible[basis];
      if (index === NOBODY) issues.push({ path: [...path, 'staff'], code: 'input.unknownReference' });
      else if (slot[subject] !== NOBODY && slot[subject] !== index) issues.push({ path: [...path, 'basis'], code: 'plan.basisTwice' });
      else {
        slot[subject] = index;
        if (isPrimary) columns.primary[subject] = (columns.primary[subject] as number) | basisBit(basis);
      }
    };

    const { primary = [], also = [], gap } = row;
    if (Array.isArray(primary)) for (const [position, named] of primary.entries()) name(named, true, ['primary', position]);
    else name(primary, true, ['primary']);
    for (const [position, named] of also.entries()) name(named, false, ['also', position]);
    columns.tier[subject] = row.tier === undefined ? 0 : PRIORITY_TIERS.indexOf(row.tier) + 1;
    if (gap !== undefined) {
      columns.gapCause[subject] = GAP_CAUSES.indexOf(gap.cause);
      columns.gapAddressee[subject] = gap.tell === undefined ? NOBODY : roster.indexOf(gap.tell);
      if (gap.tell !== undefined && columns.gapAddressee[subject] === NOBODY)
        issues.push({ path: ['gap', 'tell'], code: 'input.unknownReference' });
    }
    return issues;
  };

  return { add, columns };
}
