import { SUBJECT_CLASS_OF } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { coveringOf } from './covering.ts';
import { isDedicated, primaryOf } from './plan.ts';
import { arbitraryParts, type ProblemParts, problemFrom } from './testing/arbitrary-problem.ts';

const isCollective = ({ subject }: ProblemParts['subjects'][number]): boolean => SUBJECT_CLASS_OF[subject.subject] === 'collective';

/** How well everybody but the collectives is served, level by level: seats by tier, seats kept, and what the others cost. */
function standingOf(parts: ProblemParts): { seats: number[]; kept: number; cost: number } {
  const problem = problemFrom(parts);
  const plan = assign(problem);
  const covering = coveringOf(problem);
  const standing = { seats: [0, 0, 0, 0, 0], kept: 0, cost: 0 };
  for (const row of parts.subjects) {
    const subject = problem.subjects.ids.indexOf(row.subject.id);
    if (isCollective(row) || !isDedicated(plan, subject)) continue;
    const tier = plan.tier[subject] as number;
    standing.seats[tier] = (standing.seats[tier] as number) + 1;
    const rahyar = primaryOf(plan, subject);
    if (problem.subjects.previous[subject] === rahyar) standing.kept++;
    else standing.cost += covering.costOf(subject, rahyar) ?? Number.NaN;
  }
  return standing;
}

const withoutCollectives = (parts: ProblemParts): ProblemParts => ({
  ...parts,
  subjects: parts.subjects.filter((row) => !isCollective(row)),
});

describe('a core or hub and its members', () => {
  it('have each a rahyar of their own: with the collectives gone, nobody else is served better or worse', () => {
    fc.assert(
      fc.property(arbitraryParts, (parts) => {
        expect(standingOf(withoutCollectives(parts))).toEqual(standingOf(parts));
      }),
      { numRuns: 400 },
    );
  });

  it('do not depend on who its members and its leader are', () => {
    fc.assert(
      fc.property(arbitraryParts, (parts) => {
        const subjects = parts.subjects.map((row) => {
          if (!('members' in row.subject) && !('leader' in row.subject)) return row;
          const { members: _members, leader: _leader, ...rest } = row.subject;
          return { ...row, subject: rest };
        });
        expect(assign(problemFrom({ ...parts, subjects }))).toEqual(assign(problemFrom(parts)));
      }),
    );
  });

  it('may stand in different provinces: where the core is says nothing of where its members’ rahyars are', () => {
    const isApart = ({ subjects }: ProblemParts): boolean => {
      const homes = new Map(subjects.map(({ subject }) => [subject.id, subject.home?.slice(0, 2)]));
      return subjects.some(
        ({ subject }) =>
          'members' in subject && subject.home !== undefined && subject.members?.some((id) => homes.get(id) !== homes.get(subject.id)),
      );
    };
    expect(fc.sample(arbitraryParts, { numRuns: 200, seed: 1405 }).filter(isApart).length).toBeGreaterThan(20);
  });
});
