import { DEFAULT_POLICY, type RahyariPolicy } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { classify, TIER_OF_REASON, type TierReason, tierReason } from './classify.ts';
import { dayOf } from './problem.ts';
import { memberWith, prospectWith, worldOf } from './testing/small-world.ts';

/** The day is Monday, 23 November 2026; 26 August is the first of its 90 days. */
const activeOn = (day: string) => memberWith('p', { lastActivity: { signIn: day } });
const idle = { lastActivity: undefined };
const withActivity = (changes: Partial<RahyariPolicy['activity']>): RahyariPolicy => ({
  ...DEFAULT_POLICY,
  activity: { ...DEFAULT_POLICY.activity, ...changes },
});

describe('the tier', () => {
  it.each([
    ['active on the first day of the window', activeOn('2026-08-26'), 1, 'recentActivity'],
    ['active on the day before the window', activeOn('2026-08-25'), 3, 'noRecentActivity'],
    ['active on the day itself', activeOn('2026-11-23'), 1, 'recentActivity'],
    ['active, by its date, tomorrow', activeOn('2026-11-24'), 1, 'recentActivity'],
    ['never active', memberWith('p', idle), 3, 'noRecentActivity'],
    ['never active, with an open obligation', memberWith('p', { ...idle, openObligation: true }), 1, 'openObligation'],
    ['an applicant', prospectWith('p', { subject: 'applicant', appliedOn: '2026-01-01' }), 2, 'applied'],
    ['a prospect', prospectWith('p'), 4, 'neverApplied'],
    ['an organisation', prospectWith('p', { subject: 'organizationBody', organization: 'behzisti' }), 0, 'noTier'],
  ] satisfies [string, unknown, number, TierReason][])('of somebody %s', (_who, subject, tier, reason) => {
    const problem = worldOf([], [subject]);
    expect([...classify(problem)]).toEqual([tier]);
    expect(tierReason(problem.subjects, 0, dayOf(problem), problem.policy.activity)).toBe(reason);
    expect(TIER_OF_REASON[reason]).toBe(tier);
  });

  it('counts an open obligation where the policy does', () => {
    const owing = [memberWith('p', { ...idle, openObligation: true })];
    expect([...classify(worldOf([], owing, withActivity({ openObligationIsActive: false })))]).toEqual([3]);
  });

  it('of one window of a day is that of the day alone', () => {
    const policy = withActivity({ windowDays: 1 });
    expect([...classify(worldOf([], [activeOn('2026-11-23')], policy))]).toEqual([1]);
    expect([...classify(worldOf([], [activeOn('2026-11-22')], policy))]).toEqual([3]);
  });

  it('of whoever was never active is not that of the active, however long the window', () => {
    expect([...classify(worldOf([], [memberWith('p', idle)], withActivity({ windowDays: 2 ** 40 })))]).toEqual([3]);
  });
});
