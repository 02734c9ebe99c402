import { DEFAULT_POLICY, type Directives } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { choicesOf } from './choices.ts';
import { NOBODY } from './subject-columns.ts';
import { seatedPlan } from './testing/certified-seats.ts';
import { areaPost, directiveFor, memberWith, onlinePost, prospectWith, staffWith, worldOf } from './testing/small-world.ts';
import { PINNED_STANDING } from './weights.ts';

const here = { home: '0101' };
const community = [staffWith('a', areaPost('0101')), staffWith('b', areaPost('0101')), staffWith('z', areaPost('0201'))];
const [a, b] = [0, 1];
const directed = (directives: Partial<Directives>): Directives => ({ version: 1, pins: [], vetoes: [], ...directives });
const free = { subjectClass: 0, standing: 1, former: NOBODY, seat: a, count: 1 };

describe('choicesOf', () => {
  it('counts together who is alike and has the same seat', () => {
    const problem = worldOf(community, [...['p1', 'p2', 'p3', 'p4'].map((id) => memberWith(id, here)), prospectWith('p5', here)]);
    expect(choicesOf(problem, seatedPlan(problem, [a, a, b, a, a])).choices).toEqual([
      { ...free, count: 3 },
      { ...free, seat: b },
      { ...free, standing: 4 },
    ]);
  });

  it('knows yesterday’s rahyar only where the subject may stay', () => {
    const problem = worldOf(community, [
      { subject: memberWith('p1', here), previousRahyar: 'b' },
      { subject: memberWith('p2', here), previousRahyar: 'z' },
      { subject: memberWith('p3', here) },
    ]);
    expect(choicesOf(problem, seatedPlan(problem, [a, a, a])).choices).toEqual([
      { ...free, former: b },
      { ...free, count: 2 },
    ]);
  });

  it('takes nobody together about whom a person has decided, and opens what the decision leaves', () => {
    const decisions = directed({ pins: [directiveFor('p1', 'b')], vetoes: [directiveFor('p2', 'a'), directiveFor('p3', 'b')] });
    const problem = worldOf(
      community,
      ['p1', 'p2', 'p3', 'p4'].map((id) => memberWith(id, here)),
      DEFAULT_POLICY,
      decisions,
    );
    const { choices, openingsOf } = choicesOf(problem, seatedPlan(problem, [a, a, a, a]));
    expect(choices).toEqual([{ ...free, standing: PINNED_STANDING }, free, free, free]);
    expect(choices.map((_, index) => openingsOf(index).staff)).toEqual([[b], [b], [a], [a, b]]);
  });

  it('takes an online rahyar for no seat', () => {
    const problem = worldOf([staffWith('online', onlinePost)], [memberWith('p1', here)]);
    expect(choicesOf(problem, assign(problem)).choices).toEqual([{ ...free, seat: NOBODY }]);
  });
});
