import { KEY_PROCESSES, type Rahyar, rahyarOf } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { rosterOf, unavailability } from './problem.ts';
import { NOBODY } from './subject-columns.ts';
import { ON } from './testing/arbitrary-problem.ts';
import {
  areaPost,
  onlinePost,
  organizationPost,
  regionalSecretaryPost,
  serviceWith,
  specialistPost,
  staffWith,
  worldOf,
} from './testing/small-world.ts';

describe('a roster', () => {
  const unqualified = staffWith('c', areaPost('01'), {}, { qualification: { motivation: true, interest: true, skill: false } });
  const roster = rosterOf([
    staffWith('d', onlinePost),
    staffWith('b', areaPost('01')),
    unqualified,
    staffWith('b', areaPost('02')),
    staffWith('a', regionalSecretaryPost('01')),
  ]);

  it('is in the order of ids, and keeps the first row of a repeated id', () => {
    expect(roster.staff.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(roster.repeatedIds).toEqual(['b']);
    expect(roster.staff[1]?.post).toEqual(areaPost('01'));
  });

  it('finds each member by id, and nobody by another', () => {
    expect(['a', 'b', 'c', 'd', 'e'].map(roster.indexOf)).toEqual([0, 1, 2, 3, NOBODY]);
  });

  it('reads the rahyars, and says why the others are none', () => {
    expect(roster.rahyars.map((rahyar) => rahyar?.kind)).toEqual([undefined, 'area', undefined, 'online']);
    expect(roster.notRahyars).toEqual([
      { id: 'a', reason: 'postIsNotARahyarPost' },
      { id: 'c', reason: 'notQualified' },
    ]);
  });
});

describe('a rahyar is not available', () => {
  const { policy } = worldOf([], []);
  const rahyar = (post: unknown, changes: Readonly<Record<string, unknown>>): Rahyar => {
    const read = rahyarOf(staffWith('a', post, {}, { service: serviceWith({}, changes) }));
    if (!('rahyar' in read)) throw new Error('a rahyar is wanted here');
    return read.rahyar;
  };
  const why = (post: unknown, changes: Readonly<Record<string, unknown>>) => unavailability(rahyar(post, changes), ON, policy);
  const area = areaPost('01');

  it.each([
    ['that ended the day before', [{ from: '2026-11-01', to: '2026-11-22' }], undefined],
    ['whose last day it is', [{ from: '2026-11-01', to: ON }], 'onLeave'],
    ['whose first day it is', [{ from: ON, to: '2026-12-01' }], 'onLeave'],
    ['that begins the day after', [{ from: '2026-11-24', to: '2026-12-01' }], undefined],
    [
      'one of two',
      [
        { from: '2026-11-01', to: '2026-11-02' },
        { from: ON, to: ON },
      ],
      'onLeave',
    ],
  ])('on a leave %s: %#', (_when, leave, expected) => {
    expect(why(area, { leave })).toBe(expected);
  });

  it('without a channel, which online is chat or telephone', () => {
    expect(why(area, { channels: [] })).toBe('noChannel');
    expect(why(area, { channels: ['inPerson'] })).toBeUndefined();
    expect(why(onlinePost, { channels: ['message', 'sms', 'inPerson'] })).toBe('noChannel');
    expect(why(onlinePost, { channels: ['onlineCounselling'] })).toBeUndefined();
    expect(why(onlinePost, { channels: ['phoneCounselling'] })).toBeUndefined();
  });

  it('for want of mastery, in area and organisation', () => {
    const short = { mastery: KEY_PROCESSES.slice(1) };
    expect(why(area, short)).toBe('mastersTooLittle');
    expect(why(organizationPost('behzisti'), short)).toBe('mastersTooLittle');
    expect(why(specialistPost, short)).toBeUndefined();
    expect(why(onlinePost, short)).toBeUndefined();
    expect(why(area, {})).toBeUndefined();
  });
});
