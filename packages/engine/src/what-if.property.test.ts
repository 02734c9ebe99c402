import { DEFAULT_POLICY, StaffId, type StaffMember, SUBJECT_CLASSES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { COVERAGE_GROUPS, type CoverageTable } from './coverage-figures.ts';
import { arbitraryParts, arbitraryProblem, problemFrom } from './testing/arbitrary-problem.ts';
import { contendedWorld } from './testing/contended-world.ts';
import { areaPost, staffWith } from './testing/small-world.ts';
import { type WhatIfAnswer, whatIf } from './what-if.ts';

const answered = (answer: WhatIfAnswer): Extract<WhatIfAnswer, { status: 'answered' }> => {
  if (answer.status === 'refused') throw new Error('the change makes a world');
  return answer;
};
const dedicatedBy = (coverage: CoverageTable): number[] => COVERAGE_GROUPS.map((group) => coverage[group].dedicated);

describe('whatIf', () => {
  it('finds everything as it is when nothing changes, begun at the prices or not', () => {
    fc.assert(
      fc.property(fc.oneof(arbitraryProblem, contendedWorld), (problem) => {
        const plan = assign(problem);
        for (const certificate of [plan.certificate, undefined]) {
          const { before, after, churn } = answered(whatIf(problem, plan, {}, certificate));
          expect(after).toEqual(before);
          expect(churn).toMatchObject({ parted: 0, unseated: 0, seated: 0 });
        }
      }),
    );
  });

  it('never covers less, tier by tier in their order, with seats more', () => {
    let gained = 0;
    fc.assert(
      fc.property(
        contendedWorld,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 })), { minLength: 1, maxLength: 3 }),
        (problem, additions) => {
          const plan = assign(problem);
          const seats = additions.map(([who, more]) => ({
            rahyar: problem.staff[who % problem.staff.length]?.id ?? '',
            subjectClass: SUBJECT_CLASSES[0],
            more,
          }));
          const { before, after } = answered(whatIf(problem, plan, { seats }, plan.certificate));
          const [was, is] = [dedicatedBy(before.coverage), dedicatedBy(after.coverage)];
          const first = was.findIndex((count, group) => count !== is[group]);
          if (first !== -1) {
            gained++;
            expect(is[first]).toBeGreaterThan(was[first] as number);
          }
        },
      ),
    );
    expect(gained).toBeGreaterThan(5);
  });

  it('covers as the plan of the really changed world does, whatever has changed', () => {
    fc.assert(
      fc.property(
        arbitraryParts,
        fc.record({ arrival: fc.constantFrom('01', '0101', '0201'), seats: fc.nat({ max: 4 }), away: fc.nat(), strict: fc.boolean() }),
        (parts, { arrival, seats, away, strict }) => {
          const problem = problemFrom(parts);
          const plan = assign(problem);
          const newcomer = staffWith('q', areaPost(arrival), { person: seats });
          const serving = parts.community.filter(({ service }) => service !== undefined);
          const leaving = serving.length === 0 ? [] : [serving[away % serving.length] as StaffMember];
          const policy = strict ? { ...parts.policy, language: 'required' as const } : parts.policy;
          const changed = parts.community.map((member) =>
            member.service !== undefined && leaving.includes(member)
              ? { ...member, service: { ...member.service, leave: [{ from: problem.on, to: problem.on }] } }
              : member,
          );
          const really = problemFrom({ ...parts, policy, community: [...changed, newcomer] });
          const changes = { rahyars: [newcomer], leave: leaving.map(({ id }) => id), policy };
          const { after } = answered(whatIf(problem, plan, changes, plan.certificate));
          const expected = answered(whatIf(really, assign(really), {}));
          expect(dedicatedBy(after.coverage)).toEqual(dedicatedBy(expected.before.coverage));
        },
      ),
    );
  });

  it('refuses what makes no world, by place and without its content', () => {
    fc.assert(
      fc.property(contendedWorld, (problem) => {
        const plan = assign(problem);
        const known = problem.staff[0] as StaffMember;
        const subjectClass = SUBJECT_CLASSES[0];
        const otherActs = { ...DEFAULT_POLICY, activity: { ...DEFAULT_POLICY.activity, qualifying: ['signIn' as const] } };
        expect(
          whatIf(problem, plan, {
            seats: [
              { rahyar: 'nobody', subjectClass, more: 1 },
              { rahyar: known.id, subjectClass, more: -1_000 },
            ],
            rahyars: [known],
            leave: [StaffId.parse('nobody')],
            policy: otherActs,
          }),
        ).toEqual({
          status: 'refused',
          faults: [
            { kind: 'knownAlready', list: 'rahyars', index: 0 },
            { kind: 'unknownRahyar', list: 'seats', index: 0 },
            { kind: 'fewerThanNone', list: 'seats', index: 1 },
            { kind: 'unknownRahyar', list: 'leave', index: 0 },
            { kind: 'otherActsQualify', list: 'policy', index: 0 },
          ],
        });
      }),
      { numRuns: 5 },
    );
  });
});
