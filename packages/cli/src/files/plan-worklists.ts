import { NOBODY, type Roster, type SubjectIds, type Worklists } from '@rahyar/engine';
import type { PlanWorklist } from './plan-format.ts';
import type { RowIssue } from './row-issue.ts';

/** Puts the rows of `worklists.ndjson` together. `add` returns what of a row cannot be told in a plan; the rest of the row counts. */
export type PlanWorklists = {
  add(row: PlanWorklist, line: number): RowIssue[];
  /** `broken` holds the lines of rows that leave a hole after, or stand over, the row before. */
  toWorklists(): { worklists: Worklists; broken: readonly number[] };
};

export function createPlanWorklists(
  ids: SubjectIds,
  roster: Pick<Roster, 'indexOf'> & { readonly staff: readonly unknown[] },
): PlanWorklists {
  const pages: Page[][] = roster.staff.map(() => []);

  const add = ({ staff, from = 0, subjects }: PlanWorklist, line: number): RowIssue[] => {
    const index = roster.indexOf(staff);
    if (index === NOBODY) return [{ path: ['staff'], code: 'input.unknownReference' }];
    const known = Uint32Array.from(subjects.map((id) => ids.indexOf(id)).filter((subject) => subject !== -1));
    pages[index]?.push({ line, from, written: subjects.length, subjects: known });
    if (known.length === subjects.length) return [];
    return subjects.flatMap((id, position) =>
      ids.indexOf(id) === -1 ? [{ path: ['subjects', position], code: 'input.unknownReference' }] : [],
    );
  };

  const toWorklists = () => {
    const broken: number[] = [];
    const start = new Uint32Array(pages.length + 1);
    pages.forEach((own, index) => {
      own.sort((a, b) => a.from - b.from || a.line - b.line);
      own.reduce((end, { from, written, line }) => {
        if (from !== end) broken.push(line);
        return Math.max(end, from + written);
      }, 0);
      start[index + 1] = (start[index] as number) + own.reduce((sum, page) => sum + page.subjects.length, 0);
    });
    const order = new Uint32Array(start.at(-1) as number);
    pages.forEach((own, index) => {
      own.reduce((at, { subjects }) => {
        order.set(subjects, at);
        return at + subjects.length;
      }, start[index] as number);
    });
    return { worklists: { start, order }, broken };
  };

  return { add, toWorklists };
}

/** `written` counts the unknown subjects too, who are left out of `subjects`. */
type Page = { readonly line: number; readonly from: number; readonly written: number; readonly subjects: Uint32Array };
