import { IsoDate } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { canRise, listedTier, listedTiers } from './ageing.ts';
import { classify } from './classify.ts';
import { memberWith, ON, prospectWith, worldOf } from './testing/index.ts';

const INACTIVE = { lastActivity: {} };
const ageing = { afterDays: 30 };

/** On 2026-11-23: 31 days since 10-23, 30 since 10-24. */
const problem = worldOf(
  [],
  [
    { subject: memberWith('p1', { ...INACTIVE, lastContactOn: '2026-10-23' }), dueOn: ON },
    { subject: memberWith('p2', { ...INACTIVE, lastContactOn: '2026-10-24' }), dueOn: ON },
    { subject: memberWith('p3', { ...INACTIVE, lastContactOn: '2025-01-01' }), dueOn: IsoDate.parse('2026-11-24') },
    { subject: memberWith('p4', { lastContactOn: '2020-01-01' }), dueOn: ON },
    prospectWith('p5'),
    { subject: memberWith('p6', { ...INACTIVE, lastContactOn: '2025-01-01', memberSince: '2026-11-01' }), dueOn: ON },
    prospectWith('p7', { lastContactOn: '2026-11-20' }),
  ],
);
const tier = classify(problem);

describe('the tier in which one is listed', () => {
  it.each([
    [0, 2, 'after more than the given days'],
    [1, 3, 'its own after exactly the given days'],
    [2, 3, 'its own as long as it is not due'],
    [3, 1, 'its own where there is none above'],
    [4, 3, 'after a wait from the beginning, whether or not a due day is known'],
    [5, 3, 'its own when the wait began later than the last contact'],
    [6, 4, 'its own after a contact of late'],
  ])('of subject %i is %i: %s', (subject, listed) => {
    expect(listedTier(problem, tier, subject, ageing)).toBe(listed);
    expect(listedTiers(problem, tier, ageing)[subject]).toBe(listed);
  });

  it('is the tier itself when the association chose no ageing', () => {
    expect(listedTiers(problem, tier, undefined)).toBe(tier);
    expect(listedTier(problem, tier, 0, undefined)).toBe(3);
  });

  it('rises from the second tier on', () => {
    expect([0, 1, 2, 3, 4].map(canRise)).toEqual([false, false, true, true, true]);
  });
});
