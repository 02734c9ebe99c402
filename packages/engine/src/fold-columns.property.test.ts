import { foldEvents } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { foldIntoColumns } from './fold-columns.ts';
import { arbitraryEvents } from './testing/arbitrary-event.ts';
import { arbitraryParts, problemFrom } from './testing/arbitrary-problem.ts';

describe('folding into columns', () => {
  it('gives the plan that folding into objects gives, and leaves out the same events', () => {
    fc.assert(
      fc.property(arbitraryParts, arbitraryEvents, (parts, events) => {
        const folded = foldEvents(new Map(parts.subjects.map((row) => [row.subject.id as string, row.subject])), events);
        const subjects = parts.subjects.map((row) => ({ ...row, subject: folded.subjects.get(row.subject.id) ?? row.subject }));
        const columns = foldIntoColumns(problemFrom(parts), events);
        expect(assign(columns.problem)).toEqual(assign(problemFrom({ ...parts, subjects })));
        expect(columns.leftOut.map((row) => row.event.id)).toEqual(folded.unfolded.map((row) => row.event.id));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves the given problem as it was', () => {
    fc.assert(
      fc.property(arbitraryParts, arbitraryEvents, (parts, events) => {
        const problem = problemFrom(parts);
        foldIntoColumns(problem, events);
        expect(assign(problem)).toEqual(assign(problemFrom(parts)));
      }),
    );
  });
});
