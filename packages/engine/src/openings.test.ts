import { DEDICATED_BASES, DEFAULT_POLICY, type RahyariPolicy } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { createOpenings } from './openings.ts';
import { areaPost, memberWith, organizationPost, serviceWith, staffWith, worldOf } from './testing/small-world.ts';

describe('what is open', () => {
  it('is told by equal numbers where the same rahyars cover as closely, whatever the facts', () => {
    const employed = { relations: [{ organization: 'behzisti', relation: 'employee' }] };
    const problem = worldOf(
      [staffWith('area', areaPost('01')), staffWith('org', organizationPost('behzisti'))],
      [
        memberWith('p1', { home: '0101' }),
        memberWith('p2', { home: '0102' }),
        memberWith('p3', { home: '010101' }),
        memberWith('p4', { work: '0101' }),
        memberWith('p5', { home: '0102', ...employed }),
        memberWith('p6', { home: '0103', ...employed }),
      ],
    );
    const { listOn } = createOpenings(problem);
    const numbers = (subject: number): number[] => DEDICATED_BASES.map((basis) => listOn(subject, basis));
    expect(numbers(1)).toEqual(numbers(0));
    expect(numbers(2)).not.toEqual(numbers(0));
    expect(listOn(3, 'work')).toBe(listOn(0, 'residence'));
    expect(numbers(5)).toEqual(numbers(4));
    expect(numbers(4)).not.toEqual(numbers(1));
  });

  it('costs the needs that the rahyar does not master, by what the policy lets a need weigh', () => {
    const policy: RahyariPolicy = { ...DEFAULT_POLICY, requiredMastery: [], preferenceOrder: ['basis', 'closeness', 'skill', 'language'] };
    const needs = ['membership', 'loanRequest', 'creditAssessment'];
    const problem = worldOf(
      needs.map((_, known) => staffWith(`a${known}`, areaPost('0101'), {}, { service: serviceWith({}, { mastery: needs.slice(known) }) })),
      [memberWith('p1', { home: '0101', needs })],
      policy,
    );
    const openings = createOpenings(problem);
    const covered = DEDICATED_BASES.map((basis) => openings.listOn(0, basis));
    const { staff, cost } = openings.of(covered, problem.subjects.profile[0] as number, undefined);
    expect(staff).toEqual([0, 1, 2]);
    expect(cost.map((one) => one - (cost[0] as number))).toEqual([0, 2, 4]);
  });
});
