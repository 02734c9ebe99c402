import { DEFAULT_POLICY, type Directives } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { primaryOf } from './plan.ts';
import { problemOf } from './problem-of.ts';
import { ON } from './testing/arbitrary-problem.ts';
import { areaPost, directiveFor, memberWith, prospectWith, regionalSecretaryPost, serviceWith, staffWith } from './testing/small-world.ts';

/** Indexes of staff: area 0, away 1, far 2, online 3, sec 4, texter 5. */
const community = [
  staffWith('area', areaPost('01'), { person: 1 }),
  staffWith('away', areaPost('01'), {}, { service: serviceWith({}, { leave: [{ from: ON, to: ON }] }) }),
  staffWith('far', areaPost('02')),
  staffWith('online', { kind: 'onlineRahyar' }),
  staffWith('sec', regionalSecretaryPost('01')),
  staffWith('texter', areaPost('01'), {}, { service: serviceWith({}, { channels: ['sms'] }) }),
];
const subjects = [
  { subject: memberWith('p1', { home: '0101', channels: ['phoneCounselling'] }) },
  { subject: prospectWith('p2', { home: '0101' }) },
];
const decided = (pins: Directives['pins'], vetoes: Directives['vetoes'] = []) =>
  problemOf({ on: ON, policy: DEFAULT_POLICY, community, subjects, directives: { version: 1, pins, vetoes } });

describe('directives', () => {
  it.each([
    ['unknownSubject', [directiveFor('p9', 'area')], [], ['area'], []],
    ['unknownStaff', [directiveFor('p1', 'nobody')], [], ['nobody'], [0]],
    ['notARahyar', [directiveFor('p1', 'sec')], [], ['sec'], [0]],
    ['pinnedAndVetoed', [directiveFor('p1', 'area')], [directiveFor('p1', 'area')], ['area'], [0]],
    ['pinOutsideCoverage', [directiveFor('p1', 'far')], [], ['far'], [0]],
    ['pinOutsideCoverage', [directiveFor('p1', 'online')], [], ['online'], [0]],
    ['pinNotAvailable', [directiveFor('p1', 'away')], [], ['away'], [0]],
    ['pinNotSuitable', [directiveFor('p1', 'texter')], [], ['texter'], [0]],
  ] as const)('that cannot be kept are named: %s', (kind, pins, vetoes, staff, concerned) => {
    const { problem, contradictions } = decided([...pins], [...vetoes]);
    expect(contradictions).toEqual([{ kind, staff, subjects: concerned }]);
    expect([...problem.directives.values()].every(({ pin }) => pin === undefined)).toBe(true);
  });

  it('of which there are too many keep the smallest ids', () => {
    const twice = decided([directiveFor('p2', 'texter'), directiveFor('p2', 'area')]);
    expect(twice.contradictions).toEqual([{ kind: 'pinnedTwice', staff: ['area', 'texter'], subjects: [1] }]);
    expect(twice.problem.directives.get(1)?.pin).toBe(0);
    const crowded = decided([directiveFor('p2', 'area'), directiveFor('p1', 'area')]);
    expect(crowded.contradictions).toEqual([{ kind: 'morePinsThanSeats', staff: ['area'], subjects: [1] }]);
    expect([...crowded.problem.directives.keys()]).toEqual([0]);
  });

  it('give a pinned prospect the seat before an active member', () => {
    const { problem, contradictions } = decided([directiveFor('p2', 'area')]);
    expect(contradictions).toEqual([]);
    expect([0, 1].map((subject) => primaryOf(assign(problem), subject))).toEqual([3, 0]);
  });

  it('leave a vetoed rahyar unnamed, yesterday’s and the online one too', () => {
    const { problem } = problemOf({
      on: ON,
      policy: DEFAULT_POLICY,
      community,
      subjects: [{ subject: memberWith('p1', { home: '0101' }), previousRahyar: 'area' }],
      directives: { version: 1, pins: [], vetoes: [directiveFor('p1', 'area'), directiveFor('p1', 'online')] },
    });
    const plan = assign(problem);
    expect(primaryOf(plan, 0)).toBe(5);
    expect(Object.values(plan.responsible).map((slots) => slots[0])).toEqual([-1, 5, -1, -1, -1]);
  });
});
