import { DEFAULT_POLICY } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { ON } from './testing/arbitrary-problem.ts';
import { areaPost, memberWith, prospectWith, serviceWith, staffWith, worldOf } from './testing/small-world.ts';
import { worklistPageOf } from './worklist-page.ts';

const home = { home: '0101' };
const ofTwoContacts = { service: serviceWith({}, { contactsPerDay: 2 }) };

describe('a page of a worklist', () => {
  const problem = worldOf(
    [
      staffWith('a', areaPost('01'), {}, ofTwoContacts),
      staffWith('sec', { kind: 'affairsSecretary', portfolio: { by: 'region', region: ['01'] } }),
    ],
    [
      memberWith('p1', home),
      { subject: memberWith('p2', { ...home, lastContactOn: '2026-11-20' }), dueOn: ON },
      { subject: memberWith('p3', { ...home, lastActivity: {}, lastContactOn: '2026-01-01' }), dueOn: ON },
      prospectWith('p4', { ...home, lastContactOn: '2026-11-22' }),
    ],
    { ...DEFAULT_POLICY, ageing: { afterDays: 30 } },
  );
  const page = worklistPageOf(problem, assign(problem), 0, 1, 2);

  it('tells of a higher tier those alone who stand there for their long wait', () => {
    const { rows } = worklistPageOf(problem, assign(problem), 0, 0, 9);
    expect(rows.map(({ subject }) => subject)).toEqual([1, 0, 2, 3]);
    expect(rows.map((row) => ('listedTier' in row ? row.listedTier : 'own'))).toEqual(['own', 'own', 2, 'own']);
    expect(rows.map((row) => 'dueSince' in row)).toEqual([true, false, true, false]);
  });

  it('tells for whom the day has room, by their place on the whole list', () => {
    expect(page.rows.map(({ subject, forToday }) => [subject, forToday])).toEqual([
      [0, true],
      [2, false],
    ]);
    expect(page).toMatchObject({ listed: 4, forToday: 2, unserved: [0, 0, 0, 1, 1] });
  });

  it('of somebody who is no rahyar is empty', () => {
    expect(worklistPageOf(problem, assign(problem), 1, 0, 9)).toEqual({ rows: [], listed: 0, forToday: 0, unserved: [0, 0, 0, 0, 0] });
  });
});
