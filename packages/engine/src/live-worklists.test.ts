import { DomainEvent, IsoDate, SubjectId } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { createLiveWorklists } from './live-worklists.ts';
import { ON } from './testing/arbitrary-problem.ts';
import { areaPost, memberWith, staffWith, worldOf } from './testing/small-world.ts';

const ids = ['p1', 'p2', 'p3', 'p4'] as const;
const problem = worldOf(
  [staffWith('a', areaPost('01'))],
  ids.map((id, day) => memberWith(id, { home: '0101', lastContactOn: `2026-11-1${day}` })),
);

const opened = () => {
  const live = createLiveWorklists(problem, assign(problem));
  return {
    contact: (subject: string, answered = true) =>
      live.fold(
        DomainEvent.parse({
          ...{ id: `e-${subject}`, subject, on: ON, type: 'contactLogged', rahyar: 'a' },
          ...{ channel: 'phoneCounselling', activity: 'guidance', answered },
        }),
      ),
    due: (subject: string) => live.setDue(SubjectId.parse(subject), IsoDate.parse('2026-11-20')),
    listed: () => live.page(0, 0, 9).rows.map(({ subject }) => problem.subjects.ids.at(subject)),
  };
};

describe('live worklists', () => {
  it('are fresh again after each event, although somebody looked between', () => {
    const { contact, listed } = opened();
    expect(listed()).toEqual(['p1', 'p2', 'p3', 'p4']);
    contact('p1');
    expect(listed()).toEqual(['p2', 'p3', 'p4', 'p1']);
    contact('p2');
    expect(listed()).toEqual(['p3', 'p4', 'p1', 'p2']);
  });

  it('hold all who were touched on one list, each where it belongs', () => {
    const { contact, due, listed } = opened();
    contact('p1');
    contact('p3');
    due('p4');
    due('p3');
    expect(listed()).toEqual(['p4', 'p3', 'p2', 'p1']);
  });

  it('stay as they are after an event about nobody', () => {
    const { contact, due, listed } = opened();
    expect(contact('p9')).toBe('unknownSubject');
    expect(due('p9')).toBe(false);
    expect(listed()).toEqual(['p1', 'p2', 'p3', 'p4']);
  });
});
