import { type AssignmentProblem, assign, isDedicated, NOBODY, primaryOf, rosterOf, withDirectives } from '@rahyar/engine';
import { arbitraryProblem } from '@rahyar/engine/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChangeTally, planChanges, type SubjectChange } from './plan-changes.ts';

const planned = (problem: AssignmentProblem) => ({ problem, plan: assign(problem) });
type Planned = ReturnType<typeof planned>;

/** The dedicated rahyar of each subject, by name. */
const dedicated = ({ problem, plan }: Planned): Map<string, string | undefined> =>
  new Map(
    Array.from({ length: problem.subjects.ids.count }, (_, index) => [
      problem.subjects.ids.at(index),
      isDedicated(plan, index) ? problem.staff[primaryOf(plan, index)]?.id : undefined,
    ]),
  );

/** The changes told, laid over the earlier plan. */
function applied(before: Map<string, string | undefined>, changes: readonly SubjectChange[]): Map<string, string | undefined> {
  const after = new Map(before);
  for (const change of changes) {
    if (change.disappeared) after.delete(change.subject);
    else if (change.from !== undefined || change.to !== undefined) after.set(change.subject, change.to);
  }
  return after;
}

describe('planChanges', () => {
  it('tells nothing of a plan beside itself', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        expect([...planChanges(planned(problem), planned(problem))]).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('leads from the one plan to the other, with a cause for everyone who was parted and for nobody else', () => {
    fc.assert(
      fc.property(arbitraryProblem, arbitraryProblem, (first, second) => {
        const [before, after] = [planned(first), planned(second)];
        const changes = [...planChanges(before, after)];
        const [was, is] = [dedicated(before), dedicated(after)];
        const reached = applied(was, changes);
        for (const [subject, rahyar] of is) if (was.has(subject)) expect(reached.get(subject)).toBe(rahyar);
        expect(changes.filter(({ disappeared }) => disappeared).map(({ subject }) => subject)).toEqual(
          [...was.keys()].filter((id) => !is.has(id)),
        );
        expect(changes.filter(({ appeared }) => appeared).map(({ subject }) => subject)).toEqual(
          [...is.keys()].filter((id) => !was.has(id)),
        );
        for (const { cause, from } of changes) expect(cause !== undefined).toBe(from !== undefined);
        const tally = createChangeTally();
        for (const change of changes) tally.add(change);
        const { parted, causes, provinces, changed } = tally.figures();
        expect(changed).toBe(changes.length);
        const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);
        expect([sum(causes), sum(provinces)]).toEqual([parted, parted]);
      }),
      { numRuns: 100 },
    );
  });

  it('says of a rahyar who has left the community that there is no such rahyar any more', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const before = planned(problem);
        const gone = primaryOf(before.plan, 0);
        if (problem.subjects.ids.count === 0 || gone === NOBODY || !isDedicated(before.plan, 0)) return;
        const { staff, rahyars } = rosterOf(problem.staff.filter((_, index) => index !== gone));
        const previous = problem.subjects.previous.slice().fill(NOBODY);
        const linkSet = problem.subjects.linkSet.slice().fill(0);
        const without = { ...problem, staff, rahyars, linkSets: [[]], subjects: { ...problem.subjects, previous, linkSet } };
        const after = planned(withDirectives(without, { pins: [], vetoes: [] }).problem);
        const change = [...planChanges(before, after)].find(({ subject }) => subject === problem.subjects.ids.at(0));
        expect(change?.cause).toBe('noLongerARahyar');
      }),
      { numRuns: 50 },
    );
  });
});
