import { epochDayOf, IsoDate, type Subject } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { NO_DAY } from './subject-columns.ts';
import { ON } from './testing/arbitrary-problem.ts';
import { areaPost, memberWith, prospectWith, staffWith, worldOf } from './testing/small-world.ts';
import { worklistInput } from './worklist.ts';
import { layOutWorklists, sortWorklists, tallyWorklists } from './worklist-stages.ts';

const home = { home: '0101' };
const listed = { person: 9 };

describe('the stages of worklists', () => {
  const problem = worldOf(
    [staffWith('a', areaPost('01'), listed), staffWith('z', areaPost('02'), listed)],
    [
      prospectWith('p1', { ...home, lastContactOn: '2026-11-22' }),
      { subject: memberWith('p2', { ...home, lastContactOn: '2026-11-10' }), dueOn: ON },
      { subject: memberWith('p3', { ...home, lastContactOn: '2026-01-01', doNotContact: true }), dueOn: ON },
      prospectWith('p4', { lastContactOn: '2026-01-01' }),
      memberWith('p5', { ...home, lastContactOn: '2026-11-20' }),
    ],
  );
  const input = worklistInput(problem, assign(problem));
  const tally = tallyWorklists(input, 0, 5);

  it('tally those who are listed, and between what they lie', () => {
    expect([...tally.lengths]).toEqual([3, 0]);
    expect(tally.span).toEqual({
      tierTo: 4,
      dueFrom: input.today,
      waitFrom: epochDayOf(IsoDate.parse('2026-11-10')),
      waitTo: epochDayOf(IsoDate.parse('2026-11-22')),
    });
  });

  it('leave out of the days the beginning, from which some wait', () => {
    const strangers = worldOf([staffWith('a', areaPost('01'), listed)], [prospectWith('p1', home), prospectWith('p2', home)]);
    const { span } = tallyWorklists(worklistInput(strangers, assign(strangers)), 0, 2);
    expect(span.tierTo).toBe(4);
    expect(span.waitTo).toBe(NO_DAY);
    expect(span.waitFrom).toBeGreaterThan(input.today);
  });

  it('sort by the keys where there are keys, and else by the places', () => {
    const { start, scale } = layOutWorklists(input, [tally]);
    if (scale === undefined) throw new Error('so few days have keys');
    const sorted = (own: typeof scale | undefined): number[] => {
      const draft = { order: Uint32Array.of(0, 1, 4), keys: Uint32Array.of(0, 2, 1) };
      sortWorklists(input, draft, { start, scale: own }, 0, 2);
      return [...draft.order];
    };
    expect(sorted(scale)).toEqual([0, 4, 1]);
    expect(sorted(undefined)).toEqual([1, 4, 0]);
  });

  it('sort lists of hundreds, each within itself, whichever is the longest', () => {
    const counts = [3, 300, 0, 120];
    const [members, start] = [[] as Subject[], [0]];
    for (const [list, count] of counts.entries()) {
      for (let number = 0; number < count; number++) {
        const lastContactOn = `2026-1${number % 2}-${10 + (number % 17)}`;
        members.push(memberWith(`p${list}${String(number).padStart(3, '0')}`, { home: `0${list + 1}`, lastContactOn }));
      }
      start.push(members.length);
    }
    const crowd = worldOf(
      counts.map((_, list) => staffWith(`s${list}`, areaPost(`0${list + 1}`), { person: 300 })),
      members,
    );
    const { worklists, tier } = assign(crowd);
    const { contactedOn } = crowd.subjects;
    const waiting = (subject: number): number => contactedOn[subject] as number;
    expect([...tier].every((one) => one === 1)).toBe(true);
    expect([...worklists.start]).toEqual(start);
    expect([...worklists.order]).toEqual(
      counts.flatMap((count, list) =>
        Array.from({ length: count }, (_, at) => (start[list] as number) + at).sort((a, b) => waiting(a) - waiting(b) || a - b),
      ),
    );
  });
});
