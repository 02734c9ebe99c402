import { Subject } from '@rahyar/domain';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { type ContactCourse, starvationOf } from './starvation.ts';
import { areaPost, memberWith, ON, onlinePost, prospectWith, serviceWith, staffWith, worldOf } from './testing/index.ts';

const course: ContactCourse = {
  everyWorkingDays: { noTier: 10, activeMember: 10, applicant: 5, inactiveMember: 20, nonApplicant: 40 },
  workingDaysPerYear: 365,
  horizonWorkingDays: 400,
};
const contacts = (contactsPerDay: number) => ({ service: serviceWith({ person: 100 }, { contactsPerDay }) });
const due = <T>(subject: T) => ({ subject, dueOn: ON });
const ids = (from: number, count: number): string[] => Array.from({ length: count }, (_, at) => `p${String(from + at).padStart(2, '0')}`);
const actives = (count: number, home: string) => ids(0, count).map((id) => due(memberWith(id, { home })));
const inactives = (count: number, home: string) =>
  ids(50, count).map((id) => due(memberWith(id, { home, lastActivity: {}, lastContactOn: '2026-11-01' })));
const applicants = (count: number, home: string) =>
  ids(50, count).map((id) => due(Subject.parse({ id, subject: 'applicant', appliedOn: '2026-11-01', home })));

const starvation = (problem: ReturnType<typeof worldOf>, changes: Partial<ContactCourse> = {}) =>
  starvationOf(problem, assign(problem), { ...course, ...changes });
const row = (told: ReturnType<typeof starvation>, group: string) => told.groups.find((each) => each.group === group);

describe('when the turn comes', () => {
  it('is told in working days, the day of the plan being the first', () => {
    const problem = worldOf([staffWith('a1', areaPost('01'), {}, contacts(2))], [...actives(4, '0101'), ...inactives(3, '0102')]);
    const told = starvation(problem);
    expect(row(told, 'activeMember')).toMatchObject({ waiting: 4, reached: 4, later: 0, median: 1, percentile90: 2, last: 2 });
    expect(row(told, 'inactiveMember')).toMatchObject({ waiting: 3, reached: 3, median: 3, percentile90: 4, last: 4 });
    expect(row(told, 'nonApplicant')).toEqual({
      group: 'nonApplicant',
      waiting: 0,
      reached: 0,
      later: 0,
      never: { noRahyar: 0, noContacts: 0, crowdedOut: 0 },
      doNotContact: 0,
      owedContacts: 0,
      madeContacts: 0,
    });
  });

  it('is told for each province, with those of unknown home last', () => {
    const problem = worldOf(
      [staffWith('a1', areaPost('01'), {}, contacts(1)), staffWith('a2', areaPost('02'), {}, contacts(5)), staffWith('o1', onlinePost)],
      [...actives(3, '0101'), ...inactives(2, '0201'), memberWith('p90')],
    );
    expect(starvation(problem).provinces.map(({ province, group, waiting, last }) => [province, group, waiting, last])).toEqual([
      ['01', 'activeMember', 3, 3],
      ['02', 'inactiveMember', 2, 1],
      [undefined, 'activeMember', 1, 1],
    ]);
  });

  it('waits for the due day, in working days', () => {
    const later = worldOf(
      [staffWith('a1', areaPost('01'), {}, contacts(5))],
      [{ subject: memberWith('p1', { home: '01' }), dueOn: '2027-01-22' as typeof ON }],
    );
    expect(row(starvation(later), 'activeMember')?.median).toBe(61);
    expect(row(starvation(later, { workingDaysPerYear: 292 }), 'activeMember')?.median).toBe(49);
    expect(row(starvation(later, { horizonWorkingDays: 60, workingDaysPerYear: 365 }), 'activeMember')?.median).toBe('later');
  });

  it('leaves out who asked not to be contacted, and says so', () => {
    const problem = worldOf([staffWith('a1', areaPost('01'))], [memberWith('p1', { home: '01', doNotContact: true })]);
    expect(row(starvation(problem), 'activeMember')).toMatchObject({ waiting: 0, doNotContact: 1 });
  });
});

describe('whose turn never comes', () => {
  it('has no rahyar, a rahyar without contacts, or is crowded out, each told apart', () => {
    const problem = worldOf(
      [staffWith('a1', areaPost('01'), {}, contacts(1)), staffWith('a2', areaPost('02'), {}, contacts(0))],
      [...actives(10, '01'), ...inactives(3, '01'), prospectWith('p80', { home: '02' }), prospectWith('p81', { home: '23' })],
    );
    const told = starvation(problem);
    expect(row(told, 'inactiveMember')).toMatchObject({
      waiting: 3,
      reached: 0,
      later: 0,
      never: { noRahyar: 0, noContacts: 0, crowdedOut: 3 },
      median: 'never',
    });
    expect(row(told, 'inactiveMember')).not.toHaveProperty('last');
    expect(row(told, 'nonApplicant')).toMatchObject({ waiting: 2, never: { noRahyar: 1, noContacts: 1, crowdedOut: 0 } });
  });

  it('is nobody as soon as one contact in ten days is left over', () => {
    const problem = worldOf([staffWith('a1', areaPost('01'), {}, contacts(1))], [...actives(9, '01'), ...inactives(3, '01')]);
    expect(row(starvation(problem), 'inactiveMember')).toMatchObject({ reached: 3, later: 0, last: 30, median: 20 });
    expect(row(starvation(problem, { horizonWorkingDays: 35 }), 'inactiveMember')).toMatchObject({ reached: 3 });
    expect(row(starvation(problem, { horizonWorkingDays: 25 }), 'inactiveMember')).toMatchObject({ later: 1, never: { crowdedOut: 0 } });
  });
});

describe('ageing', () => {
  const problem = worldOf([staffWith('a1', areaPost('01'), {}, contacts(1))], [...actives(10, '01'), ...applicants(3, '01')]);
  const [strict, aged] = [starvation(problem), starvation(problem, { ageing: { afterDays: 60 } })];

  it('lets those have a turn whom the tier above crowded out', () => {
    expect(row(strict, 'applicant')).toMatchObject({ reached: 0, madeContacts: 0, never: { crowdedOut: 3 } });
    expect(row(aged, 'applicant')).toMatchObject({ reached: 3, last: 42, never: { crowdedOut: 0 } });
  });

  it('costs the tier above as many contacts as it gives', () => {
    const made = (told: typeof strict, group: string): number => row(told, group)?.madeContacts ?? 0;
    expect(row(strict, 'activeMember')).toMatchObject({ owedContacts: 365, madeContacts: 365 });
    expect(made(aged, 'applicant')).toBeGreaterThan(0);
    expect(made(aged, 'activeMember')).toBe(365 - made(aged, 'applicant'));
  });

  it('far away brings no turn within the horizon, but nobody is told "never" who will rise', () => {
    expect(row(starvation(problem, { ageing: { afterDays: 100_000 } }), 'applicant')).toMatchObject({
      reached: 0,
      later: 3,
      never: { crowdedOut: 0 },
    });
  });
});

it('takes whole days from 1 only', () => {
  const problem = worldOf([], []);
  expect(() => starvation(problem, { horizonWorkingDays: 0 })).toThrow('invariant');
  expect(() => starvation(problem, { workingDaysPerYear: 366 })).toThrow('invariant');
  expect(() => starvation(problem, { everyWorkingDays: { ...course.everyWorkingDays, applicant: 2.5 } })).toThrow('invariant');
});
