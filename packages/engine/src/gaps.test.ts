import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { addressees } from './gaps.ts';
import { GAP_CAUSES } from './plan.ts';
import { NOBODY } from './subject-columns.ts';
import { ON } from './testing/arbitrary-problem.ts';
import { areaPost, memberWith, regionalSecretaryPost, serviceWith, staffWith, worldOf } from './testing/small-world.ts';

const bodySecretary = (id: string, ...organizations: string[]) =>
  staffWith(id, { kind: 'affairsSecretary', portfolio: { by: 'organization', organizations } });
const related = (organization: string) => ({ relations: [{ organization, relation: 'employee' }] });

/** In the order of ids: an area rahyar, secretaries of a county and of provinces, and of organisations. */
const community = [
  staffWith('area', areaPost('01')),
  staffWith('county', regionalSecretaryPost('0102', '0101')),
  staffWith('first', regionalSecretaryPost('01')),
  bodySecretary('org', 'behzisti'),
  bodySecretary('orgs', 'emdadCommittee', 'behzisti'),
  staffWith('second', regionalSecretaryPost('02', '01')),
];

describe('a gap is told', () => {
  it.each([
    ['the secretary whose region names the home most closely', { home: '010101' }, 'county'],
    ['the first of two who name it as closely', { home: '0109' }, 'first'],
    ['the only one who names it', { home: '0201' }, 'second'],
    ['that of the work where nobody has the home', { home: '0301', work: '0101' }, 'county'],
    ['that of the home before that of the work', { home: '0201', work: '0101' }, 'second'],
    ['that of a place before that of the organisation', { work: '0201', ...related('behzisti') }, 'second'],
    ['the first of the organisation where nobody has a place', { home: '0301', ...related('behzisti') }, 'org'],
    ['the one who has the organisation among others', related('emdadCommittee'), 'orgs'],
    ['nobody where nobody has anything of it', { home: '0301' }, undefined],
    ['nobody where nothing is known', {}, undefined],
  ])('%s', (_whom, facts, expected) => {
    const problem = worldOf(community, [memberWith('p', facts)]);
    const told = addressees(problem)(0);
    expect(told === NOBODY ? undefined : problem.staff[told]?.id).toBe(expected);
  });
});

describe('a gap has the cause that holds', () => {
  const problem = worldOf(
    [
      staffWith('area', areaPost('01'), { person: 1 }),
      staffWith('away', areaPost('02'), {}, { service: serviceWith({}, { leave: [{ from: ON, to: ON }] }) }),
      staffWith('sec', regionalSecretaryPost('01', '02')),
      staffWith('texter', areaPost('03'), {}, { service: serviceWith({}, { channels: ['sms'] }) }),
    ],
    [
      memberWith('p1', { home: '0101' }),
      memberWith('p2', { home: '0101' }),
      memberWith('p3'),
      memberWith('p4', { home: '0401' }),
      memberWith('p5', { home: '0201' }),
      memberWith('p6', { home: '0301', channels: ['phoneCounselling'] }),
    ],
  );
  const { gapCause, gapAddressee } = assign(problem);

  it('whichever it is, and none where there is a seat', () => {
    expect(Array.from(gapCause, (cause) => GAP_CAUSES[cause])).toEqual([
      'none',
      'allFull',
      'nothingKnown',
      'noneInCoverage',
      'noneReachable',
      'noneSuitable',
    ]);
  });

  it('and is told to the secretary of the place, if there is one', () => {
    expect([...gapAddressee]).toEqual([NOBODY, 2, NOBODY, NOBODY, 2, NOBODY]);
  });
});
