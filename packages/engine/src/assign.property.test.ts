import { DEDICATED_BASES, SUBJECT_CLASSES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { classify } from './classify.ts';
import { coveringOf } from './covering.ts';
import { createExplainer } from './explain.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { RULES } from './rules/catalogue.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';
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
        const [one, other] = [problemFrom(parts), problemFrom(shuffled)];
        expect(assign(other)).toEqual(assign(one));
        const explanations = (problem: AssignmentProblem) => {
          const explain = createExplainer(problem, assign(problem));
          return Array.from({ length: problem.subjects.ids.count }, (_, subject) => explain(problem.subjects.ids.at(subject)));
        };
        expect(explanations(other)).toEqual(explanations(one));
      }),
    );
  });

  it('covers as many of each tier as a matching worked out one subject at a time, by tier', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        expect(coverageByTier(problem, assign(problem))).toEqual(coverageByMatching(problem));
      }),
      { numRuns: 500 },
    );
  });

  it('changes nobody’s rahyars while the world stays as it is', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const plan = assign(problem);
        const again = { ...problem, subjects: { ...problem.subjects, previous: dedicatedRahyars(plan) } };
        expect(assign(again).responsible).toEqual(plan.responsible);
      }),
    );
  });

  it('never covers less, tier by tier, when every caseload grows', () => {
    fc.assert(
      fc.property(arbitraryParts, fc.integer({ min: 1, max: 3 }), (parts, more) => {
        const wider = parts.community.map((member) => {
          if (member.service === undefined) return member;
          const { person, collective, organization } = member.service.caseload;
          const caseload = { person: person + more, collective: collective + more, organization: organization + more };
          return { ...member, service: { ...member.service, caseload } };
        });
        const [before, after] = [parts, { ...parts, community: wider }].map((some) =>
          coverageByTier(problemFrom(some), assign(problemFrom(some))),
        );
        for (const [rank, covered] of before?.entries() ?? []) {
          expect(after?.[rank]).toBeGreaterThanOrEqual(covered);
          if (after?.[rank] !== covered) break;
        }
      }),
    );
  });
});

const dedicatedRahyars = (plan: AssignmentPlan): Int32Array =>
  plan.tier.reduce((rahyars, _tier, subject) => {
    rahyars[subject] = isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY;
    return rahyars;
  }, new Int32Array(plan.tier.length));

/** How many subjects of each class and tier have a dedicated rahyar: position class * 5 + tier. */
function coverageByTier(problem: AssignmentProblem, plan: AssignmentPlan): number[] {
  const covered = new Array<number>(15).fill(0);
  for (let subject = 0; subject < plan.tier.length; subject++) {
    const row = (CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number) * 5 + (plan.tier[subject] as number);
    if (isDedicated(plan, subject)) covered[row] = (covered[row] as number) + 1;
  }
  return covered;
}

/** The same by augmenting paths over single seats (Kuhn's method), subjects taken by tier: slow, and another algorithm altogether. */
function coverageByMatching(problem: AssignmentProblem): number[] {
  const covering = coveringOf(problem);
  const tiers = classify(problem);
  const covered = new Array<number>(15).fill(0);
  const holders = new Map<string, number>();
  const seatsOf = (subject: number): string[] => {
    const classIndex = CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number;
    const subjectClass = SUBJECT_CLASSES[classIndex] ?? 'person';
    return DEDICATED_BASES.flatMap((basis) => covering.options(subject, basis)).flatMap(({ staff }) =>
      Array.from({ length: problem.rahyars[staff]?.service.caseload[subjectClass] ?? 0 }, (_, seat) => `${classIndex} ${staff} ${seat}`),
    );
  };
  const seat = (subject: number, tried: Set<string>): boolean =>
    seatsOf(subject).some((place) => {
      if (tried.has(place)) return false;
      tried.add(place);
      const holder = holders.get(place);
      if (holder !== undefined && !seat(holder, tried)) return false;
      holders.set(place, subject);
      return true;
    });
  const standing = (subject: number): number => (problem.directives.get(subject)?.pin === undefined ? (tiers[subject] as number) : -1);
  for (const subject of [...tiers.keys()].sort((a, b) => standing(a) - standing(b))) {
    const row = (CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number) * 5 + (tiers[subject] as number);
    if (seat(subject, new Set())) covered[row] = (covered[row] as number) + 1;
  }
  return covered;
}
