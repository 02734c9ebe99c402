import { DEFAULT_POLICY, IsoDate } from '@rahyar/domain';
import { problemOf, worklistPage } from '@rahyar/engine';
import { areaPost, memberWith, onlinePost, staffWith } from '@rahyar/engine/testing';
import { ASSUMED_CADENCE, epochDayOfIsoDate, iranWorkingCalendar } from '@rahyar/scheduler';
import { createMemoryStore } from '@rahyar/store';
import { expect, it } from 'vitest';
import { planDay } from './plan-day.ts';
import { planRowsOf } from './plan-rows.ts';

it('keeps each worklist in its order, and everyone with the rahyar that the plan names', async () => {
  const on = IsoDate.parse('2026-11-25');
  const subjects = ['a', 'b', 'c', 'd'].map((id) => ({ subject: memberWith(id, { home: id === 'd' ? '0202' : '0101' }) }));
  const { problem } = problemOf({
    on,
    policy: DEFAULT_POLICY,
    community: [staffWith('area', areaPost('01')), staffWith('online', onlinePost)],
    subjects,
  });
  const today = epochDayOfIsoDate(on)._unsafeUnwrap();
  const day = planDay(problem, [], on, { today, cadence: ASSUMED_CADENCE, calendar: iranWorkingCalendar()._unsafeUnwrap() });
  const store = createMemoryStore();
  expect((await store.loadPlan('plan-1', planRowsOf(day)))._unsafeUnwrap()).toBe(4);
  await store.publishPlan({ id: 'plan-1', parts: [] }, { on });
  for (const [index, { id }] of problem.staff.entries()) {
    const listed = (await store.worklist(id, { limit: 10 }))._unsafeUnwrap();
    const expected = Array.from(worklistPage(day.plan, index, 0, 10), (subject) => problem.subjects.ids.at(subject));
    expect(listed.map(({ subject }) => subject)).toEqual(expected);
    expect(listed.map(({ rank }) => rank)).toEqual(expected.map((_, rank) => rank));
  }
  const [far] = [...planRowsOf(day)].flat().filter(({ subject }) => subject === 'd');
  expect(far).toMatchObject({ staff: 'online', dedicated: false });
});
