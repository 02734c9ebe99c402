import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { RULES } from './rules/catalogue.ts';
import { arbitraryParts, arbitraryProblem, problemFrom } from './testing/arbitrary-problem.ts';
import { verify } from './verify.ts';

describe('every plan of ours keeps every rule', () => {
  it.each(RULES.map((rule) => [rule.id, rule.title.en] as const))('%s: %s', (id) => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const finding = verify(problem, assign(problem)).find((row) => row.rule === id);
        expect(finding).toEqual({ rule: id, count: 0, examples: [] });
      }),
      { numRuns: 300 },
    );
  });
});

describe('laws of the assignment', () => {
  it('does not depend on the order in which subjects and staff are given', () => {
    fc.assert(
      fc.property(arbitraryParts, fc.infiniteStream(fc.nat()), (parts, keys) => {
        const shuffle = <T>(rows: readonly T[]): T[] =>
          rows
            .map((row) => ({ row, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ row }) => row);
        const shuffled = { ...parts, community: shuffle(parts.community), subjects: shuffle(parts.subjects) };
        expect(assign(problemFrom(shuffled))).toEqual(assign(problemFrom(parts)));
      }),
    );
  });
});
